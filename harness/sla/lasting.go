package sla

import (
	"fmt"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// For lets a promise be broken for a while: it counts as broken when it has been for at least d, without a break. It is
// judged under SLA alone, whenever iterations end and ten times a second: a finished result does not tell for how long.
func For(d time.Duration, m types.GomegaMatcher) types.GomegaMatcher {
	if d <= 0 {
		panic(fmt.Sprintf("sla.For(%v, …): expected a duration above zero", d))
	}
	return &lasting{d, m}
}

type lasting struct {
	least   time.Duration
	matcher types.GomegaMatcher
}

// String is "p95 < 8s, or not for 10s".
func (l *lasting) String() string {
	return fmt.Sprintf("%s, or broken for less than %s", harness.Describe(l.matcher), short(l.least))
}

// Actions are those that the matcher judges.
func (l *lasting) Actions() []string { return harness.SeriesOf(l.matcher) }

// Wrapped is the matcher.
func (l *lasting) Wrapped() any { return l.matcher }

// Lasting is how long the matcher may be broken.
func (l *lasting) Lasting() time.Duration { return l.least }

// Seen is what the matcher saw.
func (l *lasting) Seen(v *harness.View) string { return harness.SeenBy(l.matcher, v) }

// Match does not match once the matcher has not for long enough. It is an error of a result, or if there is no data.
func (l *lasting) Match(actual any) (bool, error) {
	view, err := viewOf(actual)
	if err != nil {
		return false, err
	}
	ok, err := l.matcher.Match(view)
	if err != nil {
		return false, err
	}
	lasts, known := view.Lasts(l, !ok)
	if !known {
		return false, fmt.Errorf("%s: for how long is judged while the load runs, as a service level of the workload", l)
	}
	return ok || lasts < l.least, nil
}

// FailureMessage is that of the matcher, and for how long.
func (l *lasting) FailureMessage(actual any) string {
	return l.matcher.FailureMessage(actual) + ", for " + short(l.least) + " and longer"
}

// NegatedFailureMessage is that of the matcher.
func (l *lasting) NegatedFailureMessage(actual any) string {
	return l.matcher.NegatedFailureMessage(actual)
}

// MatchMayChangeInTheFuture is true until the promise has been broken for long enough.
func (l *lasting) MatchMayChangeInTheFuture(actual any) bool {
	view, err := viewOf(actual)
	if err != nil || view.Final {
		return false
	}
	ok, err := l.Match(view)
	return ok || err != nil || types.MatchMayChangeInTheFuture(l.matcher, view)
}
