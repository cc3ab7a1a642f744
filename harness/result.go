package harness

import (
	"time"
)

// A Result is all that one run of a benchmark found. It does not change.
type Result struct {
	ID          string // eight hexadecimal digits: the owner's mark of all that the run created
	Name        string
	Description string   // what the author says about it
	Tags        []string // without the @
	Source      string   // the feature's own text, if there is one
	Seed        uint64
	Rehearsal   bool // on the simulated cloud: the figures are those of a model
	Environment Environment
	Started     time.Time // by the wall clock, a label
	Sections    []Section // in the order in which they began
	Workloads   []Outcome
	Fired       []Fired // hooks, in the order in which they fired
	Overall     *View   // of all workloads together, as far as they are steady; nil if there is only one
	Verdict     Verdict
	Expected    bool       // the verdict is not Passed, and that is what the author asked for
	Error       string     // why the run did not complete: a breach, an interrupt, a failed set-up; "" if it did
	Leftovers   []Resource // what the cloud still had, under the owner's mark, after the clean-up
	Troubles    []string   // what went wrong without spoiling the numbers, such as a clean-up that had to be given up
	Folder      string     // where the retained iterations are; "" if a sink took them, or they were not to be kept
}

// A Verdict is how a run ended.
type Verdict string

// The verdicts. Passed is the only good one.
const (
	Passed      Verdict = "passed"          // all iterations were made and all promises kept
	Failed      Verdict = "failed"          // all iterations were made, and a promise was found broken at the end
	Breached    Verdict = "breached"        // a promise broke and cancelled the run
	Interrupted Verdict = "interrupted"     // by a signal, or whoever owned the context
	TimedOut    Verdict = "timed out"       // the deadline of the test was near
	Broken      Verdict = "broken"          // it could not be set up
	Leaked      Verdict = "leaked"          // all else was well, but something was left behind
	Running     Verdict = "running"         // it goes on, and these are its figures so far
	Bound       Verdict = "generator bound" // a promise broke, or an open load was not kept up, and this process was too slow: it says nothing about the cloud
)

// Environment is where a run took place.
type Environment struct {
	Cloud    string // its name; "" for none
	AuthURL  string
	Region   string
	Services []string         // types in the catalog
	Version  string           // of Pacenote
	Revision string           // of whoever declares the benchmarks, such as a commit; "" if unknown
	Versions []ServiceVersion // that the services answered with, in the order of their types; nil if nobody keeps the result
	Go       string
	Machine  string // "linux/amd64, 2 cores"
}

// A ServiceVersion is what a service of the cloud says about itself.
type ServiceVersion struct {
	Type    string // "compute"
	Version string // "v2.1", the newest that it has
	Highest string // microversion; "" if it has none
}

// A Section is a part of a run that is not load, or the load as a whole.
type Section struct {
	Name     string        // "set up users", "load", "remove users"
	Start    time.Duration // since the run began
	Duration time.Duration
	Error    string // "" if it went well
}

// An Outcome is the result of one workload.
type Outcome struct {
	View
	Scenario   string // its name in the catalogue, or its type
	Arguments  []Argument
	Load       string // its shape in words
	Open       bool
	Begun      time.Duration // when it began, since the load did
	Users      int           // the most that could be in flight
	SteadyFrom time.Duration // of a workload with phases, since the load began
	SteadyTo   time.Duration
	Started    int64         // iterations, of all phases
	AfterStop  int64         // starts after the stop was known: zero, or a defect of the engine
	Breach     *Breach       // nil if no promise cancelled it
	Levels     []Level       // in the order in which they were given
	Idle       time.Duration // deliberate idle time of all iterations, in no duration
	Failures   []Failure     // of all phases, by count, the most frequent first
	Timeline   Timeline
	Outputs    Outputs  // of all phases
	Projects   []Series // iterations by the project of their user, in the order of the projects' names; nil if there is only one. Percentiles are off by at most [Accuracy]
	Hosts      []Series // the same by [Iteration.PlacedOn]
	Calls      []Calls  // HTTP calls by the actions that made them
	Generator  Generator
	Point      *Point        // of a [Sweep]; nil for none
	Capacity   *Capacity     // of a [Search], whose other figures are of all its loads together; nil of any other load
	Renewals   int64         // expired tokens that were renewed
	RenewalAge time.Duration // time that iterations spent waiting for it, in no duration
}

