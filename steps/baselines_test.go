package steps_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness/baseline"
)

// The first run is recorded, and says so; the next one is compared with it; a slower one fails, and is no baseline.
func TestLastPassingRun(t *testing.T) {
	run, folder := outside(t), t.TempDir()
	bench := func() (output, json string, ok bool) {
		t.Helper()
		out := t.TempDir()
		output, ok = run("-godog.tags", "@compared", "-out", out, "-baselines", folder)
		text, err := os.ReadFile(filepath.Join(out, "results.json"))
		if err != nil {
			t.Fatalf("%v:\n%s", err, output)
		}
		return output, string(text), ok
	}
	kept := func() string {
		t.Helper()
		files, err := filepath.Glob(filepath.Join(folder, "rehearsal", "*", "*"))
		if err != nil || len(files) != 1 {
			t.Fatalf("kept are %q, %v; want one run", files, err)
		}
		return files[0]
	}

	output, json, ok := bench()
	for _, text := range []string{output, json} {
		if strings.Count(text, "1s, no baseline yet: this run is the first one") != 3 || !strings.Contains(text, "0%, no baseline yet") {
			t.Errorf("the first run does not say that it is (ok: %t):\n%s", ok, text)
		}
	}
	if !ok {
		t.Fatalf("the first run failed:\n%s", output)
	}
	first := kept()

	output, json, ok = bench()
	if !ok || strings.Count(output, "1s ~ 1s") != 3 || strings.Count(json, `"verdict": "~"`) != 4 {
		t.Errorf("the second run is not the same (ok: %t):\n%s\n%s", ok, output, json)
	}
	if second := kept(); second == first {
		t.Errorf("%s is still the baseline, and not the second run", first)
	}

	speedUp(t, kept())
	before := kept()
	output, json, ok = bench()
	for _, want := range []string{
		"p95 of greet is 1s, +100% from 500ms in run ", "(p < 0.001, n = 75 + 75), promised p95 of greet no worse than in the last passing run",
		"FAILED", "BROKEN  mean of greet at most 10% and 100ms worse than in the last passing run",
	} {
		if ok || !strings.Contains(output, want) {
			t.Errorf("no %q in the output of a slower run (ok: %t):\n%s", want, ok, output)
		}
	}
	if !strings.Contains(json, `"verdict": "failed"`) || strings.Count(json, `"verdict": "worse"`) != 3 {
		t.Errorf("the report of a slower run does not say so:\n%s", json)
	}
	if kept() != before {
		t.Error("a run that failed is the new baseline")
	}

	for _, tt := range []struct{ tag, want string }{
		{"@pinned", `unknown run "1a2b3c4d"`},
		{"@comparedslowest", `"slowest": there is only one slowest`},
		{"@comparedwindow", `"p95 in any 30s": a window is judged while the load runs`},
		{"@comparedword", `"50" has no unit: expected a duration such as 50s or 50ms`},
		{"@comparedaction", `the p95 of gret: unknown action "gret": did you mean "greet"?`},
	} {
		output, ok := run("-godog.tags", tt.tag, "-baselines", folder, "-out", t.TempDir())
		if ok || !strings.Contains(strings.ReplaceAll(output, "\n", " "), tt.want) || strings.Contains(output, "iterations ended") {
			t.Errorf("%s: no %q, or it ran, in\n%s", tt.tag, tt.want, output)
		}
	}
}

// speedUp makes a kept run twice as fast.
func speedUp(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	run, err := baseline.Parse(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range run.Parts {
		for i := range p.Series {
			s := &p.Series[i]
			s.Mean /= 2
			for i := range s.Exactly {
				s.Exactly[i] /= 2
			}
			for i := range s.Durations {
				s.Durations[i] /= 2
			}
		}
	}
	var fast bytes.Buffer
	if err := run.Write(&fast); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, fast.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}
