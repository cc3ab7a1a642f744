package harness

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness/cloud"
)

// Errors are grouped by what went wrong, however deep they are wrapped.
func TestClass(t *testing.T) {
	reset := &url.Error{Op: "Get", URL: "http://x", Err: &net.OpError{Op: "read", Err: &os.SyscallError{Syscall: "read", Err: syscall.ECONNRESET}}}
	refused := &url.Error{Op: "Get", URL: "http://x", Err: &net.OpError{Op: "dial", Err: &os.SyscallError{Syscall: "connect", Err: syscall.ECONNREFUSED}}}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{errors.New("no"), "error"},
		{io.ErrUnexpectedEOF, "error"},
		{&PanicError{Value: &StateError{State: "ERROR"}}, "panic"},
		{&AssertionError{}, "assertion"},
		{&StateError{Kind: "server", State: "error"}, "resource in ERROR"},
		{gophercloud.ErrUnexpectedResponseCode{Actual: http.StatusConflict}, "http 409"},
		{errors.Join(gophercloud.ErrUnexpectedResponseCode{Actual: http.StatusConflict}, context.Canceled), "http 409"},
		{context.DeadlineExceeded, "timeout"},
		{&TimeoutError{Limit: time.Second}, "timeout"},
		{&WaitError{What: "x", Limit: time.Second}, "timeout"},
		{&cloud.CancelledError{Err: context.DeadlineExceeded, Last: reset}, "timeout"},
		{&net.OpError{Op: "read", Err: os.ErrDeadlineExceeded}, "timeout"},
		{reset, "connection reset"},
		{refused, "connection refused"},
		{&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host"}}, "connection"},
		{context.Canceled, "cancelled"},
		{&cloud.CancelledError{Err: context.Canceled}, "cancelled"},
	} {
		for _, err := range []error{tt.err, fmt.Errorf("boot: %w", fmt.Errorf("create: %w", tt.err)), errors.Join(errors.New("other"), tt.err)} {
			if got := class(err); got != tt.want {
				t.Errorf("class(%T: %v) = %q; want %q", err, err, got, tt.want)
			}
		}
	}
}

// Texts are kept up to a length, and are text.
func TestText(t *testing.T) {
	for _, tt := range []struct {
		what, message string
	}{
		{"long", strings.Repeat("ü", 5000)}, {"invalid", "a\xffb"}, {"short", "no"},
	} {
		got := text(errors.New(tt.message))
		if !utf8.ValidString(got) || len(got) > longest+5 {
			t.Errorf("text of a %s message: %d bytes, valid: %t", tt.what, len(got), utf8.ValidString(got))
		}
	}
}

func TestOutline(t *testing.T) {
	for _, tt := range []struct {
		a, b  string
		alike bool
	}{
		{"server 1a2b is in state ERROR", "server 77 is in state ERROR", true},
		{"server 1a2b is in state ERROR", "volume 77 is in state ERROR", false},
		{"no valid\nhost", "no valid host", true},
		{strings.Repeat("word ", 50) + "a", strings.Repeat("word ", 50) + "b", true},
	} {
		if (outline(tt.a) == outline(tt.b)) != tt.alike {
			t.Errorf("outline(%q) = %q, outline(%q) = %q; want them alike: %t", tt.a, outline(tt.a), tt.b, outline(tt.b), tt.alike)
		}
	}
}

// The stack of a panic holds what panicked, and nothing that differs from run to run.
func TestStackOfPanic(t *testing.T) {
	run := func() error { return guard(func() error { var m map[string]int; m["a"] = 1; return nil }) }
	said := make(chan string)
	for range 2 {
		go func() { said <- run().Error() }()
	}
	x, y := <-said, <-said
	if x != y {
		t.Errorf("the same panic says\n%s\nand\n%s", x, y)
	}
	if !strings.Contains(x, "nil map") || !strings.Contains(x, "harness.TestStackOfPanic") || strings.Contains(x, "runtime.gopanic") || strings.Contains(x, "0x") {
		t.Errorf("the panic says\n%s", x)
	}
}
