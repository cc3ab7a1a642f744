package scenarios_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios"
)

// days are compositions that have every verb, a sentence and its arguments a line.
var days = map[string]string{
	"servers": `
		authenticates
		creates a key pair "key"
		boots a server "web"; image=cirros; flavor=m1.tiny; boot_server_kwargs={"key_name":"{key}"}
		shows "web"
		deletes "key"
		lists servers
		reboots "web"
		reboots "web" softly
		stops "web"
		starts "web"
		pauses "web"
		unpauses "web"
		suspends "web"
		resumes "web"
		locks "web"
		unlocks "web"
		shelves "web"
		unshelves "web"
		rescues "web"
		unrescues "web"
		resizes "web"; to_flavor=m1.small
		takes an image of the server "copy"
		deletes "copy"
		calls an API; service=compute; path=servers/{web}
		deletes "web"; force_delete=true`,
	"disks": `
		boots a server "web"; image=cirros; flavor=m1.tiny
		creates a volume "data"; size=1
		attaches "data" to "web"
		pauses; for=2s
		detaches "data" from "web"
		extends "data"; new_size=2
		takes a snapshot of "data" "then"
		creates a volume from "then" "again"
		backs "data" up "safe"
		lists volumes
		deletes "safe"
		deletes "again"
		deletes "then"
		deletes "data"
		deletes "web"`,
	"objects": `
		creates a container "box"
		uploads an object into "box" "thing"; size=10
		lists "box"
		downloads "thing" of "box"
		deletes "thing" of "box"
		deletes "box"`,
	"networks": `
		creates a network "lan"
		creates a subnet on "lan" "ten"; cidr=10.9.0.0/24
		creates a router "door"
		leads "door" outside
		leads "door" to "ten"
		creates a security group "friends"
		boots a server on "lan" "web"; image=cirros; flavor=m1.tiny
		creates a floating IP "address"
		gives "address" to "web"
		lists networks
		deletes "address"
		deletes "web"
		creates a port on "lan" "plug"; attributes={"admin_state_up":false}
		deletes the port
		deletes "friends"
		takes the router off "ten"
		deletes the router
		deletes "ten"
		deletes "lan"`,
	"stacks": `
		creates a stack "tower"; template_path=files/heat/random.yaml
		updates "tower"; template_path=files/heat/random.yaml
		lists stacks
		calls an API; service=orchestration; path=stacks/{tower}/resources
		deletes the stack`,
	"load balancers": `
		creates a network "lan"
		creates a subnet on "lan" "ten"; cidr=10.9.0.0/24
		creates a load balancer on "ten" "front"
		deletes "front"
		deletes "ten"
		deletes "lan"`,
	"the rest": `
		creates an image "img"; container_format=bare; disk_format=raw; image_location=some.img
		lists images
		deletes the image
		makes something by an API "net"; service=network; path=networks; body={"network":{"name":"{name}"}}
		makes something by an API; service=network; path=subnets; body={"subnet":{"name":"{name}","network_id":"{net}","cidr":"10.1.0.0/24","ip_version":4}}
		calls an API; service=network; path=networks/{net}; method=DELETE`,
}

// Every verb does on the simulated cloud just the actions that it says, and what is not ended is cleaned up.
func TestEveryVerb(t *testing.T) {
	used := make(map[string]bool)
	verbs := scenarios.Verbs()
	for i := range verbs {
		form, makeDoer := verbs[i].Form, verbs[i].New
		verbs[i].New = func() harness.Doer { used[form] = true; return makeDoer() }
	}
	for day, text := range days {
		t.Run(day, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sim, lab := open(t)
				before := sim.Counts().Resources.Servers + sim.Counts().Resources.Networks + sim.Counts().Resources.Subnets
				c := harness.NewComposer(verbs)
				for line := range strings.Lines(strings.TrimSpace(text)) {
					words := strings.Split(strings.TrimSpace(line), "; ")
					var arguments []harness.Argument
					for _, word := range words[1:] {
						name, value, _ := strings.Cut(word, "=")
						arguments = append(arguments, harness.Argument{Name: name, Value: value})
					}
					if err := c.Add(words[0], arguments); err != nil {
						t.Fatal(err)
					}
				}
				s, err := c.Compose(day)
				if err != nil {
					t.Fatal(err)
				}
				result, err := lab.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{Scenario: s, Load: load.Constant{Users: 2, Iterations: 2}}}})
				if err != nil {
					if result != nil && len(result.Workloads) > 0 {
						t.Logf("%+v", result.Workloads[0].Failures)
					}
					t.Fatal(err)
				}
				if did := result.Workloads[0].Names(); !slices.Equal(did, s.Actions()) {
					t.Errorf("it did %q; it says %q", did, s.Actions())
				}
				if after := sim.Counts().Resources.Servers + sim.Counts().Resources.Networks + sim.Counts().Resources.Subnets; after != before {
					t.Errorf("%d servers, networks and subnets; %d before", after, before)
				}
			})
		})
	}
	for _, v := range verbs {
		if !used[v.Form] {
			t.Errorf("no day has %q", v.Form)
		}
	}
}
