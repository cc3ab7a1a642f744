package harness_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// disk adds two numbers of one chart: the iteration's number, and its half.
func disk(_ context.Context, it *harness.Iteration) error {
	n := float64(it.Number)
	it.Add(harness.Chart{Kind: harness.Lines, Title: "disk", Label: "MB/s", Values: []harness.Value{{Name: "write", Number: n / 2}, {Name: "read", Number: n}}})
	return nil
}

// What iterations add is combined: exactly, by title and name, of those that succeeded.
func TestAddedValuesAreCombined(t *testing.T) {
	result, err := one(t, load.Constant{Users: 3, Iterations: 100}, func(ctx context.Context, it *harness.Iteration) error {
		if err := disk(ctx, it); err != nil || it.Number%10 == 0 {
			return errors.New("no")
		}
		return it.Idle(ctx, ms)
	})
	out := must(t, result, err)
	if len(out.Measures) != 2 || out.Measures[0].Name != "read" {
		t.Fatalf("measures are %+v", out.Measures)
	}
	read, ok := out.Measure("disk", "read")
	if !ok || read.Count != 90 || read.Min != 1 || read.Max != 99 || read.Mean() != 50 || read.Percentile(90) != 89 || !read.Exact() {
		t.Errorf("read: %d from %v to %v, mean %v, p90 %v", read.Count, read.Min, read.Max, read.Mean(), read.Percentile(90))
	}
	if _, ok := out.Measure("disk", "raed"); ok {
		t.Error("there is what was never added")
	}
	list := out.Outputs.Combined
	if len(list) != 1 || list[0].Title != "disk" || list[0].Kind != harness.Lines || list[0].Label != "MB/s" || len(list[0].Series) != 2 {
		t.Fatalf("combined: %+v", list)
	}
	var n int64
	for _, s := range list[0].Series {
		if len(s.Points) != len(out.Timeline.Buckets) || len(s.Points) > 240 {
			t.Errorf("%s has %d points; the timeline %d", s.Name, len(s.Points), len(out.Timeline.Buckets))
		}
		for _, p := range s.Points {
			if n += p.Count; p.Count > 0 && (p.Mean < p.Min || p.Mean > p.Max) {
				t.Errorf("point %+v", p)
			}
		}
	}
	if n != 180 {
		t.Errorf("the points are of %d values; want 180", n)
	}
}

// The same numbers may be shown in two ways, and are still counted once; those that come twice in one way are two.
func TestNumbersShownTwiceCountOnce(t *testing.T) {
	result, err := one(t, load.Constant{Iterations: 5}, func(ctx context.Context, it *harness.Iteration) error {
		for _, kind := range []harness.Kind{harness.Pie, harness.StatsTable} {
			it.Add(harness.Chart{Kind: kind, Title: "both", Values: []harness.Value{{Name: "a", Number: 2}}})
		}
		for range 2 {
			it.Add(harness.Chart{Title: "twice", Values: []harness.Value{{Name: "a", Number: 3}}})
		}
		return nil
	}, sla.Value("both", "a").Count(BeNumerically("<=", 5)))
	out := must(t, result, err)
	both, _ := out.Measure("both", "a")
	twice, _ := out.Measure("twice", "a")
	if both.Count != 5 || twice.Count != 10 || len(out.Outputs.Combined) != 3 {
		t.Errorf("both %d, twice %d, %d charts; want 5, 10, 3", both.Count, twice.Count, len(out.Outputs.Combined))
	}
}

// Of complete charts, a result has those of a few iterations, whole, and says how many it has not.
func TestCompleteChartsAreThoseOfTheFirstIterations(t *testing.T) {
	want := []harness.Chart{
		{Kind: harness.Lines, Title: "l", Description: "d", Label: "y", AxisLabel: "x", Lines: []harness.Line{{Name: "a", Points: [][2]float64{{0, 1.5}, {1, -2}}}}},
		{Kind: harness.Pie, Title: "p", Values: []harness.Value{{Name: "a", Number: 1}}},
		{Kind: harness.Table, Title: "t", Columns: []string{"a", "b"}, Rows: [][]string{{"1", "<script>"}}},
		{Kind: harness.TextArea, Title: "x", Text: []string{"one", "two"}},
	}
	result, err := one(t, load.Constant{Users: 8, Iterations: 300}, func(ctx context.Context, it *harness.Iteration) error {
		for _, c := range want {
			c.Kind = "" // it is that of the data
			it.Show(c)
		}
		if it.Number%20 == 0 {
			return errors.New("no")
		}
		return it.IdleBetween(ctx, 0, ms)
	})
	out := must(t, result, err)
	if len(out.Outputs.Shown) != 20 || out.Outputs.Left != 280 {
		t.Fatalf("%d shown, %d left; want 20 and 280", len(out.Outputs.Shown), out.Outputs.Left)
	}
	number := int64(0)
	for i, s := range out.Outputs.Shown {
		if number++; i >= 10 {
			number = int64(20 * (i - 9))
		}
		if s.Iteration != number || s.Succeeded != (number%20 != 0) || fmt.Sprint(s.Charts) != fmt.Sprint(want) {
			t.Errorf("shown %d is %+v", i, s)
		}
	}
}

