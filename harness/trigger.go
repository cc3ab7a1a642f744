package harness

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Trigger says when a hook fires. One of the groups of fields is set; nothing is the begin of the load.
type Trigger struct {
	Workload string // whose iterations, phases and service levels count; "" is the first

	At []time.Duration // at these times since the load began

	Every time.Duration // again and again, first at From, and not after Until, if that is not zero
	From  time.Duration // zero is after Every
	Until time.Duration

	Iterations     []int64 // when the iterations with these numbers start; the first is 1
	EachIterations int64   // when every so-manieth iteration starts

	Phase string // when a phase begins: [WarmUp], [Steady], [CoolDown]

	Unless Check // when it no longer matches, once: one with a limit below that of a service level comes before its breach
}

// String says when in words: "20s into the load".
func (t Trigger) String() string {
	var words string
	switch {
	case len(t.At) > 0:
		words = list(t.At) + " into the load"
	case t.Every > 0:
		words = "every " + t.Every.String()
		if t.From > 0 {
			words += fmt.Sprintf(" from %v on", t.From)
		}
		if t.Until > 0 {
			words += fmt.Sprintf(" until %v", t.Until)
		}
	case len(t.Iterations) > 0:
		words = "at iteration " + list(t.Iterations)
	case t.EachIterations > 0:
		words = fmt.Sprintf("every %d iterations", t.EachIterations)
	case t.Phase != "":
		words = "at the begin of the " + t.Phase
	case t.Unless != nil:
		words = "unless " + Describe(t.Unless)
	default:
		return "at the begin of the load"
	}
	if t.Workload != "" {
		words += " of " + t.Workload
	}
	return words
}

func list[T any](values []T) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = fmt.Sprint(v)
	}
	return strings.Join(words, ", ")
}

// times are those that are listed, in their order.
func (t *Trigger) times() []time.Duration {
	if len(t.At) == 0 && t.Every == 0 {
		return []time.Duration{0}
	}
	return slices.Sorted(slices.Values(t.At))
}

func (b *Benchmark) validateTrigger(t *Trigger) error {
	kinds := 0
	for _, set := range []bool{len(t.At) > 0, t.Every != 0, len(t.Iterations) > 0, t.EachIterations != 0, t.Phase != "", t.Unless != nil} {
		if set {
			kinds++
		}
	}
	w, err := b.workload(t.Workload)
	switch {
	case err != nil:
		return err
	case kinds > 1:
		return errors.New("a trigger is one of times, a period, iterations, a phase or a service level: give the hook once for each")
	case t.Every < 0 || t.EachIterations < 0 || t.From < 0 || t.Until < 0:
		return fmt.Errorf("it fires %s: numbers below zero", t)
	}
	for _, at := range t.At {
		if at < 0 {
			return fmt.Errorf("it fires %v into the load", at)
		}
		if lasts := b.lasts(); lasts > 0 && at >= lasts && w.Load != nil && w.Load.Plan().Duration > 0 {
			return fmt.Errorf("it fires %v into the load, which lasts %v", at, lasts)
		}
	}
	for _, n := range t.Iterations {
		if n < 1 {
			return fmt.Errorf("it fires at iteration %d: the first is 1", n)
		}
	}
	if t.Phase != "" {
		if phases, _ := w.Parts(); len(phases) == 0 {
			return fmt.Errorf("it fires at the begin of the %s: the workload has no phases", t.Phase)
		} else if !slices.Contains(phases, t.Phase) {
			return Unknown("phase", t.Phase, phases)
		}
	}
	return nil
}
