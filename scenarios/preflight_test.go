package scenarios_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios"
	"github.com/pacenote/pacenote/scenarios/cinder"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// elsewhere is a scenario of a service that the cloud does not have.
type elsewhere struct{}

func (elsewhere) Services() []string                            { return []string{"rating"} }
func (elsewhere) Run(context.Context, *harness.Iteration) error { return nil }

// later is a scenario of a cloud that is not there yet.
type later struct{}

func (later) Microversions() []harness.Microversion {
	return []harness.Microversion{{Service: "compute", Version: "2.998"}}
}
func (later) Run(context.Context, *harness.Iteration) error { return nil }

// All that is wrong with a benchmark is told at once, before anything is made.
func TestPreflight(t *testing.T) {
	named := func(name, arguments string, users, iterations int) harness.Workload {
		e, err := scenarios.All().Find(name)
		if err != nil {
			t.Fatal(err)
		}
		s := e.New()
		for _, word := range strings.Fields(arguments) {
			name, value, _ := strings.Cut(word, "=")
			if err := harness.SetArgument(s, name, value); err != nil {
				t.Fatal(err)
			}
		}
		return harness.Workload{Scenario: s, Load: load.Constant{Users: users, Iterations: iterations}, SLA: []harness.Check{}}
	}
	synctest.Test(t, func(t *testing.T) {
		sim, lab := open(t)
		_, err := lab.Run(t.Context(), harness.Benchmark{
			Fixtures: []harness.Fixture{
				fixtures.Users{Projects: 2, PerProject: 2},
				fixtures.Roles{"memeber"},
				fixtures.Microversions{"compute": "2.999"},
				fixtures.Quotas{{Service: "nova", Name: "instances", Limit: 7}, {Service: "nova", Name: "ram", Limit: 1024}, {Service: "cinder", Name: "volumes", Limit: 1},
					{Service: "nova", Name: "key_pairs", Limit: 3}, {Service: "neutron", Name: "security_group", Limit: 5}, {Service: "cinder", Name: "backups", Limit: 1}, {Service: "neutron", Name: "network", Limit: 7}},
				fixtures.KeyPairs{}, fixtures.SSHAccess{},
				fixtures.Flavors{{Name: "huge", RAM: 1 << 20}},
			},
			Workloads: []harness.Workload{
				named("NovaServers.boot_and_delete_server", "image=cirors flavor=m1.tiny", 5, 100),
				named("NovaServers.boot_and_list_server", "image=cirros flavor=m1.tinny", 1, 20),
				named("NovaServers.pause_and_unpause_server", "image=cirros flavor=huge", 1, 1), // which is made
				named("NovaServers.boot_server", "image=cirros flavor=m1.tiny", 1, 6),           // of 512 MiB
				named("CinderVolumes.create_volume", "size=1", 2, 4),
				named("CinderVolumes.create_volume_backup", "size=1", 3, 30),
				named("NovaKeypair.create_and_list_keypairs", "", 1, 10),
				named("NeutronSecurityGroup.create_and_list_security_groups", "", 1, 10),
				named("GlanceImages.create_and_delete_image", "image_location=nosuch.img container_format=bare disk_format=raw", 1, 1),
				named("HeatStacks.create_and_delete_stack", "template_path=some.img", 1, 1),
				{Name: "rates", Scenario: elsewhere{}},
				{Name: "future", Scenario: later{}},
				{Name: "both", Load: load.Constant{Users: 2, Iterations: 20}, Scenario: harness.Mix{
					{Scenario: named("NeutronNetworks.create_and_list_networks", "", 0, 0).Scenario, Weight: 3},
					{Scenario: named("Dummy.dummy", "", 0, 0).Scenario},
				}},
			},
		})
		if err == nil {
			t.Fatal("it was not refused")
		}
		for _, want := range []string{
			`set up NovaServers.boot_and_delete_server: argument image: unknown image "cirors": did you mean "cirros"?`,
			`set up NovaServers.boot_and_list_server: argument flavor: unknown flavor "m1.tinny": did you mean "m1.tiny"?`,
			`up to 32 instances of compute, 16 in each of 2 projects, whose quota is 7: raise it with the row | compute | instances | 16 |`,
			`up to 3072 ram of compute, 1536 in each of 2 projects, whose quota is 1024`,
			`up to 7 volumes of block-storage, 4 in each of 2 projects, whose quota is 1`,
			`up to 3 backups of block-storage, 2 in each of 2 projects, whose quota is 1`,
			`up to 10 key_pairs of compute, 3 in each of 4 users beside 1 of fixtures, whose quota is 3: raise it with the row | compute | key_pairs | 4 |`,
			`up to 10 security_group of network, 5 in each of 2 projects beside 1 of fixtures, whose quota is 5`,
			`compute has no microversion 2.999: expected 2.1 to `,
			`argument image_location: open nosuch.img`,
			`set up HeatStacks.create_and_delete_stack: argument template_path: heat refuses some.img`,
			`unknown role "memeber": did you mean "member"?`,
			`set up rates: `,
			`set up future: compute has no microversion 2.998: expected 2.1 to `,
			`up to 15 network of network, 8 in each of 2 projects, whose quota is 7`,
		} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("no %q in\n%v", want, err)
			}
		}
		if strings.Contains(err.Error(), "pause_and_unpause") || strings.Contains(err.Error(), "gigabytes") {
			t.Errorf("what is all right is in\n%v", err)
		}
		for _, r := range sim.Counts().Requests {
			if r.Method != http.MethodGet && r.Route != "/v3/auth/tokens" && r.Route != "/v1/validate" {
				t.Errorf("%s %s of %s was asked for", r.Method, r.Route, r.Service)
			}
		}
	})
}

