package sla_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"
	"pgregory.net/rapid"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// An ending is what the test itself saw of an iteration.
type ending struct {
	due, start, at time.Duration
	failed         bool
	panicked       bool
}

func (e ending) took() time.Duration { return e.at - e.start }

// A script is a scenario whose every iteration is written down beforehand, and which writes down how it went.
type script struct {
	lines []line
	every time.Duration // of an open load

	mu    sync.Mutex
	begin time.Time
	log   []ending
}

type line struct {
	takes time.Duration
	fails string
}

func (s *script) Run(ctx context.Context, it *harness.Iteration) error {
	l := s.lines[(int(it.Number)-1)%len(s.lines)]
	s.mu.Lock()
	if s.begin.IsZero() {
		s.begin = time.Now()
	}
	e := ending{start: time.Since(s.begin)}
	e.due = e.start
	if s.every > 0 {
		e.due = time.Duration(it.Number-1) * s.every
	}
	s.mu.Unlock()
	err := it.Time(ctx, "work", func(ctx context.Context) error {
		if err := harness.Sleep(ctx, l.takes); err != nil {
			return err
		}
		if l.fails == "error" {
			return errors.New("as asked")
		}
		return nil
	})
	if ctx.Err() != nil {
		return err
	}
	e.at, e.failed, e.panicked = time.Since(s.begin), err != nil, l.fails == "panic"
	e.failed = e.failed || e.panicked
	s.mu.Lock()
	s.log = append(s.log, e)
	s.mu.Unlock()
	if e.panicked {
		panic("as asked")
	}
	return err
}

func (*script) Actions() []string { return []string{"work"} }

// A criterion is a figure, and how the test computes it from all iterations that ended, in its own way.
type criterion struct {
	name  string
	level func(m OmegaMatcher) harness.Check
	value func(list []ending) (float64, bool)
	limit *rapid.Generator[float64]
	open  bool
}

// of are the numbers of those that succeeded, in ascending order.
func of(list []ending, f func(ending) time.Duration) (all []float64) {
	for _, e := range list {
		if !e.failed {
			all = append(all, float64(f(e)))
		}
	}
	slices.Sort(all)
	return all
}

func nearestRank(p float64, all []float64) (float64, bool) {
	if len(all) == 0 {
		return 0, false
	}
	return all[int(math.Ceil(p/100*float64(len(all)))-1)], true
}

