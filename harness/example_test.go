package harness_test

import (
	"context"
	"fmt"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

func Example() {
	greet := harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
		return it.Time(ctx, "greet", func(context.Context) error {
			if it.Number%10 == 0 {
				return fmt.Errorf("nobody at home")
			}
			return nil
		})
	})
	result, err := harness.Lab{}.Run(context.Background(), harness.Benchmark{
		Name: "greetings",
		Workloads: []harness.Workload{{
			Scenario: greet,
			Load:     load.Constant{Users: 4, Iterations: 200},
			SLA:      []harness.Check{sla.FailureRate(BeNumerically("<=", 0.2))},
		}},
	})
	out := result.Workloads[0]
	fmt.Println(err, result.Verdict)
	fmt.Println(out.Iterations.Success.Count, "greeted,", out.Iterations.Failure.Count, "failed:", out.Failures[0].Message)
	fmt.Println(sla.Slowest("greet", BeNumerically("<", time.Minute)).Match(result))
	// Output:
	// <nil> passed
	// 180 greeted, 20 failed: nobody at home
	// true <nil>
}
