package nova_test

import (
	"errors"
	"testing"
	"testing/synctest"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// A server that goes into ERROR fails the iteration, and what the cloud says about it is in the error. The test runs in
// virtual time, so that waiting takes none.
func TestBootTellsWhyItFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sim := simcloud.New(simcloud.Config{})
		c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
		if _, err := sim.Inject(simcloud.Fault{Service: "nova", Method: "POST", Path: "/servers", Fate: simcloud.Errored}); err != nil {
			t.Fatal(err)
		}
		_, err := harnesstest.Once(t, c, nova.BootAndDeleteServer{Boot: nova.Boot{Image: "cirros", Flavor: "m1.tiny"}}, fixtures.Networks{})
		var state *harness.StateError
		if !errors.As(err, &state) || state.Kind != "server" || state.Reason == "" {
			t.Errorf("boot: %v; want a server in ERROR, and why", err)
		}
	})
}
