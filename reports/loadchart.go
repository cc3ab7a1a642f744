package reports

import (
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
)

// throughputChart shows how many iterations ended each second.
func throughputChart(id string, o *harness.Outcome) *chart {
	p := newParts(&o.Timeline, ended(o), mostBars)
	if len(p.buckets) == 0 {
		return nil
	}
	var ok, failed, skipped []any
	var least, most float64
	var ended, missed int64
	for i, b := range p.buckets {
		per := p.length(i).Seconds()
		ok = append(ok, three(float64(b.Succeeded)/per))
		failed = append(failed, three(float64(b.Failed)/per))
		skipped = append(skipped, three(float64(b.Skipped)/per))
		missed += b.Skipped
		ended += b.Succeeded + b.Failed
		x := float64(b.Succeeded+b.Failed) / per
		if i <= p.index(o.Begun) || x < least {
			least = x
		}
		most = max(most, x)
	}
	bar := charts.NewBar()
	bar.SetXAxis(p.starts())
	stacked := charts.WithBarChartOpts(opts.BarChart{Stack: "ended", BarCategoryGap: "12%"})
	bar.AddSeries("succeeded", heights(ok), stacked, colour(colourFirst))
	bar.AddSeries("failed", heights(failed), stacked, colour(colourBad))
	note, label := "", ""
	if missed > 0 {
		bar.AddSeries("skipped", heights(skipped), stacked, colour(colourNext))
		note = " Skipped starts are shown when they were due."
		label = fmt.Sprintf(" %s %s skipped.", count(missed, "start"), were(missed))
	}
	d := drawing{X: "seconds", Y: []string{"/s", "/s", "/s"}[:len(bar.MultiSeries)], Width: p.width.Milliseconds()}
	d.annotate(o, p)
	return &chart{
		ID: id + "-throughput", Title: "Throughput", Data: pack(bar, d),
		Note: "Iterations that ended each second, in parts of " + span(p.width) + "." + note,
		Label: fmt.Sprintf("Throughput over time: %s on the whole, between %s and %s each second.",
			rate(ended, o.Elapsed), digits(least), digits(most)) + label,
	}
}

// three rounds to three decimals.
func three(x float64) float64 { return float64(int64(x*1000+0.5)) / 1000 }

// usersChart shows how many iterations were in flight.
func usersChart(id string, o *harness.Outcome, p parts) *chart {
	if len(p.buckets) == 0 {
		return nil
	}
	var in []any
	var most int64
	for _, b := range p.buckets {
		in = append(in, b.InFlight)
		most = max(most, b.InFlight)
	}
	line := charts.NewLine()
	line.SetXAxis(p.starts())
	line.AddSeries("in flight", numbers(in), charts.WithLineChartOpts(opts.LineChart{Step: "end", Symbol: "none"}),
		charts.WithAreaStyleOpts(opts.AreaStyle{Opacity: opts.Float(0.12)}), colour(colourFirst))
	d := drawing{X: "seconds", Y: []string{"count"}, Width: p.width.Milliseconds()}
	d.annotate(o, p)
	return &chart{
		ID: id + "-users", Title: "Users in flight", Data: pack(line, d),
		Note:  fmt.Sprintf("Iterations under way at the end of each part of %s; at most %d were allowed.", span(p.width), o.Users),
		Label: fmt.Sprintf("Users in flight over time: at most %d of %d.", most, o.Users),
	}
}

// portionsChart shows where an iteration's time goes.
func portionsChart(id string, list []portion) *chart {
	if len(list) == 0 {
		return nil
	}
	bar := charts.NewBar()
	bar.SetXAxis([]string{"iteration"})
	var units []string
	label := "Where an iteration's time goes:"
	for _, p := range list {
		bar.AddSeries(p.Name, heights([]any{micros(p.Each)}), charts.WithBarChartOpts(opts.BarChart{Stack: "iteration", BarWidth: "28"}), colour("$"+p.Tint))
		units = append(units, "µs")
		label += fmt.Sprintf(" %s %s (%s);", p.Name, seconds(p.Each), percent(p.Share))
	}
	bar.XYReversal()
	return &chart{
		ID: id + "-portions", Title: "Where an iteration's time goes", Kind: "flat",
		Data: pack(bar, drawing{Y: units}), Label: label,
		Note: "Mean of all iterations that ended, in success or failure; an action without those inside it.",
	}
}
