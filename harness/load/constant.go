package load

import (
	"fmt"
	"time"
)

// Constant is a fixed number of users, each of which starts its next iteration when its last one has ended: Rally's
// runners constant and constant_for_duration. With more than one of Iterations, PerUser and Duration, what comes first ends
// the load. An iteration that runs when Duration is over is let finish. The zero value is one user and one iteration.
type Constant struct {
	Users      int           // at a time; zero is 1
	Iterations int           // of all users together, whoever is free takes the next; zero is no limit
	PerUser    int           // iterations that each user makes; zero is no limit
	Duration   time.Duration // for which iterations are started; zero is no limit
}

var _ crowd = Constant{}

// Next is due at once until Duration has passed or the user has made its own iterations.
func (c Constant) Next(t Turn) (time.Duration, bool) {
	if c.Duration > 0 && t.Elapsed >= c.Duration || c.PerUser > 0 && t.Own >= c.PerUser {
		return 0, false
	}
	return t.Elapsed, true
}

// Plan implements [Load].
func (c Constant) Plan() Plan {
	p := Plan{Users: max(c.Users, 1), Iterations: c.Iterations, Duration: c.Duration}
	if all := p.Users * c.PerUser; all > 0 && (p.Iterations == 0 || all < p.Iterations) {
		p.Iterations = all
	}
	if p.Iterations == 0 && p.Duration == 0 {
		p.Iterations = 1
	}
	return p
}

// wanted implements crowd.
func (c Constant) wanted(user int, from time.Duration) (time.Duration, bool) {
	return from, user < max(c.Users, 1) && from < c.Duration
}

// String implements [Load].
func (c Constant) String() string {
	p := c.Plan()
	s := count(p.Users, "user")
	switch {
	case c.PerUser > 0 && c.Iterations == 0:
		s += ", " + count(c.PerUser, "iteration") + " each"
	case p.Iterations > 0:
		s += ", " + count(p.Iterations, "iteration")
	default:
		return s + " for " + words(p.Duration)
	}
	if p.Duration > 0 {
		s += ", at most " + words(p.Duration)
	}
	return s
}

// Validate refuses negative numbers, and more users than iterations, of which some could never do anything.
func (c Constant) Validate() error {
	switch {
	case c.Users < 0 || c.Iterations < 0 || c.PerUser < 0 || c.Duration < 0:
		return fmt.Errorf("load: %+v: numbers below zero", c)
	case c.Iterations > 0 && c.Users > c.Iterations:
		return fmt.Errorf("load: %s for %s: some users would have nothing to do",
			count(c.Users, "user"), count(c.Iterations, "iteration"))
	}
	return nil
}

// Serial is one user: Rally's runner serial.
type Serial struct {
	Iterations int // zero is 1
}

func (s Serial) constant() Constant { return Constant{Users: 1, Iterations: max(s.Iterations, 1)} }

// Next implements [Load].
func (s Serial) Next(t Turn) (time.Duration, bool) { return t.Elapsed, true }

// Plan implements [Load].
func (s Serial) Plan() Plan { return s.constant().Plan() }

// String implements [Load].
func (s Serial) String() string {
	return count(s.constant().Plan().Iterations, "iteration") + ", one after another"
}

// Validate refuses a negative number.
func (s Serial) Validate() error { return Constant{Iterations: s.Iterations}.Validate() }
