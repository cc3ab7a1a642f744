package dummy

import (
	"context"
	"fmt"
	"time"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// mostActions bounds how many actions an iteration may be asked for.
const mostActions = 1000

// numbered are actions that a number follows.
func numbered(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("action_%d", i)
	}
	return list
}

// countable refuses a number of actions that is none, or too many.
func countable(argument string, n int) error {
	if n < 1 || n > mostActions {
		return fmt.Errorf("argument %s: %d: expected 1 to %d", argument, n, mostActions)
	}
	return nil
}

// RandomAction sleeps in several actions: Dummy.dummy_random_action.
type RandomAction struct {
	Number int           `arg:"actions_num" help:"actions of an iteration"`
	Min    time.Duration `arg:"sleep_min" help:"shortest sleep in an action"`
	Max    time.Duration `arg:"sleep_max" help:"longest sleep in an action"`
}

// Name is Rally's.
func (RandomAction) Name() string { return "Dummy.dummy_random_action" }

// Actions are those of Run.
func (s RandomAction) Actions() []string { return numbered(s.Number) }

// Validate refuses a number of actions that is none, and times that are no range.
func (s RandomAction) Validate() error {
	if err := countable("actions_num", s.Number); err != nil {
		return err
	}
	return harness.IdleRange(s.Min, s.Max)
}

// Run sleeps for a random time in each action.
func (s RandomAction) Run(ctx context.Context, it *harness.Iteration) error {
	random := it.Rand("sleep")
	for _, action := range numbered(s.Number) {
		d := s.Min + time.Duration(random.Int64N(int64(max(s.Max-s.Min, 0))+1))
		if err := it.Time(ctx, action, func(ctx context.Context) error { return harness.Sleep(ctx, d) }); err != nil {
			return err
		}
	}
	return nil
}

// TimedAtomicActions sleeps longer in each action: Dummy.dummy_timed_atomic_actions. It shows service levels of actions.
type TimedAtomicActions struct {
	Number int     `arg:"number_of_actions" help:"actions of an iteration"`
	Factor float64 `arg:"sleep_factor" help:"seconds that the second action sleeps; the third one twice as long, and so on"`
}

// Name is Rally's.
func (TimedAtomicActions) Name() string { return "Dummy.dummy_timed_atomic_actions" }

// Actions are those of Run.
func (s TimedAtomicActions) Actions() []string { return numbered(s.Number) }

// Validate refuses a number of actions that is none, and a factor below zero.
func (s TimedAtomicActions) Validate() error {
	if s.Factor < 0 {
		return fmt.Errorf("argument sleep_factor: %v: expected 0 or more", s.Factor)
	}
	return countable("number_of_actions", s.Number)
}

// Run sleeps in each action.
func (s TimedAtomicActions) Run(ctx context.Context, it *harness.Iteration) error {
	for i, action := range numbered(s.Number) {
		d := time.Duration(float64(i) * s.Factor * float64(time.Second))
		if err := it.Time(ctx, action, func(ctx context.Context) error { return harness.Sleep(ctx, d) }); err != nil {
			return err
		}
	}
	return nil
}

// OpenStack is Dummy with users, so that it measures what it takes to make them: Dummy.openstack.
type OpenStack struct{ Dummy }

// Name is Rally's.
func (OpenStack) Name() string { return "Dummy.openstack" }

// Services are what it talks to.
func (OpenStack) Services() []string { return []string{"identity"} }

// Fixtures brings users.
func (OpenStack) Fixtures() []harness.Fixture { return []harness.Fixture{fixtures.Users{}} }
