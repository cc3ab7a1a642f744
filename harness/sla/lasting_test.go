package sla_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// slow is a scenario that takes 10 ms, and 100 ms between two times since the first one.
func slow(from, to time.Duration) harness.Scenario {
	var begin time.Time
	var first sync.Once
	return harness.ScenarioFunc(func(ctx context.Context, _ *harness.Iteration) error {
		first.Do(func() { begin = time.Now() })
		if at := time.Since(begin); from <= at && at < to {
			return harness.Sleep(ctx, 100*time.Millisecond)
		}
		return harness.Sleep(ctx, 10*time.Millisecond)
	})
}

func run(t *testing.T, w harness.Workload) (out *harness.Outcome, verdict harness.Verdict) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		result, err := harness.Lab{Rehearsal: true}.Run(t.Context(), harness.Benchmark{Name: "x", Workloads: []harness.Workload{w}})
		if result == nil {
			t.Fatal(err)
		}
		out, verdict = &result.Workloads[0], result.Verdict
	})
	return out, verdict
}

func TestFor(t *testing.T) {
	second := time.Second
	level := sla.For(3*second, sla.Over(second, sla.Mean(sla.Iteration, BeNumerically("<", 50*time.Millisecond))))
	w := harness.Workload{Load: load.Constant{Duration: 20 * second}, SLA: []harness.Check{level}}

	w.Scenario = slow(5*second, 7*second)
	out, verdict := run(t, w)
	if verdict != harness.Passed || !out.Levels[0].Kept {
		t.Errorf("broken for two seconds: %s, %+v; want passed", verdict, out.Levels)
	}

	w.Scenario = slow(5*second, 15*second)
	out, verdict = run(t, w)
	want := "promised < 50ms, after 10 iterations over any 1s, for 3s and longer"
	if verdict != harness.Breached || !strings.HasSuffix(out.Breach.Reason, want) {
		t.Fatalf("broken for ten seconds: %s, %+v; want a breach %q", verdict, out.Breach, want)
	}
	// Half of a window has to be slow before its mean is above 50 ms of 10 and 100.
	if at := out.Breach.At; at < 8*second || at > 9500*time.Millisecond {
		t.Errorf("breached after %v, want three seconds after the mean of a second is bad", at)
	}

	if ok, err := level.Match(out); ok || err == nil {
		t.Errorf("a finished result was judged: %v, %v", ok, err)
	}
}

func TestAtEnd(t *testing.T) {
	w := harness.Workload{
		Scenario: slow(0, time.Second), Load: load.Constant{Duration: 10 * time.Second},
		SLA: []harness.Check{sla.AtEnd(sla.Percentile(90, sla.Iteration, BeNumerically("<", 50*time.Millisecond)))},
	}
	out, verdict := run(t, w)
	if verdict != harness.Passed || out.Breach != nil || !out.Levels[0].Kept {
		t.Errorf("what was bad at first: %s, %+v; want passed", verdict, out.Levels)
	}
	w.SLA = []harness.Check{sla.AtEnd(sla.Slowest(sla.Iteration, BeNumerically("<", 50*time.Millisecond)))}
	out, verdict = run(t, w)
	if verdict != harness.Failed || out.Breach != nil || out.Levels[0].Kept {
		t.Errorf("what stays bad: %s, breach %+v, %+v; want failed at the end", verdict, out.Breach, out.Levels)
	}
}

