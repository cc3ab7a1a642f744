package history

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/baseline"
)

// A Trend is the runs of one workload of a benchmark at one place, in the order in which they began.
type Trend struct {
	Benchmark, Workload, Scenario string
	Place                         baseline.Place
	Points                        []Point
	Lines                         []Line // of the iteration, then of the actions
}

// A Point is a run.
type Point struct {
	ID       string
	Name     string // of the benchmark, then
	Started  time.Time
	Version  string
	Revision string
	Verdict  harness.Verdict
	Expected bool
	Failed   float64  // share of the iterations
	Rate     float64  // iterations a second
	Edits    []Change // since the run before
}

// A Line is a series of all runs.
type Line struct {
	Series  string      // "" is the iteration
	Figures []Figures   // a run each; without successes where it has none
	Steps   []Step      // where the median has changed for good
	Latest  *Difference // of the newest run and the one before; nil of one run
}

// A Step is a change point: from Point on, the median is another one.
type Step struct {
	Point      int           // index of the first run after it
	From, To   time.Duration // medians of the medians on both sides, up to the next steps
	P          float64       // how often a random order has a split like this
	Worse      bool
	MaybeEdits []Change // of the run at which it begins: what may be the reason
}

// alike is the least share of the lines of two feature texts that are the same if one benchmark has been renamed.
const alike = 0.8

// TrendOf puts the workloads of runs into rows, the one with the newest run first. The order of results makes no difference. A
// benchmark whose name is new, and whose scenario and feature text are nearly those of one that has no more runs, goes on with its
// row. Runs that did not come to their end, and loads that grew until something broke, are left out.
func TrendOf(results []*harness.Result) []*Trend {
	results = slices.Clone(results)
	slices.SortStableFunc(results, func(a, b *harness.Result) int { return a.Started.Compare(b.Started) })
	rows := make(map[string]*row)
	var order []*row
	for _, r := range results {
		for i := range r.Workloads {
			o := &r.Workloads[i]
			if o.Capacity != nil || o.Iterations.Success.Count == 0 || r.Verdict == harness.Interrupted || r.Verdict == harness.TimedOut || r.Verdict == harness.Broken {
				continue
			}
			place := baseline.PlaceOf(r)
			key := fmt.Sprintf("%q %q %q %+v", r.Name, o.Workload, o.Scenario, place)
			x := rows[key]
			if x == nil {
				if x = renamed(order, results, r, o, place); x == nil {
					x = &row{trend: &Trend{Scenario: o.Scenario, Place: place}}
					order = append(order, x)
				}
				rows[key] = x
			}
			x.add(r, o)
		}
	}
	var trends []*Trend
	for _, x := range order {
		trends = append(trends, x.done())
	}
	slices.SortStableFunc(trends, func(a, b *Trend) int {
		return cmp.Or(b.Points[len(b.Points)-1].Started.Compare(a.Points[len(a.Points)-1].Started), cmp.Compare(a.Benchmark, b.Benchmark), cmp.Compare(a.Workload, b.Workload))
	})
	return trends
}

// A row is a trend in the making.
type row struct {
	trend    *Trend
	results  []*harness.Result
	outcomes []*harness.Outcome
}

func (x *row) add(r *harness.Result, o *harness.Outcome) {
	p := Point{
		ID: r.ID, Name: r.Name, Started: r.Started, Version: r.Environment.Version, Revision: r.Environment.Revision, Verdict: r.Verdict, Expected: r.Expected,
		Failed: o.Iterations.FailureRate(), Rate: figures(&o.Iterations, o.Span).Rate,
	}
	if last := len(x.results) - 1; last >= 0 {
		before := x.results[last]
		if before.Name != r.Name {
			p.Edits = append(p.Edits, Change{"benchmark", before.Name, r.Name})
		}
		p.Edits = append(p.Edits, inputs(x.outcomes[last], o)...)
		if before.Source != r.Source {
			p.Edits = append(p.Edits, edits(before.Source, r.Source))
		}
	}
	x.trend.Benchmark, x.trend.Workload = r.Name, o.Workload
	x.trend.Points = append(x.trend.Points, p)
	x.results, x.outcomes = append(x.results, r), append(x.outcomes, o)
}

// renamed is the row that a run goes on with under another name.
func renamed(rows []*row, all []*harness.Result, r *harness.Result, o *harness.Outcome, place baseline.Place) *row {
	if r.Source == "" {
		return nil
	}
	for _, x := range rows {
		last := x.results[len(x.results)-1]
		t := x.trend
		if t.Place != place || t.Scenario != o.Scenario || last.Name == r.Name || last.Source == "" {
			continue
		}
		goesOn := slices.ContainsFunc(all, func(other *harness.Result) bool { return other.Name == last.Name && other.Started.After(r.Started) })
		if !goesOn && similar(last.Source, r.Source) >= alike {
			return x
		}
	}
	return nil
}

// similar is the share of the lines of the longer one of two texts that the other one has, too.
func similar(a, b string) float64 {
	lines := func(text string) (n int) {
		for line := range strings.Lines(text) {
			if strings.TrimSpace(line) != "" {
				n++
			}
		}
		return n
	}
	all := max(lines(a), lines(b), 1)
	return 1 - float64(max(unlike(a, b), unlike(b, a)))/float64(all)
}

func (x *row) done() *Trend {
	t := x.trend
	names := []string{""}
	for _, o := range x.outcomes {
		for i := range o.Actions {
			if name := o.Actions[i].Name; !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names[1:])
	for _, name := range names {
		line := Line{Series: name}
		for _, o := range x.outcomes {
			f := Figures{}
			if s, ok := o.Series(name); ok {
				f = figures(s, o.Span)
			}
			line.Figures = append(line.Figures, f)
		}
		line.Steps = t.steps(line.Figures)
		t.Lines = append(t.Lines, line)
	}
	if n := len(x.results); n > 1 {
		t.Lines[0].Latest = Compare(x.results[n-2], x.results[n-1])
	}
	return t
}

// steps are the change points of the medians of the runs that have one.
func (t *Trend) steps(figures []Figures) (list []Step) {
	var medians []float64
	var at []int
	for i, f := range figures {
		if f.Succeeded > 0 {
			medians, at = append(medians, float64(f.P50)), append(at, i)
		}
	}
	found := changePoints(medians)
	edges := []int{0}
	for _, c := range found {
		edges = append(edges, c.at)
	}
	edges = append(edges, len(medians))
	for i, c := range found {
		from, to := middle(medians[edges[i]:edges[i+1]]), middle(medians[edges[i+1]:edges[i+2]])
		list = append(list, Step{
			Point: at[c.at], From: time.Duration(from), To: time.Duration(to), P: c.p, Worse: to > from, MaybeEdits: t.Points[at[c.at]].Edits,
		})
	}
	return list
}

// middle is the median of some values.
func middle(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
