package harness

import (
	"context"
	"fmt"
	"slices"
)

// A Composition is a scenario of single steps, done one after another: the first that fails ends the iteration. What it
// makes and does not end is left to the clean-up.
type Composition struct {
	Title string
	Steps []Step
}

// A Step is a sentence of a composition, as [Composer.Add] understood it.
type Step struct {
	Sentence string
	Doer     Doer
	with     []int
	names    map[string]int
}

// Name is the title.
func (c Composition) Name() string { return c.Title }

// Run does the steps.
func (c Composition) Run(ctx context.Context, it *Iteration) error {
	made := make([]string, len(c.Steps))
	for i, s := range c.Steps {
		var err error
		if made[i], err = s.Doer.Do(ctx, it, Things{made: made, with: s.with, names: s.names}); err != nil {
			return err
		}
	}
	return nil
}

// Actions are those of the steps.
func (c Composition) Actions() []string {
	var list []string
	for _, s := range c.Steps {
		if a, ok := s.Doer.(Actor); ok {
			list = append(list, a.Actions()...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Services are those that the steps talk to.
func (c Composition) Services() []string {
	var list []string
	for _, s := range c.Steps {
		if consumer, ok := s.Doer.(Consumer); ok {
			list = append(list, consumer.Services()...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Microversions are those that the steps ask for.
func (c Composition) Microversions() []Microversion {
	var list []Microversion
	for _, s := range c.Steps {
		list = append(list, MicroversionsOf(s.Doer)...)
	}
	return list
}

// Holds are what the steps hold.
func (c Composition) Holds() []Holding {
	var list []Holding
	for _, s := range c.Steps {
		if h, ok := s.Doer.(Holder); ok {
			list = append(list, h.Holds()...)
		}
	}
	return list
}

// Fixtures are those that the steps bring.
func (c Composition) Fixtures() []Fixture {
	var list []Fixture
	for _, s := range c.Steps {
		if b, ok := s.Doer.(Bringer); ok {
			list = append(list, b.Fixtures()...)
		}
	}
	return list
}

// Prepare prepares the steps that have to look something up.
func (c Composition) Prepare(ctx context.Context, w *World) (Scenario, error) {
	ready := Composition{Title: c.Title, Steps: slices.Clone(c.Steps)}
	for i, s := range c.Steps {
		preparer, ok := s.Doer.(DoerPreparer)
		if !ok {
			continue
		}
		var err error
		if ready.Steps[i].Doer, err = preparer.Prepare(within(ctx, i), w); err != nil {
			return nil, fmt.Errorf("step %d, %s: %w", i+1, s.Sentence, err)
		}
	}
	return ready, nil
}
