package steps_test

import (
	"bytes"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/reports"
	"github.com/pacenote/pacenote/scenarios/keystone"
)

// No credential reaches a log, a report or the retained iterations, whether the cloud takes it or refuses it.
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
			result, err := harness.Lab{Cloud: c, Folder: folder, Log: slog.New(slog.NewTextHandler(&shown, nil))}.Run(t.Context(), harness.Benchmark{
				Name: "canary", Workloads: []harness.Workload{{Scenario: keystone.CreateDeleteUser{}, Load: load.Constant{Users: 2, Iterations: 4}}},
			})
			if err == nil || result == nil {
				t.Fatalf("%s %s: %v; want a result and an error", kind, name, err)
			}
			shown.WriteString(err.Error())
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
