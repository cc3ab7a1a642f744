package rallyresult_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness/rallyresult"
)

// Rally itself takes what was exported: task import keeps it, and task report makes its page of it.
func TestRallyTakesIt(t *testing.T) {
	if _, err := exec.LookPath("rally"); err != nil {
		if os.Getenv("PACENOTE_RALLY") == "required" {
			t.Fatal("there is no rally on this machine, and PACENOTE_RALLY=required")
		}
		t.Skip("there is no rally on this machine: nobody but our own import reads the export")
	}
	folder := t.TempDir()
	config := filepath.Join(folder, "rally.conf")
	if err := os.WriteFile(config, []byte("[database]\nconnection = sqlite:///"+filepath.Join(folder, "rally.sqlite")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	rally := func(args ...string) string {
		t.Helper()
		command := exec.Command("rally", append([]string{"--config-file", config}, args...)...)
		command.Env = append(os.Environ(), "HOME="+folder)
		out, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("rally %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	var runs []rallyresult.Run
	for _, x := range imported(t, "dummy.json") {
		runs = append(runs, rallyresult.Run{Result: x.Result, Records: all(x.Records)})
	}
	var b bytes.Buffer
	if err := rallyresult.Export(&b, runs...); err != nil {
		t.Fatal(err)
	}
	file, page := filepath.Join(folder, "ours.json"), filepath.Join(folder, "page.html")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	rally("db", "create")
	rally("task", "report", file, "--html-static", "--out", page)
	if html, err := os.ReadFile(page); err != nil || !bytes.Contains(html, []byte("dummy_timed_atomic_actions")) {
		t.Errorf("the page of rally does not have the scenario: %v", err)
	}
	rally("env", "create", "--name", "x", "--no-use")
	out := rally("task", "import", "--file", file, "--deployment", "x")
	if n := strings.Count(out, "successfully imported"); n != len(runs) {
		t.Errorf("rally imported %d of %d tasks:\n%s", n, len(runs), out)
	}
}
