package harness_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// fixed is a service that takes the same time for each request: it can do workers / took a second.
func fixed(workers int, took time.Duration) harness.ScenarioFunc {
	return service(workers, func(*harness.Iteration) time.Duration { return took })
}

// service is a cloud of some workers that serve one request at a time each.
func service(workers int, takes func(*harness.Iteration) time.Duration) harness.ScenarioFunc {
	var mu sync.Mutex
	free := make([]time.Time, workers)
	return func(ctx context.Context, it *harness.Iteration) error {
		took := takes(it)
		mu.Lock()
		first := slices.IndexFunc(free, func(t time.Time) bool { return t.Equal(slices.MinFunc(free, time.Time.Compare)) })
		if now := time.Now(); free[first].Before(now) {
			free[first] = now
		}
		free[first] = free[first].Add(took)
		wait := time.Until(free[first])
		mu.Unlock()
		return harness.Sleep(ctx, wait)
	}
}

// The limit of a cloud of known capacity is found to 5 %, with no promise but the one that is implied.
func TestSearchFindsTheLimit(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 11))
	for range 10 {
		workers, took := 1+r.IntN(12), time.Duration(20+r.IntN(400))*ms
		truth := float64(workers) / took.Seconds()
		result, err := one(t, harness.Search{To: 2000, Probe: time.Duration(max(20, 600/truth)) * s}, fixed(workers, took))
		c := must(t, result, err).Capacity
		if math.Abs(c.Sustained/truth-1) > 0.05 || c.High <= c.Sustained || c.Knee > c.High || c.Knee < c.Sustained/3 {
			t.Errorf("%d workers, %v each: sustained %v, broken %v, knee %v; want %.2f within 5 %%", workers, took, c.Sustained, c.High, c.Knee, truth)
			for _, p := range c.Probes {
				t.Logf("%v: kept %v, %q, achieved %.2f", p.Load, p.Kept, p.Reason, p.Achieved)
			}
		}
	}
}

// The most users that keep a promise are found, to the last one: of eight users that share one worker, each waits for all.
func TestSearchForUsers(t *testing.T) {
	result, err := one(t, harness.Search{Users: true, To: 100, Probe: 20 * s}, fixed(1, 100*ms), sla.Slowest(sla.Iteration, BeNumerically("<=", 800*ms)))
	out := must(t, result, err)
	c := out.Capacity
	if c.Sustained != 8 || c.High != 9 || c.Confirmed != 1 || c.Unit != "users" || result.Verdict != harness.Passed {
		t.Errorf("%v; want 8 users, and 9 broken", c)
	}
	if want := "sustains 8 users (8 to 9), broke at 9: slowest is 900ms, promised <= 800ms"; !strings.HasPrefix(c.String(), want) {
		t.Errorf("%s; want %s", c, want)
	}
	if l := out.Levels; len(l) != 1 || !l[0].Kept || l[0].Seen != "800ms" {
		t.Errorf("levels %+v; want that of the load that was sustained", l)
	}
	g := NewWithT(t)
	g.Expect(result).To(sla.Sustains(BeNumerically(">=", 8)))
	g.Expect(out).NotTo(sla.Sustains(BeNumerically(">", 8)))
}

