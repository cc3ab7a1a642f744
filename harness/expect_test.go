package harness_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// What an iteration waits for in gomega's words ends with the iteration: in success, as an assertion, by its time-out, or
// because the run is cancelled.
func TestEventually(t *testing.T) {
	for _, tt := range []struct {
		name     string
		ready    time.Duration
		patience time.Duration
		timeout  time.Duration
		class    string
		took     time.Duration
	}{
		{name: "in time", ready: 3 * time.Second, patience: time.Minute, took: 3 * time.Second},
		{name: "too late", ready: time.Hour, patience: time.Minute, class: "assertion", took: time.Minute},
		{name: "the iteration is over before", ready: time.Hour, patience: time.Minute, timeout: 2 * time.Second, class: "timeout", took: 2 * time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				begin := time.Now()
				result, err := harness.Lab{Rehearsal: true}.Run(t.Context(), harness.Benchmark{Name: "x", Workloads: []harness.Workload{{
					SLA: []harness.Check{}, Timeout: tt.timeout,
					Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
						it.Eventually(ctx, func() bool { return time.Since(begin) >= tt.ready }).WithTimeout(tt.patience).WithPolling(100 * time.Millisecond).Should(BeTrue())
						return nil
					}),
				}}})
				if err != nil {
					t.Fatal(err)
				}
				out := &result.Workloads[0]
				took := max(out.Iterations.Success.Max, out.Iterations.Failure.Max)
				var class string
				if len(out.Failures) > 0 {
					class = out.Failures[0].Class
				}
				if class != tt.class || took < tt.took || took > tt.took+200*time.Millisecond {
					t.Errorf("class %q after %v: %+v; want %q after %v", class, took, out.Failures, tt.class, tt.took)
				}
			})
		})
	}
}

// A breach ends what waits, which is aborted and no failure.
func TestEventuallyIsAborted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		result, err := harness.Lab{Rehearsal: true}.Run(t.Context(), harness.Benchmark{Name: "x", Workloads: []harness.Workload{{
			Load: load.Constant{Users: 2, Iterations: 2}, SLA: []harness.Check{sla.FailureRate(BeZero())},
			Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
				if it.Number == 1 {
					return errors.Join(harness.Sleep(ctx, time.Second), errors.New("as asked"))
				}
				it.Consistently(ctx, func() bool { return true }).WithTimeout(time.Hour).Should(BeTrue())
				return nil
			}),
		}}})
		var breach *harness.BreachError
		if !errors.As(err, &breach) || breach.Aborted != 1 || result.Workloads[0].Iterations.Failure.Count != 1 {
			t.Errorf("Run = %v, %+v; want a breach that aborted one", err, result.Workloads[0].Iterations)
		}
	})
}

// wanting is a fixture that wants something of its world.
type wanting struct{}

func (wanting) Setup(ctx context.Context, w *harness.World) error {
	w.Eventually(ctx, func() string { return w.Name("x") }).Should(HavePrefix("pacenote-"))
	w.Expect(w.Users()).To(HaveLen(3), "users")
	return nil
}

func TestFixturesExpect(t *testing.T) {
	result, err := harness.Lab{}.Run(t.Context(), harness.Benchmark{
		Name: "x", Fixtures: []harness.Fixture{wanting{}},
		Workloads: []harness.Workload{{Scenario: harness.ScenarioFunc(func(context.Context, *harness.Iteration) error { return nil })}},
	})
	if result.Verdict != harness.Broken || !strings.HasPrefix(err.Error(), "set up wanting: users\nExpected\n") {
		t.Errorf("Run = %v, %s; want the assertion of the fixture", err, result.Verdict)
	}
}
