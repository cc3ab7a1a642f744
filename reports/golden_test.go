package reports_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name string, report reports.Report, results ...*harness.Result) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := report(&b, results...); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("%s is not what was written; run the test with -update, and read the difference", path)
	}
	return b.Bytes()
}

func TestText(t *testing.T) {
	text := string(golden(t, "summary.txt", reports.Text, sample()...))
	if strings.ContainsAny(text, "\x1b\x00\r") {
		t.Error("the summary contains control characters")
	}
}

func TestJUnit(t *testing.T) {
	d := xml.NewDecoder(bytes.NewReader(golden(t, "junit.xml", reports.JUnit, sample()...)))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestJSON(t *testing.T) {
	g := NewWithT(t)
	results := sample()
	for _, r := range results { // a few parts are enough to read
		o := &r.Workloads[0]
		o.Timeline.Buckets, o.Timeline.Slowest = o.Timeline.Buckets[:3], o.Timeline.Slowest[:3]
	}
	text := golden(t, "results.json", reports.JSON, results...)
	var d reports.Document
	g.Expect(json.Unmarshal(text, &d)).To(Succeed())
	g.Expect(d).To(Equal(reports.NewDocument(results...)), "what was written is not what is read")
	g.Expect(d.Pacenote).To(Equal(1))
	g.Expect(d.Results[0].Rehearsal).To(BeTrue())
	g.Expect(d.Results[0].Note).To(ContainSubstring("simulated"))
}

// TestSameBytes makes every report of the same results twice.
func TestSameBytes(t *testing.T) {
	for name, report := range map[string]reports.Report{"HTML": reports.HTML, "Text": reports.Text, "JUnit": reports.JUnit, "JSON": reports.JSON} {
		var a, b bytes.Buffer
		if err := errors.Join(report(&a, sample()...), report(&b, sample()...)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s writes different bytes about the same results", name)
		}
	}
}

// TestOddities makes every report of results that have hardly anything in them.
func TestOddities(t *testing.T) {
	broken := &harness.Result{ID: "00c0ffee", Verdict: harness.Broken, Error: "set up users: 401", Rehearsal: true}
	nothing := &harness.Result{Name: "–", Verdict: harness.Interrupted, Workloads: make([]harness.Outcome, 2)}
	for name, report := range map[string]reports.Report{"HTML": reports.HTML, "Text": reports.Text, "JUnit": reports.JUnit, "JSON": reports.JSON} {
		for _, results := range [][]*harness.Result{nil, {broken}, {nothing, nothing}, {&harness.Result{}}} {
			var b bytes.Buffer
			if err := report(&b, results...); err != nil || b.Len() == 0 && len(results) > 0 {
				t.Errorf("%s(%d results) wrote %d bytes; %v", name, len(results), b.Len(), err)
			}
			if len(results) == 1 && results[0].Rehearsal && !strings.Contains(strings.ToUpper(b.String()), "REHEARSAL") {
				t.Errorf("%s does not say that it is about a rehearsal", name)
			}
		}
	}
}
