package harness

import (
	"cmp"
	"encoding/json"
	"math/big"
	"slices"
	"strings"
	"time"
)

// Outputs are what the iterations of a workload put out.
type Outputs struct {
	Combined []Combined // additive charts of the iterations that succeeded, in the order of their titles and kinds
	Shown    []Shown    // complete charts of the first ten iterations that succeeded, and of the first ten others
	Left     int64      // iterations with complete charts that are not shown
}

// A Combined is an additive chart of all iterations.
type Combined struct {
	Chart  // without values
	Series []Trend
}

// A Trend is a series of an additive chart.
type Trend struct {
	Measure              // of the steady phase
	Points  []TrendPoint // as long as the buckets of the [Timeline]
}

// A TrendPoint is what was added in one part of a [Timeline].
type TrendPoint struct {
	Count          int64
	Mean, Min, Max float64
}

// A Shown is the complete charts of one iteration.
type Shown struct {
	Iteration int64
	At        time.Duration // its end, since the load began
	Succeeded bool
	Charts    []Chart
}

// mostShownIterations is how many iterations of an outcome have their complete charts shown.
const mostShownIterations = 10

// outputs are [Outputs] in the making.
type outputs struct {
	timeline *timeline
	charts   map[int32]map[int32]bool // the measures of each
	points   map[int32][]point        // by measure
	shown    [2][]shownRecord         // by whether the iteration succeeded, in the order of numbers
	all      int64
}

type shownRecord struct {
	number int64
	end    time.Duration
	charts []string
}

// A point is a [TrendPoint] in the making.
type point struct {
	TrendPoint
	sum big.Int
}

func newOutputs(t *timeline) *outputs {
	return &outputs{timeline: t, charts: make(map[int32]map[int32]bool), points: make(map[int32][]point)}
}

func (o *outputs) add(r *record) {
	if len(r.shown) > 0 {
		o.show(r)
	}
	if r.outcome != succeeded {
		return
	}
	for _, a := range r.added {
		if o.charts[a.chart] == nil {
			o.charts[a.chart] = make(map[int32]bool)
		}
		o.charts[a.chart][a.measure] = true
		if a.again {
			continue
		}
		list := o.points[a.measure]
		if list == nil {
			list = make([]point, len(o.timeline.iterations))
			o.points[a.measure] = list
		}
		list[o.timeline.index(r.end)].add(a.value)
	}
}

func (p *point) add(x float64) {
	if p.Count == 0 {
		p.Min, p.Max = x, x
	}
	p.Count++
	p.Min, p.Max = min(p.Min, x), max(p.Max, x)
	p.sum.Add(&p.sum, units(x))
}

// show keeps the charts of a record if it is one of the first.
func (o *outputs) show(r *record) {
	o.all++
	list := &o.shown[bit(r.outcome == succeeded)]
	i, _ := slices.BinarySearchFunc(*list, r.number, func(s shownRecord, n int64) int { return cmp.Compare(s.number, n) })
	if i < mostShownIterations {
		*list = slices.Insert(*list, i, shownRecord{r.number, r.end, slices.Clone(r.shown)})
		*list = (*list)[:min(len(*list), mostShownIterations)]
	}
}

// cut is what came of it.
func (o *outputs) cut(n *names, v *View) (out Outputs) {
	out.Combined = o.combined(n, v)
	out.Left = o.all
	for succeeded, list := range o.shown {
		for _, s := range list {
			shown := Shown{Iteration: s.number, At: s.end, Succeeded: succeeded == 1}
			for _, text := range s.charts {
				var c Chart
				if json.Unmarshal([]byte(text), &c) == nil {
					shown.Charts = append(shown.Charts, c)
				}
			}
			out.Shown = append(out.Shown, shown)
			out.Left--
		}
	}
	slices.SortFunc(out.Shown, func(a, b Shown) int { return cmp.Compare(a.Iteration, b.Iteration) })
	return out
}

// combined are the additive charts. Of what iterations say differently about one, the first in alphabetical order holds.
func (o *outputs) combined(n *names, v *View) (list []Combined) {
	type key struct {
		title string
		kind  Kind
	}
	texts, measures := make(map[key]string), make(map[key]map[int32]bool)
	for id, in := range o.charts {
		text := n.charts.name(id)
		var c Chart
		if json.Unmarshal([]byte(text), &c) != nil {
			continue
		}
		k := key{c.Title, c.Kind}
		if measures[k] == nil {
			texts[k], measures[k] = text, make(map[int32]bool)
		}
		texts[k] = min(texts[k], text)
		for m := range in {
			measures[k][m] = true
		}
	}
	for k, text := range texts {
		var c Combined
		_ = json.Unmarshal([]byte(text), &c.Chart) // it went well before
		for id := range measures[k] {
			t := Trend{Measure: n.measure(id, Sample{})}
			if m, ok := v.Measure(t.Title, t.Name); ok {
				t.Sample = m.Sample
			}
			for i := range o.points[id] {
				p := &o.points[id][i]
				p.Mean = mean(&p.sum, p.Count)
				t.Points = append(t.Points, p.TrendPoint)
			}
			c.Series = append(c.Series, t)
		}
		slices.SortFunc(c.Series, func(a, b Trend) int { return strings.Compare(a.Name, b.Name) })
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Combined) int { return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.Kind, b.Kind)) })
	return list
}
