package harness_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// act is a scenario that times one action.
func act(action string, takes time.Duration) harness.Scenario {
	return harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
		return it.Time(ctx, action, func(ctx context.Context) error { return harness.Sleep(ctx, takes) })
	})
}

func single(s harness.Scenario, l load.Load, checks ...harness.Check) harness.Benchmark {
	if checks == nil {
		checks = []harness.Check{}
	}
	return harness.Benchmark{Workloads: []harness.Workload{{Name: "w", Scenario: s, Load: l, SLA: checks}}}
}

// Every portion of a mix gets its share exactly, evenly spread, and has figures of its own beside those of all together.
func TestMix(t *testing.T) {
	for _, tt := range []struct {
		weights []int
		n       int
		want    []int64
		order   string
	}{
		{[]int{3, 1}, 8, []int64{6, 2}, "aabaaaba"},
		{[]int{1, 1, 2}, 8, []int64{2, 2, 4}, "cabccabc"},
		{[]int{300, 100}, 5, []int64{4, 1}, "aabaa"},
		{[]int{0, 0}, 3, []int64{2, 1}, "aba"},
		{[]int{5}, 2, []int64{2}, "aa"},
	} {
		var order []byte
		var mix harness.Mix
		for i, weight := range tt.weights {
			name := string(rune('a' + i))
			mix = append(mix, harness.Portion{Weight: weight, Name: name, Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
				order = append(order, name...)
				return it.Time(ctx, "do "+name, func(ctx context.Context) error { return harness.Sleep(ctx, time.Duration(i+1)*s) })
			})})
		}
		result, err := rehearse(t, harness.Lab{}, single(mix, load.Serial{Iterations: tt.n}))
		out := must(t, result, err)
		if string(order) != tt.order {
			t.Errorf("mix of %v: order %s; want %s", tt.weights, order, tt.order)
		}
		for i, view := range out.Mix {
			took := time.Duration(i+1) * s
			if n := view.Iterations.Success.Count; n != tt.want[i] || view.Part != string(rune('a'+i)) || n > 0 && (view.Iterations.Success.Max != took || !slices.Equal(view.Names(), []string{"do " + view.Part})) {
				t.Errorf("mix of %v: %q has %d iterations of %v, actions %v; want %d of %v", tt.weights, view.Part, n, view.Iterations.Success.Max, view.Names(), tt.want[i], took)
			}
		}
		if out.Iterations.Success.Count != int64(tt.n) || len(out.Mix) != len(tt.weights) {
			t.Errorf("mix of %v: %d iterations together, %d parts; want %d, %d", tt.weights, out.Iterations.Success.Count, len(out.Mix), tt.n, len(tt.weights))
		}
	}
}

// A service level may be about one scenario of a mix, and stops the run like any other.
func TestMixIsJudgedByItsParts(t *testing.T) {
	mix := harness.Mix{{Weight: 9, Name: "fast", Scenario: act("list", s)}, {Name: "slow", Scenario: act("boot", 10*s)}}
	held := sla.Of("fast", sla.Percentile(99, sla.Iteration, BeNumerically("<", 2*s)))
	result, err := rehearse(t, harness.Lab{}, single(mix, load.Serial{Iterations: 20}, held))
	out := must(t, result, err)
	if l := out.Levels[0]; !l.Kept || l.Promise != `p99 < 2s in "fast"` || l.Seen != "1s" {
		t.Errorf("level %+v; want p99 < 2s of the fast one, kept at 1s", l)
	}
	_, err = rehearse(t, harness.Lab{}, single(mix, load.Serial{Iterations: 20}, sla.Of("slow", sla.Slowest(sla.Iteration, BeNumerically("<", 5*s)))))
	var breach *harness.BreachError
	if !errors.As(err, &breach) || breach.Reason != `slowest is 10s, promised < 5s, after 1 iteration in "slow"` {
		t.Errorf("Run: %v; want the breach of the slow one's level", err)
	}
}

