package baseline

import (
	"fmt"
	"math"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Within is how much worse a figure may be. It is too much only if it is both. The zero value allows for nothing but what may be
// chance.
type Within struct {
	Ratio float64       // of the new figure to the old one, as 1.3; 0 is 1
	Floor time.Duration // by which a duration may be above the old one
	Share float64       // by which a rate may be above the old one, 0 to 1
}

// A Level is the promise that a figure is no worse than that of an earlier run. It judges a finished *harness.View,
// *harness.Outcome, or *harness.Result that has one workload.
type Level struct {
	old    *Run
	figure Figure
	within Within
}

var (
	_ harness.Check    = (*Level)(nil)
	_ harness.Actor    = (*Level)(nil)
	_ harness.Seer     = (*Level)(nil)
	_ harness.Comparer = (*Level)(nil)
)

// NoWorse promises that a figure is no worse than in an old run, or by no more than is allowed. Where the old run is nil
// or has no such figure the promise is kept: there is nothing to compare with. Where the new run has none, it is an error. It
// panics if what is allowed is below zero, or a ratio below 1.
func NoWorse(old *Run, f Figure, w Within) *Level {
	if w.Ratio == 0 {
		w.Ratio = 1
	}
	if !(w.Ratio >= 1 && w.Floor >= 0 && w.Share >= 0) {
		panic(fmt.Sprintf("baseline.NoWorse(…, %+v): expected a ratio of 1 or more, and a floor of zero or more", w))
	}
	return &Level{old: old, figure: f, within: w}
}

// Actions is the action that the level judges, if it is not the whole iteration.
func (l *Level) Actions() []string {
	if l.figure.action == "" {
		return nil
	}
	return []string{l.figure.action}
}

// Compare holds the figures of both runs against each other. It is nil if the view is not final, or has no such figure.
func (l *Level) Compare(v *harness.View) *harness.Comparison {
	if !v.Final {
		return nil
	}
	new := l.figure.series(v)
	if !l.figure.has(new) {
		return nil
	}
	c := &harness.Comparison{
		Figure: l.figure.String(), Share: l.figure.share, New: l.figure.of(new), NewCount: l.figure.count(new),
		Significance: harness.First, P: 1,
	}
	old := l.old.Find(v.Workload, v.Part, l.figure.action)
	if !l.figure.has(old) {
		c.Note = "no baseline yet: this run is the first one"
		if l.old != nil {
			c.Note = fmt.Sprintf("no baseline yet: run %s has no %s", l.old.ID, l.figure)
		}
		return c
	}
	c.Run, c.Old, c.OldCount = l.old.ID, l.figure.of(old), l.figure.count(old)
	c.P, c.Note = l.figure.test(old, new)
	c.Significance = l.judge(c, old.Rough || new.Rough)
	return c
}

// judge says what two figures and their p-value amount to.
func (l *Level) judge(c *harness.Comparison, rough bool) harness.Significance {
	more := c.New - c.Old
	switch {
	case c.P >= Alpha, c.Note != "", more == 0, rough && math.Abs(more) <= harness.Accuracy*c.Old:
		return harness.Same
	case more < 0:
		return harness.Better
	case c.New > c.Old*l.within.Ratio && more > l.floor():
		return harness.Worse
	}
	return harness.Tolerated
}

// Match is an error if the load has not ended, or the figure has no data.
func (l *Level) Match(actual any) (bool, error) {
	v, err := viewOf(actual)
	if err != nil {
		return false, err
	}
	if !v.Final {
		return false, fmt.Errorf("%s: it is judged when the load has ended", l)
	}
	c := l.Compare(v)
	if c == nil {
		return false, fmt.Errorf("%s has no data: promised %s", l.figure, l)
	}
	return c.Significance != harness.Worse, nil
}

// MatchMayChangeInTheFuture is true until the load has ended.
func (l *Level) MatchMayChangeInTheFuture(actual any) bool {
	v, err := viewOf(actual)
	return err == nil && !v.Final
}

// viewOf finds the numbers in what is judged.
func viewOf(actual any) (*harness.View, error) {
	switch a := actual.(type) {
	case *harness.View:
		if a != nil {
			return a, nil
		}
	case *harness.Outcome:
		if a != nil {
			return &a.View, nil
		}
	case *harness.Result:
		switch {
		case a == nil:
		case len(a.Workloads) == 1:
			return &a.Workloads[0].View, nil
		default:
			return nil, fmt.Errorf("the result has %d workloads: judge one of them, as &result.Workloads[0]", len(a.Workloads))
		}
	}
	return nil, fmt.Errorf("a baseline judges a *harness.Result, *harness.Outcome or *harness.View, not %T(%v)", actual, actual)
}
