package load

import (
	"fmt"
	"math"
	"time"
)

// Sine is a rate that swings about PerSecond like a wave, as that of a day does: PerSecond + Amplitude*sin(2*pi*t/Period).
type Sine struct {
	PerSecond float64 // in the mean
	Amplitude float64 // at most PerSecond
	Period    time.Duration
	Duration  time.Duration
}

var _ Curve = Sine{}

// Next implements [Load].
func (s Sine) Next(t Turn) (time.Duration, bool) { return due(s, t.Number) }

// Starts implements [Curve]: the integral of the rate, PerSecond*t + Amplitude*Period/(2*pi) * (1 - cos(2*pi*t/Period)).
func (s Sine) Starts(t time.Duration) float64 {
	w := 2 * math.Pi / s.Period.Seconds()
	return s.PerSecond*t.Seconds() + s.Amplitude/w*(1-math.Cos(w*math.Mod(t.Seconds(), s.Period.Seconds())))
}

// When implements [Curve], by bisection to the nanosecond: the integral has no inverse in closed form.
func (s Sine) When(starts float64) time.Duration {
	if starts <= 0 {
		return 0
	}
	// The wave adds at most this many starts to those of the mean rate.
	most := s.Amplitude * s.Period.Seconds() / math.Pi
	low, high := max(seconds((starts-most)/s.PerSecond), 0), seconds(starts/s.PerSecond)
	for low < high {
		if mid := low + (high-low)/2; s.Starts(mid) < starts {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

func (s Sine) limits() (int, time.Duration) { return 0, s.Duration }

// Plan implements [Load].
func (s Sine) Plan() Plan { return planOf(s) }

// String implements [Load].
func (s Sine) String() string {
	return fmt.Sprintf("%s to %s in waves of %s", number(s.PerSecond-s.Amplitude), perSecond(s.PerSecond+s.Amplitude), words(s.Period)) +
		ending(0, s.Duration)
}

// Validate refuses a mean that is not above zero, a wave that goes below it, and a load without an end.
func (s Sine) Validate() error {
	switch {
	case !(s.PerSecond > 0):
		return fmt.Errorf("load: a wave about %v per second: expected a number above 0", s.PerSecond)
	case !(s.Amplitude >= 0 && s.Amplitude <= s.PerSecond):
		return fmt.Errorf("load: a wave of %v about %v per second: expected an amplitude from 0 to that rate", s.Amplitude, s.PerSecond)
	case s.Period <= 0:
		return fmt.Errorf("load: waves of %v: expected a period above zero", s.Period)
	}
	return validate(s, 0, s.Duration, false, s.PerSecond)
}
