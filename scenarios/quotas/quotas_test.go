package quotas_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/quotas"
)

// The quotas of existing projects are afterwards what they were: their own ones, and the defaults.
func TestQuotasArePutBack(t *testing.T) {
	for _, tt := range []struct{ of, service, path, key, own string }{
		{"cinder", "block-storage", "os-quota-sets", "quota_set", "backups"},
		{"neutron", "network", "quotas", "quota", "trunk"},
		{"nova", "compute", "os-quota-sets", "quota_set", "server_groups"},
	} {
		file := filepath.Join(t.TempDir(), "clouds.yaml")
		t.Setenv("OS_CLIENT_CONFIG_FILE", file)
		synctest.Test(t, func(t *testing.T) {
			sim := simcloud.New(simcloud.Config{Lockstep: true})
			if err := os.WriteFile(file, []byte(sim.CloudsYAML()), 0o600); err != nil {
				t.Fatal(err)
			}
			c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
			demo := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud-demo", sim.Transport())
			token, err := demo.Admin().Token(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			client, err := c.Admin().Service(t.Context(), tt.service)
			if err != nil {
				t.Fatal(err)
			}
			address := client.ServiceURL(tt.path, token.ProjectID)
			if _, err := client.Put(t.Context(), address, map[string]any{tt.key: map[string]int{tt.own: 77}}, nil, &gophercloud.RequestOpts{OkCodes: []int{200}}); err != nil {
				t.Fatal(err)
			}
			show := func() map[string]any {
				t.Helper()
				limits, err := cloud.Show[map[string]any](t.Context(), client, address, tt.key)
				if err != nil {
					t.Fatal(err)
				}
				return limits
			}
			before := show()
			result, err := harness.Lab{Cloud: c}.Run(t.Context(), harness.Benchmark{
				Fixtures: []harness.Fixture{fixtures.Users{Existing: []string{"simcloud-demo"}}},
				Workloads: []harness.Workload{
					{Scenario: quotas.Update{Of: tt.of, MaxQuota: 50}, Load: load.Serial{Iterations: 2}},
					{Scenario: quotas.UpdateAndDelete{Of: tt.of, MaxQuota: 50}, Load: load.Serial{Iterations: 2}},
				},
			})
			if err != nil {
				t.Fatal(err)
			}
			changed := result.Workloads[0].Iterations.Success.Count
			if after := show(); !maps.Equal(before, after) || changed != 2 {
				t.Errorf("%s: after %d changes the quotas are %v; want %v", tt.of, changed, after, before)
			}
		})
	}
}

// A service without quotas is refused, and the nearest that has some is named.
func TestUnknownService(t *testing.T) {
	err := quotas.Update{Of: "nowa"}.Validate()
	if err == nil || !strings.Contains(err.Error(), `did you mean "nova"?`) {
		t.Errorf("quotas of nowa: %v; want a question for nova", err)
	}
}
