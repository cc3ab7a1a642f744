package keystone_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
	"github.com/pacenote/pacenote/scenarios/keystone"
)

// Rally's tutorial on aborting load (step 6) asks a keystone for 6 000 tokens at 50 a second, which it cannot keep up with. With
// a mean of 5 s promised, Rally stopped after 2 495 iterations, where the mean was 8.58 s already; with 10 s at most and
// no failure promised as well, after 1 410, although the first took longer than 10 s after some 950. Here the first
// iteration that breaks a promise is the last one that ends.
func TestRallyTutorial(t *testing.T) {
	mean := sla.Mean(sla.Response, BeNumerically("<=", 5*time.Second))
	slowest := sla.Slowest(sla.Response, BeNumerically("<=", 10*time.Second))
	failures := sla.FailureRate(BeZero())
	for _, tt := range []struct {
		name   string
		levels []harness.Check
		broken func(mean, slowest time.Duration) bool
	}{
		{"the mean", []harness.Check{mean}, func(mean, _ time.Duration) bool { return mean > 5*time.Second }},
		{"the mean, the slowest and failures", []harness.Check{mean, slowest, failures}, func(mean, slowest time.Duration) bool {
			return mean > 5*time.Second || slowest > 10*time.Second
		}},
		{"the slowest", []harness.Check{slowest}, func(_, slowest time.Duration) bool { return slowest > 10*time.Second }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sim := simcloud.New(simcloud.Config{Lockstep: true, Stations: map[string]simcloud.Station{"keystone": {Workers: 4, Takes: 114 * time.Millisecond}}})
				result := run(t, sim, load.Limit{Load: load.Rate{PerSecond: 50, Iterations: 6000}, Users: 1000}, tt.levels)
				out := &result.Workloads[0]
				if out.Breach == nil || out.AfterStop != 0 {
					t.Fatalf("breach %+v, %d started after it", out.Breach, out.AfterStop)
				}
				all := durations(&out.Response)
				if n := int64(len(all)); n != out.Breach.Iterations {
					t.Errorf("%d ended, %d when it broke", n, out.Breach.Iterations)
				}
				if sum, most := sums(all); !tt.broken(sum/time.Duration(len(all)), most) {
					t.Errorf("all %d of them have a mean of %v and took %v at most: nothing is broken", len(all), sum/time.Duration(len(all)), most)
				}
				// The queue grows, and so do the durations: the one that broke it is the longest.
				all = all[:len(all)-1]
				if sum, most := sums(all); tt.broken(sum/time.Duration(len(all)), most) {
					t.Errorf("it was broken before: the mean of %d was %v, the slowest %v", len(all), sum/time.Duration(len(all)), most)
				}
				t.Logf("stopped after %d iterations, %v into the load: %s", out.Breach.Iterations, out.Breach.At, out.Breach.Reason)
			})
		})
	}
}

// run asks a simulated keystone for tokens.
func run(t *testing.T, sim *simcloud.Cloud, l load.Load, levels []harness.Check) *harness.Result {
	t.Helper()
	c, err := cloud.Open(cloud.Config{
		Name: "simcloud", Region: simcloud.Region, Transport: sim.Transport(),
		Auth: cloud.Credentials{
			AuthURL: sim.AuthURL(), Username: "admin", Password: simcloud.Password, UserDomainName: "Default",
			ProjectName: "admin", ProjectDomainName: "Default",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	result, err := harness.Lab{Cloud: c, Rehearsal: true}.Run(t.Context(), harness.Benchmark{
		Name: "tutorial", Workloads: []harness.Workload{{Scenario: keystone.Authenticate{}, Load: l, SLA: levels}},
	})
	if result == nil {
		t.Fatal(err)
	}
	return result
}

func durations(x *harness.Distribution) []time.Duration {
	return slices.Collect(x.Ranks(int(x.Count)))
}

func sums(all []time.Duration) (sum, most time.Duration) {
	for _, d := range all {
		sum, most = sum+d, max(most, d)
	}
	return sum, most
}
