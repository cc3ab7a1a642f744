package cli

import (
	"fmt"
	"time"
)

// A skew is how far another clock is ahead of this one: between two bounds, since nobody knows when within a call it was
// read, and some services say whole seconds alone.
type skew struct {
	low, high time.Duration
	known     bool
}

// see takes in that the other clock said at, at some moment from began to ended.
func (s *skew) see(at, began, ended time.Time) {
	unit := time.Duration(0)
	if at.Nanosecond() == 0 {
		unit = time.Second
	}
	low, high := at.Sub(ended), at.Add(unit).Sub(began)
	if !s.known {
		s.low, s.high, s.known = low, high, true
		return
	}
	s.low, s.high = max(s.low, low), min(s.high, high)
}

// tolerable is how far the clocks may be apart: some services refuse a token that is from the future.
const tolerable = 5 * time.Second

// String says it in words.
func (s skew) String() string {
	middle, within := (s.low+s.high)/2, (s.high-s.low).Abs()/2
	words := fmt.Sprintf("its clock is %v ahead of this one, give or take %v", middle.Round(time.Millisecond), within.Round(time.Millisecond))
	switch {
	case s.low <= 0 && s.high >= 0:
		return fmt.Sprintf("its clock agrees with this one, as far as tokens tell: to %v", max(-s.low, s.high).Round(time.Millisecond))
	case middle < 0:
		words = fmt.Sprintf("its clock is %v behind this one, give or take %v", -middle.Round(time.Millisecond), within.Round(time.Millisecond))
	}
	if middle.Abs() > tolerable {
		words += ": set one of them right"
	}
	return words
}
