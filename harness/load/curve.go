package load

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// A Curve is an open load whose starts lie evenly under a curve of rates: start n is due at When(n). [Stages] chains
// curves, and [Poisson] scatters their starts.
type Curve interface {
	Load
	// Starts is how many starts are due, in the mean, until a time since the load began: the area under the rate.
	Starts(t time.Duration) float64
	// When is the time at which so many are: the inverse of Starts.
	When(starts float64) time.Duration
}

// DefaultLimit is how many iterations of an open load may be in flight if no [Limit] says otherwise.
const DefaultLimit = 100

// forever stands for the time of what never comes.
const forever = time.Duration(math.MaxInt64)

// limits are the iterations and the duration that a curve was given; zero is none.
func limits(c Curve) (iterations int, lasts time.Duration) {
	if l, ok := c.(interface{ limits() (int, time.Duration) }); ok {
		return l.limits()
	}
	p := c.Plan()
	return p.Iterations, p.Duration
}

// span is how long starts of a curve are due.
func span(c Curve) time.Duration {
	iterations, lasts := limits(c)
	if iterations > 0 {
		if at := c.When(float64(iterations)); lasts == 0 || at < lasts {
			return at
		}
	}
	return lasts
}

// due is start n of a curve.
func due(c Curve, n int) (time.Duration, bool) {
	iterations, lasts := limits(c)
	if iterations > 0 && n >= iterations {
		return 0, false
	}
	at := c.When(float64(n))
	return at, lasts == 0 || at < lasts
}

// planOf is the plan of a curve. Whichever of its limits is not given is computed from the other.
func planOf(c Curve) Plan {
	iterations, _ := limits(c)
	p := Plan{Iterations: iterations, Duration: span(c), Open: true, Users: DefaultLimit}
	if p.Duration > 0 {
		n := int(min(c.Starts(p.Duration), 1<<52))
		for n > 0 && c.When(float64(n-1)) >= p.Duration {
			n--
		}
		for c.When(float64(n)) < p.Duration {
			n++
		}
		if p.Iterations == 0 || n < p.Iterations {
			p.Iterations = n
		}
	}
	if p.Iterations > 0 {
		p.Users = min(p.Users, p.Iterations)
	}
	return p
}

// validate refuses what no curve can have.
func validate(l Load, iterations int, lasts time.Duration, zero bool, rates ...float64) error {
	for _, rate := range rates {
		if !(rate >= 0) || zero && rate == 0 || rate > 1e9 {
			return fmt.Errorf("load: a rate of %v per second: expected a number above 0 and at most 1e9", rate)
		}
	}
	switch {
	case iterations < 0 || lasts < 0:
		return fmt.Errorf("load: %s: numbers below zero", l)
	case iterations == 0 && lasts == 0:
		return fmt.Errorf("load: %s without an end: give a number of iterations or a duration", l)
	}
	return nil
}

// seconds is a time, forever if it is too long to say.
func seconds(s float64) time.Duration {
	if ns := math.Round(s * float64(time.Second)); ns < float64(forever) {
		return time.Duration(ns)
	}
	return forever
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func perSecond(x float64) string {
	if x == 1 {
		return "1 iteration per second"
	}
	return number(x) + " iterations per second"
}

// ending says when a load ends.
func ending(iterations int, lasts time.Duration) (s string) {
	if iterations > 0 {
		s += ", " + count(iterations, "iteration")
	}
	if lasts > 0 {
		s += " for " + words(lasts)
	}
	return s
}
