package harness

import (
	"context"
	"errors"
	"fmt"
	"net"
	"regexp"
	"slices"
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
		limit     *TimeoutError
		network   *net.OpError
	)
	switch {
	case errors.As(err, &limit):
		return "timeout"
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

// classes are those of failures that have no number, and some that have.
var classes = []string{
	"panic", "assertion", "timeout", "connection reset", "connection refused", "connection", "cancelled", "error", "resource in ERROR",
	"http 403", "http 404", "http 409", "http 413", "http 429", "http 500", "http 502", "http 503", "http 504",
}

var httpClass = regexp.MustCompile(`^http [1-5]\d\d$`)

// ValidClass refuses what is no class of failures: "http 503", "resource in ERROR", "timeout", "assertion" ...
func ValidClass(name string) error {
	if slices.Contains(classes, name) || httpClass.MatchString(name) || strings.HasPrefix(name, "resource in ") {
		return nil
	}
	return Unknown("class of failures", name, classes)
}

// longest is how much of an error's text is kept.
const longest = 2000

// text is what is kept of an error.
func text(err error) string {
	return clip(err.Error())
}

// clip is the begin of a text.
func clip(s string) string {
	s = strings.ToValidUTF8(s, "�")
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
