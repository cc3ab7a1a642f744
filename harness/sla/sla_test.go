package sla_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/sla"
)

const s = time.Second

// view is one of n successes of d each, and f failures of twice that, of the iteration and of action a.
func view(n, f int, d time.Duration) *harness.View {
	v := new(harness.View)
	if n+f > 0 {
		v.Actions = []harness.Series{{Name: "a"}}
	}
	for range n {
		v.Iterations.Success.Add(d)
		v.Actions[0].Success.Add(d)
	}
	for range f {
		v.Iterations.Failure.Add(2 * d)
		v.Actions[0].Failure.Add(2 * d)
	}
	return v
}

func TestWords(t *testing.T) {
	below := BeNumerically("<", 8*s)
	for _, tt := range []struct {
		level types.GomegaMatcher
		view  *harness.View
		want  string // what it promises | what it saw | why it does not match, or ok | why its Not does not
	}{
		{sla.Percentile(99.9, "a", below), view(3, 0, 9*s), "p99.9 of a < 8s|9s|p99.9 of a is 9s, promised < 8s, after 3 iterations|ok"},
		{sla.Percentile(50, sla.Iteration, below), view(1, 0, 7777777*time.Microsecond), "p50 < 8s|7.78s|ok|p50 is 7.78s, promised not < 8s, after 1 iteration"},
		{sla.Percentile(50, "a", below), view(0, 2, s), "p50 of a < 8s|no data|p50 of a has no data, nothing succeeded: promised < 8s, after 2 iterations|error"},
		{sla.Percentile(50, "b", below), view(1, 1, s), "p50 of b < 8s|no data|p50 of b has no data, the action never happened: promised < 8s, after 2 iterations|error"},
		{sla.Percentile(50, sla.Iteration, below), view(0, 0, s), "p50 < 8s|no data|p50 has no data: promised < 8s, after 0 iterations|error"},
		{sla.FailureRate(BeNumerically("<=", 0.015)), view(97, 3, s), "failure rate <= 1.5%|3%|failure rate is 3%, promised <= 1.5%, after 100 iterations|ok"},
		{sla.FailureRate(BeNumerically("~", 0.03, 0.001)), view(97, 3, s), "failure rate ~ 3% 0.1%|3%|ok|failure rate is 3%, promised not ~ 3% 0.1%, after 100 iterations"},
		{sla.FailureRateOf("a", Or(BeNumerically("<", 0.01), BeNumerically(">", 0.99))), view(97, 3, s), "failure rate of a < 1% or > 99%|3%|failure rate of a is 3%, promised < 1% or > 99%, after 100 iterations|ok"},
		{sla.Mean("a", Not(below)), view(1, 0, 61123*time.Millisecond), "mean of a not < 8s|1m1.1s|ok|mean of a is 1m1.1s, promised not not < 8s, after 1 iteration"},
		{sla.Slowest("a", below), view(3, 1, 5*s), "slowest of a < 8s|10s|slowest of a is 10s, promised < 8s, after 4 iterations|ok"},
		{sla.Slowest("a", below), view(0, 1, 5*s), "slowest of a < 8s|10s|slowest of a is 10s, promised < 8s, after 1 iteration|ok"},
		{sla.After(5, sla.Mean("a", below)), view(5, 0, 9*s), "mean of a < 8s, after 5 iterations|9s|mean of a is 9s, promised < 8s, after 5 iterations|ok"},
		{sla.After(5, sla.Mean("a", below)), view(4, 0, 9*s), "mean of a < 8s, after 5 iterations|9s|mean of a < 8s, after 5 iterations: no data, only 4 iterations ended|error"},
		{sla.After(5, And(sla.Mean("a", below), sla.FailureRate(BeZero()))), view(5, 5, s), "mean of a < 8s and failure rate BeZero, after 5 iterations|1s, 50%|failure rate is 50%, promised BeZero, after 10 iterations|ok"},
	} {
		why := func(m types.GomegaMatcher, ok bool, err error, message func(any) string) string {
			switch {
			case err != nil:
				return err.Error()
			case ok:
				return "ok"
			}
			return message(tt.view)
		}
		ok, err := tt.level.Match(tt.view)
		direct := why(tt.level, ok, err, tt.level.FailureMessage)
		not := Not(tt.level)
		ok, err = not.Match(tt.view)
		negated := why(not, ok, err, not.FailureMessage)
		if err != nil {
			negated = "error"
		}
		got := strings.Join([]string{harness.Describe(tt.level), harness.SeenBy(tt.level, tt.view), direct, negated}, "|")
		if got != tt.want {
			t.Errorf("%s of %d and %d:\n%s\nwant\n%s", harness.Describe(tt.level), tt.view.Iterations.Success.Count, tt.view.Iterations.Failure.Count, got, tt.want)
		}
	}
}

