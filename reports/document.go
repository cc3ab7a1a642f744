package reports

import "github.com/pacenote/pacenote/harness"

// Version is that of the JSON that this package writes. It grows when a key changes its meaning or goes away, not when
// one is added.
const Version = 1

// A Document is what [JSON] writes. Keys name their units; durations are numbers of seconds. A population that is empty
// has a count of zero and no other key.
type Document struct {
	Pacenote int   `json:"pacenote"` // the version of this schema
	Results  []Run `json:"results"`
}

// A Run is one run of a benchmark.
type Run struct {
	ID          string     `json:"id"` // the owner's mark of all that the run created
	Name        string     `json:"name"`
	Description string     `json:"description,omitempty"`
	Tags        []string   `json:"tags,omitempty"`
	Verdict     string     `json:"verdict"`            // "passed", "failed", "breached", "interrupted", "timed out", "broken", "leaked", "generator bound"
	Expected    bool       `json:"expected,omitempty"` // the verdict is not "passed", and that is what was asked for
	Why         string     `json:"why"`                // the verdict in sentences
	Rehearsal   bool       `json:"rehearsal"`
	Note        string     `json:"note,omitempty"` // of a rehearsal: that the figures are those of a simulated cloud
	Error       string     `json:"error,omitempty"`
	Seed        uint64     `json:"seed,string"`
	Started     string     `json:"started,omitempty"` // RFC 3339, UTC; a label
	Seconds     float64    `json:"duration_seconds"`
	Environment Place      `json:"environment"`
	Sections    []Section  `json:"sections,omitempty"` // in the order in which they began
	Workloads   []Workload `json:"workloads,omitempty"`
	Overall     *Division  `json:"overall,omitempty"` // of all workloads together, if there are several
	Fired       []Fired    `json:"fired,omitempty"`   // hooks
	Leftovers   []Leftover `json:"leftovers,omitempty"`
	Troubles    []string   `json:"troubles,omitempty"`
	Source      string     `json:"source,omitempty"` // the feature's own text
}

// A Place is where a run took place.
type Place struct {
	Cloud    string            `json:"cloud,omitempty"`
	AuthURL  string            `json:"auth_url,omitempty"`
	Region   string            `json:"region,omitempty"`
	Services []string          `json:"services,omitempty"`
	Versions map[string]string `json:"service_versions,omitempty"` // by type: "v2.1 2.90", the second one a microversion
	Version  string            `json:"pacenote_version,omitempty"`
	Revision string            `json:"revision,omitempty"` // of whoever declares the benchmarks
	Go       string            `json:"go_version,omitempty"`
	Machine  string            `json:"machine,omitempty"`
}

// A Section is a part of a run: set-up, load, removal.
type Section struct {
	Name    string  `json:"name"`
	Start   float64 `json:"start_seconds"` // since the run began
	Seconds float64 `json:"duration_seconds"`
	Error   string  `json:"error,omitempty"`
}

// A Leftover is something that the cloud still had after the clean-up.
type Leftover struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Name string `json:"name"`
}

