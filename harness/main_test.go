package harness_test

import (
	"context"
	"testing"
	"testing/synctest"

	"go.uber.org/goleak"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

func TestMain(m *testing.M) {
	if asChild() {
		return
	}
	goleak.VerifyTestMain(m)
}

// rehearse runs a benchmark in virtual time.
func rehearse(t *testing.T, lab harness.Lab, b harness.Benchmark) (result *harness.Result, err error) {
	t.Helper()
	lab.Rehearsal = true
	synctest.Test(t, func(*testing.T) { result, err = lab.Run(context.Background(), b) })
	return result, err
}

// one runs one workload in virtual time. Service levels are an empty list if none are given.
func one(t *testing.T, l load.Load, s harness.ScenarioFunc, levels ...harness.Check) (*harness.Result, error) {
	t.Helper()
	if levels == nil {
		levels = []harness.Check{}
	}
	return rehearse(t, harness.Lab{Rehearsal: true}, harness.Benchmark{Workloads: []harness.Workload{{Scenario: s, Load: l, SLA: levels}}})
}

// must is the outcome of a run without an error.
func must(t *testing.T, result *harness.Result, err error) *harness.Outcome {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return &result.Workloads[0]
}
