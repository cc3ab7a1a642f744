package reports_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

// comparedSample is a run that was compared with an earlier one, with every verdict that there is.
func comparedSample(word string) *harness.Result {
	r := stormSample()
	o := &r.Workloads[0]
	compare := func(c harness.Comparison) {
		kept := c.Significance != harness.Worse
		l := harness.Level{Promise: c.Figure + " no worse than in the last passing run", Seen: "4.6s", Kept: kept, Comparison: &c}
		if !kept {
			l.Reason = c.Figure + " is 4.6s, +31.4% from 3.5s in run 1a2b3c4d (p < 0.001, n = 2000 + 2000), promised no worse than in the last passing run"
			r.Verdict, r.Error = harness.Failed, l.Reason
		}
		o.Levels = append(o.Levels, l)
	}
	run := "1a2b3c4d" + word
	compare(harness.Comparison{Figure: "p95 of nova.boot_server" + word, Run: run, Old: 3.5, New: 4.6, OldCount: 2000, NewCount: 2000, P: 1e-9, Significance: harness.Worse})
	compare(harness.Comparison{Figure: "mean", Run: run, Old: 4.31, New: 4.32, OldCount: 1980, NewCount: 2000, P: 0.4321, Significance: harness.Same})
	compare(harness.Comparison{Figure: "p99.9 of nova.delete_server", Run: run, Old: 1.2, New: 1.4, OldCount: 20, NewCount: 20, P: 1, Significance: harness.Same, Note: "too few to tell a difference" + word})
	compare(harness.Comparison{Figure: "p50", Run: run, Old: 4.6, New: 4.2, OldCount: 2000, NewCount: 2000, P: 0.0123, Significance: harness.Better})
	compare(harness.Comparison{Figure: "failure rate", Share: true, Run: run, Old: 0, New: 0.004, OldCount: 2000, NewCount: 2000, P: 0.008, Significance: harness.Tolerated})
	compare(harness.Comparison{Figure: "p95 of nova.reboot_server", New: 2.5, NewCount: 2000, P: 1, Significance: harness.First, Note: "no baseline yet: this run is the first one"})
	return r
}

func TestComparisonsInText(t *testing.T) {
	var b strings.Builder
	if err := reports.Text(&b, comparedSample("")); err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(b.String()), " ")
	for _, want := range []string{
		"figure before now difference verdict p n run",
		"p95 of nova.boot_server 3.50 s 4.60 s +31.4 % worse < 0.001 2 000 + 2 000 1a2b3c4d",
		"mean 4.31 s 4.32 s ~ ~ 0.432 1 980 + 2 000 1a2b3c4d",
		"p99.9 of nova.delete_server 1.20 s 1.40 s ~ ~, too few to tell a difference 1.000 20 + 20 1a2b3c4d",
		"p50 4.60 s 4.20 s -8.7 % better 0.012 2 000 + 2 000 1a2b3c4d",
		"failure rate 0 % 0.4 % – tolerated 0.008 2 000 + 2 000 1a2b3c4d",
		"p95 of nova.reboot_server – 2.50 s – first – 2 000 –",
		"first: there is no baseline yet; if this run passes, it is one. ~: nothing differs",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestComparisonsInJSON(t *testing.T) {
	var b strings.Builder
	if err := reports.JSON(&b, comparedSample("")); err != nil {
		t.Fatal(err)
	}
	var d reports.Document
	if err := json.Unmarshal([]byte(b.String()), &d); err != nil {
		t.Fatal(err)
	}
	have := make(map[string]*reports.Comparison)
	for _, l := range d.Results[0].Workloads[0].Levels {
		if l.Comparison != nil {
			have[l.Comparison.Figure] = l.Comparison
		}
	}
	if c := have["p95 of nova.boot_server"]; c == nil || c.Verdict != "worse" || *c.Old != 3.5 || c.New != 4.6 || *c.P != 1e-9 || c.Unit != "seconds" || *c.Difference < 0.314 {
		t.Errorf("comparison = %+v; want it whole", c)
	}
	if c := have["failure rate"]; c == nil || c.Unit != "share" || c.Difference != nil || *c.Old != 0 {
		t.Errorf("comparison = %+v; want no difference from nothing", c)
	}
	if c := have["p95 of nova.reboot_server"]; c == nil || c.Verdict != "first" || c.Old != nil || c.P != nil || c.Run != "" {
		t.Errorf("comparison = %+v; want nothing of an earlier run", c)
	}
	if strings.Count(b.String(), `"comparison"`) != 6 {
		t.Errorf("%d comparisons; want 6", strings.Count(b.String(), `"comparison"`))
	}
}

// The page shows the table, marks what is worse, and takes no word of it for anything but text.
func TestComparisonsOnPage(t *testing.T) {
	browser := start(t)
	s := open(t, browser, "light", 1200, 1500, comparedSample(hostile))
	const table = `[...document.querySelectorAll(".opens table.series")].find(t => t.tHead.rows[0].cells[6]?.textContent == "n")`
	if n := ask[int](s, table+`.tBodies[0].rows.length`); n != 6 {
		t.Errorf("%d rows; want 6", n)
	}
	if bad := ask[string](s, `[...`+table+`.querySelectorAll(".badly")].map(x => x.textContent).join()`); bad != "worse" {
		t.Errorf("marked as bad are %q; want only what is worse", bad)
	}
	if name := ask[string](s, table+`.tBodies[0].rows[0].cells[0].textContent`); !strings.Contains(name, "<img src=x") {
		t.Errorf("the name is %q; want the hostile text as text", name)
	}
	s.harmless()

	for name, width := range map[string]int64{"baseline.png": 1200, "baseline-phone.png": 390} {
		s := open(t, browser, "light", width, 1500, comparedSample(""))
		if wide := ask[bool](s, `document.documentElement.scrollWidth > innerWidth`); wide {
			t.Errorf("the page is wider than %d", width)
		}
		s.do(chromedp.Evaluate[chromedp.Void](table + `.closest("section").querySelector("table.levels").scrollIntoView()`))
		picture, err := chromedp.Run(s.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		keep(t, name, picture)
		s.harmless()
	}
}
