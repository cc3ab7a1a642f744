package load

import (
	"fmt"
	"math"
	"time"
)

// Steps is a rate that goes up, or down, by steps: From for the first Every, then By more, until it is To, where it stays.
// At least one of Iterations and Duration must be given.
//
// It is what Rally's runner rps documents for its ramp {start, end, step, duration}. Rally's code differs: it begins a step
// below start and climbs evenly rather than by steps, and compares the rate of each of its processes with the undivided
// end, so that the ceiling is a multiple of what was asked for.
type Steps struct {
	From, To   float64 // starts per second
	By         float64 // above zero, also downwards
	Every      time.Duration
	Iterations int           // zero is no limit
	Duration   time.Duration // for which starts are due; zero is no limit
}

var _ Curve = Steps{}

// step is the rate of step k.
func (s Steps) step(k float64) float64 {
	if s.To < s.From {
		return max(s.From-k*s.By, s.To)
	}
	return min(s.From+k*s.By, s.To)
}

// climbs is after how many steps the rate stays.
func (s Steps) climbs() float64 { return math.Ceil(math.Abs(s.To-s.From)/s.By - 1e-9) }

// until is how many starts are due in the first k steps, none of which is the last rate's.
func (s Steps) until(k float64) float64 {
	by := s.By
	if s.To < s.From {
		by = -by
	}
	return (s.From*k + by*k*(k-1)/2) * s.Every.Seconds()
}

// Next implements [Load].
func (s Steps) Next(t Turn) (time.Duration, bool) { return due(s, t.Number) }

// Starts implements [Curve].
func (s Steps) Starts(t time.Duration) float64 {
	k := min(math.Floor(t.Seconds()/s.Every.Seconds()), s.climbs())
	return s.until(k) + s.step(k)*(t.Seconds()-k*s.Every.Seconds())
}

// When implements [Curve].
func (s Steps) When(starts float64) time.Duration {
	low, high := 0.0, s.climbs() // the last step that begins with no more starts than these
	for low < high {
		if k := math.Ceil((low + high) / 2); s.until(k) <= starts {
			low = k
		} else {
			high = k - 1
		}
	}
	return seconds(low*s.Every.Seconds() + (starts-s.until(low))/s.step(low))
}

func (s Steps) limits() (int, time.Duration) { return s.Iterations, s.Duration }

// Plan implements [Load].
func (s Steps) Plan() Plan { return planOf(s) }

// String implements [Load].
func (s Steps) String() string {
	return fmt.Sprintf("from %s to %s in steps of %s every %s", number(s.From), perSecond(s.To), number(s.By), words(s.Every)) +
		ending(s.Iterations, s.Duration)
}

// Validate refuses rates and steps that are not above zero, and a load without an end.
func (s Steps) Validate() error {
	switch {
	case !(s.By > 0):
		return fmt.Errorf("load: steps of %v per second: expected a number above 0", s.By)
	case s.Every <= 0:
		return fmt.Errorf("load: a step every %v: expected a duration above zero", s.Every)
	case !(math.Abs(s.To-s.From)/s.By < 1e6):
		return fmt.Errorf("load: steps of %v from %v to %v: expected less than a million of them", s.By, s.From, s.To)
	}
	return validate(s, s.Iterations, s.Duration, true, s.From, s.To)
}
