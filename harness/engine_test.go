package harness_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

const (
	ms = time.Millisecond
	s  = time.Second
)

// A closed load runs exactly its iterations, each number once, and never more of them at a time than there are users.
func TestClosedLoad(t *testing.T) {
	for _, tt := range []struct {
		load    load.Load
		service func(n int64) time.Duration
		started int
		most    int64
		elapsed time.Duration
	}{
		{nil, func(int64) time.Duration { return s }, 1, 1, s},
		{load.Serial{Iterations: 7}, func(int64) time.Duration { return s }, 7, 1, 7 * s},
		{load.Constant{Users: 20, Iterations: 200}, func(int64) time.Duration { return s }, 200, 20, 10 * s},
		{load.Constant{Users: 20, Iterations: 201}, func(int64) time.Duration { return s }, 201, 20, 11 * s},
		{load.Constant{Users: 3, Iterations: 3}, func(n int64) time.Duration { return time.Duration(n) * s }, 3, 3, 3 * s},
		// 1 s, 2 s, 3 s, 1 s, ...: whoever is ready takes the next one.
		{load.Constant{Users: 2, Iterations: 6}, func(n int64) time.Duration { return time.Duration((n-1)%3+1) * s }, 6, 2, 7 * s},
		// Starts stop at the duration; what runs is let finish.
		{load.Constant{Users: 3, Duration: 10 * s}, func(int64) time.Duration { return 3 * s }, 12, 3, 12 * s},
		{load.Constant{Users: 3, Duration: 9 * s}, func(int64) time.Duration { return 3 * s }, 9, 3, 9 * s},
		{load.Constant{Users: 3, Duration: 10 * s, Iterations: 4}, func(int64) time.Duration { return 3 * s }, 4, 3, 6 * s},
		// A scenario that takes no time has a millisecond of it, lest a load by duration never end.
		{load.Constant{Users: 2, Duration: s}, func(int64) time.Duration { return 0 }, 2000, 2, s},
	} {
		var mu sync.Mutex
		seen := make(map[int64]int)
		var flying, most int64
		result, err := one(t, tt.load, func(ctx context.Context, it *harness.Iteration) error {
			mu.Lock()
			seen[it.Number]++
			flying++
			most = max(most, flying)
			mu.Unlock()
			err := harness.Sleep(ctx, tt.service(it.Number))
			mu.Lock()
			flying--
			mu.Unlock()
			return err
		})
		out := must(t, result, err)
		call := fmt.Sprintf("run of %+v", tt.load)
		if out.Started != int64(tt.started) || out.Iterations.Success.Count != out.Started || len(seen) != tt.started {
			t.Errorf("%s: started %d, succeeded %d, numbers %d; want %d of each", call, out.Started, out.Iterations.Success.Count, len(seen), tt.started)
		}
		for n := int64(1); n <= int64(tt.started); n++ {
			if seen[n] != 1 {
				t.Errorf("%s: iteration %d ran %d times; want once", call, n, seen[n])
			}
		}
		if most > tt.most || int64(out.Users) != tt.most {
			t.Errorf("%s: %d in flight of %d users; want at most %d", call, most, out.Users, tt.most)
		}
		if out.Elapsed != tt.elapsed {
			t.Errorf("%s: took %v; want %v", call, out.Elapsed, tt.elapsed)
		}
		if out.Open || out.Lateness.Max != 0 || out.Response.Percentile(99) != out.Iterations.Success.Percentile(99) {
			t.Errorf("%s: open %t, lateness %v: a closed load owes nobody anything", call, out.Open, out.Lateness.Max)
		}
	}
}