// A Workload is a scenario under a load.
type Workload struct {
	Name       string            `json:"name"`
	Scenario   string            `json:"scenario"`
	Arguments  map[string]string `json:"arguments,omitempty"` // as text; those at their zero value are left out
	Load       string            `json:"load"`
	Open       bool              `json:"open"`                          // the load does not wait for the cloud
	Users      int               `json:"users"`                         // the most that could be in flight
	Seconds    float64           `json:"duration_seconds"`              // of all phases
	Begun      float64           `json:"begun_seconds,omitempty"`       // when it began, since the load did
	SteadyFrom float64           `json:"steady_from_seconds,omitempty"` // of a load with phases: what is counted here is of this time, unless it says otherwise
	SteadyTo   float64           `json:"steady_to_seconds,omitempty"`
	Started    int64             `json:"started"`          // of all phases
	Skipped    int64             `json:"skipped"`          // starts of an open load that found no free user in time
	Phases     []Division        `json:"phases,omitempty"` // "warm-up", "steady", "cool-down"
	Mix        []Division        `json:"mix,omitempty"`    // by scenario
	AfterStop  int64             `json:"started_after_stop"`
	Idle       float64           `json:"idle_seconds"` // deliberate, of all iterations, in no duration
	Renewals   int64             `json:"token_renewals"`
	RenewalAge float64           `json:"token_renewal_seconds"` // in no duration
	Breach     *Breach           `json:"breach,omitempty"`
	Levels     []Level           `json:"levels,omitempty"`
	Impacts    []Impact          `json:"impacts,omitempty"` // of hooks
	Iterations Population        `json:"iterations"`
	Actions    []Population      `json:"actions,omitempty"`  // by path: "outer[inner]"
	Routes     []Population      `json:"routes,omitempty"`   // HTTP calls: "compute GET /servers/{id}"
	Response   Durations         `json:"response_time"`      // of the successes, from when they were due
	Lateness   Durations         `json:"lateness"`           // actual start less due start, of all that started
	Failures   []Failure         `json:"failures,omitempty"` // of all phases
	Timeline   *Timeline         `json:"timeline,omitempty"` // of all phases
	Generator  Generator         `json:"generator"`
	Point      *Point            `json:"point,omitempty"`    // of a sweep
	Capacity   *Capacity         `json:"capacity,omitempty"` // of a search, whose other figures are of all its loads together
	Values     []Numbers         `json:"values,omitempty"`   // that the iterations that succeeded added to charts
	Output     *Output           `json:"output,omitempty"`   // of all phases
	Calls      []Calls           `json:"calls,omitempty"`    // HTTP calls by the actions that made them
	Projects   []Population      `json:"projects,omitempty"` // iterations by the project of their user
	Hosts      []Population      `json:"hosts,omitempty"`    // iterations by where they took place
}

// A Division is what a part of a load did: a phase, or a scenario of a mix.
type Division struct {
	Name       string       `json:"name,omitempty"`
	Seconds    float64      `json:"duration_seconds"`
	Skipped    int64        `json:"skipped"`
	Iterations Population   `json:"iterations"`
	Actions    []Population `json:"actions,omitempty"`
	Values     []Numbers    `json:"values,omitempty"`
	Response   Durations    `json:"response_time"`
	Lateness   Durations    `json:"lateness"`
}

// A Breach is the moment at which a promise broke and cancelled the run.
type Breach struct {
	Level      string  `json:"level"`
	Reason     string  `json:"reason"`
	At         float64 `json:"at_seconds"`          // since the load began
	Iterations int64   `json:"iterations"`          // that had ended
	Iteration  int64   `json:"iteration,omitempty"` // the one that broke it
	Aborted    int64   `json:"aborted"`
}

// A Level is a promise and what became of it.
type Level struct {
	Promise string `json:"promise"`
	Seen    string `json:"seen"`
	Kept    bool   `json:"kept"`
	NoData  bool   `json:"no_data,omitempty"` // it was not kept because there was not enough to judge it by
	Reason  string `json:"reason,omitempty"`

	Headroom *float64 `json:"headroom_share,omitempty"` // how far what was seen is from the bound, as a share of it; below zero beyond it

	Comparison *Comparison `json:"comparison,omitempty"` // of a promise about an earlier run
}

// A Population is something that happened many times, apart by how it ended.
type Population struct {
	Name    string     `json:"name,omitempty"`
	Success Durations  `json:"success"`
	Failure Durations  `json:"failure"`
	Aborted int64      `json:"aborted"`
	Waited  *Durations `json:"waited,omitempty"`     // of each success: between polls, included in its duration
	Last    *Durations `json:"resolution,omitempty"` // of each success that polled: its last interval between polls
}

// Durations sum a population up.
type Durations struct {
	Count     int64    `json:"count"`
	Min       *float64 `json:"min_seconds,omitempty"`
	Mean      *float64 `json:"mean_seconds,omitempty"`
	Deviation *float64 `json:"deviation_seconds,omitempty"`
	P50       *float64 `json:"p50_seconds,omitempty"`
	P90       *float64 `json:"p90_seconds,omitempty"`
	P95       *float64 `json:"p95_seconds,omitempty"`
	P99       *float64 `json:"p99_seconds,omitempty"`
	P999      *float64 `json:"p99_9_seconds,omitempty"`
	Max       *float64 `json:"max_seconds,omitempty"`
	Exact     bool     `json:"exact,omitempty"` // the percentiles; otherwise they are off by at most 1 %
}

