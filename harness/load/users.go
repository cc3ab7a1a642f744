package load

import (
	"fmt"
	"math"
	"time"
)

// RampUsers is a number of users that changes evenly. A user who is wanted starts its next iteration when its last one has
// ended; one who no longer is lets it end and waits, or goes if it is not wanted again.
type RampUsers struct {
	From, To int
	Duration time.Duration
}

var _ crowd = RampUsers{}

// Next is due when the user is wanted.
func (r RampUsers) Next(t Turn) (time.Duration, bool) { return r.wanted(t.User, t.Elapsed) }

// wanted implements crowd. User k is wanted while the line from From to To is above k: of a ramp from 0 to 10, the first
// user from the start on, the last one for the last tenth.
func (r RampUsers) wanted(user int, from time.Duration) (time.Duration, bool) {
	if from >= r.Duration {
		return 0, false
	}
	if r.From == r.To {
		return from, user < r.To
	}
	// The line meets the user's own number at this share of the time.
	share := float64(user-r.From) / float64(r.To-r.From)
	at := time.Duration(math.Ceil(share * float64(r.Duration)))
	switch {
	case r.From < r.To && user < r.To:
		return max(from, at), max(from, at) < r.Duration
	case r.From > r.To && user < r.From && from < at:
		return from, true
	}
	return 0, false
}

// Plan implements [Load].
func (r RampUsers) Plan() Plan { return Plan{Users: max(r.From, r.To, 1), Duration: r.Duration} }

// String implements [Load].
func (r RampUsers) String() string {
	if r.From == r.To {
		return Constant{Users: r.To, Duration: r.Duration}.String()
	}
	return fmt.Sprintf("from %d to %s in %s", r.From, count(r.To, "user"), words(r.Duration))
}

// Validate refuses negative numbers, a ramp of nobody, and one that takes no time.
func (r RampUsers) Validate() error {
	switch {
	case r.From < 0 || r.To < 0:
		return fmt.Errorf("load: %s: numbers below zero", r)
	case r.From == 0 && r.To == 0:
		return fmt.Errorf("load: a ramp from 0 to 0 users: expected at least one")
	case r.Duration <= 0:
		return fmt.Errorf("load: %s: expected a duration above zero", r)
	}
	return nil
}