// Not even the nanoseconds that pass between a ticket and its start are lateness of a closed load.
func TestClosedLoadIsNeverLate(t *testing.T) {
	result, err := harness.Lab{}.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{
		{Scenario: sleeper(0), Load: load.Constant{Users: 4, Iterations: 400}},
	}})
	out := must(t, result, err)
	if out.Lateness.Max != 0 || out.Lateness.Count != 400 || out.Response.Sum != out.Iterations.Success.Sum {
		t.Errorf("lateness up to %v of %d, response %v, service %v; want none of 400, and both alike",
			out.Lateness.Max, out.Lateness.Count, out.Response.Sum, out.Iterations.Success.Sum)
	}
}

// An open load starts iteration k at k/rate, whether or not earlier ones have ended.
func TestOpenLoadStartsOnTime(t *testing.T) {
	for _, tt := range []struct {
		load    load.Load
		service time.Duration
		starts  map[int64]time.Duration // of some numbers
		started int64
		late    time.Duration
	}{
		{load.Limit{Load: load.Rate{PerSecond: 3, Iterations: 10}, Users: 100}, 10 * s, map[int64]time.Duration{1: 0, 2: 333333333, 4: s, 10: 3 * s}, 10, 0},
		{load.Rate{PerSecond: 0.5, Duration: 10 * s}, s, map[int64]time.Duration{1: 0, 2: 2 * s, 5: 8 * s}, 5, 0},
		// One user, who takes 2 s for what comes each second: all starts take place, later and later.
		{load.Limit{Load: load.Rate{PerSecond: 1, Iterations: 5}, Users: 1}, 2 * s, map[int64]time.Duration{1: 0, 2: 2 * s, 5: 8 * s}, 5, 4 * s},
		// No time passes within an iteration, so none may pass between them.
		{load.Limit{Load: load.Rate{PerSecond: 5000, Duration: s}, Users: 1}, 0, map[int64]time.Duration{2: 200 * time.Microsecond, 5000: s - 200*time.Microsecond}, 5000, 0},
	} {
		var mu sync.Mutex
		starts := make(map[int64]time.Duration)
		var began time.Time
		synctest.Test(t, func(t *testing.T) {
			began = time.Now()
			result, err := harness.Lab{Rehearsal: true}.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{
				Load: tt.load, Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
					mu.Lock()
					starts[it.Number] = time.Since(began)
					mu.Unlock()
					return harness.Sleep(ctx, tt.service)
				})}}})
			out := must(t, result, err)
			for n, want := range tt.starts {
				if starts[n] != want {
					t.Errorf("run of %+v: iteration %d started at %v; want %v", tt.load, n, starts[n], want)
				}
			}
			if out.Started != tt.started || !out.Open || out.Lateness.Max != tt.late || out.Response.Max != tt.late+tt.service {
				t.Errorf("run of %+v: started %d, open %t, late %v, response %v; want %d, true, %v, %v",
					tt.load, out.Started, out.Open, out.Lateness.Max, out.Response.Max, tt.started, tt.late, tt.late+tt.service)
			}
			if tt.service > 0 && out.Iterations.Success.Max != tt.service {
				t.Errorf("run of %+v: service time %v; want %v", tt.load, out.Iterations.Success.Max, tt.service)
			}
		})
	}
}

// A service that stands still for a second of ten, under 1000 starts a second and ten users, is seen by a tenth of those
// who came: response time says so, service time knows ten of them.
func TestStallIsSeen(t *testing.T) {
	began := time.Time{}
	var once sync.Once
	result, err := one(t, load.Limit{Load: load.Rate{PerSecond: 1000, Duration: 10 * s}, Users: 10}, func(ctx context.Context, it *harness.Iteration) error {
		once.Do(func() { began = time.Now() })
		if at := time.Since(began); at >= 4*s && at < 5*s {
			return harness.Sleep(ctx, 5*s-at+100*time.Microsecond)
		}
		return harness.Sleep(ctx, 100*time.Microsecond)
	})
	out := must(t, result, err)
	near := func(what string, got, want time.Duration) {
		t.Helper()
		if got < want-20*ms || got > want+20*ms {
			t.Errorf("%s is %v; want about %v", what, got, want)
		}
	}
	near("p95 of response", out.Response.Percentile(95), 500*ms)
	near("p99 of response", out.Response.Percentile(99), 900*ms)
	near("max of response", out.Response.Max, s)
	near("p99 of lateness", out.Lateness.Percentile(99), 900*ms)
	near("p99 of service", out.Iterations.Success.Percentile(99), 0)
	near("max of service", out.Iterations.Success.Max, s)
	if out.Started != 10000 || out.Lateness.Count != 10000 || out.Response.Count != 10000 {
		t.Errorf("started %d, lateness of %d, response of %d; want 10000 of each", out.Started, out.Lateness.Count, out.Response.Count)
	}
}

