package dummy_test

import (
	"encoding/json"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/dummy"
)

// run makes some iterations in virtual time.
func run(t *testing.T, s harness.Scenario, seed uint64) (out harness.Outcome) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		result, err := harness.Lab{Rehearsal: true}.Run(t.Context(), harness.Benchmark{
			Seed: seed, Workloads: []harness.Workload{{Scenario: s, Load: load.Constant{Users: 4, Iterations: 40}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		out = result.Workloads[0]
	})
	return out
}

// It adds just what it says, in the range that it was given, and shows every kind of chart.
func TestOutput(t *testing.T) {
	s := dummy.Output{Most: 9}
	out := run(t, s, 1)
	var added [][2]string
	for i := range out.Measures {
		m := &out.Measures[i]
		added = append(added, [2]string{m.Title, m.Name})
		if m.Count != 40 || m.Min < 1 || m.Max > 9 || m.Min == m.Max {
			t.Errorf("%s: %d values from %v to %v", m, m.Count, m.Min, m.Max)
		}
	}
	said := s.Measures()
	slices.SortFunc(said, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	if !slices.Equal(added, said) {
		t.Errorf("it adds %v; it says %v", added, said)
	}
	var kinds []harness.Kind
	for _, c := range out.Outputs.Combined {
		kinds = append(kinds, c.Kind)
	}
	for _, c := range out.Outputs.Shown[0].Charts {
		kinds = append(kinds, c.Kind)
	}
	want := []harness.Kind{
		harness.Lines, harness.Pie, harness.StackedArea, harness.StatsTable,
		harness.Lines, harness.StackedArea, harness.Pie, harness.Table, harness.TextArea,
	}
	if !slices.Equal(kinds, want) || len(out.Outputs.Shown) != 10 || out.Outputs.Left != 30 {
		t.Errorf("kinds %v of %d iterations, %d left; want %v of 10, 30", kinds, len(out.Outputs.Shown), out.Outputs.Left, want)
	}
}

func TestOutputIsThatOfItsSeed(t *testing.T) {
	text := func(seed uint64) string {
		out := run(t, dummy.Output{Most: 25}, seed)
		b, err := json.Marshal(out.Outputs)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if text(1) != text(1) {
		t.Error("the same seed gives another output")
	}
	if text(1) == text(2) {
		t.Error("another seed gives the same output")
	}
}

func TestOutputWithoutARange(t *testing.T) {
	if err := (dummy.Output{}).Validate(); err == nil {
		t.Error("no error")
	}
}
