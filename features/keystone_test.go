package features_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
	"github.com/pacenote/pacenote/reports"
	"github.com/pacenote/pacenote/scenarios/keystone"
	"github.com/pacenote/pacenote/steps"
)

var lab *steps.Lab

func TestSpecs(t *testing.T) {
	RegisterFailHandler(Fail)
	lab = session.Lab(t)
	RunSpecs(t, "Pacenote")
}

// run runs a benchmark, and puts its result into Ginkgo's own reports. With the flag -check that it can run is all there is to see.
func run(ctx SpecContext, b harness.Benchmark) *harness.Result {
	result, err := lab.Run(ctx, b)
	if errors.Is(err, harness.ErrChecked) {
		Skip(err.Error())
	}
	Expect(err).NotTo(HaveOccurred())
	var text strings.Builder
	Expect(reports.Text(&text, result)).To(Succeed())
	AddReportEntry(result.Name, text.String(), ReportEntryVisibilityFailureOrVerbose)
	return result
}

var _ = Describe("Keystone", Serial, Label("keystone"), func() {
	It("issues tokens to ten users", func(ctx SpecContext) {
		result := run(ctx, harness.Benchmark{
			Name:     "Keystone: issues tokens to ten users",
			Tags:     CurrentSpecReport().Labels(),
			Fixtures: []harness.Fixture{fixtures.Users{Projects: 2, PerProject: 5}},
			Workloads: []harness.Workload{{
				Scenario: keystone.Authenticate{},
				Load:     load.Constant{Users: 10, Iterations: 100},
				SLA:      []harness.Check{sla.FailureRate(BeNumerically("<=", 0.01))},
			}},
		})
		Expect(result).To(And(
			sla.Percentile(99, sla.Iteration, BeNumerically("<", 10*time.Second)),
			Not(sla.Mean("authenticate.keystone", BeNumerically(">", 5*time.Second))),
		))
	}, SpecTimeout(2*time.Minute))
})
