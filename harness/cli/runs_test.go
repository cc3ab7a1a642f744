package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/store"
)

// keep keeps some runs of a benchmark, the last of which is slower.
func keep(t *testing.T) {
	t.Helper()
	t.Setenv("PACENOTE_STORE", filepath.Join(t.TempDir(), "results.db"))
	s, err := store.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i, id := range []string{"aaaa0001", "aaaa0002", "bbbb0003"} {
		var list []*harness.Record
		for n := range int64(200) {
			took := time.Duration(1000+(n*37+int64(i))%400) * time.Millisecond
			if i == 2 {
				took *= 2
			}
			list = append(list, &harness.Record{Number: n + 1, Start: time.Duration(n) * time.Second, End: time.Duration(n)*time.Second + took,
				Actions: []harness.RecordedAction{{Path: "nova.boot_server", Duration: took}}})
		}
		begun := &harness.Result{
			ID: id, Name: "Boot storm: twenty users", Source: "Feature: Boot storm\n  Scenario: twenty users\n", Seed: 7, Started: time.Date(2026, 9, 1+i, 12, 0, 0, 0, time.UTC),
			Environment: harness.Environment{Cloud: "staging"}, Workloads: []harness.Outcome{{View: harness.View{Workload: "boots"}, Scenario: "NovaServers.boot", Load: "20 users", Users: 20}},
		}
		r, err := harness.Resettle(begun, slices.Values(list))
		if err != nil {
			t.Fatal(err)
		}
		r.Verdict = harness.Passed
		if _, err := s.Save(t.Context(), r, slices.Values(list)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRuns(t *testing.T) {
	keep(t)
	folder := t.TempDir()
	page, rally := filepath.Join(folder, "p.html"), filepath.Join(folder, "rally.json")
	for _, tt := range []struct {
		args           string
		code           int
		stdout, stderr string // that have to be there
	}{
		{"runs list", 0, "bbbb0003  ", ""},
		{"runs list --ids-only", 0, "bbbb0003\naaaa0002\naaaa0001\n", ""},
		{"runs list --json -n 1", 0, `"id": "bbbb0003"`, ""},
		{"runs list --name nothing", 0, "There is no such run", ""},
		{"runs list --since lastweek", 1, "", "--since \"lastweek\": expected an age"},
		{"runs show bbbb", 0, "nova.boot_server", ""},
		{"runs show last~1 --feature", 0, "Scenario: twenty users", ""},
		{"runs show aaaa", 1, "", "means 2 runs: aaaa0002"},
		{"runs show aaaa0009", 1, "", `did you mean "aaaa000`},
		{"runs report bbbb -o " + page, 0, "page: " + page, ""},
		{"runs report bbbb --format htm", 1, "", `did you mean "html"?`},
		{"runs rerun bbbb --dry-run", 0, "go test -count=1 -v -timeout=0 -run TestFeatures ./features -rerun=bbbb0003 -seed=7 -cloud=staging", ""},
		{"runs compare aaaa0001 aaaa0002", 0, "Nothing differs that chance could not explain.", ""},
		{"runs compare last~1 last", 0, "Slower: nova.boot_server by 99.8 %", ""},
		{"runs compare last~1 --fail", 1, "slower, because of nova.boot_server", "something is worse"},
		{"runs compare last", 1, "", "is the newest one"},
		{"runs compare last~1 last --json", 0, `"worse": true`, ""},
		{"runs compare last~1 last --bench", 0, "run: bbbb0003", ""},
		{"runs trend", 0, "Boot storm: twenty users, boots on the cloud staging", ""},
		{"runs trend nothing", 1, "", "there is no trend"},
		{"runs tag bbbb release-1.4 nightly", 0, "bbbb0003: nightly release-1.4", ""},
		{"runs tag bbbb --remove nightly", 0, "bbbb0003: release-1.4", ""},
		{"runs tag bbbb 'x", 1, "", "expected a word of letters"},
		{"runs list --tag release-1.4 --ids-only", 0, "bbbb0003\n", ""},
		{"runs export last -f csv", 0, "bbbb0003,Boot storm: twenty users,boots,,200,succeeded", ""},
		{"runs export last -f csv-action", 0, "bbbb0003,boots,1,nova.boot_server,false,0,", ""},
		{"runs export last aaaa0001 -f csv", 1, "", "2 runs: expected one"},
		{"runs export last -f junit", 0, "<testsuite", ""},
		{"runs export last -f cvs", 1, "", `did you mean "csv"?`},
		{"runs export last -f parquet -o " + filepath.Join(folder, "pq"), 0, "iterations.parquet", ""},
		{"runs export last -f elastic", 0, "rally_atomic_action_data_v1", ""},
		{"runs export last -f rally -o " + rally, 0, "", "1 run written to"},
		{"runs import " + rally + " --tag again", 0, "200 iterations, passed", ""},
		{"runs import " + rally, 0, "is there already", ""},
		{"runs import " + page, 1, "", "no JSON"},
		{"runs delete aaaa0001", 1, "Delete 1 run? [y/N]", "nothing was deleted"},
		{"runs delete aaaa0001 --yes", 0, "1 run deleted", ""},
		{"runs list --tag again --ids-only", 0, "\n", ""},
	} {
		code, stdout, stderr := run(strings.Fields(tt.args)...)
		if code != tt.code || !strings.Contains(stdout, tt.stdout) || !strings.Contains(stderr, tt.stderr) {
			t.Errorf("pacenote %s = %d\n%.2000s\n%s\nwant %d, %q, %q", tt.args, code, stdout, stderr, tt.code, tt.stdout, tt.stderr)
		}
	}
	if _, stdout, _ := run("runs", "list", "--ids-only"); strings.Contains(stdout, "aaaa0001") {
		t.Error("what was deleted is still there")
	}
	if _, stdout, _ := run("__complete", "runs", "show", ""); !strings.Contains(stdout, "bbbb0003\tBoot storm") {
		t.Errorf("the shell is not told the ids:\n%s", stdout)
	}
	if text, err := os.ReadFile(page); err != nil || !strings.Contains(string(text), "twenty users") {
		t.Errorf("the page: %v", err)
	}
	var list []map[string]any
	if _, stdout, _ := run("runs", "list", "--json"); json.Unmarshal([]byte(stdout), &list) != nil || len(list) != 3 {
		t.Errorf("%d runs in JSON", len(list))
	}
}
