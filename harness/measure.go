package harness

import (
	"cmp"
	"slices"
	"strings"
)

// A Measure is a number that scenarios add, and what it was in all iterations that succeeded.
type Measure struct {
	Title string // of the chart
	Name  string // of the series
	Sample
}

// String is "TITLE / NAME".
func (m *Measure) String() string { return m.Title + " / " + m.Name }

// Measure returns what was added under a title and a name. ok is false if nothing was.
func (v *View) Measure(title, name string) (m *Measure, ok bool) {
	for i := range v.Measures {
		if v.Measures[i].Title == title && v.Measures[i].Name == name {
			return &v.Measures[i], true
		}
	}
	return nil, false
}

// measureKey is the name of a measure in its register. No title has the separator.
func measureKey(title, name string) string { return title + "\x00" + name }

// measure is the sample of a number.
func (n *names) measure(id int32, s Sample) Measure {
	title, name, _ := strings.Cut(n.measures.name(id), "\x00")
	return Measure{Title: title, Name: name, Sample: s}
}

func sortMeasures(list []Measure) {
	slices.SortFunc(list, func(a, b Measure) int { return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.Name, b.Name)) })
}

func sampleAt(list *[]Sample, id int32) *Sample {
	for int(id) >= len(*list) {
		*list = append(*list, Sample{})
	}
	return &(*list)[id]
}

// measure counts in what was added, and checks ask about.
func (n *numbers) measure(r *record, asked *question) {
	if r.outcome != succeeded {
		return
	}
	for _, a := range r.added {
		if !a.again && (asked.all || slices.Contains(asked.added, a.measure)) {
			sampleAt(&n.measures, a.measure).Add(a.value)
		}
	}
}

// keep counts in what was added, exactly as far as there is room.
func (t *tally) keep(r *record) {
	for _, a := range r.added {
		if a.again {
			continue
		}
		for int(a.measure) >= len(t.added) {
			t.added = append(t.added, nil)
		}
		if t.added[a.measure] == nil {
			t.added[a.measure] = new(Sample)
		}
		t.added[a.measure].keep(a.value, t.pool.whole)
	}
}

// measures are those that were added.
func (t *tally) measures(n *names) (list []Measure) {
	for id, s := range t.added {
		if s != nil {
			s.settle()
			list = append(list, n.measure(int32(id), *s))
		}
	}
	sortMeasures(list)
	return list
}

// A Measurer is a scenario that says beforehand what it adds, or a check that says what it judges: pairs of the title of a
// chart and the name of a series. With both, a service level on what is never added is refused before the run.
type Measurer interface {
	Measures() [][2]string
}

// Measures are what a scenario says it adds. ok is false if it, or one of its portions, does not say.
func Measures(s Scenario) (list [][2]string, ok bool) {
	var parts []Scenario
	switch s := s.(type) {
	case Mix:
		for _, p := range s {
			parts = append(parts, p.Scenario)
		}
	case Feed:
		parts = s.Rows
	default:
		m, ok := s.(Measurer)
		if !ok {
			return nil, false
		}
		return m.Measures(), true
	}
	for _, p := range parts {
		more, ok := Measures(p)
		if !ok {
			return nil, false
		}
		list = append(list, more...)
	}
	return list, true
}

// measuresOf are what a check and its parts judge.
func measuresOf(check any) (list [][2]string) {
	eachPart(check, func(part any) {
		if m, ok := part.(Measurer); ok {
			list = append(list, m.Measures()...)
		}
	})
	return list
}
