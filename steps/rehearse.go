package steps

import (
	"context"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// rehearse runs b on a new simulated cloud in virtual time. Everything that the run waits on lives in the bubble; an
// interrupt from outside is looked for once a virtual second.
func rehearse(outside context.Context, t *testing.T, lab harness.Lab, b harness.Benchmark) (result *harness.Result, err error) {
	// In virtual time one goroutine runs at a time, but for ties. More threads would only wake each other up.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	began := time.Now()
	synctest.Test(t, func(*testing.T) {
		ctx, cancel := context.WithCancelCause(context.WithoutCancel(outside))
		over := make(chan struct{})
		stopped := make(chan struct{})
		go func() {
			defer close(stopped)
			tick := time.NewTicker(time.Second)
			defer tick.Stop()
			for {
				select {
				case <-over:
					return
				case <-tick.C:
					if outside.Err() != nil {
						cancel(context.Cause(outside))
						return
					}
				}
			}
		}()
		result, err = simulate(ctx, lab, b, true)
		close(over)
		<-stopped
		cancel(nil)
	})
	if result != nil {
		result.Started = began // virtual time begins in the year 2000
	}
	return result, err
}

// simulate runs b on a new simulated cloud, in virtual time if it is called there.
func simulate(ctx context.Context, lab harness.Lab, b harness.Benchmark, virtual bool) (*harness.Result, error) {
	sim := simcloud.New(simcloud.Config{Seed: b.Seed, Lockstep: virtual})
	c, err := cloud.Open(cloud.Config{
		Name: "simcloud",
		Auth: cloud.Credentials{
			AuthURL: sim.AuthURL(), Username: "admin", Password: simcloud.Password, UserDomainName: "Default",
			ProjectName: "admin", ProjectDomainName: "Default",
		},
		Region:    "RegionOne",
		Transport: sim.Transport(),
	})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	lab.Cloud, lab.Rehearsal, lab.Virtual, lab.Simulator = c, true, virtual, simulator{sim}
	for _, name := range []string{"demo1", "demo2"} {
		lab.StandIns = append(lab.StandIns, cloud.Credentials{
			Username: name, Password: simcloud.Password, UserDomainName: "Default", ProjectName: name, ProjectDomainName: "Default",
		})
	}
	return lab.Run(ctx, b)
}