// Two workloads run side by side, number their iterations apart, and keep their figures and names apart.
func TestWorkloadsSideBySide(t *testing.T) {
	var mu sync.Mutex
	made := make(map[string]bool)
	scenario := func(action string, takes time.Duration) harness.Scenario {
		return harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
			for range 2 {
				mu.Lock()
				name := it.Name()
				if made[name] || !strings.HasPrefix(name, "pacenote-") {
					t.Errorf("the name %q was given twice, or has no mark", name)
				}
				made[name] = true
				mu.Unlock()
			}
			return it.Time(ctx, action, func(ctx context.Context) error { return harness.Sleep(ctx, takes) })
		})
	}
	result, err := rehearse(t, harness.Lab{}, harness.Benchmark{Workloads: []harness.Workload{
		{Name: "slow", Scenario: scenario("boot", 5*s), Load: load.Constant{Users: 2, Iterations: 6}},
		{Name: "fast", Scenario: scenario("list", s), Load: load.Rate{PerSecond: 1, Iterations: 30}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"slow 6 [boot] 5s", "fast 30 [list] 1s"} {
		o := &result.Workloads[i]
		got := fmt.Sprintf("%s %d %v %v", o.Workload, o.Started, o.Names(), o.Iterations.Success.Percentile(50))
		if got != want {
			t.Errorf("workload %d: %s; want %s", i, got, want)
		}
	}
	if len(made) != 72 {
		t.Errorf("%d names were given; want 72", len(made))
	}
}

// A scenario that ends its goroutine, as FailNow does, is a failed iteration, and the load goes on.
func TestScenarioThatExits(t *testing.T) {
	result, err := one(t, load.Constant{Users: 2, Iterations: 20}, func(ctx context.Context, it *harness.Iteration) error {
		if it.Number%4 == 0 {
			runtime.Goexit()
		}
		return harness.Sleep(ctx, s)
	})
	out := must(t, result, err)
	if out.Started != 20 || out.Iterations.Failure.Count != 5 || !strings.Contains(out.Failures[0].Message, "FailNow") {
		t.Errorf("started %d, failed %d, %+v; want 20, 5, and a word about FailNow", out.Started, out.Iterations.Failure.Count, out.Failures)
	}
}

// A view from outside agrees with the result, and belongs to its own run.
func TestLive(t *testing.T) {
	var live harness.Live
	if _, ok := live.Status(); ok {
		t.Error("there is a status before the first run")
	}
	synctest.Test(t, func(t *testing.T) {
		lab := harness.Lab{Live: &live, Rehearsal: true}
		var group sync.WaitGroup
		group.Go(func() {
			_, err := lab.Run(t.Context(), harness.Benchmark{Name: "three", Workloads: []harness.Workload{
				{Name: "a", Scenario: sleeper(s), Load: load.Serial{Iterations: 9}},
				{Name: "b", Scenario: sleeper(s), Load: load.Serial{Iterations: 9}},
				{Name: "c", Scenario: sleeper(s), Load: load.Serial{Iterations: 9}},
			}})
			if err != nil {
				t.Error(err)
			}
		})
		time.Sleep(3500 * ms)
		st, _ := live.Status()
		p := st.Workloads[2]
		if st.Benchmark != "three" || st.Phase != "load" || st.Ended || p.Started != 4 || p.Succeeded != 3 || p.InFlight() != 1 || p.Planned != 9 {
			t.Errorf("status after 3.5 s: %+v; want 4 started, 3 succeeded, 1 in flight of 9", st)
		}
		// Another run of the same lab at the same time: neither counts for the other.
		if _, err := lab.Run(t.Context(), harness.Benchmark{Name: "one", Workloads: []harness.Workload{
			{Name: "a", Load: load.Serial{Iterations: 4}, SLA: []harness.Check{}, Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
				_ = harness.Sleep(ctx, s)
				if it.Number == 2 {
					return errors.New("no")
				}
				return nil
			})},
		}}); err != nil {
			t.Error(err)
		}
		st, _ = live.Status()
		if p := st.Workloads[0]; st.Benchmark != "one" || !st.Ended || p.Started != 4 || p.Succeeded != 3 || p.Failed != 1 || p.Elapsed != 4*s {
			t.Errorf("status after the second run: %+v; want 4 started, 3 succeeded, 1 failed, 4s", st)
		}
		group.Wait()
	})
}

