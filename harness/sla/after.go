package sla

import (
	"fmt"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// After holds judgement until n iterations have ended: a failure rate that the very first iteration breaks is right, and
// useless. A load that ends earlier gave no data, which is no pass.
func After(n int64, m types.GomegaMatcher) types.GomegaMatcher { return &after{n, m} }

type after struct {
	n       int64
	matcher types.GomegaMatcher
}

// String is "p95 < 8s, after 20 iterations".
func (a *after) String() string {
	return fmt.Sprintf("%s, after %d iterations", harness.Describe(a.matcher), a.n)
}

// Actions are those that the matcher judges.
func (a *after) Actions() []string { return harness.SeriesOf(a.matcher) }

// Wrapped is the matcher.
func (a *after) Wrapped() any { return a.matcher }

// Seen is what the matcher saw.
func (a *after) Seen(v *harness.View) string { return harness.SeenBy(a.matcher, v) }

// Match is an error before n iterations have ended.
func (a *after) Match(actual any) (bool, error) {
	view, err := viewOf(actual)
	if err != nil {
		return false, err
	}
	if ended := view.Iterations.Ended(); ended < a.n {
		return false, fmt.Errorf("%s: no data, only %s ended", a, iterations(view))
	}
	return a.matcher.Match(actual)
}

// FailureMessage is that of the matcher.
func (a *after) FailureMessage(actual any) string { return a.matcher.FailureMessage(actual) }

// NegatedFailureMessage is that of the matcher.
func (a *after) NegatedFailureMessage(actual any) string {
	return a.matcher.NegatedFailureMessage(actual)
}

// MatchMayChangeInTheFuture is true before n iterations have ended; then it is up to the matcher.
func (a *after) MatchMayChangeInTheFuture(actual any) bool {
	view, err := viewOf(actual)
	if err != nil {
		return false
	}
	if !view.Final && view.Iterations.Ended() < a.n {
		return true
	}
	return types.MatchMayChangeInTheFuture(a.matcher, actual)
}
