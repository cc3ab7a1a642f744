package harness

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Mix is several scenarios under one load. Each gets its weight's share of the iterations, exactly and evenly spread:
// of weights 3 and 1, every fourth iteration is the second scenario's. The result has the figures of each, and those
// of all together.
type Mix []Portion

// A Portion is a scenario of a [Mix].
type Portion struct {
	Weight   int    // zero is 1
	Name     string // zero is that of the scenario
	Scenario Scenario
}

// mostWeight bounds the sum of the weights of a mix, after division by what they have in common.
const mostWeight = 100_000

func (p Portion) name() string {
	if p.Name != "" {
		return p.Name
	}
	return scenarioName(p.Scenario)
}

// Name is "a mix of" and the names.
func (m Mix) Name() string {
	names := make([]string, len(m))
	for i, p := range m {
		names[i] = p.name()
	}
	return "a mix of " + strings.Join(names, ", ")
}

// Run is not called: the engine runs the scenario whose turn it is.
func (m Mix) Run(ctx context.Context, it *Iteration) error { return m[0].Scenario.Run(ctx, it) }

// Validate finds all that is wrong with the scenarios and their weights.
func (m Mix) Validate() error {
	var errs []error
	if len(m) == 0 {
		errs = append(errs, errors.New("a mix of nothing: expected at least one scenario"))
	}
	var names []string
	for i, p := range m {
		if p.Scenario == nil {
			errs = append(errs, fmt.Errorf("scenario %d of the mix is nil", i+1))
			continue
		}
		if _, ok := p.Scenario.(Mix); ok {
			errs = append(errs, fmt.Errorf("scenario %d of the mix is a mix: list its scenarios instead", i+1))
			continue
		}
		if p.Weight < 0 {
			errs = append(errs, fmt.Errorf("%s has the weight %d: expected 1 or more", p.name(), p.Weight))
		}
		if slices.Contains(names, p.name()) {
			errs = append(errs, fmt.Errorf("two scenarios of the mix are called %q: give them names", p.name()))
		}
		names = append(names, p.name())
		if err := validScenario(p.Scenario); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", p.name(), err))
		}
	}
	if errors.Join(errs...) == nil {
		if sum := sum(m.weights()); sum > mostWeight {
			errs = append(errs, fmt.Errorf("the weights of the mix sum up to %d: expected at most %d", sum, mostWeight))
		}
	}
	return errors.Join(errs...)
}

// Fixtures are those that the scenarios bring.
func (m Mix) Fixtures() []Fixture {
	var list []Fixture
	for _, p := range m {
		if b, ok := p.Scenario.(Bringer); ok {
			list = append(list, b.Fixtures()...)
		}
	}
	return list
}

// Services are those that the scenarios talk to.
func (m Mix) Services() []string {
	var list []string
	for _, p := range m {
		list = append(list, ServicesOf(p.Scenario)...)
	}
	return list
}

// Microversions are those that the scenarios ask for.
func (m Mix) Microversions() []Microversion {
	var list []Microversion
	for _, p := range m {
		list = append(list, MicroversionsOf(p.Scenario)...)
	}
	return list
}

// Prepare prepares those scenarios that have to look something up.
func (m Mix) Prepare(ctx context.Context, w *World) (Scenario, error) {
	var errs []error
	ready := slices.Clone(m)
	for i, p := range m {
		ready[i].Name = p.name()
		preparer, ok := p.Scenario.(Preparer)
		if !ok {
			continue
		}
		var err error
		if ready[i].Scenario, err = preparer.Prepare(within(ctx, i), w); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", p.name(), err))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return ready, nil
}

// weights are those of the portions, divided by what they have in common.
func (m Mix) weights() []int {
	weights := make([]int, len(m))
	common := 0
	for i, p := range m {
		weights[i] = max(p.Weight, 1)
		a, b := weights[i], common
		for b != 0 {
			a, b = b, a%b
		}
		common = a
	}
	for i := range weights {
		weights[i] /= common
	}
	return weights
}

func sum(list []int) (total int) {
	for _, n := range list {
		total += n
	}
	return total
}

// turns is the order in which the portions take iterations, over and over again. At each turn every portion is owed
// its weight more, and who is owed most has it and pays all of them back: the smooth weighted round-robin of nginx.
func (m Mix) turns() []int {
	weights := m.weights()
	total := sum(weights)
	owed := make([]int, len(m))
	order := make([]int, total)
	for turn := range order {
		most := 0
		for i, w := range weights {
			owed[i] += w
			if owed[i] > owed[most] {
				most = i
			}
		}
		owed[most] -= total
		order[turn] = most
	}
	return order
}
