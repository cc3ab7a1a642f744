package reports_test

import (
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

// A breach that the feature asks for is no failure of the run, in any report.
func TestExpectedBreachIsFine(t *testing.T) {
	for _, expected := range []bool{false, true} {
		r := &harness.Result{
			ID: "1a2b3c4d", Name: "impossible", Verdict: harness.Breached, Expected: expected, Error: "p95 is 2s, promised < 1ns",
			Workloads: []harness.Outcome{{
				View:   harness.View{Workload: "w", Final: true},
				Breach: &harness.Breach{Level: "p95 < 1ns", Reason: "p95 is 2s, promised < 1ns, after 3 iterations"},
				Levels: []harness.Level{{Promise: "p95 < 1ns", Seen: "2s", Reason: "p95 is 2s, promised < 1ns"}},
			}},
		}
		for name, report := range map[string]reports.Report{"text": reports.Text, "JUnit": reports.JUnit, "page": reports.HTML} {
			var b strings.Builder
			if err := report(&b, r); err != nil {
				t.Fatal(err)
			}
			bad := strings.Contains(b.String(), "<failure") || strings.Contains(b.String(), "did not pass</h1>") || strings.Contains(b.String(), "The benchmark did not pass")
			if said := strings.Contains(strings.ToLower(b.String()), "as expected"); name != "JUnit" && said != expected || expected && bad {
				t.Errorf("%s of a breach that is expected: %t\n%.600s", name, expected, b.String())
			}
		}
	}
}

// A promise that could not be judged is not called broken.
func TestNoDataIsNotBroken(t *testing.T) {
	r := &harness.Result{ID: "1a2b3c4d", Name: "short", Verdict: harness.Interrupted, Error: "the run was interrupted", Workloads: []harness.Outcome{{
		View:   harness.View{Workload: "w", Final: true},
		Levels: []harness.Level{{Promise: "failure rate <= 5%, after 10 iterations", Seen: "0%", NoData: true, Reason: "no data, only 8 iterations ended"}},
	}}}
	for name, report := range map[string]reports.Report{"text": reports.Text, "page": reports.HTML} {
		var b strings.Builder
		if err := report(&b, r); err != nil {
			t.Fatal(err)
		}
		text := strings.ToLower(b.String())
		if !strings.Contains(text, "no data") || strings.Contains(text, ">broken<") || strings.Contains(text, "broken  failure") {
			t.Errorf("%s does not say that there is no data, or says that the promise is broken", name)
		}
	}
}
