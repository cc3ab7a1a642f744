package reports

import (
	"fmt"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
)

// latencyChart shows how long the iterations that succeeded took, over the time at which they ended.
func latencyChart(id string, o *harness.Outcome, p parts) *chart {
	var p50, p95, most []any
	var points int
	var worst, first, last, slowest time.Duration
	var when int
	for i, b := range p.buckets {
		if b.Succeeded == 0 {
			p50, p95, most = append(p50, nil), append(p95, nil), append(most, nil)
			continue
		}
		if points++; points == 1 {
			first = b.P95
		}
		last, slowest = b.P95, max(slowest, b.Max)
		if b.P95 > worst {
			worst, when = b.P95, i
		}
		p50, p95, most = append(p50, micros(b.P50)), append(p95, micros(b.P95)), append(most, micros(b.Max))
	}
	if points == 0 {
		return nil
	}
	line := charts.NewLine()
	symbols := opts.Bool(points <= 60)
	line.SetXAxis(p.starts())
	style := opts.LineChart{ConnectNulls: opts.Bool(true), ShowSymbol: symbols, Symbol: "circle", SymbolSize: 4}
	line.AddSeries("p50", numbers(p50), charts.WithLineChartOpts(style), colour(colourFirst))
	line.AddSeries("p95", numbers(p95), charts.WithLineChartOpts(style), colour(colourNext))
	dots := charts.NewScatter()
	points95 := make([]opts.ScatterData, len(most))
	for i := range most {
		points95[i].Value = most[i]
	}
	dots.AddSeries("max", points95, charts.WithScatterChartOpts(opts.ScatterChart{SymbolSize: 5}), colour(colourFaint))
	line.Overlap(dots)
	d := drawing{X: "seconds", Y: []string{"µs", "µs", "µs"}, Width: p.width.Milliseconds()}
	d.annotate(o, p)
	d.Limits = limitsOf(o, slowest)
	return &chart{
		ID: id + "-latency", Title: "Latency over time", Kind: "tall", Data: pack(line, d),
		Note: fmt.Sprintf("Service times of the iterations that succeeded, by when they ended, in parts of %s%s.", span(p.width), worstOf(p)),
		Label: fmt.Sprintf("Latency over time. p95 begins at %s, ends at %s, and is worst at %s, %s into the load.",
			seconds(first), seconds(last), seconds(worst), seconds(time.Duration(when)*p.width)),
	}
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

// histogramChart shows how the iterations that succeeded are spread.
func histogramChart(id string, x *harness.Distribution) *chart {
	bins := histogram(x)
	if len(bins) == 0 {
		return nil
	}
	var from []int64
	var counts, below []any
	most := 0
	for i, b := range bins {
		from = append(from, micros(b.From))
		counts = append(counts, b.Count)
		below = append(below, float64(int(b.Below*1000+0.5))/10)
		if b.Count > bins[most].Count {
			most = i
		}
	}
	bar := charts.NewBar()
	bar.SetXAxis(from)
	bar.ExtendYAxis(opts.YAxis{Type: "value", Max: 100})
	bar.AddSeries("iterations", heights(counts), charts.WithBarChartOpts(opts.BarChart{BarCategoryGap: "8%"}), colour(colourFirst))
	line := charts.NewLine()
	line.AddSeries("as fast or faster", numbers(below), charts.WithLineChartOpts(opts.LineChart{YAxisIndex: 1, Symbol: "none"}), colour(colourNext))
	bar.Overlap(line)
	upper := x.Max
	if most+1 < len(bins) {
		upper = bins[most+1].From
	}
	return &chart{
		ID: id + "-histogram", Title: "How the iterations are spread", Kind: "tall",
		Data: pack(bar, drawing{X: "µs", Y: []string{"count", "%"}}),
		Note: "Service times of the iterations that succeeded; each bar is as many times slower than the one before it.",
		Label: fmt.Sprintf("Histogram of %s from %s to %s; the highest bar is from %s to %s.",
			count(x.Count, "iteration"), seconds(x.Min), seconds(x.Max), seconds(bins[most].From), seconds(upper)),
	}
}