// Breach is the moment at which a promise broke and cancelled the run.
type Breach struct {
	Level      string        // in words
	Reason     string        // "p95 of nova.boot_server is 9.1s, promised < 8s, after 143 iterations"
	At         time.Duration // since the load began
	Iterations int64         // that had ended
	Iteration  int64         // the number of the last of them, which broke it; zero if time alone did
	Aborted    int64         // that were in flight, and were cancelled
}

// A Level is a service level and what became of it.
type Level struct {
	Promise string // "p95 of nova.boot_server < 8s"
	Seen    string // "9.1s"; "no data" if there was none
	Kept    bool
	NoData  bool   // it was not kept because there was not enough to judge it by
	Reason  string // why it was not kept, in a sentence
	Limit   *Limit // where it is in a chart of durations; nil if it is in none

	Headroom *Headroom // nil if the promise is no bound of a number, or there was no data; of one about windows, the least of all

	Comparison *Comparison // nil if it was not judged by an earlier run
}

// A Limit is that of a service level about durations, which can be drawn.
type Limit struct {
	Series string // "" the iteration
	Figure string // "p95"
	At     time.Duration
}

// A Failure is a group of failed iterations or actions that went wrong alike.
type Failure struct {
	Class     string // "http 500", "timeout", "assertion", "panic", ...
	Action    string // the innermost action that failed; "" if it was outside of any
	Count     int64
	Iteration int64         // of the example, the first one
	At        time.Duration // of the example
	Message   string        // of the example; text from a cloud, not to be trusted
	RequestID string        // of the last HTTP call of the example
}

// A Timeline is the run cut into equal parts of time by the ends of iterations.
type Timeline struct {
	Width   time.Duration
	Buckets []Bucket            // the iterations
	Actions map[string][]Bucket // by path; as long as Buckets
	Rows    []time.Duration     // the least duration of each row of a heat map: see [Bucket]
	Slowest []Slow              // of each part the slowest success, and up to four more that took longer than its p99, by when they ended
}

// A Slow is an iteration that succeeded, and took long.
type Slow struct {
	Iteration int64         // its number
	At        time.Duration // when it ended, since the load began
	Took      time.Duration // service time
	Action    string        // the longest of its actions; "" if it had none
}

// A Bucket is one part of a [Timeline].
type Bucket struct {
	Started   int64
	Succeeded int64
	Failed    int64
	Skipped   int64 // starts that were due and were not made
	InFlight  int64 // at the end of the part
	Mean      time.Duration
	Min, Max  time.Duration

	P50, P90, P95, P99 time.Duration // of the successes, off by at most [Accuracy]

	// Of iterations only, not of actions:

	Due     int64         // starts that were due, whether or not they were made
	Late    time.Duration // p95 of how late the starts of an open load were
	Classes []ClassCount  // of the failures, in the order of the classes
	Rows    []int64       // successes by the rows of the timeline; nil if there was none
}

// Generator tells how well the load generator itself did.
type Generator struct {
	CPU         float64      // share of all cores that this process used while loading, 0 to 1; 0 if unknown
	GC          float64      // share of its CPU time that went to garbage collection, 0 to 1
	Lateness    Distribution // of starts for which a user was free in time: the generator's own part of being late
	Memory      int64        // bytes that this process had from the system at the end of the load
	Dials       int64        // connections opened
	Reused      int64        // calls on a connection that was open already
	Calls       int64        // HTTP calls of iterations
	Retries     int64        // calls among them that repeated one that had failed
	Throttled   int64        // calls among them that were asked to come back later: answered 429 or 503
	BytesIn     int64
	BytesOut    int64
	Bound       bool   // the generator, not the cloud, was the limit
	BoundReason string // why, with advice
}

// A Resource is something in a cloud.
type Resource struct {
	Kind string // "server"
	ID   string
	Name string
}
