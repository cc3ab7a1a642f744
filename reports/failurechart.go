package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
)

// mostClassesShown is how many classes of failures a chart tells apart; the others are one.
const mostClassesShown = 8

// failureChart shows how many iterations failed over time, by class. It is nil if none did.
func failureChart(id string, o *harness.Outcome, most int) *chart {
	p := newParts(&o.Timeline, ended(o), min(most, mostBars))
	var all []harness.ClassCount
	for _, b := range p.buckets {
		all = addClasses(all, b.Classes)
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b harness.ClassCount) int { return cmp.Compare(b.Count, a.Count) })
	names := make([]string, 0, mostClassesShown)
	of := make(map[string]int)
	for i, c := range all {
		if i < mostClassesShown {
			names = append(names, c.Class)
		} else if i == mostClassesShown {
			names = append(names, "all others")
		}
		of[c.Class] = min(i, mostClassesShown)
	}
	counts, worst, when := make([][]any, len(names)), int64(0), 0
	for k := range counts {
		counts[k] = make([]any, len(p.buckets))
	}
	for i, b := range p.buckets {
		sums := make([]int64, len(names))
		for _, c := range b.Classes {
			sums[of[c.Class]] += c.Count
		}
		for k, n := range sums {
			counts[k][i] = n
		}
		if b.Failed > worst {
			worst, when = b.Failed, i
		}
	}
	bar := charts.NewBar()
	bar.SetXAxis(p.starts())
	d := drawing{X: "seconds", Width: p.width.Milliseconds()}
	for k, name := range names {
		bar.AddSeries(line(name), heights(counts[k]), charts.WithBarChartOpts(opts.BarChart{Stack: "failed", BarCategoryGap: "12%"}), colour("$part"+strconv.Itoa((4+k)%mostPortions)))
		d.Y = append(d.Y, "count")
	}
	d.annotate(o, p)
	return &chart{
		ID: id + "-classes", Title: "Failures over time", Data: pack(bar, d),
		Note:  "Iterations that failed, by class and by when they ended, in parts of " + span(p.width) + ".",
		Label: fmt.Sprintf("Failures over time: the most, %s, from %s on; the most frequent class is %s.", number(worst), seconds(time.Duration(when)*p.width), line(names[0])),
	}
}
