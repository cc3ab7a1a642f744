package keystone_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/keystone"
)

// A keystone of some workers, each of which answers in a fixed time, sustains workers / time tokens a second. The search
// finds that to 5 %, whatever the two are.
func TestCapacityOfAKnownKeystone(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 5))
	for range 10 {
		station := simcloud.Station{Workers: 1 + r.IntN(8), Takes: time.Duration(60+r.IntN(240)) * time.Millisecond}
		truth := float64(station.Workers) / station.Takes.Seconds()
		var result *harness.Result
		var err error
		synctest.Test(t, func(t *testing.T) {
			sim := simcloud.New(simcloud.Config{Lockstep: true, Stations: map[string]simcloud.Station{"keystone": station}})
			c, failed := cloud.Open(cloud.Config{
				Name: "simcloud", Region: simcloud.Region, Transport: sim.Transport(),
				Auth: cloud.Credentials{
					AuthURL: sim.AuthURL(), Username: "admin", Password: simcloud.Password, UserDomainName: "Default",
					ProjectName: "admin", ProjectDomainName: "Default",
				},
			})
			if failed != nil {
				t.Fatal(failed)
			}
			defer c.Close()
			result, err = harness.Lab{Cloud: c, Rehearsal: true}.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{
				Scenario: keystone.Authenticate{},
				Load:     harness.Search{To: 500, Probe: time.Duration(max(12, 300/truth) * float64(time.Second))},
			}}})
		})
		if err != nil {
			t.Fatal(err)
		}
		c := result.Workloads[0].Capacity
		if off := math.Abs(c.Sustained/truth - 1); off > 0.05 || c.Confirmed < 1 {
			t.Errorf("%+v: truth %.2f, but it %s", station, truth, c)
		}
		t.Logf("%d workers, %v: truth %.2f, sustained %v to %v, knee %v, in %d loads", station.Workers, station.Takes, truth, c.Low, c.High, c.Knee, len(c.Probes))
	}
}
