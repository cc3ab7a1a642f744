package sla

import (
	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// AtEnd keeps a promise from cancelling the run: it is judged when the load has ended. Windows and [For] are judged all along,
// and what they found counts then.
func AtEnd(m types.GomegaMatcher) types.GomegaMatcher { return &atEnd{m} }

type atEnd struct{ types.GomegaMatcher }

// String is "p95 < 8s, at the end".
func (a *atEnd) String() string { return harness.Describe(a.GomegaMatcher) + ", at the end" }

// Actions are those that the matcher judges.
func (a *atEnd) Actions() []string { return harness.SeriesOf(a.GomegaMatcher) }

// Wrapped is the matcher.
func (a *atEnd) Wrapped() any { return a.GomegaMatcher }

// Seen is what the matcher saw.
func (a *atEnd) Seen(v *harness.View) string { return harness.SeenBy(a.GomegaMatcher, v) }

// MatchMayChangeInTheFuture is true until the load has ended.
func (a *atEnd) MatchMayChangeInTheFuture(actual any) bool {
	view, err := viewOf(actual)
	return err == nil && !view.Final
}
