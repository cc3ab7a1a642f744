package baseline_test

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/baseline"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/keystone"
)

// tokens is a rehearsal on a simulated cloud of a speed.
func tokens(t *testing.T, seed uint64, latency simcloud.Latency) (result *harness.Result) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		sim := simcloud.New(simcloud.Config{Seed: seed, Lockstep: true, Latency: latency})
		c, err := cloud.Open(cloud.Config{Name: "simcloud", Region: "RegionOne", Transport: sim.Transport(), Auth: cloud.Credentials{
			AuthURL: sim.AuthURL(), Username: "admin", Password: simcloud.Password, UserDomainName: "Default", ProjectName: "admin", ProjectDomainName: "Default",
		}})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		result, err = harness.Lab{Cloud: c, Rehearsal: true}.Run(context.Background(), harness.Benchmark{
			Name: "tokens", Seed: seed, Fixtures: []harness.Fixture{fixtures.Users{Projects: 2, PerProject: 2}},
			Workloads: []harness.Workload{{Scenario: keystone.Authenticate{}, Load: load.Constant{Users: 5, Iterations: 200}}},
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	return result
}

// A cloud that is half as fast is worse; one that is as fast is not, whatever its dice say.
func TestSlowerCloudIsWorse(t *testing.T) {
	shelf := baseline.Shelf{Folder: t.TempDir()}
	usual := tokens(t, 1, 1)
	keep(t, shelf, usual)
	old, err := shelf.Last("tokens", baseline.PlaceOf(usual))
	if err != nil || old == nil {
		t.Fatal(old, err)
	}
	for _, tt := range []struct {
		seed    uint64
		latency simcloud.Latency
		want    harness.Significance
	}{
		{1, 1, harness.Same},
		{2, 1, harness.Same},
		{4, 1, harness.Same},
		{2, 2, harness.Worse},
		{2, 0.5, harness.Better},
	} {
		new := tokens(t, tt.seed, tt.latency)
		for _, figure := range []baseline.Figure{
			baseline.Mean(""), baseline.Percentile(50, "authenticate.keystone"), baseline.Percentile(95, "authenticate.keystone"),
		} {
			c := baseline.NoWorse(old, figure, baseline.Within{}).Compare(&new.Workloads[0].View)
			if c == nil || c.Significance != tt.want {
				t.Errorf("the %s of seed %d on a cloud %v times as slow: %+v; want %q", figure, tt.seed, tt.latency, c, tt.want)
			}
		}
	}
}
