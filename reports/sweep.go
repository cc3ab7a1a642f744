package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
)

// A Point is a row of a sweep.
type Point struct {
	Sweep  string        `json:"sweep"`
	Row    int           `json:"row"`    // the first is 1
	Values []PointColumn `json:"values"` // in the order of the table
}

// A PointColumn is a name and a value of a row.
type PointColumn struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func newPoint(p *harness.Point) *Point {
	if p == nil {
		return nil
	}
	out := &Point{Sweep: p.Sweep, Row: p.Row}
	for _, v := range p.Values {
		out.Values = append(out.Values, PointColumn{v.Name, v.Value})
	}
	return out
}

// A sweep is what a table of loads and arguments has shown.
type sweep struct {
	Table *table
	Chart *chart
}

// sweeps are those of a result.
func sweeps(r *harness.Result, id string) (list []sweep) {
	var names []string
	for i := range r.Workloads {
		p := r.Workloads[i].Point
		if p == nil || slices.Contains(names, p.Sweep) {
			continue
		}
		names = append(names, p.Sweep)
		rows := rowsOf(r, p.Sweep)
		list = append(list, sweep{sweepTable(p.Sweep, rows), sweepChart(fmt.Sprintf("%s-sweep%d", id, len(list)), p.Sweep, rows)})
	}
	return list
}

func rowsOf(r *harness.Result, sweep string) (rows []*harness.Outcome) {
	for i := range r.Workloads {
		if p := r.Workloads[i].Point; p != nil && p.Sweep == sweep {
			rows = append(rows, &r.Workloads[i])
		}
	}
	return rows
}

// swept tells whether all workloads of a result are rows of one sweep.
func swept(r *harness.Result) bool {
	return len(r.Workloads) > 0 && r.Workloads[0].Point != nil && len(rowsOf(r, r.Workloads[0].Point.Sweep)) == len(r.Workloads)
}

func sweepTable(name string, rows []*harness.Outcome) *table {
	t := &table{Title: line(name) + ", row by row", Head: []string{"Row"}}
	for _, v := range rows[0].Point.Values {
		t.Head = append(t.Head, line(v.Name))
	}
	at := len(t.Head)
	t.Head = append(t.Head, divisionHead...)
	t.Head[at] = "began at"
	for _, o := range rows {
		from, to := steady(o)
		row := tableRow{Name: fmt.Sprint(o.Point.Row)}
		for _, v := range o.Point.Values {
			row.Cells = append(row.Cells, cell{Text: line(v.Value)})
		}
		row.Cells = append(row.Cells, divided(seconds(o.Begun), &o.Iterations, number(o.Skipped), rate(o.Iterations.Ended(), to-from))...)
		t.Rows = append(t.Rows, row)
	}
	return t.trim("share", "failed", "failure rate", "aborted", "skipped")
}

// sweepChart shows durations and rates, row by row. It is nil if nothing succeeded.
func sweepChart(id, name string, rows []*harness.Outcome) *chart {
	var columns []string
	for _, v := range rows[0].Point.Values {
		columns = append(columns, line(v.Name))
	}
	var names []string
	var p50, p95, rates []any
	some := false
	for _, o := range rows {
		var words []string
		for _, v := range o.Point.Values {
			words = append(words, line(v.Value))
		}
		names = append(names, strings.Join(words, " × "))
		if x := &o.Iterations.Success; x.Count > 0 {
			some = true
			p50, p95 = append(p50, micros(x.Percentile(50))), append(p95, micros(x.Percentile(95)))
		} else {
			p50, p95 = append(p50, nil), append(p95, nil)
		}
		from, to := steady(o)
		per := 0.0
		if to > from {
			per = float64(o.Iterations.Ended()) / (to - from).Seconds()
		}
		rates = append(rates, three(per))
	}
	if !some {
		return nil
	}
	bar := charts.NewBar()
	bar.SetXAxis(names)
	bar.ExtendYAxis(opts.YAxis{Type: "value"})
	bar.AddSeries("p50", heights(p50), charts.WithBarChartOpts(opts.BarChart{BarCategoryGap: "30%"}), colour(colourFirst))
	bar.AddSeries("p95", heights(p95), colour(colourNext))
	over := charts.NewLine()
	over.AddSeries("rate", numbers(rates), charts.WithLineChartOpts(opts.LineChart{YAxisIndex: 1, Symbol: "circle", SymbolSize: 6}), colour(colourFaint))
	bar.Overlap(over)
	return &chart{
		ID: id, Title: line(name) + " by " + strings.Join(columns, " × "), Kind: "tall",
		Data:  pack(bar, drawing{Y: []string{"µs", "µs", "/s"}}),
		Note:  "Service times of the iterations that succeeded, and how many ended each second, in each row.",
		Label: fmt.Sprintf("Durations and rates in %d rows of %s, from %s to %s.", len(rows), strings.Join(columns, " × "), names[0], names[len(names)-1]),
	}
}
