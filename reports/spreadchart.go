package reports

import (
	"fmt"
	"math"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
)

// histogramChart shows how the iterations that succeeded are spread.
func histogramChart(id string, x *harness.Distribution) *chart {
	bins := histogram(x)
	if len(bins) == 0 {
		return nil
	}
	var from []int64
	var counts []any
	most := 0
	for i, b := range bins {
		from = append(from, micros(b.From))
		counts = append(counts, b.Count)
		if b.Count > bins[most].Count {
			most = i
		}
	}
	bar := charts.NewBar()
	bar.SetXAxis(from)
	bar.AddSeries("iterations", heights(counts), charts.WithBarChartOpts(opts.BarChart{BarCategoryGap: "8%"}), colour(colourFirst))
	upper := x.Max
	if most+1 < len(bins) {
		upper = bins[most+1].From
	}
	return &chart{
		ID: id + "-histogram", Title: "How the iterations are spread", Kind: "tall",
		Data: pack(bar, drawing{X: "µs", Y: []string{"count"}}),
		Note: "Service times of the iterations that succeeded; each bar is as many times slower than the one before it.",
		Label: fmt.Sprintf("Histogram of %s from %s to %s; the highest bar is from %s to %s.",
			count(x.Count, "iteration"), seconds(x.Min), seconds(x.Max), seconds(bins[most].From), seconds(upper)),
	}
}

// mostSteps is how many durations a chart of shares has.
const mostSteps = 80

// shareChart shows which share of the iterations was as fast or faster: of service times, and of response times if they
// are others. Durations grow by the same factor. It is nil if all took the same.
func shareChart(id string, o *harness.Outcome) *chart {
	service := &o.Iterations.Success
	if service.Count == 0 {
		return nil
	}
	type population struct {
		name string
		of   *harness.Distribution
		tint string
	}
	list := []population{{"service time", service, colourFirst}}
	if o.Open && o.Response.Count > 0 && o.Response.Max > service.Max {
		list = append(list, population{"response time", &o.Response, colourNext})
	}
	least, most := service.Min, service.Max
	for _, x := range list {
		least, most = min(least, x.of.Min), max(most, x.of.Max)
	}
	low := math.Max(float64(least), float64(time.Microsecond))
	growth := math.Log(math.Max(float64(most)/low, 1)) / (mostSteps - 1)
	steps := make([]time.Duration, 0, mostSteps)
	for i := range mostSteps {
		d := time.Duration(math.Ceil(low * math.Exp(growth*float64(i))))
		if i == mostSteps-1 {
			d = max(most, time.Microsecond)
		}
		if len(steps) == 0 || micros(d) > micros(steps[len(steps)-1]) {
			steps = append(steps, d)
		}
	}
	if len(steps) < 2 {
		return nil
	}
	var at []int64
	for _, d := range steps {
		at = append(at, micros(d))
	}
	chart := &chart{
		ID: id + "-shares", Title: "How many were as fast", Kind: "tall",
		Note:  "The share of iterations that succeeded and took at most so long; the axis of durations is logarithmic.",
		Label: fmt.Sprintf("Share of iterations by duration: half took at most %s, 95 %% at most %s.", seconds(service.Percentile(50)), seconds(service.Percentile(95))),
	}
	lines := charts.NewLine()
	lines.SetXAxis(at)
	d := drawing{X: "≤µs"}
	for _, x := range list {
		values := make([]any, len(steps))
		for i, step := range steps {
			values[i] = three(100 * float64(x.of.Count-x.of.Above(step)) / float64(x.of.Count))
		}
		lines.AddSeries(x.name, numbers(values), charts.WithLineChartOpts(opts.LineChart{Step: "end", Symbol: "none"}), colour(x.tint))
		d.Y = append(d.Y, "%")
	}
	chart.Data = pack(lines, d)
	return chart
}