// A chart that is refused fails its iteration, says why, and is in no result; an error of the scenario's own comes first.
func TestRefusedOutputFailsTheIteration(t *testing.T) {
	value := func(n float64) []harness.Value { return []harness.Value{{Name: "a", Number: n}} }
	many := make([]harness.Value, 101)
	for i := range many {
		many[i].Name = fmt.Sprint(i)
	}
	for _, tt := range []struct {
		additive bool
		chart    harness.Chart
		want     string
	}{
		{true, harness.Chart{Values: value(1)}, "a title is missing"},
		{true, harness.Chart{Title: "a\nb", Values: value(1)}, "is no line"},
		{true, harness.Chart{Title: "a\xff", Values: value(1)}, "is no line"},
		{true, harness.Chart{Title: strings.Repeat("a", 201), Values: value(1)}, "a title of 201 bytes: expected at most 200"},
		{true, harness.Chart{Title: "a", Description: strings.Repeat("a", 2001), Values: value(1)}, "a description of 2001 bytes"},
		{true, harness.Chart{Title: "a", Kind: "Linse", Values: value(1)}, `unknown kind of additive charts "Linse": did you mean "Lines"?`},
		{true, harness.Chart{Title: "a", Kind: harness.Table, Columns: []string{"a"}}, `unknown kind of additive charts "Table"`},
		{false, harness.Chart{Title: "a", Kind: harness.StatsTable, Values: value(1)}, `unknown kind of complete charts "StatsTable"`},
		{true, harness.Chart{Title: "a"}, "has 0 Values: expected Values, and nothing else"},
		{true, harness.Chart{Title: "a", Values: value(1), Text: []string{"b"}}, "has 1 Text: expected Values, and nothing else"},
		{true, harness.Chart{Title: "a", Values: value(math.NaN())}, `"a" is NaN: expected a number`},
		{true, harness.Chart{Title: "a", Values: value(math.Inf(-1))}, `"a" is -Inf: expected a number`},
		{true, harness.Chart{Title: "a", Values: append(value(1), value(2)...)}, `two series are called "a"`},
		{true, harness.Chart{Title: "a", Values: make([]harness.Value, 1)}, "a name is missing"},
		{true, harness.Chart{Title: "a", Values: many}, "101 series: expected at most 100"},
		{false, harness.Chart{Title: "a", Values: value(-1)}, "a slice of a pie is not below zero"},
		{false, harness.Chart{Title: "a", Lines: []harness.Line{{Name: "b", Points: make([][2]float64, 10_001)}}}, "more than 10000 points"},
		{false, harness.Chart{Title: "a", Lines: []harness.Line{{Name: "b", Points: [][2]float64{{1, 1}, {0, 1}}}}}, "in the order of x"},
		{false, harness.Chart{Title: "a", Columns: []string{"b", "c"}, Rows: [][]string{{"1", "2"}, {"1"}}}, "row 2 has 1 cells: expected 2"},
		{false, harness.Chart{Title: "a", Columns: []string{"b"}, Rows: make([][]string, 10_000)}, "a table of 10001 cells"},
		{false, harness.Chart{Title: "a", Text: []string{strings.Repeat("a", 1<<16)}}, "65537 bytes of text: expected at most 65536"},
	} {
		result, err := one(t, load.Constant{Iterations: 1}, func(_ context.Context, it *harness.Iteration) error {
			if tt.additive {
				it.Add(tt.chart)
			} else {
				it.Show(tt.chart)
			}
			return nil
		})
		out := must(t, result, err)
		if len(out.Failures) != 1 || out.Failures[0].Class != "output" || !strings.Contains(out.Failures[0].Message, tt.want) || out.Outputs.Combined != nil || out.Outputs.Shown != nil {
			t.Errorf("%+v: %+v, %+v; want a failure with %q", tt.chart, out.Failures, out.Outputs, tt.want)
		}
	}
	result, err := one(t, load.Constant{Iterations: 1}, func(_ context.Context, it *harness.Iteration) error {
		it.Add(harness.Chart{})
		return errors.New("my own")
	})
	if out := must(t, result, err); out.Failures[0].Message != "my own" {
		t.Errorf("failure: %+v", out.Failures[0])
	}
}

