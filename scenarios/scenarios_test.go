package scenarios_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios"
)

// arguments are what the scenarios of the catalogue need to run on the simulated cloud.
var arguments = map[string]string{
	"CinderVolumes.create_and_delete_volume":    "size=1-3 image=cirros max_sleep=1s",
	"Dummy.dummy":                               "sleep=1",
	"Dummy.dummy_exception_probability":         "exception_probability=0",
	"Dummy.dummy_random_action":                 "actions_num=2 sleep_max=1s",
	"Dummy.dummy_random_fail_in_atomic":         "exception_probability=0",
	"HttpRequests.check_random_request":         `requests=[{"url":"v3","method":"get"}] status_code=200`,
	"Dummy.dummy_output":                        "random_range=3",
	"Dummy.failure":                             "from_iteration=5 to_iteration=9",
	"GlanceImages.create_and_delete_image":      "container_format=bare disk_format=raw image_location=some.img min_ram=64 properties=os=none,arch=any",
	"HttpRequests.check_request":                "url=v3 method=get status_code=200",
	"KeystoneBasic.create_delete_user":          "name_length=12",
	"NeutronNetworks.create_and_delete_subnets": `subnets_per_network=3 subnet_cidr_start=192.168.0.0/28 network_create_args={"admin_state_up":false} subnet_create_args={"enable_dhcp":false}`,
	"NeutronNetworks.create_and_list_networks":  `network_create_args={"description":"mine"}`,
	"NovaServers.boot_and_delete_server":        "image=^cir flavor=1 min_sleep=1s max_sleep=2s force_delete=true",
	"NovaServers.boot_and_list_server":          "image=cirros flavor=m1.tiny availability_zone=nova",
}

// worlds are what scenarios start from, where that is not what they bring.
var worlds = map[string][]harness.Fixture{
	"DesignateBasic.list_recordsets": {fixtures.Zones{}},
	"NeutronSubnets.delete_subnets":  {fixtures.Networks{NoRouter: true, Subnets: 4}},
}

// files are those of the features, and one more.
func files() fs.FS {
	all := fstest.MapFS{"some.img": {Data: []byte("some bytes")}}
	for _, folder := range []string{"heat", "mistral", "vm"} {
		paths, _ := filepath.Glob("../features/files/" + folder + "/*") // the pattern is a good one
		for _, path := range paths {
			data, _ := os.ReadFile(path) // it is listed
			all[strings.TrimPrefix(path, "../features/")] = &fstest.MapFile{Data: data}
		}
	}
	return all
}

func open(t *testing.T) (*simcloud.Cloud, harness.Lab) {
	t.Helper()
	sim := simcloud.New(simcloud.Config{Lockstep: true})
	c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
	return sim, harness.Lab{Cloud: c, Files: files()}
}

// scenario makes one of the catalogue, with its arguments.
func scenario(t *testing.T, e harness.Entry) harness.Scenario {
	t.Helper()
	s := e.New()
	for _, word := range strings.Fields(strings.Join([]string{arguments[e.Name], storageArguments[e.Name], novaArguments[e.Name], octaviaArguments[e.Name], neutronArguments[e.Name], keystoneArguments[e.Name], heatArguments[e.Name], manilaArguments[e.Name], vmArguments[e.Name], smallArguments[e.Name]}, " ")) {
		name, value, _ := strings.Cut(word, "=")
		if err := harness.SetArgument(s, name, value); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// Every scenario of the catalogue runs on the simulated cloud, does just the actions that it says, and leaves nothing.
func TestEveryScenario(t *testing.T) {
	for _, e := range scenarios.All() {
		t.Run(e.Name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, lab := open(t)
				s := scenario(t, e)
				result, err := lab.Run(t.Context(), harness.Benchmark{Fixtures: worlds[e.Name], Workloads: []harness.Workload{{Scenario: s, Load: load.Constant{Users: 2, Iterations: 4}}}})
				if e.Name == "Dummy.dummy_exception" {
					if result.Workloads[0].Iterations.Failure.Count != 4 {
						t.Errorf("%+v: want 4 failures", result.Workloads[0].Failures)
					}
					return
				}
				if err != nil {
					if result != nil && len(result.Workloads) > 0 {
						t.Logf("%+v", result.Workloads[0].Failures)
					}
					t.Fatal(err)
				}
				out := &result.Workloads[0]
				if out.Iterations.Success.Count != 4 || out.Scenario != e.Name {
					t.Errorf("%d iterations of %s succeeded; want 4 of %s", out.Iterations.Success.Count, out.Scenario, e.Name)
				}
				said := slices.Sorted(slices.Values(s.(harness.Actor).Actions()))
				did := out.Names()
				said = slices.DeleteFunc(said, func(name string) bool { return onFailure[name] && !slices.Contains(did, name) })
				if !slices.Equal(did, said) {
					t.Errorf("it did %q; it says %q", did, said)
				}
			})
		})
	}
}

