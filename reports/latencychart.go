package reports

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
)

// latencyLines are the percentiles that are drawn over time, and how.
var latencyLines = []struct {
	name  string
	of    func(*harness.Bucket) time.Duration
	tint  string
	style opts.LineStyle
}{
	{"p50", func(b *harness.Bucket) time.Duration { return b.P50 }, colourFirst, opts.LineStyle{Width: 2}},
	{"p90", func(b *harness.Bucket) time.Duration { return b.P90 }, "$part5", opts.LineStyle{Width: 1.2}},
	{"p95", func(b *harness.Bucket) time.Duration { return b.P95 }, colourNext, opts.LineStyle{Width: 1.8}},
	{"p99", func(b *harness.Bucket) time.Duration { return b.P99 }, "$part3", opts.LineStyle{Width: 1.2}},
}

// latencyChart shows how long the iterations that succeeded took, over the time at which they ended.
func latencyChart(id string, o *harness.Outcome, p parts) *chart {
	var points int
	var worst, first, last, slowest time.Duration
	var when int
	for i, b := range p.buckets {
		if b.Succeeded == 0 {
			continue
		}
		if points++; points == 1 {
			first = b.P95
		}
		last, slowest = b.P95, max(slowest, b.Max)
		if b.P95 > worst {
			worst, when = b.P95, i
		}
	}
	if points == 0 {
		return nil
	}
	line := charts.NewLine()
	line.SetXAxis(p.starts())
	d := drawing{X: "seconds", Width: p.width.Milliseconds(), Fan: len(latencyLines), Limits: limitsOf(o, slowest)}
	for _, l := range latencyLines {
		values := make([]any, len(p.buckets))
		for i := range p.buckets {
			if b := &p.buckets[i]; b.Succeeded > 0 {
				values[i] = micros(l.of(b))
			}
		}
		line.AddSeries(l.name, numbers(values), charts.WithLineStyleOpts(l.style), colour(l.tint),
			charts.WithLineChartOpts(opts.LineChart{ConnectNulls: opts.Bool(true), ShowSymbol: opts.Bool(points <= 40), Symbol: "circle", SymbolSize: 4}))
		d.Y = append(d.Y, "µs")
	}
	dots := charts.NewScatter()
	dots.AddSeries("slowest", outliers(o, p), charts.WithScatterChartOpts(opts.ScatterChart{SymbolSize: 5}), colour(colourFaint))
	line.Overlap(dots)
	d.Y = append(d.Y, "µs")
	d.annotate(o, p)
	return &chart{
		ID: id + "-latency", Title: "Latency over time", Kind: "tall", Data: pack(line, d),
		Note: fmt.Sprintf("Service times of the iterations that succeeded, by when they ended, in parts of %s%s. Dots are the slowest of each part, and others beyond its p99.", span(p.width), worstOf(p)),
		Label: fmt.Sprintf("Latency over time. p95 begins at %s, ends at %s, and is worst at %s, %s into the load.",
			seconds(first), seconds(last), seconds(worst), seconds(time.Duration(when)*p.width)),
	}
}

// outliers are dots: the slowest iteration of each part, then the slowest of all others, as far as there is room.
func outliers(o *harness.Outcome, p parts) (dots []opts.ScatterData) {
	dot := func(part int, took time.Duration) {
		dots = append(dots, opts.ScatterData{Value: []any{part, micros(took)}})
	}
	for i := range p.buckets {
		if b := &p.buckets[i]; b.Succeeded > 0 {
			dot(i, b.Max)
		}
	}
	list := slowest(o)
	for i := 0; i < len(list) && len(dots) < 2*len(p.buckets); i++ {
		if part := p.index(list[i].At); list[i].Took < p.buckets[part].Max {
			dot(part, list[i].Took)
		}
	}
	return dots
}

// slowest are the outliers, the slowest first.
func slowest(o *harness.Outcome) []harness.Slow {
	list := slices.Clone(o.Timeline.Slowest)
	slices.SortFunc(list, func(a, b harness.Slow) int {
		return cmp.Or(cmp.Compare(b.Took, a.Took), cmp.Compare(a.Iteration, b.Iteration))
	})
	return list
}

// mostSlowest is how many of the slowest iterations are named.
const mostSlowest = 10

// slowestTable names the slowest iterations. It is nil if none is known.
func slowestTable(o *harness.Outcome) *table {
	list := slowest(o)
	if len(list) == 0 {
		return nil
	}
	t := &table{Title: "The slowest iterations", Head: []string{"Iteration", "ended", "took", "times the median", "longest action"}, Note: "Of those that succeeded, all phases."}
	median := o.Iterations.Success.Percentile(50)
	for _, s := range list[:min(len(list), mostSlowest)] {
		times := "–"
		if median > 0 {
			times = digits(float64(s.Took)/float64(median)) + " ×"
		}
		cells := plain(seconds(s.At), seconds(s.Took), times, line(s.Action))
		cells[3].Words = true
		t.Rows = append(t.Rows, tableRow{Name: number(s.Iteration), Cells: cells})
	}
	return t
}

// worstOf says that parts of the result were merged.
func worstOf(p parts) string {
	if p.merged == 1 {
		return ""
	}
	return fmt.Sprintf(": the worst of %d finer ones each", p.merged)
}

// micros are the numbers that charts hold durations in.
func micros(d time.Duration) int64 { return int64(d.Round(time.Microsecond) / time.Microsecond) }
