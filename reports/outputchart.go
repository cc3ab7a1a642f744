package reports

import (
	"fmt"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
)

// tint is the colour of a series among others.
func tint(i int) charts.SeriesOpts { return colour("$parts" + strconv.Itoa(i)) }

// brief is a number without digits that nobody sees.
func brief(x float64) float64 { return rounded(x, 7) }

// rounded keeps some digits that count.
func rounded(x float64, digits int) float64 {
	short, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	return short
}

func areas(c *harness.Chart) []charts.SeriesOpts {
	style := opts.LineChart{ConnectNulls: opts.Bool(true), ShowSymbol: opts.Bool(false), Symbol: "circle", SymbolSize: 4}
	if c.Kind != harness.StackedArea {
		style.ShowSymbol = opts.Bool(true)
		return []charts.SeriesOpts{charts.WithLineChartOpts(style)}
	}
	style.Stack = "all"
	return []charts.SeriesOpts{charts.WithLineChartOpts(style), charts.WithAreaStyleOpts(opts.AreaStyle{Opacity: opts.Float(0.45)})}
}

// trendChart shows an additive chart over the time at which iterations ended.
func trendChart(id string, o *harness.Outcome, c *harness.Combined, p parts) *chart {
	chart := &chart{ID: id, Title: line(c.Title), Label: line(c.Title) + " over time:"}
	drawn := charts.NewLine()
	drawn.SetXAxis(p.starts())
	d := drawing{X: "seconds", Width: p.width.Milliseconds(), Bands: bands(o, p)}
	for i := range c.Series {
		s := &c.Series[i]
		counts, sums := make([]int64, len(p.buckets)), make([]float64, len(p.buckets))
		for at, point := range s.Points {
			k := min(at/p.merged, len(counts)-1)
			if point.Count > 0 {
				counts[k] += point.Count
				sums[k] += (point.Mean - sums[k]) * float64(point.Count) / float64(counts[k])
			}
		}
		means := make([]any, len(counts))
		for k := range means {
			if counts[k] > 0 {
				means[k] = brief(sums[k])
			}
		}
		if c.Kind == harness.StackedArea {
			bridge(means)
		}
		drawn.AddSeries(line(s.Name), numbers(means), append(areas(&c.Chart), tint(i))...)
		d.Y = append(d.Y, "value")
		chart.Label += fmt.Sprintf(" %s %s on average;", line(s.Name), decimal(s.Mean()))
	}
	chart.Data = pack(drawn, d)
	chart.Note = about(&c.Chart, "Means of the iterations that succeeded, by when they ended, in parts of "+span(p.width)+".")
	return chart
}

// linesChart shows lines of one iteration: every number where it is on its axis, or, of areas upon each other, on a grid.
func linesChart(id string, c *harness.Chart) *chart {
	drawn := charts.NewLine()
	d := drawing{X: "place", Linear: c.Kind == harness.Lines}
	xs := grid(c.Lines)
	if !d.Linear {
		drawn.SetXAxis(xs)
	}
	label := line(c.Title) + ":"
	for i, l := range c.Lines {
		points := make([]any, len(l.Points))
		for k, p := range l.Points {
			points[k] = []float64{p[0], brief(p[1])}
		}
		if !d.Linear {
			points = between(l, xs)
		}
		drawn.AddSeries(line(l.Name), numbers(points), append(areas(c), tint(i))...)
		d.Y = append(d.Y, "value")
		label += fmt.Sprintf(" %s, %s;", line(l.Name), count(int64(len(l.Points)), "point"))
	}
	return &chart{ID: id, Title: line(c.Title), Note: about(c, ""), Label: label, Data: pack(drawn, d)}
}

func pieChart(id string, c *harness.Chart, values []harness.Value, made string) *chart {
	drawn := charts.NewPie()
	data := make([]opts.PieData, len(values))
	label := line(c.Title) + ":"
	for i, v := range values {
		data[i] = opts.PieData{Name: line(v.Name), Value: rounded(max(v.Number, 0), 5), ItemStyle: &opts.ItemStyle{Color: "$parts" + strconv.Itoa(i)}}
		label += fmt.Sprintf(" %s %s;", line(v.Name), decimal(v.Number))
	}
	drawn.AddSeries(line(c.Title), data)
	return &chart{ID: id, Title: line(c.Title), Note: about(c, made), Label: label, Data: pack(drawn, drawing{Y: []string{"value"}})}
}
