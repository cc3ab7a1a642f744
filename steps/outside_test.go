package steps_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// outside builds the tests of a repository that is not this one, offline, and returns a function that runs them.
func outside(t *testing.T) func(args ...string) (output string, ok bool) {
	t.Helper()
	if testing.Short() {
		t.Skip("short: building another module takes a while")
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/outside")); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile("testdata/outside/go.mod.txt")
	if err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	// What go mod tidy would add is what this module requires, which is there without a network.
	_, requirements, _ := strings.Cut(string(own), "require (")
	mod = append(mod, "\nrequire ("+requirements...)
	sum, err := os.ReadFile("../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"go.mod": strings.ReplaceAll(string(mod), "PACENOTE", root), "go.sum": string(sum),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run := func(name string, args ...string) (string, bool) {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOPROXY=off", "CI=true", "NO_COLOR=1", "PACENOTE_CLOUD=", "PACENOTE_TAGS=", "PACENOTE_OUT=", "PACENOTE_BASELINES=")
		output, err := cmd.CombinedOutput()
		return string(output), err == nil
	}
	if output, ok := run("go", "test", "-c", "-o", "qa.test"); !ok {
		t.Fatalf("build the outside module:\n%s", output)
	}
	return func(args ...string) (string, bool) { return run("./qa.test", args...) }
}

func TestAnotherRepository(t *testing.T) {
	run := outside(t)
	output, ok := run("-godog.tags", "@good")
	if !ok || !strings.Contains(output, "REHEARSAL") || !strings.Contains(lastLine(output), "page: ") {
		t.Fatalf("the good features failed (ok: %t):\n%s", ok, output)
	}
	page, err := os.ReadFile(strings.TrimPrefix(lastLine(output), "page: "))
	if err != nil || !strings.Contains(string(page), "Greetings.greet") {
		t.Errorf("no page that shows the own scenario: %v", err)
	}
	for _, tt := range []struct{ tag, want string }{
		{"@phrase", `unknown phrase "a network in each project": did you mean ` + "`a network in every project`?"},
		{"@phrase", `unknown phrase "3 users start \"Greetings.greet\" 30 times": did you mean ` + "`" + `N users run "SCENARIO" N times` + "`?"},
		{"@scenario", `unknown scenario "Greetings.great": did you mean "Greetings.greet"?`},
		{"@argument", `Greetings.greet: unknown argument "whon": did you mean "whom"?`},
		{"@value", `argument wait: "soon" is no duration`},
		{"@required", `argument flavor is missing`},
		{"@figure", `unknown figure "meen": did you mean "mean"?`},
		{"@unit", `"8" has no unit: expected a duration such as 8s or 8ms`},
		{"@action", `unknown action "gret": did you mean "greet"?`},
		{"@flavor", `argument flavor: unknown flavor "m1.tinny": did you mean "m1.tiny"?`},
		{"@broken", `the run was cancelled: p95 is 1s, promised < 1ms, after 3 iterations`},
		{"@asked", `the run was cancelled for another reason: p95 is 1s`},
		{"@service", `unknown service "netwerk": did you mean "network"?`},
		{"@nothing", `nothing is run: there is no When`},
		{"@late", `"users begin over 5s" comes after a Then: the load runs when all has been said about it`},
		{"@table", `"3 users run \"Greetings.greet\" 30 times": a table follows it, which nobody reads: did you mean "3 users run \"Greetings.greet\" 30 times with"?`},
		{"@notable", `expected a table in the lines below it`},
		{"@place", `service level | p95 in "Greetings.great" | < 8s |: unknown load "Greetings.great": did you mean "Greetings.greet"?`},
		{"@phase", `no load has a phase warm-up: say which part of it is warm-up or cool-down`},
		{"@nosuchtag", `no scenario was selected: there is none in . with the tags "@nosuchtag"`},
		{"@good or @bad", `tags "@good or @bad": cannot read "or"`},
	} {
		output, ok := run("-godog.tags", tt.tag)
		if ok {
			t.Errorf("%s passed:\n%s", tt.tag, output)
		}
		if !strings.Contains(strings.ReplaceAll(output, "\n", " "), tt.want) {
			t.Errorf("%s: no %q in\n%s", tt.tag, tt.want, output)
		}
	}
}

func lastLine(text string) string {
	text = strings.TrimSpace(text)
	return text[strings.LastIndexByte(text, '\n')+1:]
}
