package reports_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

// giveOutput has a workload put out every kind of chart, with a text added to all that can be read.
func giveOutput(o *harness.Outcome, text string) {
	chart := func(kind harness.Kind) harness.Chart {
		return harness.Chart{Kind: kind, Title: string(kind) + text, Description: "What it is" + text, Label: "MB/s" + text, AxisLabel: "offset" + text}
	}
	o.Outputs, o.Measures = harness.Outputs{Left: 1990}, nil
	for _, kind := range []harness.Kind{harness.Lines, harness.Pie, harness.StackedArea, harness.StatsTable} {
		c := harness.Combined{Chart: chart(kind)}
		for i, name := range []string{"read", "write"} {
			t := harness.Trend{Measure: harness.Measure{Title: c.Title, Name: name + text}}
			for k := range o.Timeline.Buckets {
				p := harness.TrendPoint{Mean: float64(20*(i+1)) + float64(k%7)/3}
				if k%5 > 0 {
					p.Count, p.Min, p.Max = 2, p.Mean-1, p.Mean+1
					t.Add(p.Min)
					t.Add(p.Max)
				}
				t.Points = append(t.Points, p)
			}
			c.Series = append(c.Series, t)
			o.Measures = append(o.Measures, t.Measure)
		}
		o.Outputs.Combined = append(o.Outputs.Combined, c)
	}
	lines, area, pie, table, words := chart(harness.Lines), chart(harness.StackedArea), chart(harness.Pie), chart(harness.Table), chart(harness.TextArea)
	for _, name := range []string{"cpu", "memory"} {
		lines.Lines = append(lines.Lines, harness.Line{Name: name + text, Points: [][2]float64{{0, 1}, {1, 4}, {10, float64(len(name))}}})
		pie.Values = append(pie.Values, harness.Value{Name: name + text, Number: float64(len(name))})
	}
	area.Lines = lines.Lines
	table.Columns, table.Rows = []string{"device" + text, "state"}, [][]string{{"vda", "fine"}, {"vdb" + text, "worn"}}
	words.Text = []string{"one", "two" + text}
	for i := range int64(2) {
		o.Outputs.Shown = append(o.Outputs.Shown, harness.Shown{Iteration: 3 + i, At: time.Duration(i+1) * time.Second, Succeeded: i == 0, Charts: []harness.Chart{lines, area, pie, table, words}})
	}
}

func outputSample(text string) *harness.Result {
	r := breachedSample()
	giveOutput(&r.Workloads[0], text)
	return r
}

// What scenarios put out is in each report that has room for it, and nothing of it elsewhere.
func TestOutputIsReported(t *testing.T) {
	g := NewWithT(t)
	var text, page, document bytes.Buffer
	g.Expect(reports.Text(&text, outputSample(""))).To(Succeed())
	g.Expect(text.String()).To(ContainSubstring("Lines / read"))
	g.Expect(reports.HTML(&page, outputSample(""))).To(Succeed())
	g.Expect(page.String()).To(ContainSubstring("1\u202f990 iterations more had charts"))
	g.Expect(reports.JSON(&document, outputSample(""))).To(Succeed())
	var d reports.Document
	g.Expect(json.Unmarshal(document.Bytes(), &d)).To(Succeed())
	w := &d.Results[0].Workloads[0]
	g.Expect(w.Values).To(HaveLen(8))
	g.Expect(w.Values[0]).To(And(HaveField("Title", "Lines"), HaveField("Name", "read"), HaveField("Mean", BeNumerically("~", 21, 0.2))))
	g.Expect(w.Output.Additive).To(HaveLen(4))
	g.Expect(w.Output.Additive[0].Series[1].Means).To(HaveLen(len(outputSample("").Workloads[0].Timeline.Buckets)))
	g.Expect(w.Output.Complete[1]).To(And(HaveField("Iteration", int64(4)), HaveField("Succeeded", false), HaveField("Charts", HaveLen(5))))

	for _, report := range []reports.Report{reports.Text, reports.HTML, reports.JSON} {
		var b bytes.Buffer
		g.Expect(report(&b, breachedSample())).To(Succeed())
		g.Expect(strings.ToLower(b.String())).NotTo(Or(ContainSubstring(`id="volume-mill-at-twelve-a-second/output"`), ContainSubstring(`"output"`), ContainSubstring("values are those")))
	}
}

// In a browser, every chart is drawn, its numbers can be read, and text that wants to be part of the page is text.
func TestOutputInABrowser(t *testing.T) {
	browser := start(t)
	for _, tt := range []struct{ name, text, scheme string }{{"plain", "", "light"}, {"hostile", " " + hostile, "dark"}} {
		t.Run(tt.name, func(t *testing.T) {
			g := NewWithT(t)
			s := open(t, browser, tt.scheme, 1100, 900, outputSample(tt.text))
			s.do(chromedp.Click(chromedp.CSS(`[role=tab][id$="_output"]`)))
			s.eventually(`document.querySelectorAll("[id$='/output'] .canvas svg").length === 6`)
			s.do(chromedp.Click(chromedp.CSS(`.iteration:not([open]) > summary`)))
			s.eventually(`document.querySelectorAll("[id$='/output'] .canvas svg").length === 9`)
			g.Expect(ask[int](s, `document.querySelectorAll("[id$='/output'] table.series").length`)).To(Equal(1), "tables of values")
			g.Expect(ask[int](s, `document.querySelectorAll("[id$='/output'] table.cells").length`)).To(Equal(2), "tables of cells")
			g.Expect(ask[string](s, `document.querySelector("[id$='/output'] pre").textContent`)).To(Equal("one\ntwo" + tt.text))
			g.Expect(ask[bool](s, `[...document.querySelectorAll("[id$='/output'] .canvas svg")].every((e) => e.clientWidth > 600)`)).To(BeTrue())
			ask[any](s, `document.querySelectorAll("[id$='/output'] .numbers").forEach((d) => { d.open = true; }), 0`)
			for i, want := range map[int]string{3: "1036", 4: "1036", 5: "memory" + tt.text + "6"} { // the last row of the numbers
				s.eventually(fmt.Sprintf(`([...document.querySelectorAll("[id$='/output'] figure")[%d].querySelectorAll("tbody tr")].pop() || document.body).textContent === %q`, i, want))
			}
			ask[any](s, `document.querySelectorAll(".iteration").forEach((d) => { d.open = false; }), 0`)
			s.do(media("print", tt.scheme))
			s.eventually(`[...document.querySelectorAll(".iteration:last-of-type")].every((d) => d.open)`) // on paper, all is shown
			s.harmless()
		})
	}
}
