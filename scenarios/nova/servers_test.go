package nova_test

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// A server that goes into ERROR fails the iteration, and what the cloud says about it is in the error. The test runs in
// virtual time, so that waiting takes none.
func TestBootTellsWhyItFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim := simcloud.New(simcloud.Config{})
		c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
		if _, err := sim.Inject(simcloud.Fault{Service: "nova", Method: "POST", Path: "/servers", Fate: simcloud.Errored}); err != nil {
			t.Fatal(err)
		}
		_, err := harnesstest.Once(t, c, nova.BootAndDeleteServer{Boot: nova.Boot{Image: "cirros", Flavor: "m1.tiny"}}, fixtures.Networks{})
		var state *harness.StateError
		if !errors.As(err, &state) || state.Kind != "server" || state.Reason == "" {
			t.Errorf("boot: %v; want a server in ERROR, and why", err)
		}
	})
}

// A run knows on which compute host each server was, although nova tells a plain user only a hash of it.
func TestServersHaveHosts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim := simcloud.New(simcloud.Config{Seed: 1, Lockstep: true})
		c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
		result, err := harness.Lab{Cloud: c, Rehearsal: true}.Run(t.Context(), harness.Benchmark{
			Name: "hosts", Fixtures: []harness.Fixture{fixtures.Users{Projects: 2, PerProject: 1}, fixtures.Networks{}},
			Workloads: []harness.Workload{{
				Scenario: nova.BootAndDeleteServer{Boot: nova.Boot{Image: "cirros", Flavor: "m1.tiny"}},
				Load:     load.Constant{Users: 4, Iterations: 40},
			}},
		})
		if err != nil {
			t.Fatal(err)
		}
		var hosts []string
		var servers int64
		for _, h := range result.Workloads[0].Hosts {
			hosts = append(hosts, h.Name)
			servers += h.Success.Count
		}
		if want := []string{"fake1", "fake2", "fake3"}; !slices.Equal(hosts, want) || servers != 40 {
			t.Errorf("%d servers on %v; want 40 on %v", servers, hosts, want)
		}
		if projects := result.Workloads[0].Projects; len(projects) != 2 || projects[0].Success.Count+projects[1].Success.Count != 40 {
			t.Errorf("projects: %+v; want two, with 40 iterations", projects)
		}
	})
}
