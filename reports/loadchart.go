package reports

import (
	"fmt"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
)

// throughputChart shows how many iterations ended each second.
func throughputChart(id string, o *harness.Outcome, n int) *chart {
	p := newParts(&o.Timeline, ended(o), min(n, mostBars))
	if len(p.buckets) == 0 {
		return nil
	}
	var ok, failed, skipped, asked []any
	var least, most float64
	var ended, missed, due int64
	for i, b := range p.buckets {
		per := p.length(i).Seconds()
		ok = append(ok, three(float64(b.Succeeded)/per))
		failed = append(failed, three(float64(b.Failed)/per))
		skipped = append(skipped, three(float64(b.Skipped)/per))
		if o.Open {
			asked = append(asked, three(float64(b.Due)/per))
			due += b.Due
		}
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
	if due > 0 {
		lines := charts.NewLine()
		lines.AddSeries("asked for", numbers(asked), charts.WithLineChartOpts(opts.LineChart{Step: "middle", Symbol: "none"}),
			charts.WithLineStyleOpts(opts.LineStyle{Width: 1.5, Type: "dashed"}), colour(colourGood))
		bar.Overlap(lines)
		note += " What was asked for is the starts that were due."
	}
	d := drawing{X: "seconds", Width: p.width.Milliseconds()}
	for range bar.MultiSeries {
		d.Y = append(d.Y, "/s")
	}
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

// latenessChart shows how late the starts of an open load were. It is nil for a closed load, and if none was late.
func latenessChart(id string, o *harness.Outcome, p parts) *chart {
	var late []any
	var worst time.Duration
	var when int
	for i, b := range p.buckets {
		late = append(late, micros(b.Late))
		if b.Late > worst {
			worst, when = b.Late, i
		}
	}
	if !o.Open || worst == 0 {
		return nil
	}
	line := charts.NewLine()
	line.SetXAxis(p.starts())
	line.AddSeries("p95 of lateness", numbers(late), charts.WithLineChartOpts(opts.LineChart{Symbol: "none"}),
		charts.WithAreaStyleOpts(opts.AreaStyle{Opacity: opts.Float(0.12)}), colour(colourNext))
	d := drawing{X: "seconds", Y: []string{"µs"}, Width: p.width.Milliseconds()}
	d.annotate(o, p)
	return &chart{
		ID: id + "-late", Title: "Lateness over time", Data: pack(line, d),
		Note:  fmt.Sprintf("How long after it was due an iteration began: p95 of those that began in each part of %s%s.", span(p.width), worstOf(p)),
		Label: fmt.Sprintf("Lateness over time: p95 is worst at %s, %s into the load.", seconds(worst), seconds(time.Duration(when)*p.width)),
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
