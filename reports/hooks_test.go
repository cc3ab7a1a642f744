package reports_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

// fired is a result with two firings of a hook, one of which went wrong, and whose texts are hostile.
func fired() *harness.Result {
	const evil = `<script>alert("x")</script>`
	return &harness.Result{
		Name: "hooks", Verdict: harness.Failed,
		Fired: []harness.Fired{
			{Hook: "outage", Number: 1, Why: "5s into the load", From: 5 * time.Second, To: 8 * time.Second, Said: evil, Output: harness.Output{
				Additive: []harness.Chart{{Kind: harness.StatsTable, Title: "sockets" + evil, Values: []harness.Value{{Name: "open", Number: 5}}}},
				Complete: []harness.Chart{{Kind: harness.TextArea, Title: "log", Text: []string{evil}}},
			}},
			{Hook: "outage", Number: 2, Why: "15s into the load", From: 15 * time.Second, To: 15 * time.Second, Error: "no such process",
				Output: harness.Output{Additive: []harness.Chart{{Kind: harness.StatsTable, Title: "sockets" + evil, Values: []harness.Value{{Name: "open", Number: 7.5}}}}}},
		},
		Workloads: []harness.Outcome{{View: harness.View{Workload: "w", Final: true, Elapsed: 20 * time.Second, Impacts: []harness.Impact{
			{Hook: "outage", Number: 1, Before: 50, Mean: 100 * time.Millisecond, Recovered: true, Recovery: 3100 * time.Millisecond, Downtime: 3 * time.Second, Ended: 61, Failed: 60, Impaired: 200 * time.Millisecond},
			{Hook: "outage", Number: 2, Before: 50, Mean: 100 * time.Millisecond, Recovery: 5 * time.Second},
		}}}},
	}
}

func TestHooksAreShown(t *testing.T) {
	var page, text, document bytes.Buffer
	for to, report := range map[*bytes.Buffer]reports.Report{&page: reports.HTML, &text: reports.Text, &document: reports.JSON} {
		if err := report(to, fired()); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(page.String(), "<script>alert") {
		t.Error("the page runs what a hook said")
	}
	for _, want := range []string{"Of hooks", "7.5", "outage (2)", "no such process", "2.00 times", "not at all", "3.10 s"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, want := range []string{`The hook "outage" went wrong: no such process`, "outage (2)", "not at all"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the text lacks %q:\n%s", want, text.String())
		}
	}
	var d reports.Document
	if err := json.Unmarshal(document.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	r := d.Results[0]
	if len(r.Fired) != 2 || r.Fired[1].Error == "" || r.Fired[0].Additive[0].Values[0].Number != 5 || !r.Workloads[0].Impacts[0].Recovered || r.Workloads[0].Impacts[0].Degradation != 1 {
		t.Errorf("JSON %+v", r.Fired)
	}
}
