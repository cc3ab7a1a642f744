package features_test

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/hook"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
	"github.com/pacenote/pacenote/scenarios/keystone"
)

// stopKeystone stops the processes of keystone where they are of this machine, and lets them go on. Elsewhere, and in a
// rehearsal, nothing comes through to it.
func stopKeystone() harness.Action {
	file, err := os.ReadFile(filepath.Join(os.Getenv("DEVCLOUD_STATE"), "run", "keystone.pid"))
	words := strings.Fields(string(file))
	if session.Rehearsal() || err != nil || len(words) == 0 {
		return hook.Network{Service: "identity", Blackhole: true}
	}
	group := "-" + words[0]
	return hook.Command{Args: []string{"kill", "-STOP", "--", group}, Undo: []string{"kill", "-CONT", "--", group}}
}

var _ = Describe("Outage", Serial, Label("keystone"), func() {
	It("of keystone is over when it is", func(ctx SpecContext) {
		const outage = "keystone is stopped"
		result := run(ctx, harness.Benchmark{
			Name:     "Outage: keystone is stopped for five seconds",
			Tags:     CurrentSpecReport().Labels(),
			Fixtures: []harness.Fixture{fixtures.Users{Projects: 1, PerProject: 3}},
			Hooks: []harness.Hook{{
				Name: outage, When: harness.Trigger{At: []time.Duration{8 * time.Second}}, Do: stopKeystone(), For: 5 * time.Second,
			}},
			Workloads: []harness.Workload{{
				Scenario: keystone.Authenticate{},
				Load:     load.Rate{PerSecond: 10, Duration: 25 * time.Second},
				Timeout:  30 * time.Second,
				SLA: []harness.Check{
					sla.AtEnd(sla.Recovery(outage, BeNumerically("<", 12*time.Second))),
					sla.AtEnd(sla.Downtime(outage, BeNumerically("<", 8*time.Second))),
				},
			}},
		})
		Expect(result.Workloads[0].Levels).To(HaveEach(HaveField("Kept", true)))
		Expect(result).To(sla.Downtime(outage, BeNumerically(">=", 4500*time.Millisecond)))
		Expect(result.Fired).To(HaveLen(1))
	}, SpecTimeout(5*time.Minute))
})
