package harness_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
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

// A workload begins after its delay, or after another one has ended, or both; the result has figures over all.
func TestWorkloadsInTurn(t *testing.T) {
	result, err := rehearse(t, harness.Lab{Rehearsal: true}, harness.Benchmark{Workloads: []harness.Workload{
		{Name: "last", Scenario: act("c", s), Load: load.Serial{Iterations: 2}, After: "first", Delay: 5 * s},
		{Name: "first", Scenario: act("a", s), Load: load.Constant{Users: 2, Iterations: 6}},
		{Name: "late", Scenario: act("b", 2*s), Load: load.Rate{PerSecond: 1, Iterations: 3}, Delay: 1500 * ms},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"last 8s 2 2s", "first 0s 6 3s", "late 1.5s 3 4s"} {
		o := &result.Workloads[i]
		if got := fmt.Sprintf("%s %v %d %v", o.Workload, o.Begun, o.Started, o.Elapsed); got != want {
			t.Errorf("workload %d: %s; want %s", i, got, want)
		}
		if o.Lateness.Max != 0 {
			t.Errorf("%s is %v late", o.Workload, o.Lateness.Max)
		}
	}
	all := result.Overall
	if all == nil || all.Iterations.Success.Count != 11 || !slices.Equal(all.Names(), []string{"a", "b", "c"}) || all.Iterations.Success.Percentile(90) != 2*s {
		t.Errorf("over all: %+v; want 11 iterations of a, b and c", all)
	}
}

// What waits for itself, or for nothing that there is, is refused.
func TestOrderIsValidated(t *testing.T) {
	w := func(name, after string) harness.Workload {
		return harness.Workload{Name: name, After: after, Scenario: act(name, s)}
	}
	for _, tt := range []struct {
		list []harness.Workload
		want string
	}{
		{[]harness.Workload{w("boot", ""), w("list", "bot")}, `list begins after another: unknown workload "bot": did you mean "boot"?`},
		{[]harness.Workload{w("a", "b"), w("b", "c"), w("c", "a")}, "a waits for itself, by way of b"},
		{[]harness.Workload{w("a", "a")}, "a waits for itself"},
		{[]harness.Workload{{Name: "a", Share: 0.7, Scenario: act("a", s)}, {Name: "b", Share: 0.4, Scenario: act("b", s)}}, "sum up to 1.1"},
		{[]harness.Workload{{Scenario: act("a", s), Delay: -s}}, "below zero"},
		{[]harness.Workload{{Scenario: act("a", s), Load: load.Constant{Users: 2, Duration: 10 * s}, WarmUp: 8 * s, CoolDown: 2 * s}}, "leave nothing of 10s"},
		{[]harness.Workload{{Scenario: act("a", s), Load: load.Serial{Iterations: 9}, CoolDown: 2 * s}}, "give the load a duration"},
	} {
		result, err := harness.Lab{}.Run(t.Context(), harness.Benchmark{Workloads: tt.list})
		if err == nil || result != nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Run: %v; want an error that says %q", err, tt.want)
		}
	}
}

// Starts that find no free user run late, or are skipped after as long as the backlog says; either way they are counted.
func TestBacklog(t *testing.T) {
	for _, tt := range []struct {
		backlog load.Backlog
		started int64
		skipped int64
		late    time.Duration
	}{
		// Ten a second for 2 s; one user needs 500 ms for each.
		{0, 20, 0, 19*500*ms - 1900*ms},
		{load.Skip, 4, 16, 0},
		{load.Backlog(s), 6, 14, s},
	} {
		result, err := one(t, load.Limit{Load: load.Rate{PerSecond: 10, Duration: 2 * s}, Users: 1, Backlog: tt.backlog},
			func(ctx context.Context, _ *harness.Iteration) error { return harness.Sleep(ctx, 500*ms) })
		out := must(t, result, err)
		if out.Started != tt.started || out.Skipped != tt.skipped || out.Lateness.Max != tt.late || out.Iterations.Success.Count != tt.started {
			t.Errorf("backlog of %v: %d started, %d skipped, at most %v late; want %d, %d, %v",
				time.Duration(tt.backlog), out.Started, out.Skipped, out.Lateness.Max, tt.started, tt.skipped, tt.late)
		}
		if out.Generator.Lateness.Max != 0 || out.Generator.Lateness.Count == 0 {
			t.Errorf("backlog of %v: %v late although a user was free, of %d; want none", time.Duration(tt.backlog), out.Generator.Lateness.Max, out.Generator.Lateness.Count)
		}
		sum := int64(0)
		for _, b := range out.Timeline.Buckets {
			sum += b.Skipped
		}
		if sum != tt.skipped {
			t.Errorf("backlog of %v: the timeline has %d skipped; want %d", time.Duration(tt.backlog), sum, tt.skipped)
		}
	}
}

// Warm-up and cool-down have figures of their own, and service levels do not see them.
func TestPhases(t *testing.T) {
	// 10 a second for 10 s; the first 3 s are slow and fail, the last 2 s are slow.
	scenario := harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
		switch {
		case it.Number <= 30:
			_ = harness.Sleep(ctx, 50*ms)
			return errors.New("cold")
		case it.Number > 80:
			return harness.Sleep(ctx, 70*ms)
		}
		return harness.Sleep(ctx, 10*ms)
	})
	run := func(checks ...harness.Check) (*harness.Result, error) {
		b := single(scenario, load.Rate{PerSecond: 10, Duration: 10 * s}, checks...)
		b.Workloads[0].WarmUp, b.Workloads[0].CoolDown = 3*s, 2*s
		return rehearse(t, harness.Lab{Rehearsal: true}, b)
	}
	result, err := run(sla.FailureRate(BeZero()), sla.Slowest(sla.Iteration, BeNumerically("<", 20*ms)),
		sla.During(harness.CoolDown, sla.Slowest(sla.Iteration, BeNumerically("==", 70*ms))))
	out := must(t, result, err)
	for i, want := range []string{"warm-up 0 30 0s", "steady 50 0 10ms", "cool-down 20 0 70ms"} {
		v := &out.Phases[i]
		if got := fmt.Sprintf("%s %d %d %v", v.Part, v.Iterations.Success.Count, v.Iterations.Failure.Count, v.Iterations.Success.Max); got != want {
			t.Errorf("phase %d: %s; want %s", i, got, want)
		}
	}
	if out.Iterations.Success.Count != 50 || out.Started != 100 || out.Iterations.FailureRate() != 0 {
		t.Errorf("%d successes of %d started; want 50 steady ones of 100", out.Iterations.Success.Count, out.Started)
	}
	var breach *harness.BreachError
	if _, err := run(sla.During(harness.WarmUp, sla.FailureRate(BeZero()))); !errors.As(err, &breach) || breach.At > 200*ms {
		t.Errorf("Run: %v at %v; want the breach of the warm-up", err, breach.At)
	}
	if _, err := run(sla.During("stedy", sla.FailureRate(BeZero()))); err == nil || !strings.Contains(err.Error(), `did you mean "steady"`) {
		t.Errorf("Run: %v; want the right name of the phase", err)
	}
}