// Nobody can fill the memory: not an iteration, nor all of them with titles that differ.
func TestOutputIsBounded(t *testing.T) {
	for _, tt := range []struct {
		what   string
		output func(it *harness.Iteration)
		want   string
	}{
		{"charts", func(it *harness.Iteration) {
			for range 101 {
				it.Show(harness.Chart{Title: "a", Text: []string{"b"}})
			}
		}, "more than 100 charts"},
		{"bytes", func(it *harness.Iteration) {
			for range 20 {
				it.Show(harness.Chart{Title: "a", Text: []string{strings.Repeat("b", 60_000)}})
			}
		}, "more than 1048576 bytes"},
		{"values", func(it *harness.Iteration) {
			for i := range 21 {
				c := harness.Chart{Title: "a"}
				for k := range 50 {
					c.Values = append(c.Values, harness.Value{Name: fmt.Sprint(k), Number: float64(i)})
				}
				it.Add(c)
			}
		}, "more than 1000 values"},
		{"titles", func(it *harness.Iteration) {
			it.Add(harness.Chart{Title: it.Name(), Values: []harness.Value{{Name: "a", Number: 1}}})
		}, "more than 500 series: titles, names"},
	} {
		result, err := one(t, load.Constant{Iterations: 501}, func(_ context.Context, it *harness.Iteration) error {
			tt.output(it)
			return nil
		})
		out := must(t, result, err)
		if len(out.Failures) != 1 || !strings.Contains(out.Failures[0].Message, tt.want) {
			t.Errorf("%s: %+v; want a failure with %q", tt.what, out.Failures, tt.want)
		}
		if n := len(out.Measures); n > 500 {
			t.Errorf("%s: %d measures", tt.what, n)
		}
	}
}

// Goroutines of an iteration may put out at once, and one that outlives it changes no record.
func TestOutputIsSafeForConcurrentUse(t *testing.T) {
	var late sync.WaitGroup
	result, err := harness.Lab{}.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{
		Load: load.Constant{Users: 2, Iterations: 20},
		Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
			var all sync.WaitGroup
			for range 4 {
				all.Go(func() { _ = disk(ctx, it) })
				all.Go(func() { it.Show(harness.Chart{Title: "a", Text: []string{"b"}}) })
			}
			all.Wait()
			late.Go(func() { it.Show(harness.Chart{}) })
			return nil
		}),
	}}})
	late.Wait()
	out := must(t, result, err)
	if m, _ := out.Measure("disk", "read"); m.Count != 80 {
		t.Errorf("%d values; want 80", m.Count)
	}
	for _, s := range out.Outputs.Shown {
		if len(s.Charts) != 4 {
			t.Errorf("iteration %d shows %d charts; want 4", s.Iteration, len(s.Charts))
		}
	}
}

// A service level on a value is judged while the load runs, like any other: nothing starts after it broke.
func TestLevelOnAValueCancelsTheRun(t *testing.T) {
	level := sla.Value("disk", "read").Mean(BeNumerically("<", 10))
	result, err := one(t, load.Constant{Iterations: 1000}, func(ctx context.Context, it *harness.Iteration) error {
		if err := it.Idle(ctx, s); err != nil {
			return err
		}
		return disk(ctx, it)
	}, level)
	var breach *harness.BreachError
	if !errors.As(err, &breach) || breach.Reason != `mean of "disk / read" is 10, promised < 10, after 19 iterations` {
		t.Fatalf("error %v", err)
	}
	out := &result.Workloads[0]
	if out.Started > 20 || out.AfterStop != 0 || out.Levels[0].Kept || out.Levels[0].Seen != "10" || out.Levels[0].Promise != `mean of "disk / read" < 10` {
		t.Errorf("started %d, %+v", out.Started, out.Levels)
	}
}

// What sketches only guess is confirmed before it stops a run: p50 is exactly 7, and by the sketch a little more.
func TestLevelOnAValueIsConfirmed(t *testing.T) {
	seven := func(ctx context.Context, it *harness.Iteration) error {
		it.Add(harness.Chart{Title: "t", Values: []harness.Value{{Name: "n", Number: []float64{3, 7, 12}[it.Number%3]}}})
		return it.Idle(ctx, ms)
	}
	result, err := one(t, load.Constant{Iterations: 300}, seven, sla.After(30, sla.Value("t", "n").Percentile(50, BeNumerically("<=", 7))))
	if out := must(t, result, err); !out.Levels[0].Kept {
		t.Errorf("%+v", out.Levels)
	}
}

