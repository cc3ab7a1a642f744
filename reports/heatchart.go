package reports

import (
	"fmt"

	"github.com/pacenote/pacenote/harness"
)

// A heat is how many iterations ended when, and took how long.
type heat struct {
	From   []float64 `json:"from"` // of each column, in seconds
	Rows   []int64   `json:"rows"` // the least duration of each, in microseconds
	Top    int64     `json:"top"`  // the most of the last one
	Counts [][]int64 `json:"counts"`
}

// mostColumns is how many columns a heat map has.
const mostColumns = 120

// heatChart shows how the durations of successes moved over time. It is nil if there is nothing that could have moved.
func heatChart(id string, o *harness.Outcome, most int) *chart {
	p := newParts(&o.Timeline, ended(o), min(most, mostColumns))
	if len(o.Timeline.Rows) < 2 || len(p.buckets) < 2 {
		return nil
	}
	h := &heat{From: p.starts(), Top: micros(o.Iterations.Success.Max)}
	for _, d := range o.Timeline.Rows {
		h.Rows = append(h.Rows, micros(d))
	}
	for _, b := range p.buckets {
		h.Counts = append(h.Counts, b.Rows)
		h.Top = max(h.Top, micros(b.Max))
	}
	d := drawing{X: "seconds", Width: p.width.Milliseconds(), Heat: h}
	d.annotate(o, p)
	d.Bands = nil
	return &chart{
		ID: id + "-heat", Title: "Where the durations are, over time", Kind: "tall", Data: d.json(),
		Note:  fmt.Sprintf("Service times of the iterations that succeeded, in parts of %s; the darker, the more. Rows grow by the same factor.", span(p.width)),
		Label: fmt.Sprintf("Heat map of durations from %s to %s over %s.", seconds(o.Timeline.Rows[0]), seconds(o.Iterations.Success.Max), seconds(o.Elapsed)),
	}
}
