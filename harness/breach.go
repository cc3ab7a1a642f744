package harness

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A BreachError is the cause of a run that was cancelled by a broken promise.
type BreachError struct {
	Workload string
	Breach
}

// Error is the reason in a sentence.
func (e *BreachError) Error() string { return "the run was cancelled: " + e.Reason }

// Is makes whoever asks for [context.Canceled] recognise the cancellation that this error is the cause of.
func (e *BreachError) Is(target error) bool { return target == context.Canceled }

// A PromiseError says that a run completed, but did not keep a promise that could only be judged at its end.
type PromiseError struct {
	Workload string
	Level    Level
}

// Error is the reason in a sentence.
func (e *PromiseError) Error() string { return "a promise was not kept: " + e.Level.Reason }

// An InterruptError is the cause of a run whose context was cancelled from outside.
type InterruptError struct{ Cause error }

// Error names the cause.
func (e *InterruptError) Error() string {
	if e.Cause == nil || e.Cause == context.Canceled {
		return "the run was interrupted"
	}
	return "the run was interrupted: " + e.Cause.Error()
}

// Unwrap returns the cause.
func (e *InterruptError) Unwrap() error { return e.Cause }

// Is makes whoever asks for [context.Canceled] recognise the cancellation that this error is the cause of.
func (e *InterruptError) Is(target error) bool { return target == context.Canceled }

// A DeadlineError says that the test would end before the benchmark: at the start, if the load alone is longer than the
// time that is left, or in its middle.
type DeadlineError struct {
	Needs time.Duration // what the load needs; zero in the middle of a run
	Left  time.Duration // until the deadline
}

// Error says what is missing and which flag to pass.
func (e *DeadlineError) Error() string {
	if e.Needs == 0 {
		return fmt.Sprintf("the run was stopped %v before go test ends this process: give it more time with -timeout", e.Left.Round(time.Second))
	}
	need := (e.Needs + e.Needs/10 + 2*Grace).Round(time.Minute) + time.Minute
	return fmt.Sprintf("the load alone takes %v, but go test ends this process in %v: run it with -timeout %v",
		e.Needs, e.Left.Round(time.Second), need)
}

// Is makes whoever asks for [context.Canceled] recognise the cancellation that this error is the cause of.
func (e *DeadlineError) Is(target error) bool { return target == context.Canceled }

// A SetupError says which fixture could not be set up.
type SetupError struct {
	Fixture string
	Err     error
}

// Error names the fixture.
func (e *SetupError) Error() string { return "set up " + e.Fixture + ": " + e.Err.Error() }

// Unwrap returns what went wrong.
func (e *SetupError) Unwrap() error { return e.Err }

// A BoundError says that this process was too slow, so that the run says nothing about the cloud: a promise broke while
// the generator was its own limit, or an open load was not what had been asked for.
type BoundError struct {
	Workload string
	Reason   string // with advice
	Err      error  // the promise that broke; nil if none did
}

// Error is the reason, and which promise it excuses.
func (e *BoundError) Error() string {
	s := "the generator was the limit: " + e.Reason
	if e.Err != nil {
		s += " (" + e.Err.Error() + ")"
	}
	return s
}

// Unwrap returns the promise.
func (e *BoundError) Unwrap() error { return e.Err }

// A LeakError says that something was left behind.
type LeakError struct{ Leftovers []Resource }

// Error counts what is left and names the first of it.
func (e *LeakError) Error() string {
	first := e.Leftovers[0]
	return fmt.Sprintf("left behind: %d, the first of them the %s %q (%s)", len(e.Leftovers), first.Kind, first.Name, first.ID)
}

// A TimeoutError is the cause of an iteration that took longer than its workload allows.
type TimeoutError struct{ Limit time.Duration }

// Error names the limit.
func (e *TimeoutError) Error() string {
	return fmt.Sprintf("the iteration was cancelled after %v, its time-out", e.Limit)
}

// Is makes whoever asks for [context.DeadlineExceeded] recognise the cancellation that this error is the cause of.
func (e *TimeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// ended is why a run ends whose context has.
func ended(ctx context.Context) error {
	cause := context.Cause(ctx)
	var deadline *DeadlineError
	if errors.As(cause, &deadline) {
		return deadline
	}
	return &InterruptError{cause}
}

// verdict is how a run that ended with err went.
func verdict(err error) Verdict {
	var (
		breach    *BreachError
		promise   *PromiseError
		interrupt *InterruptError
		deadline  *DeadlineError
		setup     *SetupError
		leak      *LeakError
		bound     *BoundError
		hook      *HookError
	)
	switch {
	case err == nil:
		return Passed
	case errors.As(err, &interrupt):
		return Interrupted
	case errors.As(err, &deadline):
		return TimedOut
	case errors.As(err, &bound):
		return Bound
	case errors.As(err, &breach):
		return Breached
	case errors.As(err, &promise), errors.As(err, &hook):
		return Failed
	case errors.As(err, &setup):
		return Broken
	case errors.As(err, &leak):
		return Leaked
	}
	return Broken
}
