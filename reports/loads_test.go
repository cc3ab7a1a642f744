package reports_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

func written(t *testing.T, report reports.Report, r *harness.Result) string {
	t.Helper()
	var b strings.Builder
	if err := report(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func uniform(n int, d time.Duration) (x harness.Distribution) {
	for range n {
		x.Add(d)
	}
	return x
}

// viewOf is a view of n iterations of 100 ms each, and of starts that were skipped.
func viewOf(part string, n int, skipped int64) harness.View {
	v := harness.View{Workload: "w", Part: part, Final: true, Skipped: skipped, Lateness: uniform(n, time.Microsecond)}
	v.Iterations.Success = uniform(n, 100*time.Millisecond)
	return v
}

// What an open load did not do is said in every report.
func TestMissedStarts(t *testing.T) {
	late := func(v harness.View) harness.View {
		v.Lateness = uniform(100, 40*time.Millisecond)
		return v
	}
	for _, test := range []struct {
		closed  bool
		view    harness.View
		phases  []harness.View
		started int64
		want    string
	}{
		{view: viewOf("", 100, 600), started: 5400, want: "600 of 6 000 starts were skipped: no user was free in time."},
		{view: viewOf("", 100, 1), started: 99, want: "1 of 100 starts was skipped: no user was free in time."},
		{view: late(viewOf("", 100, 5)), started: 95, want: "5 of 100 starts were skipped: no user was free in time; those made were late by 40.0 ms at p99."},
		{view: late(viewOf("", 100, 0)), started: 100, want: "Starts were late by 40.0 ms at p99."},
		{view: viewOf("", 100, 0), phases: []harness.View{viewOf(harness.WarmUp, 10, 7), viewOf(harness.Steady, 100, 0)}, started: 110, want: "7 of 117 starts were skipped: no user was free in time."},
		{view: viewOf("", 100, 0), started: 100},
		{view: late(viewOf("", 100, 0)), closed: true, started: 100},
	} {
		o := harness.Outcome{View: test.view, Open: !test.closed, Started: test.started, SteadyTo: 10 * time.Second}
		o.Elapsed, o.Phases = 10*time.Second, test.phases
		r := &harness.Result{ID: "1a2b3c4d", Name: "open", Verdict: harness.Passed, Workloads: []harness.Outcome{o}}
		for name, report := range map[string]reports.Report{"Text": reports.Text, "JUnit": reports.JUnit, "JSON": reports.JSON, "HTML": reports.HTML} {
			text := written(t, report, r)
			if said := strings.Contains(text, "100 iterations ended. "+test.want) || strings.Contains(text, "110 iterations ended. "+test.want); test.want != "" && !said {
				t.Errorf("%s of %d starts, %d skipped, closed %t: does not say %q", name, test.started, test.view.Skipped, test.closed, test.want)
			}
			if test.want == "" && (strings.Contains(text, " skipped:") || strings.Contains(text, "at p99")) {
				t.Errorf("%s of %d starts, closed %t: says that some were missed", name, test.started, test.closed)
			}
		}
		if !test.closed {
			continue
		}
		if text := written(t, reports.Text, r); !strings.Contains(text, "(closed load)") {
			t.Errorf("Text does not say that the load is a closed one:\n%s", text)
		}
	}
}

// The generator's own fault is nobody else's, in any report.
func TestGeneratorBoundIsNoFailure(t *testing.T) {
	g := NewWithT(t)
	junit := written(t, reports.JUnit, loadsSample())
	g.Expect(junit).To(ContainSubstring(`tests="3" failures="0" errors="2"`))
	g.Expect(junit).NotTo(ContainSubstring("<failure"))
	for name, report := range map[string]reports.Report{"Text": reports.Text, "JUnit": reports.JUnit, "JSON": reports.JSON, "HTML": reports.HTML} {
		text := written(t, report, loadsSample())
		g.Expect(text).To(ContainSubstring("use a larger machine, or a lower rate"), name)
		g.Expect(strings.ToLower(text)).To(ContainSubstring("generator bound"), name)
	}
	breached := breachedSample()
	breached.Verdict = harness.Bound
	breached.Workloads[0].Generator.Bound, breached.Workloads[0].Generator.BoundReason = true, "this process used 97 % of all cores"
	g.Expect(written(t, reports.Text, breached)).To(And(
		ContainSubstring("The load generator was the limit, not the cloud: this process used 97 % of all cores. This run says nothing about the cloud."),
		ContainSubstring("40 iterations in flight were aborted")))
}

// The figures of a workload with phases are those of its steady one; what went wrong in the others is still told.
func TestPhases(t *testing.T) {
	g := NewWithT(t)
	warm, steady := viewOf(harness.WarmUp, 50, 0), viewOf(harness.Steady, 600, 0)
	warm.Iterations.Failure = uniform(3, time.Second)
	o := harness.Outcome{View: steady, Started: 653, SteadyFrom: 10 * time.Second, SteadyTo: 40 * time.Second,
		Failures: []harness.Failure{{Class: "timeout", Count: 3, Message: "too late"}}}
	o.Part, o.Elapsed, o.Phases = "", 40*time.Second, []harness.View{warm, steady, viewOf(harness.CoolDown, 0, 0)}
	r := &harness.Result{ID: "1a2b3c4d", Name: "phases", Verdict: harness.Passed, Workloads: []harness.Outcome{o}}

	text := written(t, reports.Text, r)
	g.Expect(text).To(And(
		ContainSubstring("653 iterations ended, 3 of them in failure"),
		ContainSubstring("600 ended, 0 failed, 0 aborted in 30.0 s: 20.0/s"),
		ContainSubstring("those of the steady phase, 10.0 s to 40.0 s into the load"),
		MatchRegexp(`(?m)^  warm-up +0 s – 10\.0 s +53 +3 +5\.7 % +5\.30/s`),
		MatchRegexp(`(?m)^  steady +10\.0 s – 40\.0 s +600 +0 +0 % +20\.0/s`),
		Not(ContainSubstring("cool-down")),
	))
	g.Expect(written(t, reports.HTML, r)).To(And(
		ContainSubstring(`Failures <span class="count bad">3</span>`), ContainSubstring("100 % of the failures"), ContainSubstring("20.0/s")))

	var d reports.Document
	g.Expect(json.Unmarshal([]byte(written(t, reports.JSON, r)), &d)).To(Succeed())
	var phases []string
	for _, p := range d.Results[0].Workloads[0].Phases {
		phases = append(phases, fmt.Sprintf("%s %v s, %d", p.Name, p.Seconds, p.Iterations.Success.Count))
	}
	g.Expect(phases).To(Equal([]string{"warm-up 10 s, 50", "steady 30 s, 600", "cool-down 0 s, 0"}))
}

// A run that ends in its warm-up has no steady figures, and no time of less than nothing.
func TestEndInTheWarmUp(t *testing.T) {
	g := NewWithT(t)
	o := harness.Outcome{View: viewOf("", 0, 0), Started: 50, Begun: time.Second, SteadyFrom: 11 * time.Second, SteadyTo: 5 * time.Second}
	o.Elapsed = 4 * time.Second
	o.Phases = []harness.View{viewOf(harness.WarmUp, 50, 0), viewOf(harness.Steady, 0, 0), viewOf(harness.CoolDown, 0, 0)}
	r := &harness.Result{ID: "1a2b3c4d", Name: "short", Verdict: harness.Interrupted, Error: "the run was interrupted", Workloads: []harness.Outcome{o}}
	g.Expect(written(t, reports.Text, r)).To(And(
		ContainSubstring("0 ended, 0 failed, 0 aborted in 0 s: –"),
		MatchRegexp(`(?m)^  warm-up  1\.00 s – 5\.00 s +50 +0 % +12\.5/s`),
		Not(MatchRegexp(`-\d`)),
	))
	var d reports.Document
	g.Expect(json.Unmarshal([]byte(written(t, reports.JSON, r)), &d)).To(Succeed())
	g.Expect(d.Results[0].Workloads[0].Phases[0].Seconds).To(Equal(4.0))
	g.Expect(written(t, reports.HTML, r)).NotTo(BeEmpty())
}

// The rows of several loads are those of each and of all.
func TestSeveralLoads(t *testing.T) {
	g := NewWithT(t)
	r := loadsSample()
	g.Expect(written(t, reports.Text, r)).To(And(
		MatchRegexp(`(?m)^  readers .* 600 `), MatchRegexp(`(?m)^  writers .* 300 +0 % +378 `), MatchRegexp(`(?m)^  all together .* 1\x{202f}100 +0 % +378 `),
		MatchRegexp(`(?m)^  NovaServers\.list_servers +25\.0 % +150 `),
	))
	r.Workloads, r.Overall = r.Workloads[1:], nil
	g.Expect(written(t, reports.Text, r)).NotTo(ContainSubstring("all together"))
}