// What is wrong with a mix or a feed is refused before the run.
func TestMixAndFeedAreRefused(t *testing.T) {
	a := act("a", s)
	for _, tt := range []struct {
		scenario harness.Scenario
		checks   []harness.Check
		want     string
	}{
		{harness.Mix{}, nil, "a mix of nothing"},
		{harness.Mix{{Scenario: nil}}, nil, "scenario 1 of the mix is nil"},
		{harness.Mix{{Scenario: harness.Mix{{Scenario: a}}}}, nil, "list its scenarios instead"},
		{harness.Mix{{Scenario: a, Weight: -1}}, nil, "weight -1: expected 1 or more"},
		{harness.Mix{{Scenario: a}, {Scenario: a}}, nil, `two scenarios of the mix are called "function"`},
		{harness.Mix{{Scenario: a, Weight: 100_000}, {Name: "b", Scenario: a, Weight: 1}}, nil, "sum up to 100001"},
		{harness.Mix{{Scenario: &picture{}}}, nil, "argument image is missing"},
		{harness.Mix{{Name: "boot", Scenario: a}}, []harness.Check{sla.Of("bot", sla.FailureRate(BeZero()))}, `unknown scenario of a mix "bot": did you mean "boot"?`},
		{a, []harness.Check{sla.Of("boot", sla.FailureRate(BeZero()))}, `unknown scenario of a mix "boot"`},
		{a, []harness.Check{sla.During(harness.WarmUp, sla.FailureRate(BeZero()))}, "the workload has no phases"},
		{harness.Feed{}, nil, "a feed without rows"},
		{harness.Feed{Rows: []harness.Scenario{a, nil}}, nil, "row 2: expected a scenario"},
		{harness.Feed{Rows: []harness.Scenario{a, &picture{}}}, nil, "row 2: *harness_test.picture is not of the type of the first row"},
		{harness.Feed{Rows: []harness.Scenario{&picture{Image: "x"}, &picture{Image: "bad"}}}, nil, "row 2: no such picture"},
		{harness.Feed{Rows: []harness.Scenario{a}, Order: 7}, nil, "expected unique, in turn or at random"},
	} {
		result, err := harness.Lab{}.Run(t.Context(), single(tt.scenario, load.Serial{Iterations: 10}, tt.checks...))
		if err == nil || result != nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Run of %v: %v; want an error that says %q", tt.scenario, err, tt.want)
		}
	}
}

// Iterations get their rows in the order that was asked for; unique rows end the load when they are used up.
func TestFeed(t *testing.T) {
	for _, tt := range []struct {
		order harness.Order
		load  load.Load
		want  string // the rows by iteration
	}{
		{harness.Unique, load.Constant{Users: 2, Iterations: 9}, "01234"},
		{harness.Unique, load.Rate{PerSecond: 1, Iterations: 9}, "01234"},
		{harness.Unique, load.Constant{Users: 1, Iterations: 3}, "012"},
		{harness.InTurn, load.Constant{Users: 2, Iterations: 8}, "01234012"},
		{harness.AtRandom, load.Constant{Users: 2, Iterations: 12}, "142230210312"},
	} {
		var mu sync.Mutex
		rows := make([]byte, 0, 20)
		var feed harness.Feed
		for i := range 5 {
			feed.Rows = append(feed.Rows, harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
				mu.Lock()
				for int(it.Number) > len(rows) {
					rows = append(rows, '?')
				}
				rows[it.Number-1] = byte('0' + i)
				mu.Unlock()
				return harness.Sleep(ctx, s)
			}))
		}
		feed.Order = tt.order
		result, err := rehearse(t, harness.Lab{Rehearsal: true}, single(feed, tt.load))
		out := must(t, result, err)
		if string(rows) != tt.want || out.Started != int64(len(tt.want)) {
			t.Errorf("%v rows under %v: %s, %d started; want %s", tt.order, tt.load, rows, out.Started, tt.want)
		}
	}
}

// Within a mix, a feed counts the iterations of its own portion.
func TestFeedWithinMix(t *testing.T) {
	var got []string
	row := func(name string) harness.Scenario {
		return harness.ScenarioFunc(func(context.Context, *harness.Iteration) error { got = append(got, name); return nil })
	}
	mix := harness.Mix{
		{Weight: 2, Name: "feed", Scenario: harness.Feed{Rows: []harness.Scenario{row("1"), row("2"), row("3")}}},
		{Name: "rest", Scenario: row("-")},
	}
	result, err := rehearse(t, harness.Lab{}, single(mix, load.Serial{Iterations: 100}))
	if out := must(t, result, err); fmt.Sprint(got) != "[1 - 2 3 -]" || out.Started != 5 {
		t.Errorf("rows %v, %d started; want 1 - 2 3 -, and the end with the rows", got, out.Started)
	}
}
