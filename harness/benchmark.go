package harness

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness/load"
)

// A Benchmark is a whole experiment as one value.
type Benchmark struct {
	Name        string
	Description string    // what the author says about it
	Tags        []string  // without the @
	Source      string    // the text it was read from, if it was; shown in reports
	Fixtures    []Fixture // set up in this order, removed in the opposite one
	Workloads   []Workload
	Seed        uint64 // of all random choices; zero is a seed like any other
}

// A Workload is a scenario under a load, with its service levels.
type Workload struct {
	Name     string // zero is that of the scenario
	Scenario Scenario
	Load     load.Load     // nil is one iteration
	SLA      []Check       // each guards the run: the first breach cancels it. Nil is "no failed iteration", judged at the end; empty is none
	Timeout  time.Duration // of an iteration; zero is none
}

// A Check is a service level: any matcher of gomega that judges a [View] or a [Result], above all those of package sla.
// While the load runs it is asked every 100 ms. If it does not match, and says that it will not change its mind
// (MatchMayChangeInTheFuture, as gomega has it), its promise is broken. One that does not say is judged at the end.
type Check interface {
	Match(actual any) (bool, error)
	FailureMessage(actual any) string
	NegatedFailureMessage(actual any) string
}

// A ScenarioName is a scenario that says its own name; the others are called by their type.
type ScenarioName interface {
	Name() string
}

// scenarioName is "keystone.Authenticate" for a struct of that type.
func scenarioName(s Scenario) string {
	if n, ok := s.(ScenarioName); ok {
		return n.Name()
	}
	if _, ok := s.(ScenarioFunc); ok {
		return "function"
	}
	return strings.TrimLeft(fmt.Sprintf("%T", s), "*")
}

func (w *Workload) name() string {
	if w.Name != "" {
		return w.Name
	}
	return scenarioName(w.Scenario)
}

func (w *Workload) load() load.Load {
	if w.Load == nil {
		return load.Constant{}
	}
	return w.Load
}

// Validate finds all that is wrong with b that can be found without a cloud.
func (b *Benchmark) Validate() error {
	var errs []error
	if len(b.Workloads) == 0 {
		errs = append(errs, errors.New("there is no workload"))
	}
	for _, f := range b.Fixtures {
		if v, ok := f.(Validator); ok {
			if err := v.Validate(); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", fixtureName(f), err))
			}
		}
	}
	var names []string
	for i := range b.Workloads {
		w := &b.Workloads[i]
		if w.Scenario == nil {
			errs = append(errs, fmt.Errorf("workload %d has no scenario", i+1))
			continue
		}
		if slices.Contains(names, w.name()) {
			errs = append(errs, fmt.Errorf("two workloads are called %q: give them names", w.name()))
		}
		names = append(names, w.name())
		if err := w.validate(); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", w.name(), err))
		}
	}
	return errors.Join(errs...)
}

func (w *Workload) validate() error {
	errs := []error{missing(w.Scenario)}
	if v, ok := w.Scenario.(Validator); ok {
		errs = append(errs, v.Validate())
	}
	if v, ok := w.load().(load.Validator); ok {
		errs = append(errs, v.Validate())
	}
	if slices.Contains(w.SLA, nil) {
		errs = append(errs, errors.New("a service level is nil"))
	}
	if w.Timeout < 0 {
		errs = append(errs, fmt.Errorf("a time-out of %v", w.Timeout))
	}
	if actor, ok := w.Scenario.(Actor); ok {
		known := actor.Actions()
		for _, check := range w.SLA {
			for _, action := range ActionsOf(check) {
				if !slices.Contains(known, action) {
					errs = append(errs, fmt.Errorf("service level %q: %w", Describe(check), Unknown("action", action, known)))
				}
			}
		}
	}
	return errors.Join(errs...)
}
