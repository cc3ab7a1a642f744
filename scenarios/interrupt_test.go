package scenarios_test

import (
	"context"
	"errors"
	"regexp"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios"
)

// Whenever a scenario is interrupted, nothing of what it made stays, and quotas are what they were.
func TestInterruptLeavesNothing(t *testing.T) {
	ours := regexp.MustCompile(`^(Cinder|Glance|ManilaShares.create_share_and_access|Nova|Quotas|VMTasks)`)
	for _, e := range scenarios.All() {
		if !ours.MatchString(e.Name) {
			continue
		}
		for _, at := range []time.Duration{400 * time.Millisecond, 900 * time.Millisecond, 1600 * time.Millisecond, 5 * time.Second} {
			synctest.Test(t, func(t *testing.T) {
				sim, lab := open(t)
				client, err := lab.Cloud.Admin().Network(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if _, err := client.Get(t.Context(), client.ServiceURL("security-groups"), nil, nil); err != nil { // makes the administrator's own
					t.Fatal(err)
				}
				before := sim.Counts().Resources
				ctx, cancel := context.WithTimeout(t.Context(), at)
				defer cancel()
				result, err := lab.Run(ctx, harness.Benchmark{Workloads: []harness.Workload{{Scenario: scenario(t, e), Load: load.Constant{Users: 3, Iterations: 30}, SLA: []harness.Check{}}}})
				var interrupt *harness.InterruptError
				if err != nil && !errors.As(err, &interrupt) {
					t.Errorf("%s, interrupted after %v: %v", e.Name, at, err)
				}
				if after := sim.Counts().Resources; after != before || len(result.Leftovers) > 0 {
					t.Errorf("%s, interrupted after %v: left behind %v:\n%+v, was\n%+v", e.Name, at, result.Leftovers, after, before)
				}
			})
		}
	}
}
