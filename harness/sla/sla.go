// Package sla holds service levels: gomega matchers of the numbers of a run.
//
// A matcher under SLA of a workload guards the run: the engine asks it while the load runs, and the first breach cancels
// everything in flight. The same matcher under Expect judges the finished result:
//
//	SLA: []harness.Check{
//		sla.FailureRate(BeNumerically("<=", 0.01)),
//		sla.After(20, sla.Percentile(95, "nova.boot_server", BeNumerically("<", 8*time.Second))),
//	}
//
//	Expect(result).To(sla.Mean(sla.Iteration, BeNumerically("<", time.Second)))
//
// Each takes a matcher of a number (a rate, 0 to 1) or of a duration: any of gomega's, and And, Or and Not of them. They
// themselves go into And, Or and Not too.
//
// A level judges the whole load, without the warm-up and cool-down of a workload that has some. [During] judges one phase,
// [Of] one scenario of a mix, [Over] every window of time, and [After] waits for enough iterations:
//
//	sla.Over(30*time.Second, sla.Percentile(95, "nova.boot_server", BeNumerically("<", 8*time.Second)))
//
// [For] lets a promise be broken for a while, and [AtEnd] keeps one from cancelling the run.
//
// What is judged is a series by its name: [Iteration], an action such as "nova.boot_server", an HTTP route such as
// "compute GET /servers/detail", [Lateness], or [Response].
//
// # Rally's criteria
//
//	failure_rate {min, max}                     FailureRate(And(BeNumerically(">=", min), BeNumerically("<=", max))), as a share of 1
//	max_seconds_per_iteration                   Slowest(Iteration, BeNumerically("<=", …)): failures count, too
//	max_avg_duration                            Mean(Iteration, …)
//	max_avg_duration_per_atomic                 Mean(action, …) for each; nested actions have names, too
//	performance_degradation {max_degradation}   Degradation(Iteration, …), as a share of 1
//	outliers {max, min_iterations, sigmas}      After(min, Outliers(sigmas, Iteration, …)); all durations are held against the
//	                                            threshold of all of them, not each against that of those before it
//
// What of Rally is not: a level without data passes there; and with abort-on-failure a minimum failure rate aborts at the first success.
//
// # Without a run
//
// The matchers judge durations of any origin, in any test:
//
//	Expect([]time.Duration{…}).To(sla.Percentile(95, sla.Iteration, BeNumerically("<", time.Second)))
//
// and values of any type that show themselves as a view, by a method View() *harness.View.
//
// No data is no pass: what never happened has no percentile, and neither the matcher nor its Not matches; it is an error
// that says so. While the load runs, such a verdict may still change, as may that of [After] before its time; every
// other one is final: a promise, once broken, stays broken.
//
// [Value] judges what scenarios measure themselves, and add to a chart.
//
// Percentiles, means and the slowest are those of service times, from the actual start; deliberate idle time is not in
// them. Percentiles and means are those of successes alone.
package sla

import (
	"fmt"
	"strings"
	"time"

	"github.com/onsi/gomega/matchers"
	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// Names of series that are neither actions nor HTTP routes.
const (
	Iteration = ""               // the whole iteration
	Lateness  = harness.Lateness // of starts
	Response  = harness.Response // of the whole iteration, from when it was due
)

// A Level is a service level: a figure of a [harness.View], and the matcher that it has to satisfy. It judges a
// *harness.View, a *harness.Outcome, a *harness.Result that has one workload, a []time.Duration of successes, or whatever has
// a method View() *harness.View.
type Level struct {
	name    string // "p95", "mean", "failure rate"
	series  string
	unit    unit
	figure  func(v *harness.View) (value any, why string) // why there is none: no data
	classes bool                                          // it asks for classes of failures
	values  [][2]string                                   // titles and names of what scenarios add, in place of a series
	whole   bool                                          // it means nothing before the load, or its window, is over
	suits   func(*harness.Workload) error                 // nil: every one
	matcher types.GomegaMatcher
}

var (
	_ harness.Suitor      = (*Level)(nil)
	_ types.GomegaMatcher = (*Level)(nil)
	_ harness.Actor       = (*Level)(nil)
	_ harness.Seer        = (*Level)(nil)
	_ harness.Asker       = (*Level)(nil)
	_ harness.Measurer    = (*Level)(nil)
)

// String is the promise in words: "p95 of nova.boot_server < 8s".
func (l *Level) String() string { return l.subject() + " " + l.unit.promise(l.matcher) }

func (l *Level) subject() string {
	if l.series == Iteration {
		return l.name
	}
	return l.name + " of " + l.series
}

// Actions is the series that the level judges, if it is not the whole iteration.
func (l *Level) Actions() []string {
	if l.series == Iteration {
		return nil
	}
	return []string{l.series}
}

// AsksClasses tells whether the level judges classes of failures.
func (l *Level) AsksClasses() bool { return l.classes }

// Limit is what is promised, if it is one that durations are not to exceed.
func (l *Level) Limit() *harness.Limit {
	m, ok := l.matcher.(*matchers.BeNumericallyMatcher)
	if !ok || len(m.CompareTo) != 1 || !strings.HasPrefix(m.Comparator, "<") {
		return nil
	}
	limit, ok := m.CompareTo[0].(time.Duration)
	if !ok {
		return nil
	}
	return &harness.Limit{Series: l.series, Figure: l.name, At: limit}
}

// Suits refuses a workload that has no such figure.
func (l *Level) Suits(w *harness.Workload) error {
	if l.suits == nil {
		return nil
	}
	return l.suits(w)
}

// Match judges the figure. It is an error if there is no data.
func (l *Level) Match(actual any) (bool, error) {
	view, err := viewOf(actual)
	if err != nil {
		return false, err
	}
	value, why := l.figure(view)
	if value == nil {
		return false, fmt.Errorf("%s has no data%s: promised %s, after %s", l.subject(), why, l.unit.promise(l.matcher), iterations(view))
	}
	return l.matcher.Match(value)
}

// Seen is the figure as text, "no data" if there is none.
func (l *Level) Seen(v *harness.View) string {
	value, _ := l.figure(v)
	if value == nil {
		return "no data"
	}
	return l.unit.number(value)
}

// FailureMessage says what was seen, what was promised, and after how many iterations.
func (l *Level) FailureMessage(actual any) string {
	return l.message(actual, l.unit.promise(l.matcher))
}

// NegatedFailureMessage is the same for a level that was not to match.
func (l *Level) NegatedFailureMessage(actual any) string {
	return l.message(actual, "not "+l.unit.promise(l.matcher))
}

func (l *Level) message(actual any, promised string) string {
	view, err := viewOf(actual)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%s is %s, promised %s, after %s", l.subject(), l.Seen(view), promised, iterations(view))
}

// MatchMayChangeInTheFuture is true as long as there is no data and the load runs.
func (l *Level) MatchMayChangeInTheFuture(actual any) bool {
	view, err := viewOf(actual)
	if err != nil || view.Final {
		return false
	}
	value, _ := l.figure(view)
	return value == nil || l.whole && view.Length == 0
}

func iterations(v *harness.View) string {
	if n := v.Iterations.Ended(); n != 1 {
		return fmt.Sprintf("%d iterations", n)
	}
	return "1 iteration"
}
