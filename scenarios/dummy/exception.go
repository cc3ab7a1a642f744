package dummy

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Exception sleeps and fails, with a message of some length: Dummy.dummy_exception. It shows how large errors are kept.
type Exception struct {
	Size    int           `arg:"size_of_message" help:"letters of the message"`
	Sleep   time.Duration `arg:"sleep" help:"how long an iteration sleeps before it fails"`
	Message string        `arg:"message" help:"the message, in place of letters"`
}

// Name is Rally's.
func (Exception) Name() string { return "Dummy.dummy_exception" }

// Actions says that there are none.
func (Exception) Actions() []string { return nil }

// Validate refuses a message that is none.
func (e Exception) Validate() error {
	if e.Size < 1 {
		return fmt.Errorf("argument size_of_message: %d: expected 1 or more", e.Size)
	}
	return nil
}

// Run sleeps and fails.
func (e Exception) Run(ctx context.Context, _ *harness.Iteration) error {
	if err := harness.Sleep(ctx, e.Sleep); err != nil {
		return err
	}
	if e.Message != "" {
		return errors.New(e.Message)
	}
	return errors.New(strings.Repeat("M", e.Size))
}

// A Probability is how often something fails.
type Probability struct {
	P float64 `arg:"exception_probability" help:"of a failure, from 0 to 1"`
}

// Validate refuses what is no probability.
func (p Probability) Validate() error {
	if p.P < 0 || p.P > 1 {
		return fmt.Errorf("argument exception_probability: %v: expected 0 to 1", p.P)
	}
	return nil
}

// ExceptionProbability fails now and then: Dummy.dummy_exception_probability.
type ExceptionProbability struct{ Probability }

// Name is Rally's.
func (ExceptionProbability) Name() string { return "Dummy.dummy_exception_probability" }

// Actions says that there are none.
func (ExceptionProbability) Actions() []string { return nil }

// Run fails, or does nothing.
func (s ExceptionProbability) Run(_ context.Context, it *harness.Iteration) error {
	if it.Rand("exception").Float64() < s.P {
		return fmt.Errorf("dummy scenario expected exception: probability %v", s.P)
	}
	return nil
}

// RandomFailInAtomic fails now and then at one of four places in actions: Dummy.dummy_random_fail_in_atomic.
type RandomFailInAtomic struct{ Probability }

// Name is Rally's.
func (RandomFailInAtomic) Name() string { return "Dummy.dummy_random_fail_in_atomic" }

// Actions are those of Run.
func (RandomFailInAtomic) Actions() []string {
	return []string{"dummy_fail_test", "dummy_fail_test[dummy_fail_inner_test]"}
}

// Run does the same action twice, which may fail outside or inside of another one, each with a quarter of the probability.
func (s RandomFailInAtomic) Run(ctx context.Context, it *harness.Iteration) error {
	random := it.Rand("exception")
	maybe := func() error {
		if random.Float64() < s.P/4 {
			return errors.New("dummy test error")
		}
		return nil
	}
	for range 2 {
		err := it.Time(ctx, "dummy_fail_test", func(ctx context.Context) error {
			if err := maybe(); err != nil {
				return err
			}
			return it.Time(ctx, "dummy_fail_inner_test", func(context.Context) error { return maybe() })
		})
		if err != nil {
			return err
		}
	}
	return nil
}
