package harness

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// A moment is what a part of a timeline keeps of whole iterations, beside their durations.
type moment struct {
	due     int64
	late    Distribution // of an open load
	classes map[string]int64
	slow    []slow // the slowest successes that ended, the slowest first
}

// mostSlow is how many outliers of a part are kept; mostClasses is how many classes of failures a timeline tells apart.
const (
	mostSlow    = 5
	mostClasses = 64
)

// A slow is a [Slow] in the making.
type slow struct {
	number   int64
	at, took time.Duration
	action   int32 // -1 for none
}

func (t *timeline) note(r *record) {
	moment := func(at time.Duration) *moment { return &t.moments[t.index(at)] }
	moment(r.due).due++
	if r.outcome == skipped {
		return
	}
	if t.open {
		moment(r.start).late.Add(r.start - r.due)
	}
	switch m := moment(r.end); r.outcome {
	case succeeded:
		m.keep(r)
	case failed:
		class := r.class
		if !t.classes[class] {
			if len(t.classes) >= mostClasses {
				class = "others"
			}
			t.classes[class] = true
		}
		if m.classes == nil {
			m.classes = make(map[string]int64)
		}
		m.classes[class]++
	}
}

// keep remembers r if it is one of the slowest. Of those that took equally long it prefers the earlier one, in whatever
// order they come.
func (m *moment) keep(r *record) {
	s := slow{number: r.number, at: r.end, took: r.service(), action: -1}
	before := func(a, b slow) int { return cmp.Or(cmp.Compare(b.took, a.took), cmp.Compare(a.number, b.number)) }
	full := len(m.slow) == mostSlow
	if full && before(s, m.slow[mostSlow-1]) > 0 {
		return
	}
	var longest time.Duration
	for i := range r.actions {
		if a := &r.actions[i]; a.duration > longest {
			s.action, longest = a.id, a.duration
		}
	}
	if full {
		m.slow = m.slow[:mostSlow-1]
	}
	at, _ := slices.BinarySearchFunc(m.slow, s, before)
	m.slow = slices.Insert(m.slow, at, s)
}

// cut completes a bucket.
func (m *moment) cut(b *Bucket) {
	b.Due, b.Late = m.due, m.late.Percentile(95)
	for _, class := range slices.Sorted(maps.Keys(m.classes)) {
		b.Classes = append(b.Classes, ClassCount{class, m.classes[class]})
	}
}

// slowest are the outliers of all parts, in the order in which they ended.
func (t *timeline) slowest(list []Bucket, paths []string) (all []Slow) {
	for i := range t.moments {
		for k, s := range t.moments[i].slow {
			if k > 0 && s.took <= list[i].P99 {
				break
			}
			x := Slow{Iteration: s.number, At: s.at, Took: s.took}
			if s.action >= 0 {
				x.Action = paths[s.action]
			}
			all = append(all, x)
		}
	}
	slices.SortFunc(all, func(a, b Slow) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Iteration, b.Iteration)) })
	return all
}
