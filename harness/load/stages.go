package load

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Stages are loads one after another: steps, a spike, a soak. They are either all open or all closed, and each has a
// duration. What an open stage leaves of a start, a fraction, is carried into the next one; a user whom the next closed
// stage wants, too, goes on.
type Stages []Load

// A crowd is a closed load whose users come and go by the clock alone.
type crowd interface {
	Load
	// wanted is when a user is wanted next, from a time on. ok is false if it never is.
	wanted(user int, from time.Duration) (at time.Duration, ok bool)
}

var (
	_ Curve = Stages{}
	_ crowd = Stages{}
)

// curve is a load as a curve. Stages are one if all of them are.
func curve(l Load) (Curve, bool) {
	if s, ok := l.(Stages); ok {
		return s, len(s) > 0 && s.open()
	}
	c, ok := l.(Curve)
	return c, ok
}

func (s Stages) open() bool {
	if len(s) == 0 {
		return false
	}
	_, ok := curve(s[0])
	return ok
}

func lasts(l Load) time.Duration {
	if c, ok := curve(l); ok {
		return span(c)
	}
	return l.Plan().Duration
}

// Next implements [Load].
func (s Stages) Next(t Turn) (time.Duration, bool) {
	if s.open() {
		return due(s, t.Number)
	}
	return s.wanted(t.User, t.Elapsed)
}

// wanted implements crowd.
func (s Stages) wanted(user int, from time.Duration) (time.Duration, bool) {
	var begin time.Duration
	for _, part := range s {
		length := lasts(part)
		if c, ok := part.(crowd); ok && from < begin+length {
			if at, ok := c.wanted(user, max(from-begin, 0)); ok && at < length {
				return begin + at, true
			}
		}
		begin += length
	}
	return 0, false
}

// Starts implements [Curve]. Of closed stages, there are none.
func (s Stages) Starts(t time.Duration) (starts float64) {
	for _, part := range s {
		c, ok := curve(part)
		if !ok || t <= 0 {
			break
		}
		length := span(c)
		starts += c.Starts(min(t, length))
		t -= length
	}
	return starts
}

// When implements [Curve].
func (s Stages) When(starts float64) time.Duration {
	var begin time.Duration
	for _, part := range s {
		c, ok := curve(part)
		if !ok {
			break
		}
		length := span(c)
		if all := c.Starts(length); starts >= all {
			starts -= all
			begin += length
			continue
		}
		return begin + min(c.When(max(starts, 0)), length)
	}
	return begin
}

func (s Stages) limits() (int, time.Duration) {
	var sum time.Duration
	for _, part := range s {
		sum += lasts(part)
	}
	return 0, sum
}

// Plan implements [Load].
func (s Stages) Plan() Plan {
	if s.open() {
		return planOf(s)
	}
	_, sum := s.limits()
	p := Plan{Duration: sum}
	for _, part := range s {
		p.Users = max(p.Users, part.Plan().Users)
	}
	return p
}

// String implements [Load].
func (s Stages) String() string {
	parts := make([]string, len(s))
	for i, part := range s {
		parts[i] = part.String()
	}
	return strings.Join(parts, ", then ")
}

// Validate refuses a mixture of open and closed stages, and one whose duration is not known.
func (s Stages) Validate() error {
	if len(s) == 0 {
		return errors.New("load: no stages: expected at least one")
	}
	var errs []error
	for i, part := range s {
		if part == nil {
			errs = append(errs, fmt.Errorf("load: stage %d is nil", i+1))
			continue
		}
		err := valid(part)
		if err == nil {
			err = s.stage(part)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("load: stage %d: %w", i+1, err))
		}
	}
	return errors.Join(errs...)
}

// stage refuses a part that cannot be one.
func (s Stages) stage(part Load) error {
	_, open := curve(part)
	_, closed := part.(crowd)
	switch {
	case !open && !closed:
		return fmt.Errorf("%s cannot be a stage: put it around all of them, or chain Constant and RampUsers, or curves such as Rate", part)
	case open != s.open():
		return fmt.Errorf("%s: open and closed loads cannot be stages of each other", part)
	case lasts(part) == 0:
		return fmt.Errorf("%s: nobody knows when it ends: give it a duration", part)
	}
	if c, ok := part.(Constant); ok && (c.Iterations > 0 || c.PerUser > 0) {
		return fmt.Errorf("%s: a stage ends by its duration, not by iterations", part)
	}
	return nil
}

// valid asks a load whether it is.
func valid(l Load) error {
	if v, ok := l.(Validator); ok {
		return v.Validate()
	}
	return nil
}