// A Failure is a group of iterations that failed alike, with the first one as the example.
type Failure struct {
	Class     string  `json:"class"`
	Action    string  `json:"action,omitempty"`
	Count     int64   `json:"count"`
	Iteration int64   `json:"iteration"`
	At        float64 `json:"at_seconds"`
	Message   string  `json:"message,omitempty"`
	RequestID string  `json:"request_id,omitempty"`
}

// A Timeline is the load cut into equal parts, by the ends of iterations.
type Timeline struct {
	Width   float64   `json:"width_seconds"`
	Parts   []Part    `json:"parts"`
	Rows    []float64 `json:"rows_seconds,omitempty"` // the least duration of each row of the parts
	Slowest []Slow    `json:"slowest,omitempty"`      // of each part, by when they ended
}

// A Part is one of a [Timeline].
type Part struct {
	Started   int64   `json:"started"`
	Succeeded int64   `json:"succeeded"`
	Failed    int64   `json:"failed"`
	Skipped   int64   `json:"skipped,omitempty"` // starts that were due then, and were not made
	InFlight  int64   `json:"in_flight"`         // at its end
	P50       float64 `json:"p50_seconds,omitempty"`
	P90       float64 `json:"p90_seconds,omitempty"`
	P95       float64 `json:"p95_seconds,omitempty"`
	P99       float64 `json:"p99_seconds,omitempty"`
	Max       float64 `json:"max_seconds,omitempty"`

	Due     int64            `json:"due,omitempty"`              // starts, whether or not they were made
	Late    float64          `json:"lateness_seconds,omitempty"` // of an open load: p95 of those that began
	Classes map[string]int64 `json:"classes,omitempty"`          // of the failures
	Rows    []int64          `json:"rows,omitempty"`             // successes by the rows of the timeline
}

// A Slow is an iteration that succeeded, and took long.
type Slow struct {
	Iteration int64   `json:"iteration"`
	At        float64 `json:"at_seconds"` // when it ended, since the load began
	Seconds   float64 `json:"duration_seconds"`
	Action    string  `json:"action,omitempty"` // the longest one
}

// Calls are the HTTP calls of a route that an action made itself.
type Calls struct {
	Action string `json:"action,omitempty"`
	Population
}

// A Generator tells how the load generator itself did.
type Generator struct {
	CPU       float64   `json:"cpu_share"`    // of all cores
	GC        float64   `json:"gc_share"`     // of its CPU time
	Lateness  Durations `json:"lateness"`     // of starts for which a user was free in time: its own part of being late
	Memory    int64     `json:"memory_bytes"` // had from the system at the end of the load
	Calls     int64     `json:"http_calls"`
	Retries   int64     `json:"http_retries"`             // calls among them that repeated a failed one
	Throttled int64     `json:"http_throttled,omitempty"` // calls among them that were answered 429 or 503
	Dials     int64     `json:"connections_opened"`
	Reused    int64     `json:"connections_reused"`
	BytesIn   int64     `json:"received_bytes"`
	BytesOut  int64     `json:"sent_bytes"`
	Bound     bool      `json:"bound"` // it was the limit, not the cloud
	Reason    string    `json:"reason,omitempty"`
}

// A Fired is one time that a hook fired. Times are since the load began.
type Fired struct {
	Hook   string  `json:"hook"`
	Number int     `json:"number"`
	Why    string  `json:"why"`
	From   float64 `json:"from_seconds"`
	To     float64 `json:"to_seconds"`
	Said   string  `json:"said,omitempty"`
	Error  string  `json:"error,omitempty"`

	Additive []harness.Chart `json:"additive,omitempty"`
	Complete []harness.Chart `json:"complete,omitempty"`
}

// An Impact is what became of a workload when a hook had fired. Times are since the load began, or durations.
type Impact struct {
	Hook        string  `json:"hook"`
	Number      int     `json:"number"`
	From        float64 `json:"from_seconds"`
	To          float64 `json:"to_seconds"`
	Before      int64   `json:"successes_before"`
	Mean        float64 `json:"mean_before_seconds"`
	Deviation   float64 `json:"deviation_before_seconds"`
	Recovered   bool    `json:"recovered"`
	Recovery    float64 `json:"recovery_seconds"`
	Downtime    float64 `json:"downtime_seconds"`
	Failing     float64 `json:"failing_seconds"`
	Ended       int64   `json:"ended"` // while impaired, as what follows
	Failed      int64   `json:"failed"`
	Impaired    float64 `json:"mean_seconds"`
	Degradation float64 `json:"degradation"`
}