// When the time of a load is over, what is in flight has the grace to end, and is aborted then.
func TestGraceAfterTheLoad(t *testing.T) {
	for _, tt := range []struct {
		grace   time.Duration
		elapsed time.Duration
		aborted int64
	}{{0, 13 * s, 0}, {5 * s, 13 * s, 0}, {2 * s, 12 * s, 2}} {
		b := single(sleeper(6500*ms), load.Constant{Users: 2, Duration: 10 * s})
		b.Grace = tt.grace
		result, err := rehearse(t, harness.Lab{Rehearsal: true}, b)
		out := must(t, result, err)
		if out.Elapsed != tt.elapsed || out.Iterations.Aborted != tt.aborted || out.Started != 4 || out.Iterations.Failure.Count != 0 {
			t.Errorf("grace of %v: ended after %v, %d of %d aborted, %d failed; want %v, %d of 4, 0",
				tt.grace, out.Elapsed, out.Iterations.Aborted, out.Started, out.Iterations.Failure.Count, tt.elapsed, tt.aborted)
		}
	}
}

// What an open load still owes when its grace is over is skipped, and counted.
func TestGraceEndsTheBacklog(t *testing.T) {
	b := single(sleeper(s), load.Limit{Load: load.Rate{PerSecond: 10, Duration: 2 * s}, Users: 2})
	b.Grace = 1500 * ms
	result, err := rehearse(t, harness.Lab{Rehearsal: true}, b)
	out := must(t, result, err)
	if out.Started+out.Skipped != 20 || out.Started != 8 || out.Iterations.Aborted != 2 || out.Elapsed != 3500*ms {
		t.Errorf("%d started, %d skipped, %d aborted after %v; want 8, 12, 2 after 3.5s", out.Started, out.Skipped, out.Iterations.Aborted, out.Elapsed)
	}
}

