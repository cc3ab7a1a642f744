package history_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/history"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/keystone"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A clinic is a scenario of five actions of log-normal times, one of which may be slower.
type clinic struct {
	seed uint64
	slow string
	by   float64
}

func (c clinic) Run(ctx context.Context, it *harness.Iteration) error {
	random := rand.New(rand.NewPCG(c.seed, uint64(it.Number)))
	act := func(ctx context.Context, name string, typical time.Duration) error {
		return it.Time(ctx, name, func(ctx context.Context) error {
			took := float64(typical) * math.Exp(0.3*random.NormFloat64())
			if name == c.slow {
				took *= c.by
			}
			return harness.Sleep(ctx, time.Duration(took))
		})
	}
	err := it.Time(ctx, "boot", func(ctx context.Context) error {
		if err := act(ctx, "ask", 50*time.Millisecond); err != nil {
			return err
		}
		return act(ctx, "wait", 2*time.Second)
	})
	if err != nil {
		return err
	}
	if err := act(ctx, "attach", 500*time.Millisecond); err != nil {
		return err
	}
	return act(ctx, "delete", time.Second)
}

func visit(t *testing.T, c clinic) (result *harness.Result) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var err error
		result, err = harness.Lab{Rehearsal: true}.Run(t.Context(), harness.Benchmark{Name: "clinic", Seed: c.seed, Workloads: []harness.Workload{{
			Name: "visit", Scenario: c, Load: load.Constant{Users: 10, Iterations: 1000},
		}}})
		if err != nil {
			t.Fatal(err)
		}
	})
	return result
}

// One action is slower by a tenth: it is found, and nothing else is, in twenty pairs of random runs with at most one false alarm.
func TestCompareFindsWhatIsSlower(t *testing.T) {
	alarms := 0
	for trial := range uint64(20) {
		slow := []string{"ask", "wait", "attach", "delete"}[trial%4]
		old, new := visit(t, clinic{seed: 2*trial + 1}), visit(t, clinic{seed: 2*trial + 2, slow: slow, by: 1.1})
		want := slow
		if trial%4 < 2 {
			want = "boot[" + slow + "]"
		}
		found := false
		for _, row := range history.Compare(old, new).Found() {
			if row.Series == want && row.Verdict == harness.Worse && row.Low < 1.15 && row.High > 1.05 {
				found = true
			} else {
				alarms++
				t.Logf("trial %d: false alarm: %q %s x%.3f (%.3f to %.3f), p %.2g, because of %q", trial, row.Series, row.Verdict, row.Ratio, row.Low, row.High, row.P, row.Because)
			}
		}
		if !found {
			t.Errorf("trial %d: %s is 10%% slower, and was not found", trial, want)
		}
	}
	if alarms > 1 {
		t.Errorf("%d false alarms in 20 trials", alarms)
	}
}

// Runs of one cloud do not differ.
func TestCompareFindsNothing(t *testing.T) {
	alarms := 0
	for trial := range uint64(20) {
		alarms += len(history.Compare(visit(t, clinic{seed: 100 + 2*trial}), visit(t, clinic{seed: 101 + 2*trial})).Found())
	}
	if alarms > 1 {
		t.Errorf("%d false alarms in 20 trials", alarms)
	}
}

// What failed in a new way is told with an example; a share of failures that has grown is found.
func TestCompareFailures(t *testing.T) {
	failing := func(class string, each int64) *harness.Result {
		var result *harness.Result
		synctest.Test(t, func(t *testing.T) {
			result, _ = harness.Lab{Rehearsal: true}.Run(t.Context(), harness.Benchmark{Name: "fails", Workloads: []harness.Workload{{
				Name: "w", Load: load.Constant{Users: 1, Iterations: 500}, SLA: []harness.Check{},
				Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
					if it.Number%each == 0 {
						return &harness.AssertionError{Message: class}
					}
					return nil
				}),
			}}})
		})
		return result
	}
	d := history.Compare(failing("a", 500), failing("a", 5))
	if rows := d.Found(); len(rows) != 1 || rows[0].FailureVerdict != harness.Worse {
		t.Errorf("found %+v; want more failures", rows)
	}
	if len(d.Failures) != 1 || d.Failures[0].Fresh() || d.Failures[0].Old != 1 || d.Failures[0].New != 100 {
		t.Errorf("failures: %+v", d.Failures)
	}
	if d = history.Compare(failing("a", 501), failing("b", 100)); len(d.Failures) != 1 || !d.Failures[0].Fresh() || d.Failures[0].Message != "b" {
		t.Errorf("failures: %+v; want a new one", d.Failures)
	}
}

// series are runs whose median is what a function says.
func series(n int, median func(int) time.Duration) (list []*harness.Result) {
	for i := range n {
		view := harness.ViewOf([]time.Duration{median(i), median(i), median(i)})
		view.Workload = "w"
		list = append(list, &harness.Result{
			ID: fmt.Sprintf("%08x", i), Name: "boots", Verdict: harness.Passed, Started: time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC),
			Source: "Feature: F\n Scenario: S\n  a\n  b\n  c\n  d\n  e\n  f\n  g\n", Workloads: []harness.Outcome{{View: *view, Scenario: "S.s", Load: "10 users"}},
		})
	}
	return list
}

