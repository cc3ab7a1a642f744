package harness

import (
	"cmp"
	"slices"
	"time"
)

// A gauge holds the numbers of a workload so far, cut by phase and by part of a mix, and those of the last while for
// each window that a check asks about. It is not safe for concurrent use.
type gauge struct {
	drive *drive
	names *names
	total []numbers // by cut
	rings []*ring
	lasting
}

// A ring is a window that slides over the load in steps of its slots.
type ring struct {
	window time.Duration
	width  time.Duration // of a slot
	slots  [][]numbers   // by slot modulo their number, then by cut
	newest int64         // slot
}

// slotsPerWindow is how finely a window slides: by a thirtieth of it, but not by less than a tick.
const slotsPerWindow = 30

const phases = 3

// cut is where the numbers of r belong.
func (d *drive) cut(r *record) int {
	if !d.workload.phased() {
		return d.parts + r.part
	}
	return d.phase(r)*d.parts + r.part
}

func newGauge(d *drive, n *names) *gauge {
	g := &gauge{drive: d, names: n, total: make([]numbers, phases*d.parts), lasting: make(lasting)}
	for _, window := range windowsOf(d.guards...) {
		width := max(window/slotsPerWindow, every).Truncate(every)
		count := (window + width - 1) / width
		r := &ring{window: window, width: width, slots: make([][]numbers, count)}
		for i := range r.slots {
			r.slots[i] = make([]numbers, phases*d.parts)
		}
		g.rings = append(g.rings, r)
	}
	return g
}

// merge counts the numbers of a cut in, which came in just before now, the time since the load began.
func (g *gauge) merge(cut int, n *numbers, now time.Duration) {
	g.total[cut].merge(n)
	for _, r := range g.rings {
		r.step(now)
		r.slots[r.newest%int64(len(r.slots))][cut].merge(n)
	}
}

// step slides the window on.
func (r *ring) step(now time.Duration) {
	at := int64(max(now-1, 0) / r.width) // what ends a slot belongs to it
	for r.newest < at {
		r.newest++
		for i := range r.slots[r.newest%int64(len(r.slots))] {
			r.slots[r.newest%int64(len(r.slots))][i].reset()
		}
	}
}

// view is a look at the numbers at a time since the load began. It holds on to the gauge's memory.
func (g *gauge) view(now time.Duration) *View {
	v := g.look(g.total, now)
	for _, r := range g.rings {
		r.step(now)
		if now-g.drive.begun < r.window {
			continue // not a whole one yet
		}
		sums := make([]numbers, len(g.total))
		for _, slot := range r.slots {
			for cut := range slot {
				if slot[cut].dirty {
					sums[cut].merge(&slot[cut])
				}
			}
		}
		if v.windows == nil {
			v.windows = make(map[time.Duration]*View)
		}
		window := g.look(sums, now)
		window.slide(g.drive, r.window, now)
		v.windows[r.window] = window
	}
	return v
}

// look makes a view of numbers by cut.
func (g *gauge) look(cuts []numbers, now time.Duration) *View {
	d := g.drive
	of := func(phase, part int) *numbers { return &cuts[phase*d.parts+part] }
	steady := g.viewOf(cuts[d.parts:2*d.parts], "", now)
	for phase, name := range phaseNames {
		if d.workload.has(phase) {
			steady.Phases = append(steady.Phases, *g.viewOf(cuts[phase*d.parts:(phase+1)*d.parts], name, now))
			steady.Phases[len(steady.Phases)-1].Span = d.span(phase, now)
		}
	}
	for part, name := range partsOf(d.workload.Scenario) {
		steady.Mix = append(steady.Mix, *g.viewOf([]numbers{*of(1, part)}, name, now))
	}
	return steady
}

// viewOf makes a view of all cuts together.
func (g *gauge) viewOf(cuts []numbers, part string, now time.Duration) *View {
	sum := &cuts[0]
	if len(cuts) > 1 {
		sum = new(numbers)
		for i := range cuts {
			sum.merge(&cuts[i])
		}
	}
	v := &View{
		Workload: g.drive.workload.name(), Part: part, Elapsed: now - g.drive.begun, Span: g.drive.span(1, now),
		Iterations: sum.iterations, Response: sum.response, Lateness: sum.lateness, Classes: classesOf(sum.classes),
		Actions: happened(sum.actions, &g.names.actions), Routes: happened(sum.routes, &g.names.routes), lasting: g.lasting,
	}
	if !g.drive.plan.Open {
		v.Response, v.Lateness = sum.iterations.Success, zeros(v.Iterations.Ended()+v.Iterations.Aborted)
	}
	for id := range sum.measures {
		if s := sum.measures[id]; s.Count > 0 {
			v.Measures = append(v.Measures, g.names.measure(int32(id), s))
		}
	}
	sortMeasures(v.Measures)
	return v
}

// happened are the series by id that are not empty.
func happened(list []Series, names *register) (series []Series) {
	for id := range list {
		if s := list[id]; s.Ended()+s.Aborted > 0 {
			s.Name = names.name(int32(id))
			series = append(series, s)
		}
	}
	sortSeries(series)
	return series
}

func classesOf(counts map[string]int64) (list []ClassCount) {
	for class, count := range counts {
		if count > 0 {
			list = append(list, ClassCount{class, count})
		}
	}
	slices.SortFunc(list, func(a, b ClassCount) int { return cmp.Compare(a.Class, b.Class) })
	return list
}

func sortSeries(list []Series) {
	slices.SortFunc(list, func(a, b Series) int { return cmp.Compare(a.Name, b.Name) })
}
