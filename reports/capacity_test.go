package reports_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

// searchSample is a search that found 41 a second, in a cloud that is hostile where it can be.
func searchSample() *harness.Result {
	probe := func(load float64, median time.Duration, reason string, begun time.Duration) harness.Probe {
		o := drive(drill{users: 10, iterations: int(10 * load), median: median, spread: 0.2, seed: uint64(load), create: "nova.boot_server", remove: "nova.delete_server"})
		return harness.Probe{
			Load: load, Kept: reason == "", Reason: reason, Achieved: load, Begun: begun, Took: 12 * time.Second, View: o.View,
			Levels: []harness.Level{{Promise: "p95 < 1s", Seen: "0.4s", Kept: reason == "", Reason: reason}},
		}
	}
	o := drive(drill{users: 10, iterations: 400, median: 300 * time.Millisecond, spread: 0.3, seed: 3, create: "nova.boot_server", remove: "nova.delete_server"})
	o.Workload, o.Scenario, o.Load, o.Open = "NovaServers.boot_and_delete_server", "NovaServers.boot_and_delete_server", "1 to 200 a second, until a promise breaks", true
	o.Capacity = &harness.Capacity{
		Unit: "a second", Sustained: 41, Confirmed: 1, Low: 41, High: 43, Knee: 32, Probes: []harness.Probe{
			probe(16, 200*time.Millisecond, "", 0), probe(32, 210*time.Millisecond, "", 13*time.Second),
			probe(64, 2*time.Second, "p95 is 2.4s, promised < 1s, after 640 iterations", 26*time.Second),
			probe(41, 400*time.Millisecond, "", 39*time.Second),
			probe(43, 900*time.Millisecond, "p95 is 1.2s, promised < 1s "+hostile, 52*time.Second),
			probe(41, 410*time.Millisecond, "", 65*time.Second),
		},
	}
	o.Levels = o.Capacity.Probes[5].Levels
	return result("How many boots a second", harness.Passed, o)
}

// sweepSample is a table of users and sizes.
func sweepSample() *harness.Result {
	var r *harness.Result
	var rows []harness.Workload
	for _, users := range []string{"1", "8"} {
		for _, size := range []string{"1", "64", hostile} {
			rows = append(rows, harness.Workload{Point: &harness.Point{Values: []harness.Argument{{Name: "users", Value: users}, {Name: "size", Value: size}}}})
		}
	}
	for i, w := range harness.Sweep("Uploads", time.Second, rows...) {
		o := drive(drill{users: 10, iterations: 100, median: time.Duration(1+i) * 100 * time.Millisecond, spread: 0.2, seed: uint64(i), create: "glance_v2.create_image", remove: "glance_v2.delete_image"})
		o.Workload, o.Scenario, o.Load, o.Point = w.Name, "GlanceImages.create_and_delete_image", "users for 10s", w.Point
		if r == nil {
			r = result("Uploads of every size", harness.Passed, o)
			r.Overall = &o.View
			continue
		}
		r.Workloads = append(r.Workloads, o)
	}
	return r
}

// What a search found is in every report: in a sentence, load by load, and in figures.
func TestReportsOfASearch(t *testing.T) {
	g := NewWithT(t)
	text := written(t, reports.Text, searchSample())
	const found = "It sustains 41 a second (41 to 43), broke at 43: p95 is 1.2s, promised < 1s"
	g.Expect(text).To(And(ContainSubstring(found), ContainSubstring("The knee is at 32 a second"),
		MatchRegexp(`\n  load +begun +took +ended .* sustained\n`),
		MatchRegexp(`\n  64 a second +26.0 s .* no: p95 is 2.4s, promised < 1s, after 640 iterations\n`),
		MatchRegexp(`\n  41 a second +65.0 s .* yes\n`)))
	g.Expect(written(t, reports.JUnit, searchSample())).To(ContainSubstring("sustains 41 a second"))
	g.Expect(written(t, reports.HTML, searchSample())).To(And(ContainSubstring("It sustains 41 a second (41 to 43), broke at 43"), ContainSubstring("-capacity"), Not(ContainSubstring("<img src=x"))))

	var d reports.Document
	g.Expect(json.Unmarshal([]byte(written(t, reports.JSON, searchSample())), &d)).To(Succeed())
	c := d.Results[0].Workloads[0].Capacity
	g.Expect(c.Sustained).To(Equal(41.0))
	g.Expect(c.High).To(Equal(43.0))
	g.Expect(c.Summary).To(HavePrefix("sustains 41 a second (41 to 43)"))
	g.Expect(c.Probes).To(HaveLen(6))
	g.Expect(c.Probes[2].Load).To(Equal(64.0))
	g.Expect(c.Probes[2].Kept).To(BeFalse())
	g.Expect(c.Probes[2].Iterations.Success.Count).To(BeNumerically(">", 0))
	g.Expect(*c.Probes[2].Iterations.Success.P95).To(BeNumerically(">", 1.5))
	g.Expect(c.Probes[2].Levels).To(HaveLen(1))
}

// A sweep is one table and one chart, in place of the table of every load.
func TestReportsOfASweep(t *testing.T) {
	g := NewWithT(t)
	text := written(t, reports.Text, sweepSample())
	g.Expect(text).To(And(MatchRegexp(`\n  row  users +size +began at +ended .* p95 +p99 +max\n`), MatchRegexp(`\n  5 +8 +64 `), Not(ContainSubstring("all together"))))
	g.Expect(strings.Count(written(t, reports.HTML, sweepSample()), `data-chart="b0-sweep`)).To(Equal(1))
	var d reports.Document
	g.Expect(json.Unmarshal([]byte(written(t, reports.JSON, sweepSample())), &d)).To(Succeed())
	g.Expect(d.Results[0].Workloads[4].Point).To(Equal(&reports.Point{Sweep: "Uploads", Row: 5, Values: []reports.PointColumn{{Name: "users", Value: "8"}, {Name: "size", Value: "64"}}}))

	mixed := sweepSample()
	mixed.Workloads[5].Point = nil // one that runs beside it
	g.Expect(written(t, reports.Text, mixed)).To(And(ContainSubstring("all together"), MatchRegexp(`\n  5 +8 +64 `)))
}

// In a browser, the curve has its marks, the sweep its bars; whatever they are called is text, and fits on a phone.
func TestPageOfSearchesAndSweeps(t *testing.T) {
	browser := start(t)
	for _, width := range []int64{1280, 390} {
		s := open(t, browser, "light", width, 900, searchSample(), sweepSample())
		s.do()
		for _, chart := range []struct{ id, slug, words string }{
			{"b0-w0-capacity", "how-many-boots-a-second", "knee sustained broke"}, {"b1-sweep0", "uploads-of-every-size", "p50 p95 rate"},
		} {
			ask[bool](s, `(location.hash = "`+chart.slug+`/summary", true)`)
			s.eventually(`!!document.querySelector("[data-chart='` + chart.id + `'] svg path")`)
			drawn := ask[string](s, `document.querySelector("[data-chart='`+chart.id+`'] svg").textContent`)
			for _, word := range strings.Fields(chart.words) {
				if !strings.Contains(drawn, word) {
					t.Errorf("%s does not say %q: %s", chart.id, word, drawn)
				}
			}
			if wide := ask[int64](s, `document.documentElement.scrollWidth`); wide > width {
				t.Errorf("the page of %s is %d wide on a screen of %d", chart.slug, wide, width)
			}
		}
		s.harmless()
	}
}
