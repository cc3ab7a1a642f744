package reports

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/history"
)

// TrendText writes rows of runs for a terminal.
func TrendText(w io.Writer, list ...*history.Trend) error {
	b := bufio.NewWriter(w)
	for i, t := range list {
		if i > 0 {
			fmt.Fprintln(b)
		}
		fmt.Fprintf(b, "%s\n  %s\n", trendTitle(t), trendWords(t))
		for _, x := range []*table{runsTable(t), seriesTable(t)} {
			x.text(b)
		}
	}
	return b.Flush()
}

func trendTitle(t *history.Trend) string {
	name := t.Benchmark
	if t.Workload != "" && t.Workload != t.Scenario {
		name += ", " + t.Workload
	}
	return line(name) + " on " + line(t.Place.String())
}

// trendWords say in a sentence or two how a row goes.
func trendWords(t *history.Trend) string {
	if len(t.Points) == 1 {
		return "One run: a trend takes two."
	}
	var said []string
	for _, l := range t.Lines {
		if len(l.Steps) == 0 {
			continue
		}
		s := l.Steps[len(l.Steps)-1]
		word := "faster"
		if s.Worse {
			word = "slower"
		}
		said = append(said, fmt.Sprintf("%s has been %s since %s: %s, before %s", seriesName(l.Series), word, t.Points[s.Point].Started.UTC().Format("2 January 2006"), seconds(s.To), seconds(s.From)))
	}
	if len(said) == 0 {
		said = []string{"No change for good in " + count(int64(len(t.Points)), "run")}
		if len(t.Points) < 10 {
			said[0] += ", of which it takes ten to tell one from chance"
		}
	}
	if d := t.Lines[0].Latest; d != nil {
		if found := d.Found(); len(found) > 0 {
			said = append(said, "The newest run and the one before: "+strings.TrimSuffix(differenceWords(d), "."))
		}
	}
	return strings.Join(said, ". ") + "."
}

func seriesName(name string) string {
	if name == "" {
		return "The iteration"
	}
	return line(name)
}

// runsTable is the runs, the newest first.
func runsTable(t *history.Trend) *table {
	x := &table{Title: "Runs", Head: []string{"Run", "began", "verdict", "p50", "p95", "p99", "failed", "rate", "Pacenote", "revision", "changed since the one before"}}
	for i := len(t.Points) - 1; i >= 0; i-- {
		p, f := &t.Points[i], &t.Lines[0].Figures[i]
		verdict := cell{Text: string(p.Verdict), Bad: p.Verdict != harness.Passed && !p.Expected}
		if p.Expected {
			verdict.Text += ", as expected"
		}
		var edits []string
		for _, s := range t.Lines[0].Steps {
			if s.Point == i {
				edits = append(edits, "CHANGE POINT, "+chance(s.P))
			}
		}
		for _, e := range p.Edits {
			edits = append(edits, line(e.What)+": "+dash(line(e.From))+" → "+dash(line(e.To)))
		}
		cells := append(plain(p.Started.UTC().Format("2006-01-02 15:04")), verdict)
		cells = append(cells, plain(seconds(f.P50), seconds(f.P95), seconds(f.P99))...)
		cells = append(cells, cell{Text: percent(p.Failed), Bad: p.Failed > 0})
		cells = append(cells, plain(digits(p.Rate)+"/s", line(p.Version), dash(line(p.Revision)))...)
		x.Rows = append(x.Rows, tableRow{Name: line(p.ID), Cells: append(cells, cell{Text: strings.Join(edits, "; "), Words: true})})
	}
	return x
}

