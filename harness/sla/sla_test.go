package sla_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/sla"
)

// view is of so many iterations, of which each hundredth failed, whose action boot takes 10 ms times its number.
func view(n int) *harness.View {
	v := &harness.View{Workload: "boots", Actions: []harness.Series{{Name: "boot"}}}
	for i := 1; i <= n; i++ {
		d := time.Duration(i) * 10 * time.Millisecond
		if i%100 == 0 {
			v.Iterations.Failure.Add(d)
			v.Actions[0].Failure.Add(d)
			continue
		}
		v.Iterations.Success.Add(d)
		v.Actions[0].Success.Add(d)
	}
	return v
}

func Example() {
	v := view(200)
	for _, level := range []types.GomegaMatcher{
		sla.FailureRate(BeNumerically("<", 0.05)),
		sla.FailureRateOf("boot", BeZero()),
		sla.Mean(sla.Iteration, BeNumerically("<", time.Second)),
		sla.Slowest("boot", And(BeNumerically(">", time.Second), BeNumerically("<=", 2*time.Second))),
		sla.After(500, sla.Percentile(50, "boot", BeNumerically("<", 8*time.Second))),
	} {
		ok, err := level.Match(v)
		fmt.Println(harness.Describe(level)+":", ok, err)
	}
	// Output:
	// failure rate < 5%: true <nil>
	// failure rate of boot BeZero: false <nil>
	// mean < 1s: false <nil>
	// slowest of boot > 1s and <= 2s: true <nil>
	// p50 of boot < 8s, after 500 iterations: false p50 of boot < 8s, after 500 iterations: no data, only 200 iterations ended
}

func TestMessages(t *testing.T) {
	v := view(143)
	for _, tt := range []struct {
		level types.GomegaMatcher
		want  string
	}{
		{sla.Slowest("boot", BeNumerically("<", time.Second)), "slowest of boot is 1.43s, promised < 1s, after 143 iterations"},
		{sla.FailureRate(BeNumerically("<=", 0.001)), "failure rate is 0.6993%, promised <= 0.1%, after 143 iterations"},
		{sla.Mean(sla.Iteration, Or(BeNumerically("<", time.Millisecond), BeNumerically("==", time.Hour))), "mean is 718ms, promised < 1ms or == 1h0m0s, after 143 iterations"},
		{sla.Slowest(sla.Iteration, Not(BeNumerically(">", time.Second))), "slowest is 1.43s, promised not > 1s, after 143 iterations"},
	} {
		if ok, err := tt.level.Match(v); ok || err != nil {
			t.Errorf("%s: %t, %v; want no match", harness.Describe(tt.level), ok, err)
		}
		if got := tt.level.FailureMessage(v); got != tt.want {
			t.Errorf("%q; want %q", got, tt.want)
		}
	}
	if got, want := sla.Slowest("boot", BeNumerically(">", time.Second)).NegatedFailureMessage(v), "slowest of boot is 1.43s, promised not > 1s, after 143 iterations"; got != want {
		t.Errorf("negated: %q; want %q", got, want)
	}
}

// No data is no pass, not even of Not, and is final only when the load has ended.
func TestNoData(t *testing.T) {
	never := sla.Percentile(95, "delete", BeNumerically("<", time.Second))
	for _, level := range []types.GomegaMatcher{never, Not(never), sla.After(1000, sla.FailureRate(BeNumerically("<", 1)))} {
		v := view(50)
		if ok, err := level.Match(v); ok || err == nil || !strings.Contains(err.Error(), "no data") {
			t.Errorf("%s: %t, %v; want an error that says no data", harness.Describe(level), ok, err)
		}
		if !types.MatchMayChangeInTheFuture(level, v) {
			t.Errorf("%s: no data is final while the load runs", harness.Describe(level))
		}
		v.Final = true
		if types.MatchMayChangeInTheFuture(level, v) {
			t.Errorf("%s: no data is not final at the end", harness.Describe(level))
		}
	}
	allFailed := &harness.View{}
	allFailed.Iterations.Failure.Add(time.Second)
	if _, err := sla.Mean(sla.Iteration, BeNumerically("<", time.Hour)).Match(allFailed); err == nil || !strings.Contains(err.Error(), "nothing succeeded") {
		t.Errorf("the mean where nothing succeeded: %v; want an error that says so", err)
	}
}

// A promise that is broken on data is final at once; After holds it back.
func TestFinality(t *testing.T) {
	broken := sla.Slowest(sla.Iteration, BeNumerically("<", time.Millisecond))
	for _, tt := range []struct {
		level types.GomegaMatcher
		n     int
		may   bool
	}{
		{broken, 1, false}, {sla.After(20, broken), 19, true}, {sla.After(20, broken), 20, false},
		{And(broken, sla.FailureRate(BeNumerically("<", 1))), 5, false}, {Not(sla.Slowest(sla.Iteration, BeNumerically(">", 0))), 5, false},
	} {
		if got := types.MatchMayChangeInTheFuture(tt.level, view(tt.n)); got != tt.may {
			t.Errorf("%s on %d iterations may change: %t; want %t", harness.Describe(tt.level), tt.n, got, tt.may)
		}
	}
}

func TestWhatIsJudged(t *testing.T) {
	level := sla.FailureRate(BeNumerically("<", 1))
	out := harness.Outcome{View: *view(3)}
	for _, tt := range []struct {
		actual any
		want   string
	}{
		{view(3), ""}, {&out, ""}, {&harness.Result{Workloads: []harness.Outcome{out}}, ""},
		{&harness.Result{Workloads: []harness.Outcome{out, out}}, "the result has 2 workloads, judge one of them: &result.Workloads[0] (boots), &result.Workloads[1] (boots)"},
		{(*harness.Result)(nil), "nil"}, {7, "not a int"},
	} {
		ok, err := level.Match(tt.actual)
		if tt.want == "" && (!ok || err != nil) || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("Match(%T) = %t, %v; want %q", tt.actual, ok, err, tt.want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("Percentile(0, …) does not panic")
		}
	}()
	sla.Percentile(0, sla.Iteration, BeZero())
}
