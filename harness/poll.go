package harness

import (
	"context"
	"fmt"
	"time"
)

// The bounds of adaptive polling. The interval is an eighth of the time waited so far, between these: what takes a
// second is seen to an eighth of a second, what takes a minute does not load the cloud with hundreds of questions.
const (
	PollShortest = 100 * time.Millisecond
	PollLongest  = 2 * time.Second
	PollShare    = 8
)

// Interval is the time to the next poll after so much waiting.
func Interval(waited time.Duration) time.Duration {
	return min(max(waited/PollShare, PollShortest), PollLongest)
}

// Wait polls until done says so, it returns an error, or limit has passed; a limit of zero is none. The first poll is at
// once. The time spent between polls is part of the action, and is shown beside it together with the
// last interval, which is how exact the action's time can be.
func (it *Iteration) Wait(ctx context.Context, what string, limit time.Duration, done func(context.Context) (bool, error)) error {
	s := it.spanOf(ctx)
	return poll(ctx, what, limit, done, func(d time.Duration) { s.add(0, 0, d, d) })
}

// Wait polls as [Iteration.Wait] does, for fixtures.
func (w *World) Wait(ctx context.Context, what string, limit time.Duration, done func(context.Context) (bool, error)) error {
	return poll(ctx, what, limit, done, func(time.Duration) {})
}

func poll(ctx context.Context, what string, limit time.Duration, done func(context.Context) (bool, error), slept func(time.Duration)) error {
	began := time.Now()
	for {
		if ok, err := done(ctx); ok || err != nil {
			return err
		}
		waited := time.Since(began)
		if limit > 0 && waited >= limit {
			return &WaitError{What: what, Limit: limit}
		}
		interval := Interval(waited)
		if limit > 0 {
			interval = min(interval, limit-waited)
		}
		if err := Sleep(ctx, interval); err != nil {
			return fmt.Errorf("wait for %s: %w", what, err)
		}
		slept(interval)
	}
}

// A WaitError says that something did not come about in time.
type WaitError struct {
	What  string
	Limit time.Duration
}

// Error says what was waited for, and how long.
func (e *WaitError) Error() string { return fmt.Sprintf("%s: not within %v", e.What, e.Limit) }

// Timeout tells that this is a time-out.
func (e *WaitError) Timeout() bool { return true }

// A StateError says that something in the cloud went into a state from which it does not recover.
type StateError struct {
	Kind   string // "server"
	ID     string
	State  string // "ERROR"
	Reason string // what the cloud says about it, if anything
}

// Error says what is in which state, and why.
func (e *StateError) Error() string {
	s := fmt.Sprintf("%s %s is in state %s", e.Kind, e.ID, e.State)
	if e.Reason != "" {
		s += ": " + e.Reason
	}
	return s
}
