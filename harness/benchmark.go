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
	Hooks       []Hook
	Seed        uint64 // of all random choices; zero is a seed like any other

	// Grace is how long iterations in flight may go on when a workload's time is over, or the run is interrupted; then they
	// are cancelled. With zero, those of a workload whose time is over are let finish, and those of an interrupted run are
	// cancelled at once. A broken promise cancels at once, whatever Grace is.
	Grace time.Duration
}

// A Workload is a scenario under a load, with its service levels.
type Workload struct {
	Name     string // zero is that of the scenario
	Scenario Scenario
	Load     load.Load     // nil is one iteration
	SLA      []Check       // each guards the run: the first breach cancels it. Nil is "no failed iteration", judged at the end; empty is none
	Timeout  time.Duration // of an iteration; zero is none

	After    string        // the name of another workload, whose end this one waits for; "" is none
	Delay    time.Duration // how long after the load began, or After ended, this one begins
	WarmUp   time.Duration // what starts in the first part of its time has figures of its own, and service levels do not see it
	CoolDown time.Duration // the same of the last part; the load must have a duration
	Share    float64       // of the users that fixtures made, 0 to 1, which no other workload with a share gets; zero is all of them
	Point    *Point        // of a [Sweep], of which it is a row; nil for none
	Precise  bool          // starts are waited for by a timer of the kernel, for targets that answer within a millisecond; on Linux
}

// A Check is a service level: any matcher of gomega that judges a [View] or a [Result], above all those of package sla.
// While the load runs it is asked as iterations end. If it does not match, and says that it will not change its mind
// (MatchMayChangeInTheFuture, as gomega has it), its promise is broken. One that does not say is judged at the end. A view
// of a load that runs is good until Match returns.
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
				errs = append(errs, fmt.Errorf("%s: %w", FixtureName(f), err))
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
	errs = append(errs, b.validateOrder())
	if errors.Join(errs...) == nil {
		errs = append(errs, b.validateHooks(), b.validateImpacts())
	}
	if b.Grace < 0 {
		errs = append(errs, fmt.Errorf("a grace of %v", b.Grace))
	}
	return errors.Join(errs...)
}

func (w *Workload) validate() error {
	errs := []error{validScenario(w.Scenario), w.validateSearch()}
	planned := true // what is no load has no plan
	if v, ok := w.load().(load.Validator); ok {
		err := v.Validate()
		errs, planned = append(errs, err), err == nil
	}
	if slices.Contains(w.SLA, nil) {
		errs = append(errs, errors.New("a service level is nil"))
	}
	if w.Timeout < 0 {
		errs = append(errs, fmt.Errorf("a time-out of %v", w.Timeout))
	}
	errs = append(errs, w.validateMeasures())
	if planned {
		errs = append(errs, w.validateTimes(), w.suits())
	}
	if known, ok := Produces(w.Scenario); ok {
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

// suits asks the service levels whether the workload can have them.
func (w *Workload) suits() error {
	var errs []error
	for _, check := range w.SLA {
		eachPart(check, func(part any) {
			if s, ok := part.(Suitor); ok {
				if err := s.Suits(w); err != nil {
					errs = append(errs, fmt.Errorf("service level %q: %w", Describe(check), err))
				}
			}
		})
	}
	return errors.Join(errs...)
}

// validateTimes refuses phases that the load has no room for.
func (w *Workload) validateTimes() error {
	var errs []error
	if w.Delay < 0 || w.WarmUp < 0 || w.CoolDown < 0 {
		errs = append(errs, fmt.Errorf("a delay of %v, a warm-up of %v, a cool-down of %v: numbers below zero", w.Delay, w.WarmUp, w.CoolDown))
	}
	if !(w.Share >= 0 && w.Share <= 1) {
		errs = append(errs, fmt.Errorf("a share of %v of the users: expected 0 to 1", w.Share))
	}
	lasts := w.load().Plan().Duration
	switch {
	case w.CoolDown > 0 && lasts == 0:
		errs = append(errs, fmt.Errorf("a cool-down of %v, but nobody knows when %q ends: give the load a duration", w.CoolDown, w.load()))
	case lasts > 0 && w.WarmUp+w.CoolDown >= lasts:
		errs = append(errs, fmt.Errorf("a warm-up of %v and a cool-down of %v leave nothing of %v", w.WarmUp, w.CoolDown, lasts))
	}
	return errors.Join(errs...)
}
