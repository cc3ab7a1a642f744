package features_test

import (
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

// attach puts a result into Ginkgo's own reports.
func attach(result *harness.Result) {
	var text strings.Builder
	Expect(reports.Text(&text, result)).To(Succeed())
	AddReportEntry(result.Name, text.String(), ReportEntryVisibilityFailureOrVerbose)
}

var _ = Describe("Keystone", Serial, Label("keystone"), func() {
	It("issues tokens to ten users", func(ctx SpecContext) {
		result, err := lab.Run(ctx, harness.Benchmark{
			Name:     "Keystone: issues tokens to ten users",
			Tags:     CurrentSpecReport().Labels(),
			Fixtures: []harness.Fixture{fixtures.Users{Projects: 2, PerProject: 5}},
			Workloads: []harness.Workload{{
				Scenario: keystone.Authenticate{},
				Load:     load.Constant{Users: 10, Iterations: 100},
				SLA:      []harness.Check{sla.FailureRate(BeNumerically("<=", 0.01))},
			}},
		})
		Expect(err).NotTo(HaveOccurred())
		attach(result)
		Expect(result).To(And(
			sla.Percentile(99, sla.Iteration, BeNumerically("<", 10*time.Second)),
			Not(sla.Mean("authenticate.keystone", BeNumerically(">", 5*time.Second))),
		))
	}, SpecTimeout(2*time.Minute))
})
