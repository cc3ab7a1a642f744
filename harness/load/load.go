// Package load holds load shapes: when the iterations of a workload start, and how many may run at a time.
//
// A shape is pure arithmetic. It never sleeps, holds no clock and keeps no state: the engine asks it when start n is
// due, and does the waiting. So a schedule is tested as a table, and an instance is a struct literal:
//
//	load.Constant{Users: 20, Iterations: 200}              // closed: a user starts again when its iteration ends
//	load.Constant{Users: 20, Duration: time.Hour}          // closed: until the hour is over
//	load.Serial{Iterations: 10}                            // closed: one user
//	load.Rate{PerSecond: 50, Duration: time.Minute}        // open: starts come, whether the cloud answers or not
//
// A closed load slows down with the cloud that it drives, so its latencies flatter a cloud that stalls. An open load
// does not: an iteration that starts late, because all users were busy, keeps the time at which it was due, and its
// response time counts from there.
package load

import (
	"fmt"
	"math"
	"time"
)

// A Load says when iterations start. Implementations are values and safe for concurrent use.
type Load interface {
	// Next reports when start n (the first is 0) is due, as the time since the load began, given how much of that
	// has passed. A closed load answers elapsed: at once. ok is false when there is no start n, now or later.
	Next(n int, elapsed time.Duration) (due time.Duration, ok bool)
	// Plan reports what is known beforehand.
	Plan() Plan
	// String says the shape in words: "20 users, 200 iterations".
	String() string
}

// A Plan is what a load knows beforehand.
type Plan struct {
	Users      int           // the most iterations in flight
	Iterations int           // how many there will be; zero if that is open
	Duration   time.Duration // how long starts go on; zero if that is open
	Open       bool          // starts do not wait for earlier iterations to end
}

// A Validator is a load that can be wrong.
type Validator interface {
	Validate() error
}

// seconds is n periods of a rate, without the error that adding periods up would collect.
func seconds(n int, perSecond float64) time.Duration {
	return time.Duration(math.Round(float64(n) / perSecond * float64(time.Second)))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
