package reports

import (
	"fmt"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
)

// A Capacity is what a search found.
type Capacity struct {
	Unit      string  `json:"unit"`      // of loads: "a second" or "users"
	Sustained float64 `json:"sustained"` // the highest load that was sustained each time; zero is none
	Confirmed int     `json:"confirmed"` // how often, after the first time
	Low       float64 `json:"low"`       // the limit is between both, as far as a load of this length can tell
	High      float64 `json:"high,omitempty"`
	Knee      float64 `json:"knee,omitempty"` // the load with the most successes a second for their mean duration
	Summary   string  `json:"summary"`
	Ended     string  `json:"ended,omitempty"`           // why the search went no further
	Bound     string  `json:"generator_limit,omitempty"` // why the generator was the limit
	Probes    []Probe `json:"probes,omitempty"`
}

// A Probe is one load that a search tried. What is counted had started after it had settled.
type Probe struct {
	Load     float64 `json:"load"`
	Kept     bool    `json:"kept"`
	Reason   string  `json:"reason,omitempty"`
	Doubtful bool    `json:"doubtful,omitempty"`        // it fell behind by little, and was tried again
	Stopped  bool    `json:"stopped,omitempty"`         // it ended the search
	Bound    bool    `json:"generator_bound,omitempty"` // the generator was the limit
	Achieved float64 `json:"ended_per_second"`
	Begun    float64 `json:"begun_seconds"` // since the load of the run began
	Division
	Levels []Level `json:"levels,omitempty"`
}

func newCapacity(c *harness.Capacity) *Capacity {
	if c == nil {
		return nil
	}
	out := &Capacity{
		Unit: c.Unit, Sustained: c.Sustained, Confirmed: c.Confirmed, Low: c.Low, High: c.High, Knee: c.Knee,
		Summary: c.String(), Ended: c.Ended, Bound: c.Bound,
	}
	for i := range c.Probes {
		p := &c.Probes[i]
		x := Probe{
			Load: p.Load, Kept: p.Kept, Reason: p.Reason, Doubtful: p.Doubtful, Stopped: p.Stopped, Bound: p.Bound, Achieved: p.Achieved,
			Begun: p.Begun.Seconds(), Division: newDivision(&p.View, p.Took),
		}
		for _, l := range p.Levels {
			x.Levels = append(x.Levels, newLevel(&l))
		}
		out.Probes = append(out.Probes, x)
	}
	return out
}

// capacityTable has a row for each probe of a search, in their order. It is nil if there was no search.
func capacityTable(o *harness.Outcome) *table {
	c := o.Capacity
	if c == nil {
		return nil
	}
	t := &table{
		Title: "The loads that were tried", Head: []string{"Load", "begun", "took", "ended", "failure rate", "aborted", "skipped", "achieved", "p50", "p95", "p99", "sustained"},
		Note: "What is counted had started after its load had settled, and was judged.",
	}
	for i := range c.Probes {
		p := &c.Probes[i]
		s := &p.View.Iterations
		cells := plain(seconds(p.Begun), seconds(p.Took), number(s.Ended()), percent(s.FailureRate()), number(s.Aborted), number(p.View.Skipped), digits(p.Achieved)+"/s", "–", "–", "–")
		cells[3].Bad = s.Failure.Count > 0
		if x := &s.Success; x.Count > 0 {
			for k, q := range []float64{50, 95, 99} {
				cells[7+k].Text = seconds(x.Percentile(q))
			}
		}
		said := "yes"
		switch {
		case p.Bound:
			said = "nobody knows: " + line(p.Reason)
		case p.Doubtful:
			said = "doubtful: " + line(p.Reason)
		case !p.Kept:
			said = "no: " + line(p.Reason)
		}
		cells = append(cells, cell{Text: said, Bad: !p.Kept && !p.Bound, Words: true})
		t.Rows = append(t.Rows, tableRow{Name: c.Words(p.Load), Whole: p.Kept && p.Load == c.Sustained, Cells: cells})
	}
	return t.trim("failure rate", "aborted", "skipped")
}

// curve is a probe for each load, from the lowest to the highest: the last one, or the first that broke.
func curve(c *harness.Capacity) (list []*harness.Probe) {
	for i := range c.Probes {
		p := &c.Probes[i]
		at := slices.IndexFunc(list, func(x *harness.Probe) bool { return x.Load == p.Load })
		switch {
		case at < 0:
			list = append(list, p)
		case list[at].Kept:
			list[at] = p
		}
	}
	slices.SortFunc(list, func(a, b *harness.Probe) int {
		if a.Load < b.Load {
			return -1
		}
		return 1
	})
	return list
}

// capacityChart shows durations and failures by load. It is nil if less than two loads were tried.
func capacityChart(id string, o *harness.Outcome) *chart {
	if o.Capacity == nil {
		return nil
	}
	c := o.Capacity
	list := curve(c)
	if len(list) < 2 {
		return nil
	}
	var loads []string
	var p50, p95, failures []any
	var marks []mark
	note := func(at int, name string, tone tone) {
		if i := slices.IndexFunc(marks, func(m mark) bool { return m.At == at }); i >= 0 {
			marks[i].Name += ", " + name
			return
		}
		marks = append(marks, mark{At: at, Name: name, Tone: tone})
	}
	for i, p := range list {
		s := &p.View.Iterations
		loads = append(loads, c.Words(p.Load))
		if s.Success.Count > 0 {
			p50, p95 = append(p50, micros(s.Success.Percentile(50))), append(p95, micros(s.Success.Percentile(95)))
		} else {
			p50, p95 = append(p50, nil), append(p95, nil)
		}
		failures = append(failures, three(100*s.FailureRate()))
		if p.Load == c.Knee {
			note(i, "knee", "")
		}
		if p.Load == c.Sustained {
			note(i, "sustained", good)
		}
		if p == c.Limit() || c.High > 0 && p.Load == c.High && !p.Kept {
			note(i, "broke", bad)
		}
	}
	style := opts.LineChart{ConnectNulls: opts.Bool(true), Symbol: "circle", SymbolSize: 6}
	chartOf := charts.NewLine()
	chartOf.SetXAxis(loads)
	chartOf.ExtendYAxis(opts.YAxis{Type: "value", Max: 100})
	chartOf.AddSeries("p50", numbers(p50), charts.WithLineChartOpts(style), colour(colourFirst))
	chartOf.AddSeries("p95", numbers(p95), charts.WithLineChartOpts(style), colour(colourNext))
	style.YAxisIndex = 1
	chartOf.AddSeries("failed", numbers(failures), charts.WithLineChartOpts(style), colour(colourBad))
	label := fmt.Sprintf("Durations and failures at %d loads from %s to %s; it %s.", len(list), loads[0], loads[len(loads)-1], c)
	if c.Knee > 0 {
		label += " The knee is at " + c.Words(c.Knee) + "."
	}
	return &chart{
		ID: id + "-capacity", Title: "Durations and failures by load", Kind: "tall", Label: line(label),
		Note: "Service times of the iterations that succeeded, and the share that failed. Loads are drawn at even distances; the knee is the load with the most successes a second for their mean duration.",
		Data: pack(chartOf, drawing{Y: []string{"µs", "µs", "%"}, Marks: marks}),
	}
}

// capacityWords says what a search found, in a sentence; "" if there was none.
func capacityWords(o *harness.Outcome) string {
	c := o.Capacity
	if c == nil {
		return ""
	}
	s := "It " + line(c.String())
	if c.Knee > 0 {
		s += ". The knee is at " + c.Words(c.Knee)
	}
	return s
}
