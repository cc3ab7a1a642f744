package rallyresult

import (
	"math"
	"slices"
	"strconv"
)

// A stat is a row of Rally's table of durations in the making.
type stat struct {
	name, display string
	count         int // in an iteration
	durations     []float64
	succeeded     int
	children      stats
}

// stats are rows in the order in which they were first seen.
type stats struct {
	list []*stat
	by   map[string]*stat
}

func (s *stats) row(name string, count int) *stat {
	display := name
	if count > 1 {
		display += " (x" + strconv.Itoa(count) + ")"
	}
	if x := s.by[display]; x != nil {
		return x
	}
	if s.by == nil {
		s.by = make(map[string]*stat)
	}
	x := &stat{name: name, display: display, count: count}
	s.by[display], s.list = x, append(s.list, x)
	return x
}

func (x *stat) add(duration float64, failed bool) {
	x.durations = append(x.durations, duration)
	if !failed {
		x.succeeded++
	}
}

// A merged action is all of a name in one iteration, or in one action.
type merged struct {
	name     string
	duration float64
	count    int
	failed   bool
	children []*merged
}

// depth is how deep Rally merges actions of one name.
const depth = 2

func merge(list []*action, level int) (out []*merged) {
	at := make(map[string]*merged)
	for _, a := range list {
		m := at[a.Name]
		if m == nil {
			m = &merged{name: a.Name}
			at[a.Name], out = m, append(out, m)
		}
		m.duration += float64(a.Finished - a.Started)
		m.count++
		m.failed = m.failed || a.Failed
		if level < depth {
			for _, child := range merge(a.Children, level+1) {
				i := slices.IndexFunc(m.children, func(x *merged) bool { return x.name == child.name })
				if i < 0 {
					m.children = append(m.children, child)
					continue
				}
				x := m.children[i]
				x.duration, x.count, x.failed = x.duration+child.duration, x.count+child.count, x.failed || child.failed
			}
		}
	}
	return out
}

// iteration counts one in: its actions here, itself in total.
func (s *stats) iteration(it *iteration, total *stat) {
	list := merge(it.Actions, 0)
	failed := len(it.Error) > 0
	if failed && len(list) > 0 && !list[len(list)-1].failed {
		list = append(list, &merged{name: "<no-name-action>", count: 1, failed: true})
	}
	s.add(list)
	total.add(float64(it.Duration+it.Idle), failed)
	total.children.row("duration", 1).add(float64(it.Duration), failed)
	total.children.row("idle_duration", 1).add(float64(it.Idle), failed)
}

func (s *stats) add(list []*merged) {
	for _, m := range list {
		x := s.row(m.name, m.count)
		x.add(m.duration, m.failed)
		x.children.add(m.children)
	}
}

// figures are the row as Rally writes it.
func (x *stat) figures() map[string]any {
	children := []any{}
	for _, c := range x.children.list {
		children = append(children, c.figures())
	}
	data := map[string]any{"iteration_count": len(x.durations), "success": "n/a"}
	for _, key := range []string{"min", "median", "90%ile", "95%ile", "max", "avg"} {
		data[key] = "n/a"
	}
	if n := len(x.durations); n > 0 {
		sorted := slices.Sorted(slices.Values(x.durations))
		sum := 0.0
		for _, d := range x.durations {
			sum += d
		}
		data["min"], data["max"], data["avg"] = rounded(sorted[0]), rounded(sorted[n-1]), rounded(sum/float64(n))
		data["median"], data["90%ile"], data["95%ile"] = rounded(between(sorted, 0.5)), rounded(between(sorted, 0.9)), rounded(between(sorted, 0.95))
		data["success"] = strconv.FormatFloat(100*float64(x.succeeded)/float64(n), 'f', 1, 64) + "%"
	}
	return map[string]any{"data": data, "count_per_iteration": x.count, "name": x.name, "display_name": x.display, "children": children}
}

// between is the percentile of sorted numbers that lies between two of them, as Rally has it.
func between(sorted []float64, p float64) float64 {
	k := float64(len(sorted)-1) * p
	low, high := math.Floor(k), math.Ceil(k)
	if low == high {
		return sorted[int(k)]
	}
	return sorted[int(low)]*(high-k) + sorted[int(high)]*(k-low)
}

// rounded is a number of three decimals, halves to even, as Python does.
func rounded(x float64) float {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 3, 64), 64)
	return float(r)
}

// durations are what "statistics" holds.
func (s *stats) durations(total *stat) map[string]any {
	atomics := []any{}
	for _, x := range s.list {
		atomics = append(atomics, x.figures())
	}
	return map[string]any{"durations": map[string]any{"total": total.figures(), "atomics": atomics}}
}
