package dummy

import (
	"context"
	"errors"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Verbs are those of this package.
func Verbs() []harness.Verb {
	return []harness.Verb{
		{Form: "pauses", Doc: "think for a time, which is in no duration", New: harness.NewDoer(pause{})},
	}
}

// pause is a time in which a user does nothing.
type pause struct {
	For  time.Duration `arg:"for" help:"how long"`
	From time.Duration `arg:"from" help:"shortest time, of one that is drawn evenly"`
	To   time.Duration `arg:"to" help:"longest time"`
}

// Validate refuses what is no time, or two.
func (p pause) Validate() error {
	if (p.For > 0) == (p.To > 0) || p.For > 0 && p.From > 0 {
		return errors.New("expected for=DURATION, or from=DURATION and to=DURATION")
	}
	return harness.IdleRange(p.From, p.To)
}

// Do waits.
func (p pause) Do(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
	if p.For > 0 {
		return "", it.Idle(ctx, p.For)
	}
	return "", it.IdleBetween(ctx, p.From, p.To)
}
