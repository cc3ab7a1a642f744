// Package load holds load shapes: when the iterations of a workload start, and how many may run at a time.
//
// A shape is pure arithmetic. It never sleeps, holds no clock and keeps no state: the engine asks it when a start is
// due, and does the waiting. So a schedule is tested as a table, and an instance is a struct literal:
//
//	load.Constant{Users: 20, Iterations: 200}                       // closed: a user starts again when its iteration ends
//	load.Constant{Users: 20, Duration: time.Hour}                   // closed: until the hour is over
//	load.Constant{Users: 20, PerUser: 10}                           // closed: ten each
//	load.Serial{Iterations: 10}                                     // closed: one user
//	load.RampUsers{From: 1, To: 100, Duration: time.Minute}         // closed: more and more users
//	load.Paced{Load: closed, Every: time.Minute, Stagger: 10*time.Second, Think: time.Second, ThinkMost: 3*time.Second}
//
//	load.Rate{PerSecond: 50, Duration: time.Minute}                 // open: starts come, whether the cloud answers or not
//	load.RampRate{From: 1, To: 50, Duration: time.Minute}           // open: evenly faster
//	load.Steps{From: 10, To: 50, By: 10, Every: time.Minute, Duration: 5*time.Minute}
//	load.Sine{PerSecond: 50, Amplitude: 40, Period: time.Hour, Duration: 24*time.Hour}
//	load.Poisson{Load: curve}                                       // open: the same rate, at random moments
//	load.Limit{Load: open, Users: 200, Backlog: load.Skip}          // open: so many in flight, and no backlog
//
//	load.Stages{load.RampRate{To: 50, ...}, load.Rate{PerSecond: 50, ...}, load.Rate{PerSecond: 400, ...}}
//
// A closed load slows down with the cloud that it drives, so its latencies flatter a cloud that stalls. An open load
// does not: an iteration that starts late, because all users were busy, keeps the time at which it was due, and its
// response time counts from there.
//
// # Other tools' words
//
//	Rally   constant                  Constant{Users: concurrency, Iterations: times}
//	        constant_for_duration     Constant{Users: concurrency, Duration: duration}
//	        serial                    Serial{Iterations: times}
//	        rps                       Rate{PerSecond: rps, Iterations: times} in Limit{Users: max_concurrency}
//	        rps {start end step duration}  Steps{From: start, To: end, By: step, Every: duration, Iterations: times}
//	k6      shared-iterations, per-vu-iterations, constant-vus   Constant{Iterations}, {PerUser}, {Duration}
//	        ramping-vus               Stages of RampUsers
//	        constant-arrival-rate     Rate in Limit{Users: maxVUs, Backlog: Skip}
//	        ramping-arrival-rate      Stages of RampRate
//	Gatling constantConcurrentUsers, rampConcurrentUsers, incrementConcurrentUsers   Constant, RampUsers, Stages
//	        constantUsersPerSec, rampUsersPerSec, incrementUsersPerSec               Rate, RampRate, Steps
//	        randomized                Poisson
//
// What Rally means otherwise: a time-out of an iteration is the workload's, on every load; rps counts its rate from what was
// launched so far, in each of its processes apart, and falls back to a closed load without a word when max_concurrency is
// reached, while a start here keeps its own moment, and says how late it was or that it was skipped; of a
// duration of 0, constant_for_duration makes an iteration for each user, which here is {PerUser: 1}; for its ramp see [Steps].
package load

import (
	"fmt"
	"strings"
	"time"
)

// A Load says when iterations start. Implementations are values and safe for concurrent use.
type Load interface {
	// Next reports when the start that a user asks for is due, as the time since the load began: for a closed load its
	// own next one, at t.Elapsed for at once; for an open one the start with the number t.Number, whoever asks. ok is
	// false when there is no such start, now or later; then this user does not ask again.
	Next(t Turn) (due time.Duration, ok bool)
	// Plan reports what is known beforehand.
	Plan() Plan
	// String says the shape in words: "20 users, 200 iterations".
	String() string
}

// A Turn is a user that asks for its next start. All times are since the load began.
type Turn struct {
	Number  int           // of the start, the first is 0; a closed load does not look at it
	User    int           // who asks: 0 to Plan().Users-1
	Own     int           // how many iterations this user has started
	Last    time.Duration // when the last of them started
	Elapsed time.Duration
	Seed    uint64 // of all that is random; the same in every turn of a run
}

// A Plan is what a load knows beforehand.
type Plan struct {
	Users      int           // the most iterations in flight
	Iterations int           // how many there will be at most; zero if that is open
	Duration   time.Duration // how long starts go on; zero if that is open
	Open       bool          // starts do not wait for earlier iterations to end
	Backlog    Backlog       // of an open load: what becomes of starts that find no free user
}

// A Backlog is how long a start of an open load may wait for a free user, beyond the time at which it is due, before it is
// skipped. What waits is late, and counted; what is skipped is counted too. Zero is as long as it takes: all run.
type Backlog time.Duration

// Skip skips every start that finds no free user. The time is the resolution at which that can be told.
const Skip = Backlog(10 * time.Millisecond)

// A Validator is a load that can be wrong.
type Validator interface {
	Validate() error
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// words is a duration without the zeros that 1m0s has.
func words(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