func moments(all []float64) (mean, deviation float64) {
	for _, x := range all {
		mean += x / float64(len(all))
	}
	for _, x := range all {
		deviation += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(deviation / float64(len(all)-1))
}

func share(list []ending, is func(ending) bool) (float64, bool) {
	n := 0
	for _, e := range list {
		if is(e) {
			n++
		}
	}
	return float64(n) / float64(len(list)), len(list) > 0
}

var (
	ms     = float64(time.Millisecond)
	spans  = rapid.Map(rapid.IntRange(1, 60), func(n int) float64 { return float64(n)*ms + ms/2 })
	shares = rapid.Map(rapid.IntRange(0, 10), func(n int) float64 { return float64(n)/10 + 0.05 })
	counts = rapid.Map(rapid.IntRange(0, 3), func(n int) float64 { return float64(n) })
)

var criteria = []criterion{
	{"p50", func(m OmegaMatcher) harness.Check { return sla.Percentile(50, sla.Iteration, m) },
		func(l []ending) (float64, bool) { return nearestRank(50, of(l, ending.took)) }, spans, false},
	{"p95 of an action", func(m OmegaMatcher) harness.Check { return sla.Percentile(95, "work", m) },
		func(l []ending) (float64, bool) {
			for i := range l { // an action that panics later has succeeded
				l[i].failed = l[i].failed && !l[i].panicked
			}
			return nearestRank(95, of(l, ending.took))
		}, spans, false},
	{"mean", func(m OmegaMatcher) harness.Check { return sla.Mean(sla.Iteration, m) },
		func(l []ending) (float64, bool) {
			all := of(l, ending.took)
			mean, _ := moments(all)
			return math.Round(mean), len(all) > 0
		}, spans, false},
	{"slowest", func(m OmegaMatcher) harness.Check { return sla.Slowest(sla.Iteration, m) },
		func(l []ending) (most float64, ok bool) {
			for _, e := range l {
				most = max(most, float64(e.took()))
			}
			return most, len(l) > 0
		}, spans, false},
	{"failure rate", func(m OmegaMatcher) harness.Check { return sla.FailureRate(m) },
		func(l []ending) (float64, bool) { return share(l, func(e ending) bool { return e.failed }) }, shares, false},
	{"rate of a class", func(m OmegaMatcher) harness.Check { return sla.Errors("panic", m) },
		func(l []ending) (float64, bool) { return share(l, func(e ending) bool { return e.panicked }) }, shares, false},
	{"degradation", func(m OmegaMatcher) harness.Check { return sla.Degradation(sla.Iteration, m) },
		func(l []ending) (float64, bool) {
			all := of(l, ending.took)
			if len(all) == 0 {
				return 0, false
			}
			return (all[len(all)-1] - all[0]) / all[0], true
		}, rapid.Map(spans, func(x float64) float64 { return x / ms }), false},
	{"outliers", func(m OmegaMatcher) harness.Check { return sla.Outliers(1, sla.Iteration, m) },
		func(l []ending) (n float64, ok bool) {
			all := of(l, ending.took)
			if len(all) < 3 {
				return 0, len(all) > 0
			}
			mean, deviation := moments(all)
			for _, x := range all {
				if x > math.Round(mean)+math.Floor(math.Round(deviation)) {
					n++
				}
			}
			return n, true
		}, counts, false},
	{"p90 of response time", func(m OmegaMatcher) harness.Check { return sla.Percentile(90, sla.Response, m) },
		func(l []ending) (float64, bool) {
			return nearestRank(90, of(l, func(e ending) time.Duration { return e.at - e.due }))
		}, spans, true},
	{"p90 of lateness", func(m OmegaMatcher) harness.Check { return sla.Percentile(90, sla.Lateness, m) },
		func(l []ending) (float64, bool) {
			for i := range l {
				l[i].failed = false
			}
			return nearestRank(90, of(l, func(e ending) time.Duration { return e.start - e.due }))
		}, spans, true},
}

// A promise cancels a run at the first moment at which the iterations that ended until then break it, and at no other; if
// there is none, the verdict at the end is that of all iterations.
func TestStreamingVerdicts(t *testing.T) {
	for _, c := range criteria {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(r *rapid.T) {
				s := &script{lines: rapid.SliceOfN(rapid.Custom(func(r *rapid.T) line {
					return line{
						takes: 2 * time.Millisecond * time.Duration(rapid.IntRange(1, 25).Draw(r, "takes")),
						fails: rapid.SampledFrom([]string{"", "", "", "error", "panic"}).Draw(r, "fails"),
					}
				}), 1, 40).Draw(r, "script")}
				limit := c.limit.Draw(r, "limit")
				users := rapid.IntRange(1, min(4, len(s.lines))).Draw(r, "users")
				var l load.Load = load.Constant{Users: users, Iterations: len(s.lines)}
				if c.open {
					s.every = 4 * time.Millisecond
					l = load.Limit{Load: load.Rate{PerSecond: 250, Iterations: len(s.lines)}, Users: users}
				}
				var result *harness.Result
				synctest.Test(t, func(t *testing.T) {
					result, _ = harness.Lab{Rehearsal: true}.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{
						Scenario: s, Load: l, SLA: []harness.Check{c.level(BeNumerically("<=", limit))},
					}}})
				})
				if err := agree(c, s.log, limit, &result.Workloads[0]); err != nil {
					r.Fatalf("%s <= %v: %v\n%+v", c.name, limit, err, s.log)
				}
			})
		})
	}
}

func agree(c criterion, log []ending, limit float64, out *harness.Outcome) error {
	slices.SortStableFunc(log, func(a, b ending) int { return int(a.at - b.at) })
	for n := 1; n <= len(log); n++ {
		if n < len(log) && log[n].at == log[n-1].at {
			continue // what ends at one moment is judged together
		}
		value, ok := c.value(slices.Clone(log[:n]))
		if !ok || value <= limit {
			continue
		}
		if out.Breach == nil && n == len(log) && !out.Levels[0].Kept && !out.Levels[0].NoData {
			return nil // the load had ended by itself
		}
		if out.Breach == nil || out.Breach.Iterations != int64(n) {
			return fmt.Errorf("the breach is %+v, want one after %d iterations, with %v", out.Breach, n, value)
		}
		return nil
	}
	_, data := c.value(slices.Clone(log))
	if out.Breach != nil || out.Levels[0].Kept != data {
		return fmt.Errorf("the breach is %+v, the level %+v, want none and kept %v", out.Breach, out.Levels[0], data)
	}
	return nil
}
