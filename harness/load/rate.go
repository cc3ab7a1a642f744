package load

import (
	"fmt"
	"strconv"
	"time"
)

// Rate starts iterations at a constant rate, whether or not earlier ones have ended: Rally's runner rps. Start n is due
// at n / PerSecond. When Limit iterations are in flight, further starts wait, none is dropped, and each keeps the time
// at which it was due. At least one of Iterations and Duration must be given.
type Rate struct {
	PerSecond  float64
	Iterations int           // zero is no limit
	Duration   time.Duration // for which starts are due; zero is no limit
	Limit      int           // the most in flight; zero is [DefaultLimit], or Iterations if that is less
}

// DefaultLimit is how many iterations of a [Rate] may be in flight if it does not say.
const DefaultLimit = 100

var _ Load = Rate{}

// Next implements [Load].
func (r Rate) Next(n int, _ time.Duration) (time.Duration, bool) {
	if r.Iterations > 0 && n >= r.Iterations {
		return 0, false
	}
	due := seconds(n, r.PerSecond)
	return due, r.Duration == 0 || due < r.Duration
}

// Plan implements [Load]. Whichever of Iterations and Duration is not given is computed from the other.
func (r Rate) Plan() Plan {
	p := Plan{Users: r.Limit, Iterations: r.Iterations, Duration: r.Duration, Open: true}
	if r.PerSecond > 0 {
		if r.Iterations > 0 {
			if d := seconds(r.Iterations, r.PerSecond); p.Duration == 0 || d < p.Duration {
				p.Duration = d
			}
		}
		if n := r.starts(p.Duration); p.Iterations == 0 || n < p.Iterations {
			p.Iterations = n
		}
	}
	if p.Users == 0 {
		p.Users = DefaultLimit
		if p.Iterations > 0 {
			p.Users = min(p.Users, p.Iterations)
		}
	}
	return p
}

// starts is how many starts are due in less than d: the smallest n that is not.
func (r Rate) starts(d time.Duration) int {
	n := int(d.Seconds() * r.PerSecond)
	for n > 0 && seconds(n-1, r.PerSecond) >= d {
		n--
	}
	for seconds(n, r.PerSecond) < d {
		n++
	}
	return n
}

// String implements [Load].
func (r Rate) String() string {
	s := strconv.FormatFloat(r.PerSecond, 'g', -1, 64) + " iterations per second"
	if r.Iterations > 0 {
		s += ", " + count(r.Iterations, "iteration")
	}
	if r.Duration > 0 {
		s += fmt.Sprintf(" for %v", r.Duration)
	}
	return s + fmt.Sprintf(", at most %d in flight", r.Plan().Users)
}

// Validate refuses a rate that is not above zero, numbers below it, and a load without an end.
func (r Rate) Validate() error {
	switch {
	case !(r.PerSecond > 0) || r.PerSecond > 1e9:
		return fmt.Errorf("load: a rate of %v per second: expected a number above 0 and at most 1e9", r.PerSecond)
	case r.Iterations < 0 || r.Duration < 0 || r.Limit < 0:
		return fmt.Errorf("load: %+v: numbers below zero", r)
	case r.Iterations == 0 && r.Duration == 0:
		return fmt.Errorf("load: %v per second without an end: give a number of iterations or a duration", r.PerSecond)
	}
	return nil
}
