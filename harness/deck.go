package harness

import (
	"errors"
	"slices"
)

// A deck deals the iterations of a workload their scenarios: the same one to each, the rows of a [Feed], or the portions
// of a [Mix], whose own count of iterations then says which row. It is arithmetic, safe for concurrent use.
type deck struct {
	scenario Scenario // the same for each iteration; else nil
	feed     *Feed
	seed     uint64
	turns    []int  // of a mix: which portion has the turn
	nth      []int  // how many turns of the same portion come before it
	weights  []int  // how many turns each portion has
	portions []deck // of the mix
}

func deckOf(s Scenario, seed uint64, index int) deck {
	switch s := s.(type) {
	case Feed:
		return deck{feed: &s, seed: hash(seed, "feed", uint64(index))}
	case Mix:
		d := deck{turns: s.turns(), weights: make([]int, len(s))}
		for _, k := range d.turns {
			d.nth = append(d.nth, d.weights[k])
			d.weights[k]++
		}
		for i, p := range s {
			d.portions = append(d.portions, deckOf(p.Scenario, seed, index<<16|i+1))
		}
		return d
	}
	return deck{scenario: s}
}

// deal is the scenario of iteration n, the first of which is 0, and its place in the mix. ok is false when the rows are
// used up.
func (d *deck) deal(n int64) (s Scenario, part int, ok bool) {
	switch {
	case d.scenario != nil:
		return d.scenario, 0, true
	case d.turns != nil:
		cycle := int64(len(d.turns))
		k := d.turns[n%cycle]
		s, _, ok = d.portions[k].deal(n/cycle*int64(d.weights[k]) + int64(d.nth[n%cycle]))
		return s, k, ok
	}
	rows := d.feed.Rows
	switch d.feed.Order {
	case Unique:
		if n >= int64(len(rows)) {
			return nil, 0, false
		}
	case AtRandom:
		n = int64(hash(d.seed, "row", uint64(n)) >> 1)
	}
	return rows[n%int64(len(rows))], 0, true
}

// Parts are the phases of a workload, and the scenarios of its [Mix]; of one that has none, nil.
func (w *Workload) Parts() (phases, mix []string) {
	for phase, name := range phaseNames {
		if w.has(phase) {
			phases = append(phases, name)
		}
	}
	return phases, partsOf(w.Scenario)
}

// partsOf are the names of the portions of a mix; nil for any other scenario.
func partsOf(s Scenario) []string {
	m, ok := s.(Mix)
	if !ok {
		return nil
	}
	names := make([]string, len(m))
	for i, p := range m {
		names[i] = p.name()
	}
	return names
}

// Produces are the actions that a scenario says it can produce. ok is false if it, or one of its portions, does not say.
func Produces(s Scenario) (actions []string, ok bool) {
	switch s := s.(type) {
	case Feed: // rows may differ in what they do
		for i := range s.Rows {
			list, ok := Produces(s.Rows[i])
			if !ok {
				return nil, false
			}
			actions = append(actions, list...)
			slices.Sort(actions)
			actions = slices.Compact(actions)
		}
		return actions, true
	case Mix:
		for _, p := range s {
			list, ok := Produces(p.Scenario)
			if !ok {
				return nil, false
			}
			actions = append(actions, list...)
		}
		return actions, true
	case Actor:
		return s.Actions(), true
	}
	return nil, false
}

// validScenario finds what is wrong with the arguments of a scenario.
func validScenario(s Scenario) error {
	errs := []error{missing(s)}
	if v, ok := s.(Validator); ok {
		errs = append(errs, v.Validate())
	}
	return errors.Join(errs...)
}
