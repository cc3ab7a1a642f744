package nova_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// spoilt injects a fault when everything else is set up, and takes it back before anything is removed.
type spoilt struct {
	sim   *simcloud.Cloud
	fault simcloud.Fault
}

func (s spoilt) Setup(_ context.Context, w *harness.World) error {
	undo, err := s.sim.Inject(s.fault)
	w.Cleanup("fault", func(context.Context) error {
		undo()
		return nil
	})
	return err
}

// What goes wrong on the way is a failure of the action that it happened in, of its own class.
func TestFailuresOnTheWay(t *testing.T) {
	const action, disks = "/servers/{server}/action", "/servers/{server}/os-volume_attachments"
	for _, tt := range []struct {
		scenario, arguments string
		fault               simcloud.Fault
		class, action       string
	}{
		{"NovaServers.resize_server", "to_flavor=m1.small", simcloud.Fault{Method: "POST", Path: action, Fate: simcloud.Errored}, "resource in ERROR", "nova.resize"},
		{"NovaServers.resize_server", "to_flavor=m1.small", simcloud.Fault{Method: "POST", Path: action, Fate: simcloud.Stuck}, "timeout", "nova.resize"},
		{"NovaServers.pause_and_unpause_server", "", simcloud.Fault{Method: "POST", Path: action, Status: 409}, "http 409", "nova.pause_server"},
		{"NovaServers.boot_and_live_migrate_server", "", simcloud.Fault{Method: "POST", Path: action, Fate: simcloud.Stuck}, "timeout", "nova.live_migrate"},
		{"NovaServers.boot_and_live_migrate_server", "", simcloud.Fault{Method: "GET", Path: "/os-hypervisors/detail", Status: 503}, "http 503", "nova.live_migrate[nova.list_hypervisors]"},
		{"NovaServers.boot_and_bounce_server", `actions=[{"stop_start":1}]`, simcloud.Fault{Method: "POST", Path: action, Status: 500}, "http 500", "nova.stop_and_start_server[nova.stop_server]"},
		{"NovaServers.boot_and_delete_multiple_servers", "", simcloud.Fault{Method: "POST", Path: "/servers", Fate: simcloud.Errored}, "resource in ERROR", "nova.boot_servers"},
		{"NovaServers.snapshot_server", "", simcloud.Fault{Method: "POST", Path: action, Status: 403}, "http 403", "nova.snapshot_server"},
		{"CinderVolumes.create_and_attach_volume", "size=1", simcloud.Fault{Method: "POST", Path: disks, Fate: simcloud.Stuck}, "timeout", "nova.attach_volume"},
		{"CinderVolumes.create_and_attach_volume", "size=1", simcloud.Fault{Method: "DELETE", Path: disks + "/{volume}", Status: 400}, "http 400", "nova.detach_volume"},
	} {
		t.Run(tt.scenario+" "+tt.class, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sim := simcloud.New(simcloud.Config{Lockstep: true})
				c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
				e, err := nova.Catalogue().Find(tt.scenario)
				if err != nil {
					t.Fatal(err)
				}
				s, err := set(e, "image=cirros flavor=m1.tiny "+tt.arguments)
				if err != nil {
					t.Fatal(err)
				}
				tt.fault.Service = "nova"
				result, err := harness.Lab{Cloud: c}.Run(t.Context(), harness.Benchmark{
					Fixtures:  []harness.Fixture{spoilt{sim, tt.fault}},
					Workloads: []harness.Workload{{Scenario: s, Load: load.Serial{Iterations: 1}, SLA: []harness.Check{}}},
				})
				if leak := new(harness.LeakError); err != nil && !errors.As(err, &leak) {
					t.Fatal(err)
				}
				f := result.Workloads[0].Failures
				if len(f) == 0 || f[0].Class != tt.class || f[0].Action != tt.action {
					t.Errorf("failures %+v; want %s of %s", f, tt.class, tt.action)
				}
			})
		})
	}
}
