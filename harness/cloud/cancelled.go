package cloud

import (
	"context"
	"errors"
)

// A CancelledError is the error of a request whose context ended: errors.Is finds context.Canceled or
// context.DeadlineExceeded in it, and the context's cause, and whatever the connection said.
type CancelledError struct {
	Err   error // context.Canceled or context.DeadlineExceeded
	Cause error // context.Cause of the request's context
	Last  error // what the transport returned
}

func (e *CancelledError) Error() string {
	if e.Cause == nil || e.Cause == e.Err {
		return e.Err.Error()
	}
	return e.Err.Error() + ": " + e.Cause.Error()
}

// Unwrap returns all that is known about the end.
func (e *CancelledError) Unwrap() []error {
	var all []error
	for _, err := range []error{e.Err, e.Cause, e.Last} {
		if err != nil {
			all = append(all, err)
		}
	}
	return all
}

// Timeout tells whether a deadline was the reason, as net.Error does.
func (e *CancelledError) Timeout() bool { return errors.Is(e.Err, context.DeadlineExceeded) }

// because returns err, or why the context ended if it did.
func because(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	var already *CancelledError
	if errors.As(err, &already) {
		return err
	}
	return &CancelledError{Err: ctx.Err(), Cause: context.Cause(ctx), Last: err}
}
