package load

import (
	"fmt"
	"time"
)

// Constant is a fixed number of users, each of which starts its next iteration when its last one has ended: Rally's
// runners constant and constant_for_duration. With both Iterations and Duration, what comes first ends the load. An
// iteration that runs when Duration is over is let finish. The zero value is one user and one iteration.
type Constant struct {
	Users      int           // at a time; zero is 1
	Iterations int           // of all users together; zero is no limit if there is a Duration, else 1
	Duration   time.Duration // for which iterations are started; zero is no limit
}

var _ Load = Constant{}

// Next is due at once until Iterations have started or Duration has passed.
func (c Constant) Next(n int, elapsed time.Duration) (time.Duration, bool) {
	p := c.Plan()
	if p.Iterations > 0 && n >= p.Iterations || c.Duration > 0 && elapsed >= c.Duration {
		return 0, false
	}
	return elapsed, true
}

// Plan implements [Load].
func (c Constant) Plan() Plan {
	iterations := c.Iterations
	if iterations == 0 && c.Duration == 0 {
		iterations = 1
	}
	return Plan{Users: max(c.Users, 1), Iterations: iterations, Duration: c.Duration}
}

// String implements [Load].
func (c Constant) String() string {
	p := c.Plan()
	switch {
	case p.Duration == 0:
		return fmt.Sprintf("%s, %s", count(p.Users, "user"), count(p.Iterations, "iteration"))
	case p.Iterations == 0:
		return fmt.Sprintf("%s for %v", count(p.Users, "user"), p.Duration)
	}
	return fmt.Sprintf("%s, %s, at most %v", count(p.Users, "user"), count(p.Iterations, "iteration"), p.Duration)
}

// Validate refuses negative numbers, and more users than iterations, of which some could never do anything.
func (c Constant) Validate() error {
	switch {
	case c.Users < 0 || c.Iterations < 0 || c.Duration < 0:
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

var _ Load = Serial{}

func (s Serial) constant() Constant { return Constant{Users: 1, Iterations: s.Iterations} }

// Next implements [Load].
func (s Serial) Next(n int, elapsed time.Duration) (time.Duration, bool) {
	return s.constant().Next(n, elapsed)
}

// Plan implements [Load].
func (s Serial) Plan() Plan { return s.constant().Plan() }

// String implements [Load].
func (s Serial) String() string {
	return count(s.constant().Plan().Iterations, "iteration") + ", one after another"
}

// Validate refuses a negative number.
func (s Serial) Validate() error { return s.constant().Validate() }
