package harness_test

import (
	"context"
	"errors"
	"fmt"
	"math"

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

// A diary is an action that writes down when it was done and undone.
type diary struct {
	mu    sync.Mutex
	begin time.Time
	lines []string
	fails error
}

func (d *diary) write(what string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, fmt.Sprintf("%s %v", what, time.Since(d.begin)))
}

func (d *diary) Do(_ context.Context, f *harness.Firing) error {
	f.Undo("the first change", func(context.Context) error { d.write(fmt.Sprintf("undo first %d", f.Number)); return nil })
	f.Undo("the second change", func(context.Context) error { d.write(fmt.Sprintf("undo second %d", f.Number)); return nil })
	d.write(fmt.Sprintf("do %d", f.Number))
	return d.fails
}

func (d *diary) String() string { return "diary" }

// steady is a scenario of 100 ms, which fails from one time to another.
func failing(d *diary, from, to time.Duration) harness.Scenario {
	return harness.ScenarioFunc(func(ctx context.Context, _ *harness.Iteration) error {
		d.mu.Lock()
		if d.begin.IsZero() {
			d.begin = time.Now()
		}
		at := time.Since(d.begin)
		d.mu.Unlock()
		if err := harness.Sleep(ctx, 100*time.Millisecond); err != nil {
			return err
		}
		if from <= at && at < to {
			return errors.New("as asked")
		}
		return nil
	})
}

func TestTriggers(t *testing.T) {
	const s = time.Second
	for _, tt := range []struct {
		when harness.Trigger
		last time.Duration
		want string
		why  string
	}{
		{harness.Trigger{}, s, "[do 1 0s undo second 1 1s undo first 1 1s]", "0s into the load"},
		{harness.Trigger{At: []time.Duration{4 * s, 2 * s}}, s, "[do 1 2s undo second 1 3s undo first 1 3s do 2 4s undo second 2 5s undo first 2 5s]", "2s into the load"},
		{harness.Trigger{At: []time.Duration{9 * s}}, 5 * s, "[do 1 9s undo second 1 10s undo first 1 10s]", "9s into the load"},
		{harness.Trigger{At: []time.Duration{8 * s}}, 0, "[do 1 8s undo second 1 10s undo first 1 10s]", "8s into the load"},
		{harness.Trigger{Every: 4 * s}, s, "[do 1 4s undo second 1 5s undo first 1 5s do 2 8s undo second 2 9s undo first 2 9s]", "4s into the load"},
		{harness.Trigger{Every: 4 * s, From: s, Until: 6 * s}, s, "[do 1 1s undo second 1 2s undo first 1 2s do 2 5s undo second 2 6s undo first 2 6s]", "1s into the load"},
		{harness.Trigger{Iterations: []int64{11}}, s, "[do 1 1s undo second 1 2s undo first 1 2s]", "at iteration 11"},
		{harness.Trigger{EachIterations: 60}, s, "[do 1 5.9s undo second 1 6.9s undo first 1 6.9s]", "at iteration 60"},
		{harness.Trigger{Phase: harness.Steady}, s, "[do 1 2s undo second 1 3s undo first 1 3s]", "at the begin of the steady"},
		{harness.Trigger{Phase: harness.CoolDown}, s, "[do 1 9s undo second 1 10s undo first 1 10s]", "at the begin of the cool-down"},
		{harness.Trigger{Unless: sla.After(20, sla.FailureRate(BeNumerically("<=", 0.2)))}, s,
			"[do 1 4.100000001s undo second 1 5.100000001s undo first 1 5.100000001s]", "failure rate is 23.8095%, promised <= 20%, after 21 iterations"},
	} {
		t.Run(tt.when.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := &diary{begin: time.Now()}
				result, err := harness.Lab{Rehearsal: true}.Run(t.Context(), harness.Benchmark{
					Name: "x", Hooks: []harness.Hook{{When: tt.when, Do: d, For: tt.last}},
					Workloads: []harness.Workload{{
						Scenario: failing(d, 3600*time.Millisecond, 5*s), Load: load.Constant{Duration: 10 * s}, WarmUp: 2 * s, CoolDown: s, SLA: []harness.Check{},
					}},
				})
				if err != nil {
					t.Fatal(err)
				}
				if got := fmt.Sprint(d.lines); got != tt.want {
					t.Errorf("it did\n%s, want\n%s", got, tt.want)
				}
				if len(result.Fired) == 0 || result.Fired[0].Why != tt.why || result.Fired[0].Hook != "diary" || result.Fired[0].Error != "" {
					t.Errorf("fired %+v, want for the first %q", result.Fired, tt.why)
				}
			})
		})
	}
}