// Each probe has figures of its own; the workload has those of all; no iteration is counted twice or has another's number.
func TestProbes(t *testing.T) {
	var mu sync.Mutex
	numbers := make(map[int64]int)
	serve := fixed(4, 50*ms)
	search := harness.Search{From: 10, To: 500, Probe: 10 * s, Settle: 3 * s, Rest: 2 * s}
	result, err := one(t, search, func(ctx context.Context, it *harness.Iteration) error {
		mu.Lock()
		numbers[it.Number]++
		mu.Unlock()
		return serve(ctx, it)
	})
	out := must(t, result, err)
	var judged, aborted int64
	for i, p := range out.Capacity.Probes {
		judged += p.View.Iterations.Ended()
		aborted += p.View.Iterations.Aborted
		if i > 0 {
			before := out.Capacity.Probes[i-1]
			if gap := p.Begun - before.Begun - before.Took; gap < 2*s || gap > 2*s+2*ms {
				t.Errorf("probe %d begins %v after the end of the one before; want 2 s", i, gap)
			}
		}
		if want := int64(7 * p.Load); p.Kept && (p.View.Iterations.Ended() < want-1 || p.View.Iterations.Ended() > want+1) {
			t.Errorf("%v a second: %d iterations are judged; want %d, without the first 3 s", p.Load, p.View.Iterations.Ended(), want)
		}
		if p.Kept != (p.Reason == "") || p.Took > 30*s || !p.View.Final || !p.View.Iterations.Success.Exact(95) {
			t.Errorf("probe %+v", p)
		}
	}
	it := &out.Iterations
	if it.Ended() <= judged || it.Ended()+it.Aborted != out.Started || out.Started != int64(len(numbers)) || aborted == 0 || it.Aborted < aborted {
		t.Errorf("%d ended, %d aborted, %d started, %d numbers; %d judged, %d aborted of those", it.Ended(), it.Aborted, out.Started, len(numbers), judged, aborted)
	}
	for n, times := range numbers {
		if times != 1 {
			t.Errorf("iteration %d ran %d times", n, times)
		}
	}
}

// A failure of a class that stops at once ends the search, in its first second; what was sustained before stands.
func TestSearchStopsAtOnce(t *testing.T) {
	started := 0
	serve := func(ctx context.Context, it *harness.Iteration) error {
		if started++; started > 100 {
			return context.DeadlineExceeded
		}
		return harness.Sleep(ctx, 10*ms)
	}
	result, err := one(t, harness.Search{From: 4, To: 500, Probe: 10 * s, StopAt: []string{"http 503", "timeout"}}, serve, sla.FailureRate(BeNumerically("<", 0.9)))
	c := must(t, result, err).Capacity
	last := c.Probes[len(c.Probes)-1]
	if len(c.Probes) != 2 || c.Sustained != 4 || c.Confirmed != 0 || !last.Stopped || last.Kept || last.Took > 8*s || last.View.Iterations.Failure.Count != 1 {
		t.Errorf("%v: %+v", c, last)
	}
	if !strings.Contains(c.Ended, "stopped at once at 8 a second: a failure of the class timeout") {
		t.Error(c.Ended)
	}
}

// A promise that breaks ends its load, at once, and nothing else; a run without any load that is sustained has failed.
func TestSearchSustainsNothing(t *testing.T) {
	result, err := one(t, harness.Search{From: 8, To: 500, Probe: 20 * s}, fixed(1, s), sla.Slowest(sla.Iteration, BeNumerically("<", 5*s)))
	var promise *harness.PromiseError
	if !errors.As(err, &promise) || result.Verdict != harness.Failed || result.Workloads[0].Breach != nil {
		t.Fatalf("%v, verdict %v; want a promise that was not kept", err, result.Verdict)
	}
	c := result.Workloads[0].Capacity
	if c.Sustained != 0 || c.High != 8 || len(c.Probes) != 1 || c.Probes[0].Took > 20*s || !strings.HasPrefix(c.Ended, "the first load, 8 a second, was not sustained: ") {
		t.Errorf("%v: %+v", c, c.Probes)
	}
	if got := c.String(); !strings.HasPrefix(got, "sustains nothing: the first load") {
		t.Error(got)
	}
}

// An interrupt ends the probe, the search and the run; the probe that it cut short says nothing.
func TestSearchIsInterrupted(t *testing.T) {
	for _, grace := range []time.Duration{0, 2 * s} {
		var result *harness.Result
		var err error
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(28*s, cancel)
			result, err = harness.Lab{Rehearsal: true}.Run(ctx, harness.Benchmark{Grace: grace, Workloads: []harness.Workload{{
				Scenario: fixed(50, s), Load: harness.Search{To: 500, Probe: 10 * s}, SLA: []harness.Check{sla.FailureRate(BeZero())},
			}}})
		})
		var interrupt *harness.InterruptError
		c := result.Workloads[0].Capacity
		if !errors.As(err, &interrupt) || len(c.Probes) != 2 || c.Sustained != 2 || c.Ended != "the run ended before the search did" {
			t.Errorf("grace %v: %v, %v", grace, err, c)
		}
		if out := &result.Workloads[0]; out.AfterStop != 0 || out.Elapsed > 28*s+grace+ms {
			t.Errorf("grace %v: %d started after the stop, in %v", grace, out.AfterStop, out.Elapsed)
		}
	}
}

