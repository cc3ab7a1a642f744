package reports_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

// largeSample is a load of ten million iterations, as fine as the engine keeps them.
func largeSample() *harness.Result {
	o := drive(drill{users: 200, iterations: 20_000, median: 900 * time.Millisecond, spread: 0.3, seed: 21, failing: 0.01, create: "nova.boot_server", remove: "nova.delete_server"})
	o.Workload, o.Scenario, o.Load, o.Open = "ten million", "NovaServers.boot_and_delete_server", "120000 iterations per second", true
	for o.Iterations.Success.Count < 10_000_000 {
		again := o.Iterations.Success
		o.Iterations.Success.Merge(&again)
	}
	first, calls := o.Actions[0], o.Calls[0]
	for i := range 60 {
		first.Name = fmt.Sprintf("action.number_%d", i)
		calls.Action, calls.Name = first.Name, fmt.Sprintf("compute GET /things/%d/{id}", i)
		o.Actions, o.Calls = append(o.Actions, first), append(o.Calls, calls)
	}
	full := o.Timeline.Buckets[len(o.Timeline.Buckets)/2]
	o.Timeline.Width = time.Second
	for len(o.Timeline.Buckets) < 240 {
		o.Timeline.Buckets = append(o.Timeline.Buckets, full)
	}
	o.Elapsed = 240 * time.Second
	for i := range o.Timeline.Buckets {
		for k := range 5 {
			o.Timeline.Slowest = append(o.Timeline.Slowest, harness.Slow{Iteration: int64(i*41_000 + k), At: time.Duration(i) * time.Second, Took: time.Duration(k+3) * time.Second, Action: "nova.boot_server"})
		}
	}
	return result("Ten million iterations", harness.Passed, o)
}

// many is a run of n benchmarks.
func many(n int) (list []*harness.Result) {
	one := sample()
	for i := range n {
		r := *one[i%len(one)]
		r.Name = fmt.Sprintf("%s, %d", r.Name, i+1)
		list = append(list, &r)
	}
	return list
}

// TestPageSize keeps the page of a run below 1.6 MB: of three benchmarks, of ten million iterations, of many benchmarks.
func TestPageSize(t *testing.T) {
	for name, results := range map[string][]*harness.Result{"3 benchmarks": sample()[:3], "ten million iterations": {largeSample()}, "50 benchmarks": many(50)} {
		if size := sizeOf(t, results); size > 1_600_000 {
			t.Errorf("a page of %s has %d bytes; want at most 1.6 MB", name, size)
		} else {
			t.Logf("%s: %d bytes", name, size)
		}
	}
	if size := sizeOf(t, many(500)); size > 7_000_000 {
		t.Errorf("a page of 500 benchmarks has %d bytes; want at most 7 MB", size)
	} else {
		t.Logf("500 benchmarks: %d bytes", size)
	}
}

func sizeOf(t *testing.T, results []*harness.Result) int {
	t.Helper()
	var b bytes.Buffer
	if err := reports.HTML(&b, results...); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// A page of many benchmarks has in it what is looked at, and the rest when it is.
func TestLargePageInABrowser(t *testing.T) {
	browser := start(t)
	const nodes = `document.getElementsByTagName("*").length`
	drawn := func(s *sheet, what string) {
		t.Helper()
		s.eventually(`[...document.querySelectorAll(".benchmark.opens .panel.opens [data-chart]")].some((e) => e.querySelector("svg path")) && performance.getEntriesByName("drawn").length > 0`)
		t.Logf("%s: %d elements, first paint after %.0f ms, charts after %.0f ms", what, ask[int](s, nodes),
			ask[float64](s, `(performance.getEntriesByName("first-contentful-paint")[0] || { startTime: 0 }).startTime`),
			ask[float64](s, `performance.getEntriesByName("drawn")[0].startTime`))
		s.harmless()
	}
	drawn(open(t, browser, "light", 1280, 900, largeSample()), "ten million iterations")
	s := open(t, browser, "light", 1280, 900, many(500)...)
	drawn(s, "500 benchmarks")
	if n := ask[int](s, nodes); n > 20_000 {
		t.Errorf("500 benchmarks are %d elements", n)
	}
}
