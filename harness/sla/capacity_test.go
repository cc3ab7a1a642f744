package sla_test

import (
	"fmt"
	"testing"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/sla"
)

// searched is what a search found.
func searched() *harness.Outcome {
	return &harness.Outcome{Capacity: &harness.Capacity{
		Unit: "a second", Sustained: 41, Low: 41, High: 43, Confirmed: 1,
		Probes: []harness.Probe{{Load: 41, Kept: true}, {Load: 43, Reason: "p95 is 1.2s, promised < 1s, after 981 iterations"}, {Load: 41, Kept: true}},
	}}
}

func ExampleSustains() {
	judge(sla.Sustains(BeNumerically(">=", 40)), searched())
	judge(sla.Sustains(BeNumerically(">=", 50)), searched())
	fmt.Println(sla.Sustains(BeNumerically(">", 50)).NegatedFailureMessage(&harness.Result{Workloads: []harness.Outcome{*searched()}}))
	judge(sla.Sustains(BeNumerically(">=", 40)), &harness.Outcome{})
	// Output:
	// kept: sustained load >= 40
	// sustains 41 a second (41 to 43), broke at 43: p95 is 1.2s, promised < 1s, after 981 iterations, promised >= 50
	// sustains 41 a second (41 to 43), broke at 43: p95 is 1.2s, promised < 1s, after 981 iterations, promised not > 50
	// nothing was searched: a workload whose load is a harness.Search has a sustained load
}

// What is no search, or several, cannot be judged, nor can its Not.
func TestSustainsNeedsOneSearch(t *testing.T) {
	for _, actual := range []any{nil, 40.0, (*harness.Result)(nil), (*harness.Outcome)(nil), &harness.View{}, &harness.Result{},
		&harness.Result{Workloads: []harness.Outcome{*searched(), *searched()}}} {
		for _, m := range []interface{ Match(any) (bool, error) }{sla.Sustains(BeNumerically(">", 0)), Not(sla.Sustains(BeNumerically(">", 0)))} {
			if ok, err := m.Match(actual); ok || err == nil {
				t.Errorf("%T: %v, %v; want an error", actual, ok, err)
			}
		}
	}
}
