package harness

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// A Capacity is what a [Search] found.
type Capacity struct {
	Unit      string  // what loads are counted in: "a second" or "users"
	Sustained float64 // the highest load that was sustained each time it was tried, but for at most one that is doubtful; zero is none
	Confirmed int     // how often, after the first time
	Low, High float64 // Sustained, and the lowest load that broke, zero if none did: the limit lies between both, as far as a probe can tell; see [Search]
	Knee      float64 // the load with the most successes a second for their mean duration: beyond it, users wait for more than they get; zero if there are too few loads to tell
	Ended     string  // why the search went no further, in a sentence
	Bound     string  // why the generator, and not the cloud, was the limit; "" if it was not
	Probes    []Probe // in the order in which they were made
}

// A Probe is one load that a [Search] tried.
type Probe struct {
	Load     float64
	Kept     bool          // it was sustained
	Reason   string        // why not, in a sentence
	Doubtful bool          // it fell behind by little, which may be chance: it breaks when that happens again
	Stopped  bool          // a failure of a class under StopAt was seen, and ended the search
	Bound    bool          // the generator was the limit, which says nothing about the cloud
	Achieved float64       // iterations that ended a second, while it was judged
	Begun    time.Duration // since the load of the run began
	Took     time.Duration // until all its iterations had ended
	View     View          // of what started after it had settled
	Levels   []Level
}

// capacityOf is what the probes of a search say. Ended is empty if nothing is more to be tried.
func capacityOf(s Search, probes []Probe) *Capacity {
	x := standingOf(probes)
	c := &Capacity{Unit: s.Unit(), Sustained: x.best, Low: x.best, High: x.broken, Probes: probes, Knee: knee(probes)}
	if x.best > 0 {
		c.Confirmed = x.times - 1
	}
	var last *Probe
	if len(probes) > 0 {
		last = &probes[len(probes)-1]
	}
	_, more := s.next(probes)
	switch {
	case last == nil:
		c.Ended = "nothing was tried"
	case last.Stopped:
		c.Ended = "it stopped at once at " + s.words(last.Load) + ": " + last.Reason
	case more:
		c.Ended = "the run ended before the search did"
	case x.limited():
		c.Ended = "the generator was the limit at " + s.words(x.bound)
	case x.best == 0:
		c.Ended = "the first load, " + s.words(s.From) + ", was not sustained: " + last.Reason
	case x.broken == 0:
		c.Ended = "nothing broke up to " + s.words(s.To) + ", the ceiling"
	}
	if x.limited() {
		i := slices.IndexFunc(probes, func(p Probe) bool { return p.Bound && p.Load == x.bound })
		c.Bound = probes[i].Reason
	}
	return c
}

// Limit is the probe that set the limit: the first at the lowest load that broke. It is nil if none did.
func (c *Capacity) Limit() *Probe {
	for i := range c.Probes {
		if p := &c.Probes[i]; c.High > 0 && p.Load == c.High && !p.Kept && !p.Bound {
			return p
		}
	}
	return nil
}

// Best is the last probe of the load that was sustained. It is nil if none was.
func (c *Capacity) Best() *Probe {
	for i := range slices.Backward(c.Probes) {
		if p := &c.Probes[i]; p.Kept && p.Load == c.Sustained {
			return p
		}
	}
	return nil
}

// Words are a load in the unit of c: "41 a second".
func (c *Capacity) Words(load float64) string { return loadWords(load, c.Unit) }

// knee is the load whose power is the greatest: successes a second, divided by their mean duration (Kleinrock). Of less
// than three loads, and of those whose greatest one is the first, it is zero.
func knee(probes []Probe) float64 {
	type point struct{ load, power float64 }
	var points []point
	for i := range probes {
		p := &probes[i]
		s := &p.View.Iterations
		if mean := s.Success.Mean().Seconds(); mean > 0 && !p.Bound {
			points = append(points, point{p.Load, p.Achieved * (1 - s.FailureRate()) / mean})
		}
	}
	slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(a.load, b.load) })
	points = slices.CompactFunc(points, func(a, b point) bool { return a.load == b.load })
	if len(points) < 3 {
		return 0
	}
	return slices.MaxFunc(points, func(a, b point) int { return cmp.Compare(a.power, b.power) }).load
}

// judge says what the promises of a search became, those of the load that was sustained. It is an error if there is none,
// unless the run had ended early.
func (c *Capacity) judge(out *Outcome, cause error) error {
	p := c.Best()
	if p == nil {
		p = c.Limit()
	}
	if p != nil {
		out.Levels = p.Levels
	}
	out.Generator.Bound, out.Generator.BoundReason = c.Bound != "", c.Bound
	switch {
	case cause != nil:
		return nil
	case c.Bound != "":
		return &BoundError{Workload: out.Workload, Reason: c.Bound}
	case c.Sustained == 0:
		return &PromiseError{Workload: out.Workload, Level: Level{Promise: "some load is sustained", Seen: "none", Reason: c.Ended}}
	}
	return nil
}

// String is "sustains 41 a second (41 to 43), broke at 43: p95 is 1.2s, promised < 1s, after 981 iterations".
func (c *Capacity) String() string {
	switch limit := c.Limit(); {
	case c.Sustained == 0:
		return "sustains nothing: " + c.Ended
	case limit == nil:
		return fmt.Sprintf("sustains at least %s: %s", c.Words(c.Sustained), c.Ended)
	default:
		s := fmt.Sprintf("sustains %s (%s to %s), broke at %s: %s", c.Words(c.Sustained), number(c.Low), number(c.High), number(limit.Load), limit.Reason)
		if c.Ended != "" && !limit.Stopped {
			s += "; " + c.Ended
		}
		return s
	}
}
