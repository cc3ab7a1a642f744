// Package dummy holds scenarios that need no cloud: they measure the engine itself, and show what a report looks like.
package dummy

import (
	"context"
	"fmt"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Dummy does nothing but sleep, in an action within an action: Dummy.dummy.
type Dummy struct {
	Sleep time.Duration `arg:"sleep" help:"how long an iteration sleeps"`
}

// Name is Rally's.
func (Dummy) Name() string { return "Dummy.dummy" }

// Actions are those of Run.
func (Dummy) Actions() []string { return []string{"foo", "foo[bar]"} }

// Run sleeps.
func (d Dummy) Run(ctx context.Context, it *harness.Iteration) error {
	return it.Time(ctx, "foo", func(ctx context.Context) error {
		return it.Time(ctx, "bar", func(ctx context.Context) error { return harness.Sleep(ctx, d.Sleep) })
	})
}

// Failure sleeps, and fails in some iterations: Dummy.failure.
type Failure struct {
	Sleep time.Duration `arg:"sleep" help:"how long an iteration sleeps"`
	From  int64         `arg:"from_iteration" help:"the first iteration that may fail; they begin at 1"`
	To    int64         `arg:"to_iteration" help:"the last iteration that may fail"`
	Each  int64         `arg:"each" help:"those fail whose number is divisible by it; zero is 1"`
}

// Name is Rally's.
func (Failure) Name() string { return "Dummy.failure" }

// Actions says that there are none.
func (Failure) Actions() []string { return nil }

// Validate refuses a range that is none.
func (f Failure) Validate() error {
	if f.From < 0 || f.Each < 0 || f.To < f.From {
		return fmt.Errorf("iterations %d to %d, each %d: expected a range of numbers from 0 on", f.From, f.To, f.Each)
	}
	return nil
}

// Run sleeps and then fails if it is this iteration's turn.
func (f Failure) Run(ctx context.Context, it *harness.Iteration) error {
	if err := harness.Sleep(ctx, f.Sleep); err != nil {
		return err
	}
	if f.From <= it.Number && it.Number <= f.To && it.Number%max(f.Each, 1) == 0 {
		return fmt.Errorf("dummy.failure: iteration %d was told to fail", it.Number)
	}
	return nil
}
