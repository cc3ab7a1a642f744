package reports

import "github.com/pacenote/pacenote/harness"

// Numbers sum up the values that iterations added to the charts of a title under a name.
type Numbers struct {
	Title string  `json:"title"`
	Name  string  `json:"name"`
	Count int64   `json:"count"`
	Min   float64 `json:"min"`
	Mean  float64 `json:"mean"`
	P50   float64 `json:"p50"`
	P90   float64 `json:"p90"`
	P95   float64 `json:"p95"`
	P99   float64 `json:"p99"`
	P999  float64 `json:"p99_9"`
	Max   float64 `json:"max"`
	Exact bool    `json:"exact,omitempty"` // the percentiles; otherwise they are off by at most 1 %
}

// An Output is what the iterations of a load put out.
type Output struct {
	Additive []Additive `json:"additive,omitempty"` // of the iterations that succeeded
	Complete []Complete `json:"complete,omitempty"` // of the first iterations that succeeded, and of the first that did not
	Left     int64      `json:"left_out,omitempty"` // iterations with complete charts that are not here
}

// An Additive is a chart of all iterations.
type Additive struct {
	harness.Chart
	Series []Trend `json:"series"`
}

// A Trend is a series of an additive chart, by the parts of the timeline; null where nothing was added.
type Trend struct {
	Name  string     `json:"name"`
	Means []*float64 `json:"means"`
}

// A Complete is the charts of one iteration.
type Complete struct {
	Iteration int64           `json:"iteration"`
	At        float64         `json:"at_seconds"` // its end, since the load began
	Succeeded bool            `json:"succeeded"`
	Charts    []harness.Chart `json:"charts"`
}

func newValues(list []harness.Measure) (out []Numbers) {
	for i := range list {
		m := &list[i]
		out = append(out, Numbers{
			Title: m.Title, Name: m.Name, Count: m.Count, Min: m.Min, Mean: m.Mean(), Max: m.Max, Exact: m.Exact(),
			P50: m.Percentile(50), P90: m.Percentile(90), P95: m.Percentile(95), P99: m.Percentile(99), P999: m.Percentile(99.9),
		})
	}
	return out
}

// newJSONOutput is nil if there is none.
func newJSONOutput(o *harness.Outcome) *Output {
	list := &o.Outputs
	if len(list.Combined)+len(list.Shown) == 0 {
		return nil
	}
	out := &Output{Left: list.Left}
	for i := range list.Combined {
		c := &list.Combined[i]
		a := Additive{Chart: c.Chart}
		for k := range c.Series {
			t := Trend{Name: c.Series[k].Name}
			for _, p := range c.Series[k].Points {
				if p.Count > 0 {
					t.Means = append(t.Means, &p.Mean)
				} else {
					t.Means = append(t.Means, nil)
				}
			}
			a.Series = append(a.Series, t)
		}
		out.Additive = append(out.Additive, a)
	}
	for _, s := range list.Shown {
		out.Complete = append(out.Complete, Complete{s.Iteration, s.At.Seconds(), s.Succeeded, s.Charts})
	}
	return out
}