// An interrupt stops new starts at once, and cancels what is in flight when its grace is over; without one, at once. The
// cause is the first that came.
func TestGraceAfterAnInterrupt(t *testing.T) {
	for _, tt := range []struct {
		grace            time.Duration
		elapsed          time.Duration
		success, aborted int64
	}{{0, 3500 * ms, 2, 2}, {2 * s, 4 * s, 4, 0}, {200 * ms, 3700 * ms, 2, 2}} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(context.Background())
			defer cancel(nil)
			first := errors.New("the first cause")
			time.AfterFunc(3500*ms, func() { cancel(first) })
			b := single(sleeper(2*s), load.Constant{Users: 2, Duration: time.Minute})
			b.Grace = tt.grace
			result, err := harness.Lab{Rehearsal: true}.Run(ctx, b)
			var interrupt *harness.InterruptError
			out := &result.Workloads[0]
			if !errors.As(err, &interrupt) || !errors.Is(err, first) || result.Verdict != harness.Interrupted {
				t.Errorf("grace of %v: %v; want the first cause", tt.grace, err)
			}
			if out.Elapsed != tt.elapsed || out.Iterations.Success.Count != tt.success || out.Iterations.Aborted != tt.aborted || out.AfterStop != 0 {
				t.Errorf("grace of %v: %d succeeded, %d aborted after %v; want %d, %d after %v",
					tt.grace, out.Iterations.Success.Count, out.Iterations.Aborted, out.Elapsed, tt.success, tt.aborted, tt.elapsed)
			}
		})
	}
}

// A window that slides over the load is judged as it does, and stops the run in it; what came before it is forgotten.
func TestWindows(t *testing.T) {
	var mu sync.Mutex
	slow := func(from, to time.Duration) harness.Scenario {
		began := time.Time{}
		return harness.ScenarioFunc(func(ctx context.Context, _ *harness.Iteration) error {
			mu.Lock()
			if began.IsZero() {
				began = time.Now()
			}
			at := time.Since(began)
			mu.Unlock()
			if at >= from && at < to {
				return harness.Sleep(ctx, 500*ms)
			}
			return harness.Sleep(ctx, 10*ms)
		})
	}
	promise := func() harness.Check {
		return sla.Over(10*s, sla.Percentile(50, sla.Iteration, BeNumerically("<", 100*ms)))
	}
	rate := load.Rate{PerSecond: 10, Duration: 5 * time.Minute}
	// Four slow seconds of ten are no half.
	result, err := rehearse(t, harness.Lab{Rehearsal: true}, single(slow(time.Minute, time.Minute+4*s), rate, promise()))
	out := must(t, result, err)
	if l := out.Levels[0]; !l.Kept || l.NoData || l.Promise != "p50 < 100ms over any 10s" {
		t.Errorf("level %+v; want a promise that is kept", l)
	}
	// Eight are more than half, after six of them.
	_, err = rehearse(t, harness.Lab{Rehearsal: true}, single(slow(2*time.Minute, 2*time.Minute+8*s), rate, promise()))
	var breach *harness.BreachError
	if !errors.As(err, &breach) || breach.At < 2*time.Minute+5*s || breach.At > 2*time.Minute+6500*ms {
		t.Fatalf("Run: %v, %+v; want a breach some six seconds after two minutes", err, breach)
	}
	// A load that is shorter than the window has none.
	if _, err := rehearse(t, harness.Lab{Rehearsal: true}, single(sleeper(s), load.Serial{Iterations: 5}, promise())); err == nil || !strings.Contains(err.Error(), "no data") {
		t.Errorf("Run: %v; want no data", err)
	}
}

// A benchmark that is longer than the time that is left is refused, with all that comes one after another counted.
func TestDeadlineCountsWhatComesInTurn(t *testing.T) {
	minute := load.Constant{Duration: time.Minute}
	b := harness.Benchmark{Workloads: []harness.Workload{
		{Name: "a", Scenario: act("a", s), Load: minute},
		{Name: "b", Scenario: act("b", s), Load: minute, After: "a", Delay: 30 * s},
		{Name: "c", Scenario: act("c", s), Load: minute, After: "b"},
	}}
	synctest.Test(t, func(t *testing.T) {
		_, err := harness.Lab{Rehearsal: true, Deadline: time.Now().Add(3 * time.Minute)}.Run(t.Context(), b)
		var deadline *harness.DeadlineError
		if !errors.As(err, &deadline) || deadline.Needs != 210*s {
			t.Errorf("Run: %v; want a load of 3m30s that does not fit", err)
		}
	})
}
