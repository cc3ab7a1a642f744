package nova_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// set makes a scenario of the catalogue, with arguments as text.
func set(e harness.Entry, arguments string) (harness.Scenario, error) {
	s := e.New()
	for _, word := range strings.Fields(arguments) {
		name, value, _ := strings.Cut(word, "=")
		if err := harness.SetArgument(s, name, value); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// What cannot be is refused before anything is made, and the text says what could be.
func TestRefusals(t *testing.T) {
	const server = "image=cirros flavor=m1.tiny "
	for _, tt := range []struct{ scenario, arguments, want string }{
		{"NovaServers.boot_and_bounce_server", server + `actions=[{"stop_strat":1}]`, `did you mean "stop_start"?`},
		{"NovaServers.boot_and_bounce_server", server + `actions=[{"stop_start":0}]`, "expected 1 or more"},
		{"NovaServers.boot_and_bounce_server", server + `actions=[{"stop_start":1,"hard_reboot":1}]`, "expected one and how often"},
		{"NovaServers.boot_and_bounce_server", server + `actions=stop_start`, "expected a list such as"},
		{"NovaServers.boot_and_get_console_url", server + "console_type=novn", `did you mean "novnc"?`},
		{"NovaServers.boot_and_delete_multiple_servers", server + "count=0", "expected 1 or more"},
		{"NovaServers.boot_server", server + `boot_server_kwargs=[]`, "expected a JSON object such as"},
		{"NovaServers.boot_server", server + `boot_server_kwargs={"name":"mine"}`, "argument boot_server_kwargs: name: expected none"},
		{"NovaServers.resize_server", server + "to_flavor=m1.smalll", `did you mean "m1.small"?`},
		{"NovaServers.boot_and_associate_floating_ip", server + "floating_network=demo-net", `argument floating_network: network "demo-net" is not external`},
		{"NovaServers.boot_server_attach_created_volume_and_extend", server + "volume_size=1-2 new_volume_size=2", "expected more than volume_size, which is up to 2"},
		{"NovaServers.boot_server_and_attach_interface", server + "subnet_cidr_start=fd00::/64", "expected a CIDR of IPv4"},
		{"NovaServerGroups.create_and_delete_server_group", "", "0 policies: expected one of affinity, anti-affinity, soft-affinity, soft-anti-affinity"},
		{"NovaServerGroups.create_and_delete_server_group", "policies=afinity", `did you mean "affinity"?`},
		{"NovaFlavors.create_flavor", "ram=64 vcpus=1 disk=-1", "nothing below zero"},
		{"NovaFlavors.create_flavor_and_set_keys", "ram=64 vcpus=1 extra_specs={}", "argument extra_specs"},
		{"NovaFlavors.list_flavors", "sort_dir=up", `unknown sort_dir "up"`},
		{"NovaKeypair.create_and_get_keypair", "key_type=shh", `did you mean "ssh"?`},
		{"CinderVolumes.create_and_attach_volume", server + `size=1 create_vm_params={"a":1} boot_server_kwargs={"a":1}`, "expected one of the two, which mean the same"},
		{"CinderVolumes.create_nested_snapshots_and_attach_volume", server + "nested_level=0", "expected 1 or more"},
		{"CinderVolumes.create_snapshot_and_attach_volume", server + "volume_type=standart", `did you mean "standard"?`},
	} {
		t.Run(tt.scenario+" "+tt.arguments, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e, err := nova.Catalogue().Find(tt.scenario)
				if err != nil {
					t.Fatal(err)
				}
				s, err := set(e, tt.arguments)
				if err == nil {
					sim := simcloud.New(simcloud.Config{})
					c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
					_, err = harness.Lab{Cloud: c}.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{Scenario: s}}})
				}
				if err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("%v; want %q", err, tt.want)
				}
			})
		})
	}
}

// Whatever has idle times refuses those that are no range, and whatever takes attributes of a server a name among them: no
// embedded Validate hides another one.
func TestEveryScenarioValidatesAllOfItsArguments(t *testing.T) {
	for _, e := range nova.Catalogue() {
		for _, bad := range []string{"min_sleep=9 max_sleep=1", `boot_server_kwargs={"name":"x"}`, `create_volume_kwargs={"name":"x"}`} {
			s, err := set(e, bad)
			if err != nil {
				continue // it has no such argument
			}
			for name, value := range map[string]string{"volume_size": "1", "new_volume_size": "2", "console_type": "novnc", "ram": "1", "vcpus": "1"} {
				_ = harness.SetArgument(s, name, value) // where there is one, so that nothing else is wrong
			}
			v, ok := s.(harness.Validator)
			if !ok {
				t.Errorf("%s takes %s, and validates nothing", e.Name, bad)
				continue
			}
			if v.Validate() == nil {
				t.Errorf("%s accepts %s", e.Name, bad)
			}
		}
	}
}

// An image that does not fit on the flavor is refused before the load.
func TestImageFits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim := simcloud.New(simcloud.Config{})
		c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
		_, err := harness.Lab{Cloud: c}.Run(t.Context(), harness.Benchmark{
			Fixtures:  []harness.Fixture{fixtures.Users{Projects: 1}, fixtures.Images{MinDisk: 5, Name: "large"}},
			Workloads: []harness.Workload{{Scenario: nova.BootServer{Boot: nova.Boot{Image: "large", Flavor: "m1.nano"}}}},
		})
		if err == nil || !strings.Contains(err.Error(), "it takes 5 GB of disk, the flavor has 1") {
			t.Errorf("boot: %v; want that the image does not fit", err)
		}
	})
}

// What Rally and novaclient call otherwise is called as nova does.
func TestServerOptions(t *testing.T) {
	o := nova.Options{
		"nics":            []any{map[string]any{"net-id": "n", "v4-fixed-ip": "10.0.0.1"}},
		"security_groups": []any{"web", map[string]any{"name": "ssh"}},
		"scheduler_hints": map[string]any{"group": "g"},
		"key_name":        "k",
	}
	body, err := o.ToServerCreateMap()
	if err != nil {
		t.Fatal(err)
	}
	text, _ := nova.Options(body).MarshalText()
	const want = `{"os:scheduler_hints":{"group":"g"},"server":{"key_name":"k","networks":[{"fixed_ip":"10.0.0.1","uuid":"n"}],"security_groups":[{"name":"web"},{"name":"ssh"}]}}`
	if string(text) != want {
		t.Errorf("%s\nwant %s", text, want)
	}
	if _, ok := o["nics"]; !ok {
		t.Error("the options themselves were changed")
	}
}

// Bounces are read as they are written, or refused.
func FuzzBounces(f *testing.F) {
	for _, seed := range []string{`[{"stop_start": 2}, {"hard_reboot": 1}]`, `[]`, `null`, `[{}]`, `{"a": 1}`, `[{"lock_unlock": -1}]`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var first, second nova.Bounces
		if first.UnmarshalText([]byte(text)) != nil {
			return
		}
		written, err := first.MarshalText()
		if err != nil || second.UnmarshalText(written) != nil || len(first) != len(second) {
			t.Errorf("%q is %v, written %s, and read again %v", text, first, written, second)
		}
	})
}
