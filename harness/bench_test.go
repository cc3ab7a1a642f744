package harness_test

import (
	"context"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

// BenchmarkNoop is what the engine itself costs: iterations that do nothing, with two time stamps and a record each, on
// one user and on several; then with one action, and with one call that is recorded.
func BenchmarkNoop(b *testing.B) {
	noop := func(context.Context, *harness.Iteration) error { return nil }
	nothing := func(context.Context) error { return nil }
	for _, bb := range []struct {
		name     string
		users    int
		scenario harness.ScenarioFunc
	}{
		{"1 user", 1, noop},
		{"8 users", 8, noop},
		{"1 user, 1 action", 1, func(ctx context.Context, it *harness.Iteration) error { return it.Time(ctx, "a", nothing) }},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			var measured time.Duration
			result, err := harness.Lab{}.Run(context.Background(), harness.Benchmark{Workloads: []harness.Workload{{
				Scenario: bb.scenario, Load: load.Constant{Users: min(bb.users, b.N), Iterations: b.N}, SLA: []harness.Check{},
			}}})
			if err != nil {
				b.Fatal(err)
			}
			out := &result.Workloads[0]
			measured = out.Elapsed
			b.ReportMetric(float64(measured.Nanoseconds())/float64(b.N), "load-ns/op") // without the settlement at the end
			b.ReportMetric(float64(out.Iterations.Success.Percentile(50)), "p50-ns")
		})
	}
}
