package harness

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"
)

// class groups an error by what went wrong: "panic", "output", "assertion", "timeout", "resource in ERROR", "http 500",
// "connection reset", "connection refused", "connection", "cancelled" or "error".
func class(err error) string {
	var (
		panicked  *PanicError
		output    *OutputError
		assertion *AssertionError
		state     *StateError
		status    interface{ GetStatusCode() int } // gophercloud's errors of an unexpected answer
		timeout   interface{ Timeout() bool }
		network   *net.OpError
	)
	switch {
	case errors.As(err, &panicked):
		return "panic"
	case errors.As(err, &output):
		return "output"
	case errors.As(err, &assertion):
		return "assertion"
	case errors.As(err, &state):
		return "resource in " + strings.ToUpper(state.State)
	case errors.As(err, &status):
		return fmt.Sprintf("http %d", status.GetStatusCode())
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "timeout"
	case errors.Is(err, syscall.ECONNRESET):
		return "connection reset"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connection refused"
	case errors.Is(err, context.Canceled):
		return "cancelled"
	case errors.As(err, &network):
		return "connection"
	}
	return "error"
}

// longest is how much of an error's text is kept.
const longest = 2000

// text is what is kept of an error.
func text(err error) string {
	s := strings.ToValidUTF8(err.Error(), "�")
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") + " …"
	}
	return s
}

// outline is a message without what differs from one iteration to the next: digits, and words that hold some.
func outline(message string) string {
	var b strings.Builder
	for i, word := range strings.Fields(message) {
		if i > 40 {
			break
		}
		if strings.ContainsAny(word, "0123456789") {
			word = "#"
		}
		b.WriteString(word)
		b.WriteByte(' ')
	}
	return b.String()
}
