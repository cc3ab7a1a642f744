package harness

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// A Hook does something while the load runs: it breaks a cloud, mends it, calls somebody. The load goes on meanwhile.
//
// What it does lasts for a while, and is then undone; at the latest when the load ends, however that comes about. This is
// its window: reports show it on the charts, and what became of the load in it is an [Impact]. A hook that goes wrong
// fails the run.
type Hook struct {
	Name string        // zero is what Do says of itself
	When Trigger       // nothing is the begin of the load
	Do   Action        // see package hook
	For  time.Duration // how long what it does lasts; zero is until the load ends
}

// An Action is what a hook does. Do is called again each time that the hook fires, also before an earlier call returned. Its
// context ends with the load.
type Action interface {
	Do(ctx context.Context, f *Firing) error
}

// An Arranger is an action that has something to make ready before the load, or to refuse. It is asked after the set-up
// of the fixtures.
type Arranger interface {
	Arrange(ctx context.Context, w *World) error
}

// ActionFunc is a function as an action.
type ActionFunc func(ctx context.Context, f *Firing) error

// Do calls f.
func (do ActionFunc) Do(ctx context.Context, f *Firing) error { return do(ctx, f) }

func (h *Hook) name() string {
	switch s := h.Do.(type) {
	case nil:
		return h.Name
	case fmt.Stringer:
		if h.Name == "" {
			return s.String()
		}
	}
	if h.Name == "" {
		return "function"
	}
	return h.Name
}

// validateHooks refuses hooks that cannot fire.
func (b *Benchmark) validateHooks() error {
	var errs []error
	names := make(map[string]bool)
	for i := range b.Hooks {
		h := &b.Hooks[i]
		if h.Do == nil {
			errs = append(errs, fmt.Errorf("hook %d does nothing", i+1))
			continue
		}
		if names[h.name()] {
			errs = append(errs, fmt.Errorf("two hooks are called %q: give them names", h.name()))
		}
		names[h.name()] = true
		if v, ok := h.Do.(Validator); ok {
			if err := v.Validate(); err != nil {
				errs = append(errs, fmt.Errorf("hook %q: %w", h.name(), err))
			}
		}
		if h.For < 0 {
			errs = append(errs, fmt.Errorf("hook %q: it lasts for %v", h.name(), h.For))
		}
		if err := b.validateTrigger(&h.When); err != nil {
			errs = append(errs, fmt.Errorf("hook %q: %w", h.name(), err))
		}
	}
	return errors.Join(errs...)
}

// workload is that of a name, "" the first.
func (b *Benchmark) workload(name string) (*Workload, error) {
	var names []string
	for i := range b.Workloads {
		w := &b.Workloads[i]
		if w.Scenario == nil {
			continue
		}
		if name == "" || w.name() == name {
			return w, nil
		}
		names = append(names, w.name())
	}
	if name == "" {
		return nil, errors.New("there is no workload")
	}
	return nil, Unknown("workload", name, names)
}

// guards are the checks that are asked about a workload while it goes on.
func (b *Benchmark) guards(w *Workload, index int) []Check {
	list := slices.Clone(w.SLA)
	for i := range b.Hooks {
		t := &b.Hooks[i].When
		if t.Unless != nil && (t.Workload == w.name() || t.Workload == "" && index == 0) {
			list = append(list, t.Unless)
		}
	}
	return list
}

// A Hooked is a check that judges the impact of a hook, by its name.
type Hooked interface {
	Hook() string
}

// validateImpacts refuses service levels of hooks that there are not.
func (b *Benchmark) validateImpacts() error {
	var names []string
	for i := range b.Hooks {
		names = append(names, b.Hooks[i].name())
	}
	var errs []error
	for i := range b.Workloads {
		for _, check := range b.Workloads[i].SLA {
			eachPart(check, func(part any) {
				if h, ok := part.(Hooked); ok && !slices.Contains(names, h.Hook()) {
					errs = append(errs, fmt.Errorf("service level %q: %w", Describe(check), Unknown("hook", h.Hook(), names)))
				}
			})
		}
	}
	return errors.Join(errs...)
}
