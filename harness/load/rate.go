package load

import (
	"fmt"
	"math"
	"time"
)

// Rate starts iterations at a constant rate, whether or not earlier ones have ended: Rally's runner rps. Start n is due
// at n / PerSecond. At least one of Iterations and Duration must be given. See [Limit] for how many may be in flight.
type Rate struct {
	PerSecond  float64
	Iterations int           // zero is no limit
	Duration   time.Duration // for which starts are due; zero is no limit
}

var _ Curve = Rate{}

// Next implements [Load].
func (r Rate) Next(t Turn) (time.Duration, bool) { return due(r, t.Number) }

// Starts implements [Curve].
func (r Rate) Starts(t time.Duration) float64 { return r.PerSecond * t.Seconds() }

// When implements [Curve].
func (r Rate) When(starts float64) time.Duration { return seconds(starts / r.PerSecond) }

func (r Rate) limits() (int, time.Duration) { return r.Iterations, r.Duration }

// Plan implements [Load]. Whichever of Iterations and Duration is not given is computed from the other.
func (r Rate) Plan() Plan { return planOf(r) }

// String implements [Load].
func (r Rate) String() string { return perSecond(r.PerSecond) + ending(r.Iterations, r.Duration) }

// Validate refuses a rate that is not above zero, numbers below it, and a load without an end.
func (r Rate) Validate() error {
	return validate(r, r.Iterations, r.Duration, true, r.PerSecond)
}

// RampRate is a rate that changes evenly from one value to another. After t of T, (From + (To-From)*t/(2*T)) * t starts are
// due: the area under the line, of which start n is the n-th unit.
type RampRate struct {
	From, To float64 // starts per second
	Duration time.Duration
}

var _ Curve = RampRate{}

// Next implements [Load].
func (r RampRate) Next(t Turn) (time.Duration, bool) { return due(r, t.Number) }

// Starts implements [Curve].
func (r RampRate) Starts(t time.Duration) float64 {
	s := t.Seconds()
	return (r.From + (r.To-r.From)*s/(2*r.Duration.Seconds())) * s
}

// When implements [Curve]. It solves a*t*t + b*t = n in the form that does not subtract like numbers: t = 2*n / (b +
// sqrt(b*b + 4*a*n)).
func (r RampRate) When(starts float64) time.Duration {
	if starts <= 0 {
		return 0
	}
	a, b := (r.To-r.From)/(2*r.Duration.Seconds()), r.From
	root := b*b + 4*a*starts
	if root < 0 { // more than the line has, which falls to zero
		return r.Duration
	}
	return seconds(2 * starts / (b + math.Sqrt(root)))
}

func (r RampRate) limits() (int, time.Duration) { return 0, r.Duration }

// Plan implements [Load].
func (r RampRate) Plan() Plan { return planOf(r) }

// String implements [Load].
func (r RampRate) String() string {
	return fmt.Sprintf("from %s to %s", number(r.From), perSecond(r.To)) + ending(0, r.Duration)
}

// Validate refuses rates below zero, or both zero, and a ramp without an end.
func (r RampRate) Validate() error {
	if r.From == 0 && r.To == 0 {
		return fmt.Errorf("load: a ramp from 0 to 0 per second: expected at least one above 0")
	}
	return validate(r, 0, r.Duration, false, r.From, r.To)
}
