package baseline_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/baseline"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

const ms = time.Millisecond

// A shape is how long iterations take, and whether they fail.
type shape func(n int64, random *rand.Rand) (time.Duration, error)

// around is durations with a median of 100 ms times a factor.
func around(factor float64) shape {
	return func(_ int64, random *rand.Rand) (time.Duration, error) {
		return time.Duration(factor * math.Exp(random.NormFloat64()*0.2) * float64(100*ms)), nil
	}
}

// run runs so many iterations of a shape, in virtual time. Each is one action, "boot".
func run(t *testing.T, seed uint64, iterations int, s shape, levels ...harness.Check) (result *harness.Result, err error) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 0))
	if levels == nil {
		levels = []harness.Check{}
	}
	synctest.Test(t, func(*testing.T) {
		result, err = harness.Lab{Rehearsal: true}.Run(context.Background(), harness.Benchmark{Name: "boots", Seed: seed, Workloads: []harness.Workload{{
			Name: "boots", Load: load.Serial{Iterations: iterations}, SLA: levels,
			Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
				return it.Time(ctx, "boot", func(context.Context) error {
					took, err := s(it.Number, random)
					time.Sleep(took)
					return err
				})
			}),
		}}})
	})
	return result, err
}

func must(t *testing.T, seed uint64, iterations int, s shape) *harness.Result {
	t.Helper()
	result, err := run(t, seed, iterations, s)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// outliers are those of a shape, but for one in so many, which takes so long.
func outliers(s shape, every int64, took time.Duration) shape {
	return func(n int64, random *rand.Rand) (time.Duration, error) {
		usual, err := s(n, random)
		if n%every == every-1 {
			return took, err
		}
		return usual, err
	}
}

// failing fails one in so many.
func failing(every int64) shape {
	return func(n int64, random *rand.Rand) (time.Duration, error) {
		took, err := around(1)(n, random)
		if n%every == 0 {
			err = errors.New("no valid host")
		}
		return took, err
	}
}

func TestNoWorse(t *testing.T) {
	median, p95, mean, rate := baseline.Percentile(50, "boot"), baseline.Percentile(95, "boot"), baseline.Mean(""), baseline.FailureRate("")
	usual := must(t, 1, 200, around(1))
	for _, tt := range []struct {
		name   string
		old    *harness.Result
		new    *harness.Result
		figure baseline.Figure
		within baseline.Within
		want   harness.Significance
	}{
		{"the same run", usual, usual, median, baseline.Within{}, harness.Same},
		{"another run that is as fast", usual, must(t, 2, 200, around(1)), median, baseline.Within{}, harness.Same},
		{"the p95 of it", usual, must(t, 2, 200, around(1)), p95, baseline.Within{}, harness.Same},
		{"a slower run", usual, must(t, 2, 200, around(1.5)), median, baseline.Within{}, harness.Worse},
		{"the mean of it", usual, must(t, 2, 200, around(1.5)), mean, baseline.Within{}, harness.Worse},
		{"the p95 of it", usual, must(t, 2, 200, around(1.5)), p95, baseline.Within{}, harness.Worse},
		{"slower by less than the ratio", usual, must(t, 2, 200, around(1.2)), median, baseline.Within{Ratio: 1.3}, harness.Tolerated},
		{"slower by less than the floor", usual, must(t, 2, 200, around(1.5)), median, baseline.Within{Ratio: 1.3, Floor: 80 * ms}, harness.Tolerated},
		{"slower by more than both", usual, must(t, 2, 200, around(1.5)), median, baseline.Within{Ratio: 1.3, Floor: 30 * ms}, harness.Worse},
		{"a faster run", must(t, 2, 200, around(1.5)), usual, median, baseline.Within{}, harness.Better},
		{"one outlier", usual, must(t, 2, 200, outliers(around(1), 200, time.Minute)), mean, baseline.Within{}, harness.Same},
		{"one outlier, by the p95", usual, must(t, 2, 200, outliers(around(1), 200, time.Minute)), p95, baseline.Within{}, harness.Same},
		{"one outlier among faster ones", usual, must(t, 2, 200, outliers(around(0.7), 200, time.Hour)), mean, baseline.Within{}, harness.Same},
		{"a worse tail, by the median", usual, must(t, 1, 200, outliers(around(1), 14, 2*time.Second)), median, baseline.Within{}, harness.Same},
		{"a worse tail, by the p95", usual, must(t, 1, 200, outliers(around(1), 14, 2*time.Second)), p95, baseline.Within{}, harness.Worse},
		{"a p95 of few, where all is slower", must(t, 1, 20, around(1)), must(t, 2, 20, around(9)), p95, baseline.Within{}, harness.Worse},
		{"a p95 of few, where two are slower", must(t, 1, 20, around(1)), must(t, 1, 20, outliers(around(1), 10, time.Minute)), p95, baseline.Within{}, harness.Same},
		{"a p95 of few, where all but two are faster", must(t, 1, 20, around(1)), must(t, 1, 20, outliers(around(0.1), 10, time.Minute)), p95, baseline.Within{}, harness.Same},
		{"a p95 of too few", must(t, 1, 3, around(1)), must(t, 2, 3, around(9)), p95, baseline.Within{}, harness.Same},
		{"more than are kept", must(t, 1, 9000, around(1)), must(t, 2, 9000, around(1)), p95, baseline.Within{}, harness.Same},
		{"more than are kept, and slower", must(t, 1, 9000, around(1)), must(t, 2, 9000, around(1.1)), p95, baseline.Within{}, harness.Worse},
		{"more than are exact", must(t, 1, 70_000, around(1)), must(t, 2, 70_000, around(1)), p95, baseline.Within{}, harness.Same},
		{"more than are exact beside fewer", must(t, 1, 60_000, around(1)), must(t, 2, 70_000, around(1.004)), mean, baseline.Within{}, harness.Same},
		{"no failures in either", usual, must(t, 2, 200, around(1)), rate, baseline.Within{}, harness.Same},
		{"more failures", usual, must(t, 2, 200, failing(10)), rate, baseline.Within{}, harness.Worse},
		{"a failure that may be chance", usual, must(t, 2, 200, failing(200)), rate, baseline.Within{}, harness.Same},
		{"more failures, but few", usual, must(t, 2, 200, failing(10)), rate, baseline.Within{Share: 0.2}, harness.Tolerated},
		{"fewer failures", must(t, 2, 200, failing(10)), usual, rate, baseline.Within{}, harness.Better},
	} {
		level := baseline.NoWorse(baseline.Of(tt.old), tt.figure, tt.within)
		c := harness.ComparedBy(level, &tt.new.Workloads[0].View)
		if c == nil || c.Significance != tt.want {
			t.Errorf("%s: %+v; want %q", tt.name, c, tt.want)
			continue
		}
		if ok, err := level.Match(tt.new); err != nil || ok != (tt.want != harness.Worse) {
			t.Errorf("%s: Match = %t, %v", tt.name, ok, err)
		}
	}
}

// A message has all that it takes to believe it.
func TestMessage(t *testing.T) {
	old := must(t, 1, 200, around(1))
	level := baseline.NoWorse(baseline.Of(old), baseline.Percentile(95, "boot"), baseline.Within{Ratio: 1.3, Floor: 20 * ms})
	new := must(t, 2, 180, around(2))
	if ok, err := level.Match(new); ok || err != nil {
		t.Fatalf("Match = %t, %v; want false", ok, err)
	}
	message := level.FailureMessage(new)
	for _, want := range []string{
		"p95 of boot is 2", "ms, +", "% from 1", " in run " + old.ID, "p < 0.001, n = 200 + 180",
		"promised p95 of boot at most 30% and 20ms worse than in run " + old.ID,
	} {
		if !strings.Contains(message, want) {
			t.Errorf("FailureMessage = %q; want %q in it", message, want)
		}
	}
}

// Where there is nothing to compare with, the promise is kept, and says so. Where there is no new figure, it is not.
func TestNoBaselineYet(t *testing.T) {
	result := must(t, 1, 20, around(1))
	for _, tt := range []struct {
		old    *baseline.Run
		figure baseline.Figure
		seen   string
	}{
		{nil, baseline.Mean("boot"), "ms, no baseline yet: this run is the first one"},
		{&baseline.Run{ID: "0badcafe"}, baseline.Mean("boot"), "ms, no baseline yet: run 0badcafe has no mean of boot"},
	} {
		level := baseline.NoWorse(tt.old, tt.figure, baseline.Within{})
		if ok, err := level.Match(result); !ok || err != nil {
			t.Errorf("Match = %t, %v; want true", ok, err)
		}
		if seen := level.Seen(&result.Workloads[0].View); !strings.HasSuffix(seen, tt.seen) {
			t.Errorf("Seen = %q; want %q at its end", seen, tt.seen)
		}
	}
	for _, old := range []*baseline.Run{nil, baseline.Of(result)} {
		level := baseline.NoWorse(old, baseline.Mean("reboot"), baseline.Within{})
		for _, check := range []harness.Check{level, Not(level)} {
			if ok, err := check.Match(result); ok || err == nil || !strings.Contains(err.Error(), "mean of reboot has no data") {
				t.Errorf("Match of what never happened = %t, %v; want an error that says so", ok, err)
			}
		}
	}
}

// Under SLA a comparison waits for the end, and breaks the run then; beside the levels of package sla, and in them.
func TestUnderSLA(t *testing.T) {
	old := baseline.Of(must(t, 1, 100, around(1)))
	worse := baseline.NoWorse(old, baseline.Mean(""), baseline.Within{Ratio: 1.1})
	result, err := run(t, 2, 100, around(2), sla.FailureRate(BeNumerically("<=", 0.01)), worse)
	var promise *harness.PromiseError
	if !errors.As(err, &promise) || result.Verdict != harness.Failed {
		t.Fatalf("verdict %s, %v; want a broken promise", result.Verdict, err)
	}
	out := &result.Workloads[0]
	if out.Breach != nil || out.Iterations.Ended() != 100 {
		t.Errorf("the run was cancelled after %d iterations; want all 100", out.Iterations.Ended())
	}
	if l := out.Levels[1]; l.Kept || l.Comparison == nil || l.Comparison.Significance != harness.Worse || l.NoData {
		t.Errorf("level = %+v; want a broken one with its comparison", l)
	}
	if l := out.Levels[0]; l.Comparison != nil {
		t.Errorf("level = %+v; want no comparison", l)
	}
	for _, tt := range []struct {
		check harness.Check
		want  bool
	}{
		{Not(worse), true},
		{And(worse, sla.FailureRate(BeNumerically("<=", 0.01))), false},
		{Or(worse, sla.FailureRate(BeNumerically("<=", 0.01))), true},
		{sla.After(50, worse), false},
	} {
		result, err := run(t, 2, 100, around(2), tt.check)
		if (err == nil) != tt.want {
			t.Errorf("%s: %v; want it kept: %t", harness.Describe(tt.check), err, tt.want)
		}
		if c := result.Workloads[0].Levels[0].Comparison; c == nil || c.Figure != "mean" {
			t.Errorf("%s has no comparison: %+v", harness.Describe(tt.check), c)
		}
	}
}

// An expectation of a finished result is one more of its levels.
func TestExpect(t *testing.T) {
	old := baseline.Of(must(t, 1, 100, around(1)))
	worse := baseline.NoWorse(old, baseline.Mean(""), baseline.Within{})
	result := must(t, 2, 100, around(1))
	if err := result.Expect(&result.Workloads[0], worse); err != nil || result.Verdict != harness.Passed {
		t.Errorf("Expect = %v, verdict %s; want it kept", err, result.Verdict)
	}
	result = must(t, 2, 100, around(2))
	err := result.Expect(&result.Workloads[0], worse)
	if err == nil || result.Verdict != harness.Failed || result.Error != err.Error() || len(result.Workloads[0].Levels) != 1 {
		t.Errorf("Expect = %v, verdict %s, error %q, levels %v; want it broken in all of them", err, result.Verdict, result.Error, result.Workloads[0].Levels)
	}
	result = must(t, 2, 100, around(2))
	result.Workloads[0].Generator.Bound = true
	if err := result.Expect(&result.Workloads[0], worse); err == nil || result.Verdict != harness.Bound {
		t.Errorf("Expect = %v, verdict %s; want the generator to blame", err, result.Verdict)
	}
}
