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

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// Iteration is the name of the whole iteration where an action's could stand.
const Iteration = ""

// A Level is a service level: a figure of a [harness.View], and the matcher that it has to satisfy. It judges a
// *harness.View, a *harness.Outcome, or a *harness.Result that has one workload.
type Level struct {
	name    string // "p95", "mean", "failure rate"
	action  string
	figure  func(*harness.Series) (value any, ok bool)
	matcher types.GomegaMatcher

	measure *Values // in place of a series
	sample  func(*harness.Sample) float64
}

var (
	_ types.GomegaMatcher = (*Level)(nil)
	_ harness.Actor       = (*Level)(nil)
	_ harness.Seer        = (*Level)(nil)
	_ harness.Measurer    = (*Level)(nil)
)

// String is the promise in words: "p95 of nova.boot_server < 8s".
func (l *Level) String() string { return l.subject() + " " + l.promise() }

// promise is what the matcher asks for.
func (l *Level) promise() string { return promise(l.matcher, l.words) }

// words say a figure.
func (l *Level) words(value any) string {
	if l.measure != nil {
		return plain(value)
	}
	return number(value)
}

func (l *Level) subject() string {
	if l.action == Iteration {
		return l.name
	}
	return l.name + " of " + l.action
}

// Actions is the action that the level judges, if it is not the whole iteration.
func (l *Level) Actions() []string {
	if l.action == Iteration {
		return nil
	}
	return []string{l.action}
}

// Match judges the figure. It is an error if there is no data.
func (l *Level) Match(actual any) (bool, error) {
	view, err := viewOf(actual)
	if err != nil {
		return false, err
	}
	value, ok := l.value(view)
	if !ok {
		return false, fmt.Errorf("%s has no data%s: promised %s, after %s", l.subject(), l.why(view), l.promise(), iterations(view))
	}
	return l.matcher.Match(value)
}

// value is the figure. ok is false if there is no data.
func (l *Level) value(v *harness.View) (value any, ok bool) {
	if l.measure != nil {
		return l.measure.find(v, l.sample)
	}
	s, ok := v.Series(l.action)
	if !ok {
		return nil, false
	}
	return l.figure(s)
}

// why says what is missing.
func (l *Level) why(v *harness.View) string {
	s, ok := v.Series(l.action)
	switch {
	case l.measure != nil:
		return ", no iteration that succeeded added any"
	case !ok && l.action != Iteration:
		return ", the action never happened"
	case ok && s.Success.Count == 0:
		return ", nothing succeeded"
	}
	return ""
}

// Seen is the figure as text, "no data" if there is none.
func (l *Level) Seen(v *harness.View) string {
	value, ok := l.value(v)
	if !ok {
		return "no data"
	}
	return l.words(value)
}

// FailureMessage says what was seen, what was promised, and after how many iterations.
func (l *Level) FailureMessage(actual any) string { return l.message(actual, l.promise()) }

// NegatedFailureMessage is the same for a level that was not to match.
func (l *Level) NegatedFailureMessage(actual any) string {
	return l.message(actual, "not "+l.promise())
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
	_, ok := l.value(view)
	return !ok
}

// viewOf finds the numbers in what is judged.
func viewOf(actual any) (*harness.View, error) {
	switch a := actual.(type) {
	case *harness.View:
		if a == nil {
			return nil, fmt.Errorf("a service level cannot judge a view that is nil")
		}
		return a, nil
	case *harness.Outcome:
		if a == nil {
			return nil, fmt.Errorf("a service level cannot judge an outcome that is nil")
		}
		return &a.View, nil
	case *harness.Result:
		if a == nil {
			return nil, fmt.Errorf("a service level cannot judge a result that is nil")
		}
		if len(a.Workloads) == 1 {
			return &a.Workloads[0].View, nil
		}
		if len(a.Workloads) == 0 {
			return nil, fmt.Errorf("the result has no workload to judge: the run ended before its load")
		}
		var names []string
		for i := range a.Workloads {
			names = append(names, fmt.Sprintf("&result.Workloads[%d] (%s)", i, a.Workloads[i].Workload))
		}
		return nil, fmt.Errorf("the result has %d workloads, judge one of them: %s", len(names), strings.Join(names, ", "))
	}
	return nil, fmt.Errorf("a service level judges a *harness.Result, *harness.Outcome or *harness.View, not a %T", actual)
}

func iterations(v *harness.View) string {
	if n := v.Iterations.Ended(); n != 1 {
		return fmt.Sprintf("%d iterations", n)
	}
	return "1 iteration"
}
