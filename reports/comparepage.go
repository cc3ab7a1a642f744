package reports

import (
	"fmt"
	"html/template"
	"io"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/history"
)

// CompareHTML writes a page about comparisons, complete in itself.
func CompareHTML(w io.Writer, list ...*history.Difference) error {
	p := &sheets{outfit: newOutfit(), Kind: "Comparison"}
	worse, better := 0, 0
	slugs := make(map[string]bool)
	var all []*harness.Result
	for i, d := range list {
		all = append(all, d.Old, d.New)
		s := sheet{
			Slug: slug(d.New, slugs), Name: title(d.New), Words: differenceWords(d), Tone: good, Word: "nothing differs", Opens: i == 0,
			Facts: []fact{{"Old run", d.Old.ID + ", " + when([]*harness.Result{d.Old})}, {"New run", d.New.ID + ", " + when([]*harness.Result{d.New})}},
		}
		slower := slices.ContainsFunc(d.Found(), func(r *history.Row) bool { return r.Worse() })
		switch {
		case slower:
			worse++
			s.Tone, s.Word = bad, "worse"
		case len(d.Found()) > 0:
			better++
			s.Word = "better"
		}
		for _, t := range append([]*table{levelsTable(d)}, differenceTables(d)...) {
			s.Parts = append(s.Parts, part{Table: t})
		}
		for k := range d.New.Workloads {
			s.Parts = append(s.Parts, part{Chart: quantilesChart(fmt.Sprintf("d%d-%d", i, k), d, &d.New.Workloads[k])})
		}
		s.Parts = append(s.Parts, part{Table: failuresTable(d)}, part{Table: changesTable(d)})
		for _, only := range []struct {
			name string
			list []string
		}{{"Only in the old run", d.Gone}, {"Only in the new run", d.Added}} {
			for _, name := range only.list {
				s.Facts = append(s.Facts, fact{only.name, line(name)})
			}
		}
		p.Sheets = append(p.Sheets, s)
	}
	switch {
	case worse > 0:
		p.Tone, p.Tally = bad, fmt.Sprintf("%d of %s worse", worse, count(int64(len(list)), "benchmark"))
	case better > 0:
		p.Tone, p.Tally = good, fmt.Sprintf("%d of %s better, none worse", better, count(int64(len(list)), "benchmark"))
	default:
		p.Tone, p.Tally = good, "Nothing differs"
	}
	p.Rehearsal = rehearsal(all)
	return p.write(w)
}

// quantilesChart shows how long iterations took in both runs, by rank.
func quantilesChart(id string, d *history.Difference, o *harness.Outcome) *chart {
	before := &harness.Series{}
	for i := range d.Old.Workloads {
		if d.Old.Workloads[i].Workload == o.Workload || len(d.Old.Workloads) == 1 {
			before = &d.Old.Workloads[i].Iterations
		}
	}
	x, y := &before.Success, &o.Iterations.Success
	if x.Count == 0 || y.Count == 0 {
		return nil
	}
	var at []float64
	var old, new []any
	for p := 1.0; p < 100; p++ {
		at = append(at, p)
		old, new = append(old, micros(x.Percentile(p))), append(new, micros(y.Percentile(p)))
	}
	curve := charts.NewLine()
	curve.SetXAxis(at)
	style := charts.WithLineChartOpts(opts.LineChart{Symbol: "none"})
	curve.AddSeries("old", numbers(old), style, colour(colourFaint))
	curve.AddSeries("new", numbers(new), style, colour(colourFirst))
	return &chart{
		ID: id, Title: "Iterations of " + line(o.Workload), Kind: "tall", Data: pack(curve, drawing{X: "%", Y: []string{"µs", "µs"}}),
		Note:  "How long the iterations that succeeded took in both runs: so many percent of them took no longer.",
		Label: fmt.Sprintf("Percentiles of both runs. The median was %s and is %s, p95 was %s and is %s.", seconds(x.Percentile(50)), seconds(y.Percentile(50)), seconds(x.Percentile(95)), seconds(y.Percentile(95))),
	}
}

// sheets are a page of several parts that look like benchmarks, of which one is open.
type sheets struct {
	outfit
	Kind, Tally string
	Title       string
	Tone        tone
	Rehearsal   string
	Sheets      []sheet
}

// A sheet is what the page says about one comparison, or one row of runs.
type sheet struct {
	Slug, Name, Words, Word string
	Tone                    tone
	Opens                   bool
	Facts                   []fact
	Parts                   []part
}

// A part is a table or a chart; both may be nil.
type part struct {
	Table *table
	Chart *chart
}

func (p *sheets) write(w io.Writer) error {
	p.Title = p.Tally + " – " + p.Kind + " – Pacenote"
	if p.Rehearsal != "" {
		p.Title = "REHEARSAL: " + p.Title
	}
	t, err := template.New("sheets.gohtml").Funcs(functions).ParseFS(templates, "assets/*.gohtml")
	if err != nil {
		return err
	}
	return t.Execute(w, p)
}