// What goes on beside a search is judged as always: its breach ends both, that of a probe only the probe.
func TestSearchBesideOthers(t *testing.T) {
	beside := harness.Workload{Name: "beside", Load: load.Constant{Users: 2, Duration: 100 * s}, SLA: []harness.Check{sla.FailureRate(BeZero())}}
	for _, fails := range []bool{false, true} {
		beside.Scenario = harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
			if fails && it.Number == 100 {
				return errors.New("no")
			}
			return harness.Sleep(ctx, s)
		})
		search := harness.Workload{Name: "search", Scenario: fixed(1, 100*ms), Load: harness.Search{To: 16, Probe: 5 * s, Rest: 3 * s},
			SLA: []harness.Check{sla.Mean(sla.Iteration, BeNumerically("<", 150*ms)), sla.Over(2*s, sla.Slowest(sla.Iteration, BeNumerically("<", 250*ms)))}}
		result, err := rehearse(t, harness.Lab{}, harness.Benchmark{Workloads: []harness.Workload{search, beside}})
		var breach *harness.BreachError
		c := result.Workloads[0].Capacity
		if fails != errors.As(err, &breach) || !fails && (err != nil || c.Sustained < 9 || c.Sustained > 10.4) {
			t.Errorf("fails %v: %v, %v", fails, err, c)
		}
		if n := result.Workloads[1].Iterations.Success.Count; !fails && n != 200 {
			t.Errorf("%d iterations beside the search; want 200", n)
		}
	}
}

// A search at random moments, in a limit, of a mix with rows of arguments.
func TestSearchInShapes(t *testing.T) {
	mix := harness.Mix{{Name: "a", Scenario: harness.Feed{Rows: []harness.Scenario{fixed(4, 100*ms), fixed(4, 100*ms)}, Order: harness.InTurn}}, {Name: "b", Scenario: fixed(8, 100*ms)}}
	result, err := rehearse(t, harness.Lab{}, harness.Benchmark{Workloads: []harness.Workload{{
		Scenario: mix, SLA: []harness.Check{},
		Load: harness.Search{To: 1000, Probe: 30 * s, Shape: func(l load.Load) load.Load {
			return load.Limit{Load: load.Poisson{Load: l}, Users: 500, Backlog: load.Skip}
		}},
	}}})
	out := must(t, result, err)
	if c := out.Capacity; c.Sustained < 140 || c.Sustained > 170 || out.Users != 500 || len(out.Mix) != 2 || out.Mix[1].Iterations.Ended() < out.Iterations.Ended()/2-1 {
		t.Errorf("%v, %d users, %d in the mix; want about 160 a second", c, out.Users, len(out.Mix))
	}
}

// The same seed finds the same, to the digit.
func TestSearchIsDeterministic(t *testing.T) {
	find := func() string {
		result, _ := one(t, harness.Search{To: 300, Probe: 10 * s, StopAt: []string{"panic"}}, func(ctx context.Context, it *harness.Iteration) error {
			if it.Number == 2500 {
				panic("no")
			}
			return harness.Sleep(ctx, time.Duration(it.Rand("took").Int64N(int64(100*ms))))
		}, sla.FailureRate(BeZero()), sla.Percentile(95, sla.Iteration, BeNumerically("<", 96*ms)))
		return render(t, result)
	}
	first := find()
	if second := find(); first != second {
		t.Errorf("two runs differ:\n%s\n%s", first, second)
	}
}