// A verdict is final as soon as there is data, and at the end; that of After when it is time.
func TestMayChange(t *testing.T) {
	below := sla.Mean("a", BeNumerically("<", 8*s))
	plain := HaveField("Workload", "x") // says nothing about the future
	for _, tt := range []struct {
		level types.GomegaMatcher
		view  *harness.View
		final bool
		want  bool
	}{
		{below, view(0, 0, s), false, true},
		{below, view(0, 3, s), false, true}, // failures alone have no mean
		{below, view(1, 0, 9*s), false, false},
		{below, view(1, 0, s), false, false},
		{below, view(0, 0, s), true, false},
		{Not(below), view(0, 0, s), false, true},
		{Not(below), view(1, 0, s), false, false},
		{sla.After(3, below), view(2, 0, 9*s), false, true},
		{sla.After(3, below), view(3, 0, 9*s), false, false},
		{sla.After(3, below), view(0, 3, 9*s), false, true},
		{sla.After(3, below), view(2, 0, 9*s), true, false},
		{sla.After(3, plain), view(3, 0, 9*s), false, true},
		{And(below, sla.After(3, below)), view(1, 0, 9*s), false, false}, // the first is broken for good
		{Or(below, sla.After(3, below)), view(1, 0, 9*s), false, true},
	} {
		tt.view.Final = tt.final
		_, _ = tt.level.Match(tt.view) // gomega's own matchers remember which part decided
		if got := types.MatchMayChangeInTheFuture(tt.level, tt.view); got != tt.want {
			t.Errorf("%s after %d successes (final: %t) may change: %t; want %t",
				harness.Describe(tt.level), tt.view.Iterations.Success.Count, tt.final, got, tt.want)
		}
	}
}

func TestActions(t *testing.T) {
	m := BeNumerically("<", 1)
	for _, tt := range []struct {
		level any
		want  []string
	}{
		{sla.Mean("a", m), []string{"a"}},
		{sla.FailureRate(m), nil},
		{Not(sla.After(3, And(sla.Mean("a", m), Or(sla.Slowest("b", m), sla.FailureRate(m))))), []string{"a", "b"}},
		{m, nil},
	} {
		if got := harness.ActionsOf(tt.level); !slices.Equal(got, tt.want) {
			t.Errorf("ActionsOf(%s) = %q; want %q", harness.Describe(tt.level), got, tt.want)
		}
	}
}

// A level judges a view, an outcome, or a result of one workload; everything else is an error that says what to do.
func TestWhatIsJudged(t *testing.T) {
	level := sla.After(1, sla.Mean("a", BeNumerically("<", 8*s)))
	out := harness.Outcome{View: *view(1, 0, s)}
	out.Workload = "x"
	for _, tt := range []struct {
		actual any
		want   string
	}{
		{view(1, 0, s), ""},
		{&out, ""},
		{&harness.Result{Workloads: []harness.Outcome{out}}, ""},
		{&harness.Result{Workloads: []harness.Outcome{out, out}}, "the result has 2 workloads, judge one of them: &result.Workloads[0] (x), &result.Workloads[1] (x)"},
		{&harness.Result{}, "the result has no workload to judge: the run ended before its load"},
		{(*harness.Result)(nil), "a service level cannot judge a result that is nil"},
		{(*harness.View)(nil), "a service level cannot judge a view that is nil"},
		{(*harness.Outcome)(nil), "a service level cannot judge an outcome that is nil"},
		{7, "a service level judges a *harness.Result, *harness.Outcome, *harness.View, []time.Duration or what has a method View() *harness.View, not a int"},
		{nil, "a service level judges a *harness.Result, *harness.Outcome, *harness.View, []time.Duration or what has a method View() *harness.View, not a <nil>"},
	} {
		ok, err := level.Match(tt.actual)
		if ok != (tt.want == "") || err != nil && err.Error() != tt.want || err == nil && tt.want != "" {
			t.Errorf("Match(%T) = %t, %v; want %q", tt.actual, ok, err, tt.want)
		}
	}
}

func TestPercentilePanics(t *testing.T) {
	for _, p := range []float64{0, -1, 100.1} {
		func() {
			defer func() {
				if said := fmt.Sprint(recover()); !strings.Contains(said, "expected a percentile above 0 and at most 100") {
					t.Errorf("Percentile(%v) said %q", p, said)
				}
			}()
			sla.Percentile(p, "a", BeZero())
		}()
	}
}
