package harness

import "context"

// whole is a scenario as a step of a composition.
type whole struct{ scenario Scenario }

func (w whole) Do(ctx context.Context, it *Iteration, _ Things) (string, error) {
	return "", w.scenario.Run(ctx, it)
}

func (w whole) Validate() error { return validScenario(w.scenario) }

func (w whole) Services() []string { return ServicesOf(w.scenario) }

func (w whole) Microversions() []Microversion { return MicroversionsOf(w.scenario) }

func (w whole) Holds() []Holding {
	if h, ok := w.scenario.(Holder); ok {
		return h.Holds()
	}
	return nil
}

func (w whole) Actions() []string {
	if a, ok := w.scenario.(Actor); ok {
		return a.Actions()
	}
	return nil
}

func (w whole) Fixtures() []Fixture {
	if b, ok := w.scenario.(Bringer); ok {
		return b.Fixtures()
	}
	return nil
}

func (w whole) Prepare(ctx context.Context, world *World) (Doer, error) {
	p, ok := w.scenario.(Preparer)
	if !ok {
		return w, nil
	}
	ready, err := p.Prepare(ctx, world)
	return whole{ready}, err
}
