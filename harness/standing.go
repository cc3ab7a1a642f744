package harness

import "math"

// next is the load that a search tries after some, the history of which is all that it knows. s has its defaults. ok is
// false when there is nothing more to find out.
//
// Every load but those that are tried again lies between the best and the lowest that broke; each that breaks lowers the
// latter, each that is sustained raises the former until the gap is narrow: so a search ends.
func (s Search) next(probes []Probe) (at float64, ok bool) {
	if len(probes) == 0 {
		return s.From, true
	}
	if probes[len(probes)-1].Stopped {
		return 0, false
	}
	x := standingOf(probes)
	switch last := &probes[len(probes)-1]; {
	case last.doubted() && last.Load != x.broken:
		return last.Load, true // again
	case x.best == 0:
		return 0, false
	case x.broken == 0 && x.bound == 0 && x.best < s.To:
		return min(2*x.best, s.To), true
	case x.broken > 0 && !x.limited():
		if at, ok := s.between(x.best, x.broken); ok {
			return at, true
		}
	}
	if x.times <= s.Confirm {
		return x.best, true
	}
	return 0, false
}

// A standing is what the probes of a search say together; zero is none.
type standing struct {
	best   float64 // the highest load below broken and bound that was sustained
	times  int     // how often it was
	broken float64 // the lowest load that broke, on the cloud's account
	bound  float64 // the lowest load that the generator could not make
}

// doubted tells whether the probe was not sustained, by so little that one more has to agree.
func (p *Probe) doubted() bool { return p.Doubtful && !p.Kept && !p.Bound && !p.Stopped }

// limited tells whether the generator kept the search from finding the limit.
func (x standing) limited() bool { return x.bound > 0 && (x.broken == 0 || x.bound < x.broken) }

// lower is the lesser of two loads, of which zero is none.
func lower(a, b float64) float64 {
	if a == 0 || b == 0 {
		return max(a, b)
	}
	return min(a, b)
}

func standingOf(probes []Probe) (x standing) {
	doubts := make(map[float64]int)
	for i := range probes {
		switch p := &probes[i]; {
		case p.Kept:
		case p.doubted() && doubts[p.Load] == 0:
			doubts[p.Load]++
		case p.Bound:
			x.bound = lower(x.bound, p.Load)
		default:
			x.broken = lower(x.broken, p.Load)
		}
	}
	ceiling := lower(x.broken, x.bound)
	for i := range probes {
		p := &probes[i]
		if !p.Kept || ceiling > 0 && p.Load >= ceiling || p.Load < x.best {
			continue
		}
		if p.Load > x.best {
			x.best, x.times = p.Load, 0
		}
		x.times++
	}
	return x
}

// between is a load in the middle of a gap, a round number if there is one. ok is false if the gap is narrow.
func (s Search) between(low, high float64) (at float64, ok bool) {
	if high-low <= s.Within*high*(1+1e-9) || s.Users && high-low <= 1 {
		return 0, false
	}
	middle := low + (high-low)/2
	if s.Users {
		return math.Floor(middle), true
	}
	// In steps of a hundredth of the gap, or less, down to a power of ten: so figures stay short.
	step := math.Pow(10, math.Floor(math.Log10(high-low))-1)
	if step < 1 { // a division by a whole number is exact where a product with a fraction is not
		whole := math.Round(1 / step)
		return math.Round(middle*whole) / whole, true
	}
	return math.Round(middle/step) * step, true
}