// What can be no search is refused before anything is touched.
func TestSearchesAreRefused(t *testing.T) {
	idle := harness.ScenarioFunc(func(context.Context, *harness.Iteration) error { return nil })
	for _, tt := range []struct {
		workload harness.Workload
		want     string
	}{
		{harness.Workload{Load: harness.Search{}}, "it has no ceiling"},
		{harness.Workload{Load: harness.Search{From: 5, To: 4}}, "expected the ceiling not to be below the begin"},
		{harness.Workload{Load: harness.Search{To: math.NaN()}}, "expected the ceiling not to be below the begin"},
		{harness.Workload{Load: harness.Search{To: math.Inf(1)}}, "expected the ceiling not to be below the begin"},
		{harness.Workload{Load: harness.Search{From: -1, To: 4}}, "above 0"},
		{harness.Workload{Load: harness.Search{To: 4.5, Users: true}}, "expected whole numbers"},
		{harness.Workload{Load: harness.Search{To: 1e12, Users: true}}, "expected at most 1000000"},
		{harness.Workload{Load: harness.Search{To: 4, Settle: 40 * s}}, "nothing is left"},
		{harness.Workload{Load: harness.Search{To: 4, Rest: -s}}, "numbers below zero"},
		{harness.Workload{Load: harness.Search{To: 4, Within: 1}}, "above 0 and below 1"},
		{harness.Workload{Load: harness.Search{To: 4, Confirm: -2}}, "expected -1"},
		{harness.Workload{Load: harness.Search{To: 4, StopAt: []string{"http 50"}}}, `unknown class of failures "http 50": did you mean "http 500"?`},
		{harness.Workload{Load: harness.Search{To: 4, StopAt: []string{"time-out"}}}, `did you mean "timeout"?`},
		{harness.Workload{Load: harness.Search{To: 4}, WarmUp: s}, "each of its loads settles"},
		{harness.Workload{Load: harness.Search{To: 4, Users: true}, SLA: []harness.Check{}}, "no promise that could break"},
		{harness.Workload{Load: harness.Search{To: 4}, Scenario: harness.Feed{Rows: []harness.Scenario{idle}}}, "in turn or at random"},
		{harness.Workload{Load: harness.Search{To: 4}, SLA: []harness.Check{sla.Over(40*s, sla.FailureRate(BeZero()))}}, "the load lasts only 30s"},
		{harness.Workload{Load: harness.Search{To: 4, Users: true, Shape: func(l load.Load) load.Load { return load.Limit{Load: l} }}}, "only an open load can have a limit"},
	} {
		if tt.workload.Scenario == nil {
			tt.workload.Scenario = idle
		}
		b := harness.Benchmark{Workloads: []harness.Workload{tt.workload}}
		if err := b.Validate(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %v; want an error that says %q", tt.workload.Load, err, tt.want)
		}
	}
}

// In real time, too, a promise ends its load and nothing else, and what is retained is what was counted.
func TestSearchInRealTime(t *testing.T) {
	var flying, all atomic.Int64
	serve := harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
		all.Add(1)
		defer flying.Add(-1)
		crowded := flying.Add(1) > 5
		if err := harness.Sleep(ctx, 10*ms); err != nil {
			return err
		}
		if crowded {
			return errors.New("more than five at once")
		}
		return nil
	})
	result, err := harness.Lab{}.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{
		Scenario: serve, SLA: []harness.Check{sla.FailureRate(BeZero())},
		Load: harness.Search{Users: true, To: 40, Probe: 400 * ms, Settle: 20 * ms, Rest: ms},
	}}})
	out := must(t, result, err)
	c := out.Capacity
	if c.Sustained != 5 || c.High != 6 || c.Confirmed != 1 {
		t.Errorf("%v; want 5 users", c)
	}
	if n := all.Load(); n != out.Started || n != out.Iterations.Ended()+out.Iterations.Aborted {
		t.Errorf("%d ran, %d started, %d ended, %d were aborted", n, out.Started, out.Iterations.Ended(), out.Iterations.Aborted)
	}
	for _, p := range c.Probes {
		if n := p.View.Iterations.Ended(); n == 0 || p.Kept && p.View.Iterations.Failure.Count > 0 {
			t.Errorf("%v users: %d ended, kept %v, %d failed", p.Load, n, p.Kept, p.View.Iterations.Failure.Count)
		}
	}
}