func TestRates(t *testing.T) {
	const tenth = 100 * time.Millisecond
	takes := func(d time.Duration) harness.Scenario {
		return harness.ScenarioFunc(func(ctx context.Context, _ *harness.Iteration) error { return harness.Sleep(ctx, d) })
	}
	open := load.Rate{PerSecond: 20, Duration: 10 * time.Second}
	for _, tt := range []struct {
		name  string
		load  load.Load
		level harness.Check
		kept  bool
		seen  string
	}{
		{"closed", load.Constant{Users: 2, Duration: 10 * time.Second}, sla.Throughput(sla.Iteration, BeNumerically(">=", 20.0)), true, "20/s"},
		{"in time", open, sla.Achieved(BeNumerically(">=", 1.0)), true, "100%"},
		{"one user does half of it", load.Limit{Load: open, Users: 1}, sla.Achieved(BeNumerically(">=", 0.6)), false, "50%"},
		{"one user, the rest is skipped", load.Limit{Load: open, Users: 1, Backlog: load.Skip}, sla.Achieved(BeNumerically(">=", 0.6)), false, "49%"},
		{"windows", load.Limit{Load: open, Users: 1}, sla.Over(time.Second, sla.Achieved(BeNumerically(">=", 0.4))), true, "100%"},
		{"a bad window of starts", load.Limit{Load: open, Users: 1}, sla.Over(time.Second, sla.Achieved(BeNumerically(">=", 0.6))), false, ""},
		{"a bad window", load.Limit{Load: open, Users: 1}, sla.Over(time.Second, sla.Throughput(sla.Iteration, BeNumerically(">=", 15.0))), false, ""},
	} {
		out, verdict := run(t, harness.Workload{Scenario: takes(tenth), Load: tt.load, SLA: []harness.Check{tt.level}})
		level := out.Levels[0]
		seen, _, _ := strings.Cut(level.Seen, ".")
		if level.Kept != tt.kept || tt.kept != (verdict == harness.Passed) || tt.seen != "" && strings.TrimRight(seen, "%/s") != strings.TrimRight(tt.seen, "%/s") {
			t.Errorf("%s: %s, %+v; want kept %v, seen %s", tt.name, verdict, level, tt.kept, tt.seen)
		}
	}
}

// Own numbers are judged by the same matchers.
type request struct{ durations []time.Duration }

func (r request) View() *harness.View { return harness.ViewOf(r.durations) }

func TestWithoutARun(t *testing.T) {
	g := NewWithT(t)
	list := []time.Duration{3 * time.Second, time.Second, 2 * time.Second}
	g.Expect(list).To(sla.Percentile(50, sla.Iteration, BeNumerically("==", 2*time.Second)))
	g.Expect(list).To(sla.Slowest(sla.Iteration, BeNumerically("<", 4*time.Second)))
	g.Expect(request{list}).To(sla.Mean(sla.Iteration, BeNumerically("==", 2*time.Second)))
	g.Expect(request{list}).NotTo(sla.Degradation(sla.Iteration, BeNumerically("<", 2)))
	if list[0] != 3*time.Second {
		t.Errorf("judging sorted the caller's own durations: %v", list)
	}
	if _, err := sla.Mean(sla.Iteration, BeNumerically("<", time.Second)).Match([]time.Duration{}); err == nil || !strings.Contains(err.Error(), "no data") {
		t.Errorf("Match(nothing) = %v, want no data", err)
	}
}

// The rate of a phase is that of its own time.
func TestThroughputOfPhases(t *testing.T) {
	out, verdict := run(t, harness.Workload{
		Scenario: slow(0, 5*time.Second), Load: load.Constant{Users: 2, Duration: 20 * time.Second}, WarmUp: 5 * time.Second, CoolDown: 5 * time.Second,
		SLA: []harness.Check{
			sla.Throughput(sla.Iteration, And(BeNumerically(">", 199.0), BeNumerically("<", 201.0))),
			sla.During(harness.WarmUp, sla.Throughput(sla.Iteration, And(BeNumerically(">", 19.0), BeNumerically("<", 21.0)))),
			sla.During(harness.CoolDown, sla.Throughput(sla.Iteration, And(BeNumerically(">", 199.0), BeNumerically("<", 201.0)))),
		},
	})
	if verdict != harness.Passed {
		t.Errorf("%s: %+v", verdict, out.Levels)
	}
}