// What is to run out of quota is let run.
func TestOverbooked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, lab := open(t)
		result, err := lab.Run(t.Context(), harness.Benchmark{
			Fixtures:  []harness.Fixture{fixtures.Quotas{{Service: "cinder", Name: "volumes", Limit: 2}}, fixtures.Overbooked{}},
			Workloads: []harness.Workload{{Scenario: cinder.CreateVolume{Volume: cinder.Volume{Size: cinder.Size{Min: 1}}}, Load: load.Constant{Users: 1, Iterations: 5}, SLA: []harness.Check{}}},
		})
		if err != nil || result.Workloads[0].Iterations.Failure.Count != 3 {
			t.Fatalf("%+v, %v; want 3 failures", result, err)
		}
	})
}

// Who only checks makes nothing, of what can run neither.
func TestCheckOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim, lab := open(t)
		before := sim.Counts().Resources
		lab.CheckOnly, lab.Folder = true, t.TempDir()
		for image, want := range map[string]string{"cirros": harness.ErrChecked.Error(), "cirors": `unknown image "cirors"`} {
			boot := nova.BootAndDeleteServer{Boot: nova.Boot{Image: image, Flavor: "m1.tiny"}}
			result, err := lab.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{Scenario: boot, Load: load.Constant{Users: 2, Iterations: 4}}}})
			if result != nil || err == nil || !strings.Contains(err.Error(), want) || errors.Is(err, harness.ErrChecked) != (image == "cirros") {
				t.Errorf("with %s: %v, %v; want %s", image, result, err, want)
			}
		}
		if after := sim.Counts().Resources; after != before {
			t.Errorf("there is %+v, was %+v", after, before)
		}
		if kept, _ := os.ReadDir(lab.Folder); len(kept) > 0 {
			t.Errorf("%v was kept", kept)
		}
	})
}

// Of existing users it is their projects that have to have room, beside what is there already.
func TestPreflightOfExistingUsers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim := simcloud.New(simcloud.Config{Lockstep: true, Quotas: simcloud.Quotas{Volumes: 5, KeyPairs: 2, Networks: 3}})
		lab := harness.Lab{Cloud: harnesstest.Entry(t, sim.CloudsYAML(), "simcloud-demo", sim.Transport())}
		t.Setenv("OS_CLIENT_CONFIG_FILE", filepath.Join(t.TempDir(), "clouds.yaml"))
		if err := os.WriteFile(os.Getenv("OS_CLIENT_CONFIG_FILE"), []byte(sim.CloudsYAML()), 0o600); err != nil {
			t.Fatal(err)
		}
		volumes := func(iterations int) error {
			_, err := lab.Run(t.Context(), harness.Benchmark{
				Fixtures: []harness.Fixture{fixtures.Users{Existing: []string{"simcloud-demo"}}, fixtures.Volumes{PerProject: 2}},
				Workloads: []harness.Workload{
					{Scenario: &cinder.CreateVolume{Volume: cinder.Volume{Size: cinder.Size{Min: 1}}}, Load: load.Constant{Users: 1, Iterations: iterations}, SLA: []harness.Check{}},
				},
			})
			return err
		}
		if err := volumes(3); err != nil {
			t.Errorf("there is room for 3 beside 2: %v", err)
		}
		want := "up to 4 volumes of block-storage, 4 in each of 1 project beside 2 of fixtures, and demo1 has room for 5 of 5: run less at once"
		if err := volumes(4); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: want %s", err, want)
		}
	})
}