func sleeper(d time.Duration) harness.Scenario {
	return harness.ScenarioFunc(func(ctx context.Context, _ *harness.Iteration) error { return harness.Sleep(ctx, d) })
}

// What a benchmark says wrong is refused before anything happens, with all that is wrong.
func TestRefusedBeforeTheRun(t *testing.T) {
	ran := new(atomic.Bool)
	fine := harness.ScenarioFunc(func(context.Context, *harness.Iteration) error { ran.Store(true); return nil })
	touched := recorder{do: func(context.Context, *harness.World) error { ran.Store(true); return nil }}
	for _, tt := range []struct {
		b    harness.Benchmark
		want []string
	}{
		{harness.Benchmark{Name: "empty"}, []string{`benchmark "empty": there is no workload`}},
		{harness.Benchmark{Workloads: []harness.Workload{{}}}, []string{"workload 1 has no scenario"}},
		{harness.Benchmark{Workloads: []harness.Workload{{Scenario: fine}, {Scenario: fine}}}, []string{`two workloads are called "function"`}},
		{harness.Benchmark{Workloads: []harness.Workload{{Scenario: fine, Load: load.Rate{}, Timeout: -1}}}, []string{"rate of 0", "time-out of -1ns"}},
		{harness.Benchmark{Workloads: []harness.Workload{{Scenario: &picture{}}}}, []string{"argument image is missing: what to boot"}},
		{harness.Benchmark{Workloads: []harness.Workload{{Scenario: &picture{Image: "bad"}}}}, []string{"no such picture"}},
		{harness.Benchmark{Workloads: []harness.Workload{{Scenario: fine, SLA: []harness.Check{nil}}}}, []string{"a service level is nil"}},
		{harness.Benchmark{Workloads: []harness.Workload{{Scenario: fine}}, Fixtures: []harness.Fixture{recorder{name: "odd", bad: errors.New("not like this")}}}, []string{"odd: not like this"}},
	} {
		tt.b.Fixtures = append(tt.b.Fixtures, touched)
		result, err := harness.Lab{}.Run(t.Context(), tt.b)
		if err == nil || result != nil {
			t.Errorf("Run(%+v) = %v, %v; want no result and an error", tt.b, result, err)
			continue
		}
		for _, want := range tt.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("Run(%+v): %v; want it to say %q", tt.b, err, want)
			}
		}
	}
	if ran.Load() {
		t.Error("something ran although the benchmark was refused")
	}
}

type picture struct {
	Image string `arg:"image,required" help:"what to boot"`
}

func (p *picture) Validate() error {
	if p.Image == "bad" {
		return errors.New("no such picture")
	}
	return nil
}

func (p *picture) Run(context.Context, *harness.Iteration) error { return nil }