// Windows, phases and mixes have their own values.
func TestValuesOfPartsAreApart(t *testing.T) {
	number := func(n float64) harness.ScenarioFunc {
		return func(ctx context.Context, it *harness.Iteration) error {
			it.Add(harness.Chart{Title: "t", Values: []harness.Value{{Name: "n", Number: n}}})
			return it.Idle(ctx, time.Second)
		}
	}
	v := sla.Value("t", "n")
	result, err := rehearse(t, harness.Lab{}, harness.Benchmark{Workloads: []harness.Workload{{
		Scenario: harness.Mix{{Name: "one", Scenario: number(1)}, {Name: "three", Scenario: number(3)}},
		Load:     load.Constant{Duration: time.Minute}, WarmUp: 10 * time.Second,
		SLA: []harness.Check{
			sla.Of("three", v.Lowest(BeNumerically("==", 3))), sla.Of("one", v.Highest(BeNumerically("==", 1))),
			sla.During(harness.WarmUp, v.Count(BeNumerically("==", 10))), sla.Over(10*time.Second, sla.After(4, v.Mean(BeNumerically("~", 2, 0.2)))),
		},
	}}})
	if err == nil || !strings.Contains(err.Error(), `count of "t / n" is 1, promised == 10`) {
		t.Fatalf("a count is final as soon as there is one: %v", err)
	}
	result, err = rehearse(t, harness.Lab{}, harness.Benchmark{Workloads: []harness.Workload{{
		Scenario: harness.Mix{{Name: "one", Scenario: number(1)}, {Name: "three", Scenario: number(3)}},
		Load:     load.Constant{Duration: time.Minute}, WarmUp: 10 * time.Second,
		SLA: []harness.Check{
			sla.Of("three", v.Lowest(BeNumerically("==", 3))), sla.Of("one", v.Highest(BeNumerically("==", 1))),
			sla.Over(10*time.Second, sla.After(4, v.Mean(BeNumerically("~", 2, 0.2)))),
		},
	}}})
	out := must(t, result, err)
	for _, l := range out.Levels {
		if !l.Kept {
			t.Errorf("%+v", l)
		}
	}
	if m, _ := out.Phases[0].Measure("t", "n"); m.Count != 10 {
		t.Errorf("the warm-up has %d values; want 10", m.Count)
	}
	if m, _ := out.Measure("t", "n"); m.Count != 50 {
		t.Errorf("the steady phase has %d values; want 50", m.Count)
	}
}

type adder struct{ harness.ScenarioFunc }

func (adder) Measures() [][2]string { return [][2]string{{"disk", "read"}, {"disk", "write"}} }

// A value that a scenario never adds is refused before the run; one of which nobody knew has no data, which is no pass.
func TestLevelOnAnUnknownValue(t *testing.T) {
	level := []harness.Check{sla.After(3, sla.Value("disk", "raed").Mean(BeNumerically(">", 0)))}
	b := harness.Benchmark{Workloads: []harness.Workload{{Scenario: harness.Mix{{Scenario: adder{disk}}}, SLA: level}}}
	if err := b.Validate(); err == nil || !strings.Contains(err.Error(), `unknown value "disk / raed": did you mean "disk / read"?`) {
		t.Errorf("Validate: %v", err)
	}
	_, err := one(t, load.Constant{Iterations: 5}, disk, level...)
	var promise *harness.PromiseError
	if !errors.As(err, &promise) || !promise.Level.NoData || !strings.Contains(promise.Level.Reason, `has no data, no iteration that succeeded added any`) {
		t.Errorf("%v", err)
	}
}

// Output is the same for the same seed, whatever the goroutines did.
func TestSameSeedSameOutput(t *testing.T) {
	run := func() string {
		result, err := one(t, load.Constant{Users: 9, Iterations: 400}, func(ctx context.Context, it *harness.Iteration) error {
			r := it.Rand("number")
			if err := it.IdleBetween(ctx, 0, s); err != nil {
				return err
			}
			it.Add(harness.Chart{Kind: harness.Lines, Title: "t", Description: fmt.Sprint(it.Number % 3), Values: []harness.Value{{Name: "n", Number: r.NormFloat64()}}})
			it.Show(harness.Chart{Title: "x", Text: []string{fmt.Sprint(r.Float64())}})
			return nil
		})
		out := must(t, result, err)
		text, err := json.Marshal(out.Outputs)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(string(text), out.Measures[0].Mean(), out.Measures[0].Percentile(90))
	}
	first := run()
	for range 3 {
		if again := run(); again != first {
			t.Fatalf("%s\nand\n%s", first, again)
		}
	}
}