// seriesTable is the series, with where they changed for good.
func seriesTable(t *history.Trend) *table {
	x := &table{Title: "Series", Head: []string{"Series", "first p50", "newest p50", "change", "change points"}}
	for _, l := range t.Lines {
		r := tableRow{Name: "iteration", Whole: true}
		if l.Series != "" {
			r = tableRow{Name: line(l.Series), Depth: 1 + strings.Count(l.Series, "[")}
		}
		first, last := &l.Figures[0], &l.Figures[len(l.Figures)-1]
		ratio := 0.0
		if first.P50 > 0 && last.Succeeded > 0 {
			ratio = float64(last.P50) / float64(first.P50)
		}
		var steps []string
		worse := false
		for _, s := range l.Steps {
			steps = append(steps, fmt.Sprintf("%s at %s: %s → %s", change(float64(s.To)/float64(max(s.From, 1))), line(t.Points[s.Point].ID), seconds(s.From), seconds(s.To)))
			worse = s.Worse
		}
		r.Cells = append(plain(seconds(first.P50), seconds(last.P50), change(ratio)), cell{Text: strings.Join(steps, "; "), Bad: worse, Words: true})
		x.Rows = append(x.Rows, r)
	}
	return x
}

// TrendHTML writes a page about rows of runs, complete in itself.
func TrendHTML(w io.Writer, list ...*history.Trend) error {
	p := &sheets{outfit: newOutfit(), Kind: "Trend", Tone: good}
	slugs := make(map[string]bool)
	slower, rehearsals := 0, 0
	for i, t := range list {
		s := sheet{
			Slug: slug(&harness.Result{Name: trendTitle(t)}, slugs), Name: trendTitle(t), Words: trendWords(t), Tone: good, Word: "no change", Opens: i == 0,
			Facts: []fact{{"Scenario", line(t.Scenario)}, {"Runs", number(int64(len(t.Points)))}},
		}
		if t.Place.Rehearsal {
			rehearsals++
		}
		for _, l := range t.Lines {
			if n := len(l.Steps); n > 0 {
				s.Word = "faster"
				if l.Steps[n-1].Worse {
					s.Tone, s.Word = bad, "slower"
				}
				break
			}
		}
		if s.Tone == bad {
			slower++
		}
		s.Parts = append(s.Parts, part{Chart: runsChart(fmt.Sprintf("t%d", i), t)}, part{Table: seriesTable(t)}, part{Table: runsTable(t)})
		p.Sheets = append(p.Sheets, s)
	}
	p.Tally = count(int64(len(list)), "row") + " of runs, none slower"
	if slower > 0 {
		p.Tone, p.Tally = bad, fmt.Sprintf("%d of %s of runs slower", slower, count(int64(len(list)), "row"))
	}
	if rehearsals > 0 && rehearsals == len(list) {
		p.Rehearsal = simulated
	}
	return p.write(w)
}

// runsChart shows the figures of the iterations, run by run.
func runsChart(id string, t *history.Trend) *chart {
	if len(t.Points) < 2 {
		return nil
	}
	var at []string
	var p50, p95 []any
	for i, p := range t.Points {
		at = append(at, p.Started.UTC().Format("2 Jan 06 15:04")+" "+line(p.ID))
		if f := &t.Lines[0].Figures[i]; f.Succeeded > 0 {
			p50, p95 = append(p50, micros(f.P50)), append(p95, micros(f.P95))
		} else {
			p50, p95 = append(p50, nil), append(p95, nil)
		}
	}
	curve := charts.NewLine()
	curve.SetXAxis(at)
	style := charts.WithLineChartOpts(opts.LineChart{ConnectNulls: opts.Bool(true), ShowSymbol: opts.Bool(len(at) <= 60), Symbol: "circle", SymbolSize: 5})
	curve.AddSeries("p50", numbers(p50), style, colour(colourFirst))
	curve.AddSeries("p95", numbers(p95), style, colour(colourNext))
	d := drawing{X: "run", Y: []string{"µs", "µs"}}
	for _, s := range t.Lines[0].Steps {
		m := mark{At: s.Point, Name: change(float64(s.To) / float64(max(s.From, 1))), Tone: good}
		if s.Worse {
			m.Tone = bad
		}
		d.Marks = append(d.Marks, m)
	}
	first, last := t.Lines[0].Figures[0], t.Lines[0].Figures[len(t.Points)-1]
	return &chart{
		ID: id, Title: "Iterations, run by run", Kind: "tall", Data: pack(curve, d),
		Note:  "Service times of the iterations that succeeded. Lines across are change points: the median has changed for good.",
		Label: fmt.Sprintf("The median was %s in the first of %d runs, and is %s in the newest.", seconds(first.P50), len(at), seconds(last.P50)),
	}
}