// Whatever ends the load, what a hook changed is undone, in the opposite order, before the fixtures go.
func TestHooksAreUndone(t *testing.T) {
	breach := []harness.Check{sla.FailureRate(BeNumerically("<=", 0))}
	for name, tt := range map[string]struct {
		sla       []harness.Check
		fails     error
		interrupt bool
		verdict   harness.Verdict
	}{
		"breach":    {sla: breach, verdict: harness.Breached},
		"interrupt": {sla: []harness.Check{}, interrupt: true, verdict: harness.Interrupted},
		"error":     {sla: []harness.Check{}, fails: errors.New("no such command"), verdict: harness.Failed},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := &diary{begin: time.Now(), fails: tt.fails}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if tt.interrupt {
					time.AfterFunc(5*time.Second, cancel)
				}
				result, err := harness.Lab{Rehearsal: true}.Run(ctx, harness.Benchmark{
					Name: "x", Fixtures: []harness.Fixture{later{d}},
					Hooks:     []harness.Hook{{When: harness.Trigger{At: []time.Duration{2 * time.Second}}, Do: d, For: time.Hour}},
					Workloads: []harness.Workload{{Scenario: failing(d, 4*time.Second, time.Hour), Load: load.Constant{Duration: 10 * time.Second}, SLA: tt.sla}},
				})
				if result.Verdict != tt.verdict {
					t.Errorf("verdict %s, %v; want %s", result.Verdict, err, tt.verdict)
				}
				var words []string
				for _, l := range d.lines {
					what, _, _ := strings.Cut(l, " 1")
					words = append(words, strings.Fields(what)[0]+" "+strings.Join(strings.Fields(what)[1:], " "))
				}
				if len(d.lines) != 4 || !strings.HasPrefix(d.lines[1], "undo second") || !strings.HasPrefix(d.lines[2], "undo first") || !strings.HasPrefix(d.lines[3], "fixture") {
					t.Errorf("it did %v, want do, undo second, undo first, and then the fixture", d.lines)
				}
				var hook *harness.HookError
				if errors.As(err, &hook) != (tt.fails != nil) || tt.fails != nil && !strings.Contains(err.Error(), `the hook "diary" went wrong, which fired 2s into the load: no such command`) {
					t.Errorf("error %v", err)
				}
			})
		})
	}
}

// later is a fixture that writes down when it is removed.
type later struct{ *diary }

func (l later) Setup(_ context.Context, w *harness.World) error {
	w.Cleanup("it", func(context.Context) error { l.write("fixture"); return nil })
	return nil
}

