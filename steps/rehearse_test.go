package steps_test

import (
	"flag"
	"strings"
	"testing"
	"time"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/reports"
	"github.com/pacenote/pacenote/scenarios"
	"github.com/pacenote/pacenote/steps"
)

// rehearse runs users that boot servers, and returns all that is said about it but when it was.
func rehearse(t *testing.T, seed string) string {
	t.Helper()
	flags := flag.NewFlagSet("test", flag.ContinueOnError)
	session := steps.New(flags)
	if err := flags.Parse([]string{"-seed", seed, "-cloud", "", "-out", t.TempDir()}); err != nil {
		t.Fatal(err)
	}
	entry, err := scenarios.All().Find("NovaServers.boot_and_delete_server")
	if err != nil {
		t.Fatal(err)
	}
	s := entry.New()
	for name, value := range map[string]string{"image": "cirros", "flavor": "m1.tiny", "max_sleep": "10s"} {
		if err := harness.SetArgument(s, name, value); err != nil {
			t.Fatal(err)
		}
	}
	result, err := session.Lab(t).Run(t.Context(), harness.Benchmark{
		Name:      "boot storm",
		Fixtures:  []harness.Fixture{fixtures.Users{Projects: 3, PerProject: 4}, fixtures.Networks{}},
		Workloads: []harness.Workload{{Scenario: s, Load: load.Limit{Load: load.Rate{PerSecond: 2, Iterations: 100}, Users: 15}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if !result.Rehearsal || len(result.Leftovers) > 0 {
		t.Errorf("rehearsal: %t, leftovers: %v; want a rehearsal that leaves nothing", result.Rehearsal, result.Leftovers)
	}
	result.Started, result.Folder = time.Time{}, "" // where and when it was is no figure
	var b strings.Builder
	if err := reports.JSON(&b, result); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRehearsalRepeats(t *testing.T) {
	first, second, other := rehearse(t, "7"), rehearse(t, "7"), rehearse(t, "8")
	if first != second {
		t.Errorf("two rehearsals of one seed differ:\n%s\n\n%s", first, second)
	}
	if first == other {
		t.Error("rehearsals of two seeds are the same")
	}
}
