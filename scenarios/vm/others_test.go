package vm_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
)

// says has every guest answer a command other than uname, and the sending of a file, so.
func says(a simcloud.Answer) simcloud.Config {
	return simcloud.Config{Guests: func(k simcloud.Command) (simcloud.Answer, bool) {
		return a, k.Line != "uname" && !strings.HasPrefix(k.Line, "cat > ")
	}}
}

// A guest that does not know its own name is a failed assertion, and what it said is shown.
func TestNoAnswerSection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := run(t, says(simcloud.Answer{Stdout: ";; status: NXDOMAIN\n", Stderr: "a warning\n"}), set(t, "VMTasks.check_designate_dns_resolving", aGuest...))
		if f := failure(t, out); f.Class != "assertion" || !strings.Contains(f.Message, "no ANSWER SECTION") {
			t.Errorf("failure %+v; want an assertion", f)
		}
		if all := text(t, out); !strings.Contains(all, "NXDOMAIN") || !strings.Contains(all, "a warning") {
			t.Errorf("what the guest said is not shown: %s", all)
		}
		if n := count(out, "nova.delete_server"); n != 2 {
			t.Errorf("%d servers deleted; want 2", n)
		}
	})
}

// Zones that the networks do not have are refused before the load.
func TestZoneNotInNetwork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim := simcloud.New(simcloud.Config{})
		c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
		_, err := harness.Lab{Cloud: c}.Run(t.Context(), harness.Benchmark{
			Fixtures: []harness.Fixture{fixtures.Zones{}}, Workloads: []harness.Workload{{Scenario: set(t, "VMTasks.check_designate_dns_resolving", aGuest...)}},
		})
		if err == nil || !strings.Contains(err.Error(), `has the domain "": expected pacenote-`) || !strings.Contains(err.Error(), "set_zone_in_network true") {
			t.Errorf("%v; want what is missing", err)
		}
	})
}

// A share that cannot be mounted is a failure, and both the server and the share are deleted.
func TestShareNotMounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := run(t, says(simcloud.Answer{Status: 1, Stderr: "mount.nfs: access denied\n"}),
			set(t, "ManilaShares.create_share_and_access_from_vm", append(aGuest, "share_type=default")...))
		if f := failure(t, out); f.Action != "vm.run_command_over_ssh" || !strings.Contains(f.Message, "exit status 1: mount.nfs: access denied") {
			t.Errorf("failure %+v; want that of the mount", f)
		}
		if servers, shares := count(out, "nova.delete_server"), count(out, "manila.delete_share"); servers != 2 || shares != 2 {
			t.Errorf("%d servers and %d shares deleted; want 2 and 2", servers, shares)
		}
	})
}

// The script that is run in the guest mounts what manila exports, from the address that it lets in.
func TestShareMounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var script string
		config := simcloud.Config{Guests: func(k simcloud.Command) (simcloud.Answer, bool) {
			if k.Line != "uname" {
				script = k.Stdin
			}
			return simcloud.Answer{}, false
		}}
		out := run(t, config, set(t, "ManilaShares.create_share_and_access_from_vm", append(aGuest, "share_type=default", "use_floating_ip=false")...))
		if out.Iterations.Success.Count != 2 || !strings.Contains(script, "mount -t nfs -o nfsvers=4.1,proto=tcp 198.18.255.1:/shares/") {
			t.Errorf("failures %+v; the script is %q", out.Failures, script)
		}
	})
}

const gateNode = `heat_template_version: 2018-08-31
parameters: {key_name: {type: string}}
resources: {gate: {type: OS::Nova::Server, properties: {image: cirros, flavor: m1.tiny, key_name: {get_param: key_name}}}}
outputs: {OUTPUT: {value: {get_attr: [gate, first_address]}}}
`

// What a workload prints is a table, of lines key:value and of nothing else.
func TestWorkload(t *testing.T) {
	const workload = `workload={"file":"hello.sh","username":"ubuntu"}`
	for _, tt := range []struct {
		template string
		answer   simcloud.Answer
		want     string // in the failure; "" is none
	}{
		{"gate.yaml", simcloud.Answer{Stdout: "nodes:3\n\nmean: 1.5\n"}, ""},
		{"gate.yaml", simcloud.Answer{Stdout: "a:b:c\n"}, `the workload printed "a:b:c": expected key:value`},
		{"gate.yaml", simcloud.Answer{Stdout: "hello\n"}, `the workload printed "hello": expected key:value`},
		{"gate.yaml", simcloud.Answer{Stderr: "no python\n"}, `printed nothing; what it complained of is "no python"`},
		{"gate.yaml", simcloud.Answer{Stdout: "a:b\n", Status: 3}, "ended with exit status 3"},
		{"none.yaml", simcloud.Answer{}, "has no output gate_node that is an address"},
	} {
		synctest.Test(t, func(t *testing.T) {
			out := run(t, says(tt.answer), set(t, "VMTasks.runcommand_heat", workload, "template="+tt.template))
			if tt.want != "" {
				if f := failure(t, out); !strings.Contains(f.Message, tt.want) {
					t.Errorf("%+v: failure %+v; want %s", tt.answer, f, tt.want)
				}
				return
			}
			if all := text(t, out); out.Iterations.Success.Count != 2 || !strings.Contains(all, `"rows":[["nodes","3"],["mean"," 1.5"]]`) || !strings.Contains(all, `{\"file\":\"hello.sh\"`) {
				t.Errorf("%+v: failures %+v; no such table or arguments in %s", tt.answer, out.Failures, all)
			}
		})
	}
}

// The workload gets the outputs of the stack on its standard input.
func TestWorkloadInput(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stdin string
		config := simcloud.Config{Guests: func(k simcloud.Command) (simcloud.Answer, bool) {
			if strings.HasPrefix(k.Line, "/tmp/") {
				stdin = k.Stdin
				return simcloud.Answer{Stdout: "a:b\n"}, true
			}
			return simcloud.Answer{}, false
		}}
		out := run(t, config, set(t, "VMTasks.runcommand_heat", `workload={"file":"hello.sh","username":"ubuntu"}`, "template=gate.yaml"))
		if out.Iterations.Success.Count != 2 || !strings.Contains(stdin, `"output_key":"gate_node"`) || !strings.Contains(stdin, `"output_value":"100.64.0.`) {
			t.Errorf("failures %+v; standard input %s", out.Failures, stdin)
		}
	})
}