// An outage of three seconds is seen as one, and so is what only takes longer.
func TestImpact(t *testing.T) {
	const ms, s = time.Millisecond, time.Second
	at := harness.Trigger{At: []time.Duration{5 * s}}
	nothing := harness.ActionFunc(func(context.Context, *harness.Firing) error { return nil })
	course := func(d *diary, from, to time.Duration, then func(context.Context) error) harness.Scenario {
		return harness.ScenarioFunc(func(ctx context.Context, _ *harness.Iteration) error {
			if at := time.Since(d.begin); from <= at && at < to {
				return then(ctx)
			}
			return harness.Sleep(ctx, 100*ms)
		})
	}
	for _, tt := range []struct {
		name     string
		from, to time.Duration
		then     func(context.Context) error
		want     harness.Impact
	}{
		{"nothing", 0, 0, nil, harness.Impact{Before: 49, Recovered: true}},
		{"errors at once", 5 * s, 8 * s, func(ctx context.Context) error { return errors.Join(harness.Sleep(ctx, 50*ms), errors.New("down")) },
			harness.Impact{Before: 49, Recovered: true, Recovery: 3100 * ms, Downtime: 3100 * ms, Failing: 2960 * ms, Ended: 61, Failed: 60}},
		{"a stall", 5 * s, 8 * s, func(ctx context.Context) error { return harness.Sleep(ctx, 3*s) },
			harness.Impact{Before: 49, Recovered: true, Recovery: 3910 * ms, Downtime: 3 * s, Ended: 11}},
		{"slower", 5 * s, 8 * s, func(ctx context.Context) error { return harness.Sleep(ctx, 150*ms) },
			harness.Impact{Before: 49, Recovered: true, Recovery: 3710 * ms, Ended: 28}},
		{"for ever", 5 * s, time.Hour, func(ctx context.Context) error { return errors.Join(harness.Sleep(ctx, 100*ms), errors.New("down")) },
			harness.Impact{Before: 49, Recovery: 15010 * ms, Downtime: 15010 * ms, Failing: 14910 * ms, Ended: 150, Failed: 150}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := &diary{begin: time.Now()}
				result, err := harness.Lab{Rehearsal: true}.Run(t.Context(), harness.Benchmark{
					Name: "x", Hooks: []harness.Hook{{Name: "h", When: at, Do: nothing, For: 3 * s}},
					Workloads: []harness.Workload{{Scenario: course(d, tt.from, tt.to, tt.then), Load: load.Constant{Duration: 20 * s}, SLA: []harness.Check{}}},
				})
				if err != nil {
					t.Fatal(err)
				}
				got := result.Workloads[0].Impacts[0]
				if got.Mean != 100*ms || got.From != 5*s || got.To != 8*s {
					t.Errorf("mean before %v, window %v to %v", got.Mean, got.From, got.To)
				}
				x := harness.Impact{Before: got.Before, Recovered: got.Recovered, Recovery: got.Recovery, Downtime: got.Downtime, Failing: got.Failing, Ended: got.Ended, Failed: got.Failed}
				if x != tt.want {
					t.Errorf("impact\n%+v, want\n%+v", x, tt.want)
				}
			})
		})
	}
}

func TestHooksAreValidated(t *testing.T) {
	nothing := harness.ActionFunc(func(context.Context, *harness.Firing) error { return nil })
	w := harness.Workload{Name: "w", Scenario: harness.ScenarioFunc(func(context.Context, *harness.Iteration) error { return nil }), Load: load.Constant{Duration: time.Minute}}
	for _, tt := range []struct {
		hooks []harness.Hook
		want  string
	}{
		{[]harness.Hook{{}}, "hook 1 does nothing"},
		{[]harness.Hook{{Name: "a", Do: nothing}, {Name: "a", Do: nothing}}, `two hooks are called "a"`},
		{[]harness.Hook{{Do: nothing, For: -1}}, "lasts for -1ns"},
		{[]harness.Hook{{Do: nothing, When: harness.Trigger{Every: time.Second, Phase: "steady"}}}, "give the hook once for each"},
		{[]harness.Hook{{Do: nothing, When: harness.Trigger{At: []time.Duration{time.Hour}}}}, "fires 1h0m0s into the load, which lasts 1m0s"},
		{[]harness.Hook{{Do: nothing, When: harness.Trigger{Iterations: []int64{0}}}}, "the first is 1"},
		{[]harness.Hook{{Do: nothing, When: harness.Trigger{Phase: "steady"}}}, "the workload has no phases"},
		{[]harness.Hook{{Do: nothing, When: harness.Trigger{Workload: "v"}}}, `unknown workload "v"`},
	} {
		b := harness.Benchmark{Name: "x", Hooks: tt.hooks, Workloads: []harness.Workload{w}}
		if err := b.Validate(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Validate() = %v, want an error with %q", err, tt.want)
		}
	}
	judged := w
	judged.SLA = []harness.Check{sla.AtEnd(sla.Recovery("outage", BeNumerically("<", time.Second)))}
	b := harness.Benchmark{Name: "x", Hooks: []harness.Hook{{Name: "outrage", Do: nothing}}, Workloads: []harness.Workload{judged}}
	if err := b.Validate(); err == nil || !strings.Contains(err.Error(), `unknown hook "outage": did you mean "outrage"?`) {
		t.Errorf("Validate() = %v, want one that knows the hooks", err)
	}
}

// A load that is none is refused, and not asked for its plan.
func TestEndlessRate(t *testing.T) {
	b := harness.Benchmark{Name: "x", Workloads: []harness.Workload{{
		Scenario: harness.ScenarioFunc(func(context.Context, *harness.Iteration) error { return nil }),
		Load:     load.Rate{PerSecond: math.Inf(1), Duration: time.Second},
	}}}
	if err := b.Validate(); err == nil || !strings.Contains(err.Error(), "a rate of +Inf per second") {
		t.Errorf("Validate() = %v, want the rate refused", err)
	}
}
