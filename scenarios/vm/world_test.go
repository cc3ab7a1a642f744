package vm_test

import (
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/vm"
)

// aGuest are the arguments of every guest.
var aGuest = []string{"image=cirros", "flavor=m1.tiny", "username=cirros"}

// set makes a scenario of the catalogue, with arguments as name=value.
func set(t *testing.T, name string, arguments ...string) harness.Scenario {
	t.Helper()
	e, err := vm.Catalogue().Find(name)
	if err != nil {
		t.Fatal(err)
	}
	s := e.New()
	for _, a := range arguments {
		name, value, _ := strings.Cut(a, "=")
		if err := harness.SetArgument(s, name, value); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// files are those beside the feature.
var files = fstest.MapFS{
	"hello.sh": {Data: []byte("echo hello\n")},
	"tool":     {Data: []byte("#!/bin/sh\necho sent\n")},

	"gate.yaml": {Data: []byte(strings.ReplaceAll(gateNode, "OUTPUT", "gate_node"))},
	"none.yaml": {Data: []byte(strings.ReplaceAll(gateNode, "OUTPUT", "other"))},
}

// run runs a scenario on a simulated cloud, twice one after the other, and returns what came of it.
func run(t *testing.T, config simcloud.Config, s harness.Scenario, fs ...harness.Fixture) *harness.Outcome {
	t.Helper()
	return runUnder(t, load.Serial{Iterations: 2}, config, s, fs...)
}

func runUnder(t *testing.T, l load.Load, config simcloud.Config, s harness.Scenario, fs ...harness.Fixture) *harness.Outcome {
	t.Helper()
	config.Lockstep = true
	sim := simcloud.New(config)
	c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
	result, err := harness.Lab{Cloud: c, Files: files, Rehearsal: true, Virtual: true}.Run(t.Context(), harness.Benchmark{
		Seed: 7, Fixtures: fs, Workloads: []harness.Workload{{Scenario: s, Load: l, SLA: []harness.Check{}}},
	})
	if leak := new(harness.LeakError); err != nil && !errors.As(err, &leak) {
		t.Fatal(err)
	}
	if len(result.Leftovers) > 0 {
		t.Errorf("left behind: %v", result.Leftovers)
	}
	return &result.Workloads[0]
}

// failure is the one failure of an outcome.
func failure(t *testing.T, out *harness.Outcome) harness.Failure {
	t.Helper()
	if len(out.Failures) != 1 {
		t.Fatalf("failures %+v; want one", out.Failures)
	}
	return out.Failures[0]
}

// count is how often an action succeeded.
func count(out *harness.Outcome, action string) int64 {
	s, ok := out.Series(action)
	if !ok {
		return 0
	}
	return s.Success.Count
}

// text is all of an outcome.
func text(t *testing.T, out *harness.Outcome) string {
	t.Helper()
	b, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// otherKeys are key pairs whose private keys are not those of the servers.
type otherKeys struct{}

func (otherKeys) Fixtures() []harness.Fixture { return []harness.Fixture{fixtures.KeyPairs{}} }

func (otherKeys) Setup(_ context.Context, w *harness.World) error {
	pairs, _ := fixtures.UserKeyPairs.In(w)
	for user, pair := range pairs {
		pair.Private = foreignKey()
		pairs[user] = pair
	}
	return nil
}

func foreignKey() cloud.Secret {
	key, err := x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	if err != nil {
		panic(err)
	}
	return cloud.Secret(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}))
}

// closedGroups are security groups that let nothing in: those of a project that has none of a fixture.
type closedGroups struct{}

func (closedGroups) Fixtures() []harness.Fixture { return []harness.Fixture{fixtures.SSHAccess{}} }

func (closedGroups) Setup(_ context.Context, w *harness.World) error {
	groups, _ := fixtures.SSHGroups.In(w)
	clear(groups)
	return nil
}
