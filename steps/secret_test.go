package steps_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/store"
	"github.com/pacenote/pacenote/harness/telemetry"
	"github.com/pacenote/pacenote/reports"
	"github.com/pacenote/pacenote/scenarios/keystone"
)

// No credential reaches a log, a report, an export, a metric or the history, whether the cloud takes it or refuses it.
func TestSecretsStaySecret(t *testing.T) {
	const canary = "canary-4711"
	refuse := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnauthorized)
	})
	for name, transport := range map[string]http.RoundTripper{
		"taken": harnesstest.Tokens(harnesstest.Handler(refuse)), "refused": harnesstest.Handler(refuse),
	} {
		for kind, credentials := range map[string]cloud.Credentials{
			"password": {Username: "somebody", UserDomainID: "default", ProjectName: "p", ProjectDomainID: "default", Password: canary},
			"secret":   {ApplicationCredentialID: "some-id", ApplicationCredentialSecret: canary},
			"token":    {Token: canary, ProjectName: "p", ProjectDomainID: "default"},
		} {
			credentials.AuthURL = harnesstest.Address + "/identity/v3"
			c, err := cloud.Open(cloud.Config{Name: "canary", Auth: credentials, Transport: transport})
			if err != nil {
				t.Fatal(err)
			}
			var shown bytes.Buffer
			folder := t.TempDir()
			kept, err := store.Open(t.Context(), filepath.Join(folder, "results.db"))
			if err != nil {
				t.Fatal(err)
			}
			metrics := telemetry.New(nil)
			lab := harness.Lab{Cloud: c, Folder: folder, Log: slog.New(slog.NewTextHandler(&shown, nil)), Sinks: []harness.Sink{kept, metrics}}
			result, err := lab.Run(t.Context(), harness.Benchmark{
				Name: "canary", Workloads: []harness.Workload{{Scenario: keystone.CreateDeleteUser{}, Load: load.Constant{Users: 2, Iterations: 4}}},
			})
			if err == nil || result == nil {
				t.Fatalf("%s %s: %v; want a result and an error", kind, name, err)
			}
			shown.WriteString(err.Error())
			all(t, &shown, kept, metrics)
			if err := kept.Close(); err != nil {
				t.Fatal(err)
			}
			for _, report := range []reports.Report{reports.HTML, reports.Text, reports.JUnit, reports.JSON} {
				if err := report(&shown, result); err != nil {
					t.Fatal(err)
				}
			}
			fs.WalkDir(os.DirFS(folder), ".", func(path string, _ fs.DirEntry, _ error) error {
				content, _ := fs.ReadFile(os.DirFS(folder), path)
				shown.Write(content)
				return nil
			})
			if i := strings.Index(shown.String(), canary); i >= 0 {
				t.Errorf("%s %s: it is shown: …%s…", kind, name, shown.String()[max(0, i-200):i+20])
			}
			c.Close()
		}
	}
}

// all writes all that a history and metrics have, as it is before it is packed.
func all(t *testing.T, to *bytes.Buffer, kept *store.Store, metrics *telemetry.Metrics) {
	t.Helper()
	run, err := kept.Find(t.Context(), "last")
	if err != nil {
		t.Fatal(err)
	}
	r, err := kept.Result(t.Context(), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewEncoder(to).Encode(r); err != nil {
		t.Fatal(err)
	}
	n := 0
	for record, err := range kept.Records(t.Context(), run.ID) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(to, "%+v\n", *record)
		n++
	}
	if ended := run.Iterations; int64(n) != ended {
		t.Errorf("the history has %d of %d iterations", n, ended)
	}
	reply := httptest.NewRecorder()
	metrics.Handler().ServeHTTP(reply, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	to.Write(reply.Body.Bytes())
}
