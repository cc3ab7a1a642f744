package reports

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// A glance is what a page says first: what broke, or what is the nearest to it, and where time went.
type glance struct {
	Broke []incident
	More  int64 // incidents that are not listed
	Near  []incident
	Spent []spent
	Total time.Duration // of all iterations that ended
}

// An incident is a benchmark that did not end well, or a promise that nearly broke.
type incident struct {
	Slug, Name, Word, Why string
	Tone                  tone
}

// A spent is the time that went into an action.
type spent struct {
	Name  string
	Took  time.Duration
	Share float64
	Width string // of a bar, 0 to 100
}

const (
	mostIncidents = 6
	mostNear      = 4
	mostSpent     = 6
)

// newGlance is nil for a page about nothing.
func newGlance(results []*harness.Result, list []*benchmark) *glance {
	g := new(glance)
	for i, r := range results {
		if fine(r) || r.Verdict == harness.Running {
			continue
		}
		b := list[i]
		g.Broke = append(g.Broke, incident{b.Slug, b.Name, b.Word, line(why(r)), b.Tone})
	}
	slices.SortStableFunc(g.Broke, func(a, b incident) int { return cmp.Compare(rank(b.Tone), rank(a.Tone)) })
	if len(g.Broke) > mostIncidents {
		g.More = int64(len(g.Broke) - mostIncidents)
		g.Broke = g.Broke[:mostIncidents]
	}
	if len(g.Broke) == 0 {
		g.Near = near(results, list)
	}
	g.spend(results)
	if len(g.Broke)+len(g.Near)+len(g.Spent) == 0 {
		return nil
	}
	return g
}

// near are the promises with the least room, the tightest first.
func near(results []*harness.Result, list []*benchmark) (out []incident) {
	type candidate struct {
		incident
		share float64
	}
	var all []candidate
	for i, r := range results {
		for k := range r.Workloads {
			if r.Workloads[k].Capacity != nil { // it went as near as it could
				continue
			}
			for _, l := range r.Workloads[k].Levels {
				if l.Headroom == nil || !l.Kept || r.Expected {
					continue
				}
				if share, ok := l.Headroom.Share(); ok && share < 1 {
					all = append(all, candidate{incident{list[i].Slug, list[i].Name, room(&l), line(l.Promise) + ", seen " + line(l.Seen), newLevelView(&l).Tone}, share})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(a.share, b.share) })
	for _, c := range all[:min(len(all), mostNear)] {
		out = append(out, c.incident)
	}
	return out
}

// spend adds up the time of the outermost actions of all benchmarks.
func (g *glance) spend(results []*harness.Result) {
	took := make(map[string]time.Duration)
	var inside time.Duration
	for _, r := range results {
		for i := range r.Workloads {
			v := &r.Workloads[i].View
			g.Total += v.Iterations.Success.Sum + v.Iterations.Failure.Sum
			for k := range v.Actions {
				if a := &v.Actions[k]; parent(a.Name) == "" {
					sum := a.Success.Sum + a.Failure.Sum
					took[a.Name] += sum
					inside += sum
				}
			}
		}
	}
	if g.Total <= 0 || len(took) == 0 {
		return
	}
	add := func(name string, d time.Duration) {
		if d > 0 {
			g.Spent = append(g.Spent, spent{Name: name, Took: d, Share: min(float64(d)/float64(g.Total), 1)})
		}
	}
	for name, d := range took {
		add(line(name), d)
	}
	slices.SortFunc(g.Spent, func(a, b spent) int { return cmp.Or(cmp.Compare(b.Took, a.Took), cmp.Compare(a.Name, b.Name)) })
	if len(g.Spent) > mostSpent {
		var rest time.Duration
		for _, s := range g.Spent[mostSpent-1:] {
			rest += s.Took
		}
		others := len(g.Spent) - mostSpent + 1
		g.Spent = g.Spent[:mostSpent-1]
		add(fmt.Sprintf("%d other actions", others), rest)
	}
	add(outside, g.Total-inside)
	widest := 0.0
	for _, s := range g.Spent {
		widest = max(widest, s.Share)
	}
	for i := range g.Spent {
		g.Spent[i].Width = fmt.Sprintf("%.1f", 100*g.Spent[i].Share/max(widest, 1e-9))
	}
}