// The catalogue is documented, in order, and named as Rally names scenarios.
func TestCatalogue(t *testing.T) {
	name := regexp.MustCompile(`^[A-Z]\w+\.[a-z][a-z0-9_]+(_API)?$`)
	last := ""
	for _, e := range scenarios.All() {
		if !name.MatchString(e.Name) || e.Doc == "" || e.Name <= last {
			t.Errorf("%q (%q) after %q: want a name such as Dummy.dummy, in order, and a sentence", e.Name, e.Doc, last)
		}
		last = e.Name
		for _, a := range harness.Arguments(e.New()) {
			if a.Help == "" || !regexp.MustCompile(`^[a-z_]+$`).MatchString(a.Name) {
				t.Errorf("%s: argument %q has no help, or a name that is not Rally's way", e.Name, a.Name)
			}
		}
	}
}

// What the cloud refuses is a failure of the action that asked, with the cloud's own status.
func TestFailures(t *testing.T) {
	for _, tt := range []struct {
		scenario, class, action string
		fault                   simcloud.Fault
	}{
		{"Authenticate.keystone", "http 503", "authenticate.keystone", simcloud.Fault{Service: "keystone", Method: "POST", Path: "/auth/tokens", Status: 503}},
		{"KeystoneBasic.create_delete_user", "http 500", "keystone.delete_user", simcloud.Fault{Service: "keystone", Method: "DELETE", Path: "/users", Status: 500, Times: 2}},
		{"NovaServers.boot_and_delete_server", "http 403", "nova.boot_server", simcloud.Fault{Service: "nova", Method: "POST", Path: "/servers", Status: 403}},
		{"NovaServers.boot_and_delete_server", "resource in ERROR", "nova.boot_server", simcloud.Fault{Service: "nova", Method: "POST", Path: "/servers", Fate: simcloud.Errored}},
		{"NovaServers.boot_and_delete_server", "timeout", "nova.boot_server", simcloud.Fault{Service: "nova", Method: "POST", Path: "/servers", Fate: simcloud.Stuck}},
		{"NovaServers.boot_and_list_server", "connection reset", "nova.list_servers", simcloud.Fault{Service: "nova", Method: "GET", Path: "/servers/detail", Reset: true}},
		{"GlanceImages.create_and_delete_image", "http 413", "glance_v2.create_image[glance_v2.upload_data]", simcloud.Fault{Service: "glance", Method: "PUT", Path: "/images/{id}/file", Status: 413}},
		{"CinderVolumes.create_and_delete_volume", "resource in ERROR", "cinder_v3.create_volume", simcloud.Fault{Service: "cinder", Method: "POST", Path: "/volumes", Fate: simcloud.Errored}},
		{"CinderVolumes.create_and_delete_snapshot", "resource in ERROR", "cinder_v3.create_snapshot", simcloud.Fault{Service: "cinder", Method: "POST", Path: "/snapshots", Fate: simcloud.Errored}},
		{"CinderVolumes.create_volume_backup", "resource in ERROR", "cinder_v3.create_backup", simcloud.Fault{Service: "cinder", Method: "POST", Path: "/backups", Fate: simcloud.Errored}},
		{"CinderVolumes.create_and_restore_volume_backup", "resource in ERROR_RESTORING", "cinder_v3.restore_backup", simcloud.Fault{Service: "cinder", Method: "POST", Path: "/backups/{id}/restore", Fate: simcloud.Errored}},
		{"CinderVolumes.create_and_upload_volume_to_image", "resource in KILLED", "cinder_v3.upload_volume_to_image[glance_v2.get_image]", simcloud.Fault{Service: "cinder", Method: "POST", Path: "/volumes/{id}/action", Fate: simcloud.Errored}},
		{"CinderVolumes.create_volume_and_clone", "http 413", "cinder.clone_volume[cinder_v3.create_volume]", simcloud.Fault{Service: "cinder", Method: "POST", Path: "/volumes", Status: 413, Every: 2}},
		{"GlanceImages.import_and_delete_image", "resource in QUEUED", "glance_v2.import_image", simcloud.Fault{Service: "glance", Method: "POST", Path: "/images/{id}/import", Fate: simcloud.Errored}},
		{"Quotas.nova_update", "http 500", "quotas.update_quotas", simcloud.Fault{Service: "nova", Method: "PUT", Path: "/os-quota-sets/{id}", Status: 500}},
		{"Authenticate.validate_neutron", "http 401", "authenticate.validate_neutron", simcloud.Fault{Service: "neutron", Method: "GET", Path: "/networks", Status: 401}},
		{"NeutronNetworks.create_and_delete_subnets", "http 409", "neutron.delete_subnet", simcloud.Fault{Service: "neutron", Method: "DELETE", Path: "/subnets/{id}", Status: 409, Times: 2}},
	} {
		t.Run(tt.scenario+" "+tt.class, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sim, lab := open(t)
				e, err := scenarios.All().Find(tt.scenario)
				if err != nil {
					t.Fatal(err)
				}
				result, err := lab.Run(t.Context(), harness.Benchmark{
					Fixtures:  []harness.Fixture{faulty{sim, tt.fault}},
					Workloads: []harness.Workload{{Scenario: scenario(t, e), Load: load.Serial{Iterations: 2}, SLA: []harness.Check{}}},
				})
				var leak *harness.LeakError
				if err != nil && !errors.As(err, &leak) {
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

// faulty injects a fault when everything else is set up, and takes it back before anything is removed.
type faulty struct {
	sim   *simcloud.Cloud
	fault simcloud.Fault
}

func (f faulty) Setup(_ context.Context, w *harness.World) error {
	undo, err := f.sim.Inject(f.fault)
	w.Cleanup("fault", func(context.Context) error {
		undo()
		return nil
	})
	return err
}

// An argument that means nothing, or too much, is refused with what it could have meant.
func TestArguments(t *testing.T) {
	for _, tt := range []struct{ scenario, argument, value, want string }{
		{"NovaServers.boot_and_delete_server", "image", "ciros", `unknown image "ciros": did you mean "cirros"?`},
		{"NovaServers.boot_and_delete_server", "flavor", "^m1", `means 3 flavors: m1.nano (1), m1.tiny (2), m1.small (3); give the id`},
		{"NovaServers.boot_and_delete_server", "min_sleep", "9s", "expected a range"},
		{"CinderVolumes.create_and_delete_volume", "size", "0", "expected a size in GB such as 1, or a range such as 1-5"},
		{"CinderVolumes.create_and_delete_volume", "size", "5-2", "expected a size in GB"},
		{"GlanceImages.create_and_delete_image", "image_location", "other.img", "argument image_location: open other.img"},
		{"GlanceImages.create_and_delete_image", "visibility", "privat", `did you mean "private"?`},
		{"GlanceImages.create_and_delete_image", "properties", "os", "expected name=value"},
		{"Authenticate.validate_nova", "repetitions", "-1", "expected 1 or more"},
		{"CinderQos.create_and_get_qos", "consumer", "bot", `did you mean "both"?`},
		{"CinderVolumeTypes.create_and_delete_encryption_type", "control_location", "frontend", `did you mean "front-end"?`},
		{"CinderVolumeTypes.create_and_update_encryption_type", "create_provider", "", "argument create_provider is missing"},
		{"CinderVolumes.create_and_extend_volume", "new_size", "1", "new_size 1: expected more than size, which is up to 1"},
		{"CinderVolumes.create_and_get_volume", "create_volume_kwargs", `{"name":"mine"}`, "names carry the mark of the run"},
		{"CinderVolumes.create_and_get_volume", "create_volume_kwargs", "[]", "expected a JSON object such as"},
		{"CinderVolumes.create_and_get_volume", "image", "ciros", `unknown image "ciros": did you mean "cirros"?`},
		{"CinderVolumes.create_volume_and_clone", "nested_level", "0", "expected 1 or more"},
		{"CinderVolumes.list_types", "is_public", "fals", `did you mean "false"?`},
		{"CinderVolumes.list_volumes", "sort", "size:up", "direction"},
		{"CinderVolumes.modify_volume_metadata", "deletes", "11", "30 keys would be set, and 33 deleted"},
		{"GlanceImages.create_and_update_image", "remove_props", "arc", `did you mean "arch"?`},
		{"GlanceImages.import_and_delete_image", "import_method", "web-download", "web-download takes a URL"},
		{"GlanceImages.import_and_delete_image", "import_method", "glance-indirect", `did you mean "glance-direct"?`},
		{"Quotas.nova_update", "max_quota", "-2", "expected -1 or more"},
		{"NeutronNetworks.create_and_delete_subnets", "subnet_cidr_start", "fd00::/64", "expected a CIDR of IPv4"},
		{"NeutronNetworks.create_and_delete_subnets", "subnet_cidr_start", "255.255.255.0/24", "no 2 prefixes after"},
		{"NeutronNetworks.create_and_list_networks", "network_create_args", "[]", "expected a JSON object such as"},
		{"HttpRequests.check_request", "url", "ftp://x", "expected http or https"},
		{"HttpRequests.check_request", "status_code", "99", "expected 100 to 599"},
		{"Dummy.failure", "each", "-1", "expected a range of numbers"},
	} {
		synctest.Test(t, func(t *testing.T) {
			_, lab := open(t)
			e, err := scenarios.All().Find(tt.scenario)
			if err != nil {
				t.Fatal(err)
			}
			s := scenario(t, e)
			if err = harness.SetArgument(s, tt.argument, tt.value); err == nil {
				_, err = lab.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{Scenario: s}}})
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s with %s=%s: %v; want %q", tt.scenario, tt.argument, tt.value, err, tt.want)
			}
		})
	}
}

// All of Rally's scenarios are in the catalogue, or among those of which it is said why not.
func TestRallysScenarios(t *testing.T) {
	text, err := os.ReadFile("testdata/rally.txt")
	if err != nil {
		t.Fatal(err)
	}
	have := make(map[string]int)
	for _, e := range scenarios.All() {
		have[e.Name]++
	}
	for _, u := range scenarios.NotCovered() {
		if u.Reason == "" {
			t.Errorf("%s: no reason", u.Name)
		}
		have[u.Name]++
	}
	for _, name := range strings.Fields(string(text)) {
		if have[name] != 1 {
			t.Errorf("%s is %d times in the catalogue and in what it does not cover", name, have[name])
		}
		delete(have, name)
	}
	for name := range have {
		t.Errorf("%s is no scenario of Rally's", name)
	}
}
