package harness_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// BenchmarkNoop is what the engine itself costs: iterations that do nothing, with two time stamps and a record each; then
// with a service level that guards them, and with one action. cpu-ns/op is the processor time of the load alone; ns/op
// has the settlement in it, too.
func BenchmarkNoop(b *testing.B) {
	noop := func(context.Context, *harness.Iteration) error { return nil }
	nothing := func(context.Context) error { return nil }
	action := func(ctx context.Context, it *harness.Iteration) error { return it.Time(ctx, "a", nothing) }
	guard := []harness.Check{sla.FailureRate(BeNumerically("<=", 0.01)), sla.Percentile(99, sla.Iteration, BeNumerically("<", 1e9))}
	for _, bb := range []struct {
		name     string
		scenario harness.ScenarioFunc
		checks   []harness.Check
	}{{"plain", noop, []harness.Check{}}, {"guarded", noop, guard}, {"action", action, []harness.Check{}}} {
		for _, users := range []int{1, 10, 1000} {
			b.Run(fmt.Sprintf("%s/users=%d", bb.name, users), func(b *testing.B) {
				b.ReportAllocs()
				result, err := harness.Lab{}.Run(context.Background(), harness.Benchmark{Workloads: []harness.Workload{{
					Scenario: bb.scenario, Load: load.Constant{Users: min(users, b.N), Iterations: b.N}, SLA: bb.checks,
				}}})
				if err != nil {
					b.Fatal(err)
				}
				out := &result.Workloads[0]
				cpu := out.Generator.CPU * float64(out.Elapsed) * float64(runtime.NumCPU())
				b.ReportMetric(cpu/float64(b.N), "cpu-ns/op")
				b.ReportMetric(float64(out.Elapsed)/float64(b.N), "wall-ns/op")
			})
		}
	}
}
