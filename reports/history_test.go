package reports_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/perf/benchfmt"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/history"
	"github.com/pacenote/pacenote/reports"
)

// boots is a run whose servers boot in about so long, on a day.
func boots(id string, day int, boot time.Duration) *harness.Result {
	around := func(middle time.Duration) (list []time.Duration) {
		for i := range 400 {
			list = append(list, time.Duration(float64(middle)*math.Exp(0.5*math.Sin(float64(7*i+day)))))
		}
		return list
	}
	view := harness.ViewOf(around(boot + time.Second))
	view.Workload, view.Span, view.Elapsed = "boots", time.Hour, time.Hour
	for _, a := range []struct {
		name  string
		takes time.Duration
	}{{"nova.boot_server", boot}, {"nova.delete_server", time.Second}} {
		s := harness.ViewOf(around(a.takes)).Iterations
		s.Name = a.name
		view.Actions = append(view.Actions, s)
	}
	r := &harness.Result{
		ID: id, Name: "Boot storm: <b>twenty</b> users", Verdict: harness.Passed, Seed: 1, Started: time.Date(2026, 9, day, 12, 0, 0, 0, time.UTC),
		Environment: harness.Environment{Cloud: "staging", Region: "south", Version: "v1.2.0"},
		Workloads:   []harness.Outcome{{View: *view, Scenario: "NovaServers.boot_and_delete_server", Load: "20 users"}},
	}
	return r
}

func goldenOf(t *testing.T, name string, report func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := report(&b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(path); err != nil || !bytes.Equal(b.Bytes(), want) {
		t.Errorf("%s is not what was written (%v); run the test with -update, and read the difference", path, err)
	}
	return b.Bytes()
}

func pair() *history.Difference {
	old, new := boots("0a0a0a0a", 1, 2*time.Second), boots("1b1b1b1b", 2, 2500*time.Millisecond)
	w := &new.Workloads[0]
	w.Load = "25 users"
	w.Iterations.Failure.Add(time.Second)
	w.Failures = []harness.Failure{{Class: "http 500", Action: "nova.boot_server", Count: 1, Message: "</script><script>alert(1)</script>\x1b[2J"}}
	w.Levels = []harness.Level{{Promise: "p95 < 5s", Seen: "5.5s"}}
	old.Workloads[0].Levels = []harness.Level{{Promise: "p95 < 5s", Seen: "4.5s", Kept: true}}
	return history.Compare(old, new)
}

func TestCompareReports(t *testing.T) {
	d := pair()
	text := string(goldenOf(t, "compare.txt", func(b *bytes.Buffer) error { return reports.CompareText(b, d) }))
	for _, want := range []string{"Slower: nova.boot_server by 25.0 %", "slower, because of nova.boot_server", "~", "20 users  25 users", "new"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text does not say %q", want)
		}
	}
	if strings.ContainsRune(text, '\x1b') {
		t.Error("the text holds a control character")
	}
	goldenOf(t, "compare.json", func(b *bytes.Buffer) error { return reports.CompareJSON(b, d) })
	var page bytes.Buffer
	if err := reports.CompareHTML(&page, d, d); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "<script>alert") || strings.Contains(page.String(), "<b>twenty") {
		t.Error("the page holds text of a cloud as markup")
	}
	artifact(t, "compare.html", page.Bytes())
}

func TestTrendReports(t *testing.T) {
	var runs []*harness.Result
	for i := range 16 {
		boot := 2*time.Second + time.Duration(i%5)*10*time.Millisecond
		if i >= 9 {
			boot += 500 * time.Millisecond
		}
		r := boots(fmt.Sprintf("%08x", i), 1+i, boot)
		if i >= 9 {
			r.Environment.Version = "v1.3.0"
		}
		runs = append(runs, r)
	}
	list := history.TrendOf(runs)
	text := string(goldenOf(t, "trend.txt", func(b *bytes.Buffer) error { return reports.TrendText(b, list...) }))
	if !strings.Contains(text, "nova.boot_server has been slower since 10 September 2026") || !strings.Contains(text, "CHANGE POINT") {
		t.Error("the text does not tell the change point")
	}
	goldenOf(t, "trend.json", func(b *bytes.Buffer) error { return reports.TrendJSON(b, list...) })
	var page bytes.Buffer
	if err := reports.TrendHTML(&page, list...); err != nil {
		t.Fatal(err)
	}
	artifact(t, "trend.html", page.Bytes())
}

// artifact keeps a file for whoever looks at what the tests made.
func artifact(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(t.ArtifactDir(), name), content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// What is written is the format of Go benchmarks, with the run's median.
func TestBenchfmt(t *testing.T) {
	var b bytes.Buffer
	if err := reports.Benchfmt(&b, boots("0a0a0a0a", 1, 2*time.Second)); err != nil {
		t.Fatal(err)
	}
	lines := make(map[string]int)
	for r := benchfmt.NewReader(&b, "x"); r.Scan(); {
		switch rec := r.Result().(type) {
		case *benchfmt.Result:
			lines[rec.Name.String()]++
			if rec.GetConfig("run") != "0a0a0a0a" || rec.Values[0].Unit != "sec/op" && rec.Values[0].Unit != "ns/op" {
				t.Errorf("%+v", rec)
			}
		case *benchfmt.SyntaxError:
			t.Error(rec)
		}
	}
	if len(lines) != 3 || lines["BootStorm--b-twenty--b-Users/nova.boot_server"] != 100 {
		t.Errorf("lines by name: %v", lines)
	}
}