// A step is found where it is, and says by how much; noise has none.
func TestTrendFindsSteps(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	noisy := func(d time.Duration) time.Duration {
		return time.Duration(float64(d) * (1 + 0.03*random.NormFloat64()))
	}
	missed, alarms := 0, 0
	for range 50 {
		n := 12 + random.IntN(20)
		at := 5 + random.IntN(n-9)
		steps := history.TrendOf(series(n, func(i int) time.Duration {
			if i < at {
				return noisy(time.Second)
			}
			return noisy(1200 * time.Millisecond)
		}))[0].Lines[0].Steps
		if len(steps) != 1 || steps[0].Point != at || !steps[0].Worse || steps[0].To < 1150*time.Millisecond || steps[0].To > 1250*time.Millisecond {
			missed++
			t.Logf("a step at %d of %d: %+v", at, n, steps)
		}
		alarms += len(history.TrendOf(series(n, func(int) time.Duration { return noisy(time.Second) }))[0].Lines[0].Steps)
	}
	if missed > 3 || alarms > 3 {
		t.Errorf("of 50 trials, %d steps were missed, and %d were found in noise", missed, alarms)
	}
}

// Edits of a benchmark break no row, and are told where they were made; so is a new name.
func TestTrendToleratesEdits(t *testing.T) {
	runs := series(6, func(int) time.Duration { return time.Second })
	runs[2].Workloads[0].Load = "20 users"
	for _, r := range runs[3:] {
		r.Workloads[0].Load = "20 users"
	}
	for _, r := range runs[4:] {
		r.Name = "storms"
	}
	runs = append(runs, &harness.Result{Name: "broken", Verdict: harness.Broken, Started: runs[0].Started})
	trends := history.TrendOf(runs)
	if len(trends) != 1 || len(trends[0].Points) != 6 || trends[0].Benchmark != "storms" {
		t.Fatalf("%d trends, the first of %d runs of %q", len(trends), len(trends[0].Points), trends[0].Benchmark)
	}
	for i, want := range map[int]string{2: "w: load: 10 users → 20 users", 4: "benchmark: boots → storms"} {
		edits := trends[0].Points[i].Edits
		if len(edits) != 1 || edits[0].What+": "+edits[0].From+" → "+edits[0].To != want {
			t.Errorf("edits at run %d: %+v; want %q", i, edits, want)
		}
	}
	runs[5].Environment.Cloud = "other"
	if trends = history.TrendOf(runs); len(trends) != 2 {
		t.Errorf("%d trends of two places", len(trends))
	}
}

// On a cloud whose one call is slower, the action that makes it is found, and told once.
func TestCompareCloud(t *testing.T) {
	alarms := 0
	for trial := range uint64(20) {
		old, new := cloud(t, 2*trial+1, 0), cloud(t, 2*trial+2, 4*time.Millisecond)
		found := false
		for _, row := range history.Compare(old, new).Found() {
			if row.Series == "keystone.delete_user" && row.Verdict == harness.Worse {
				found = true
			} else {
				alarms++
				t.Logf("trial %d: false alarm: %q %s x%.3f, p %.2g", trial, row.Series, row.Verdict, row.Ratio, row.P)
			}
		}
		if !found {
			t.Errorf("trial %d: keystone.delete_user is slower, and was not found", trial)
		}
	}
	if alarms > 1 {
		t.Errorf("%d false alarms in 20 trials", alarms)
	}
}

// cloud is a run on a simulated one that deletes users later than it would by so much.
func cloud(t *testing.T, seed uint64, later time.Duration) (result *harness.Result) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		sim := simcloud.New(simcloud.Config{Seed: seed, Lockstep: true})
		if later > 0 {
			if _, err := sim.Inject(simcloud.Fault{Service: "keystone", Method: "DELETE", Path: "/users", Delay: later}); err != nil {
				t.Fatal(err)
			}
		}
		c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
		var err error
		result, err = harness.Lab{Cloud: c, Rehearsal: true, Virtual: true}.Run(t.Context(), harness.Benchmark{Name: "users", Seed: seed, Workloads: []harness.Workload{{
			Name: "users", Scenario: keystone.CreateDeleteUser{}, Load: load.Constant{Users: 4, Iterations: 1000},
		}}})
		if err != nil {
			t.Fatal(err)
		}
	})
	return result
}

// A tail that has become longer is found where the durations as a whole are the same.
func TestCompareTails(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	result := func(slow float64) *harness.Result {
		var list []time.Duration
		for i := range 1000 {
			d := float64(time.Second) * math.Exp(0.1*random.NormFloat64())
			if i%20 == 0 {
				d *= slow
			}
			list = append(list, time.Duration(d))
		}
		view := harness.ViewOf(list)
		view.Workload = "w"
		return &harness.Result{Name: "tails", Verdict: harness.Passed, Workloads: []harness.Outcome{{View: *view}}}
	}
	if rows := history.Compare(result(1), result(1.6)).Found(); len(rows) != 1 || rows[0].TailVerdict != harness.Worse || rows[0].Verdict != harness.Same {
		t.Errorf("found %+v; want a longer tail", rows)
	}
	if rows := history.Compare(result(1.6), result(1.6)).Found(); len(rows) != 0 {
		t.Errorf("found %+v in the same tails", rows)
	}
}
