package harness

import (
	"slices"
	"strings"
	"time"
)

// A View is what service levels judge: the numbers of a workload so far, or those of a finished one. It does not change.
type View struct {
	Workload   string        // its name
	Final      bool          // the workload has ended
	Elapsed    time.Duration // since its load began
	Span       time.Duration // how much of that these numbers are of: all, or a phase
	Iterations Series        // of whole iterations
	Actions    []Series      // an entry for each action seen, in the order of their paths
	Routes     []Series      // an entry for each HTTP route seen, in the order of their names
	Response   Distribution  // of the successes, from the due start; of a finished workload
	Lateness   Distribution  // actual start less due start, of all that started; of a finished workload
	Measures   []Measure     // an entry for each value that was added, in the order of titles and names
	Skipped    int64         // starts that found no free user in the time that the load's backlog gave them
	Classes    []ClassCount  // failed iterations by class, in the order of the classes
	Asked      float64       // starts a second that an open load asked for; zero if it is closed, or has hardly begun
	Achieved   float64       // starts a second that took place, of a finished workload; ends a second of a window

	Part   string // the phase, or the scenario of a [Mix], that these numbers are of; "" is the workload without its warm-up and cool-down
	Phases []View // [WarmUp], [Steady] and [CoolDown], as far as the workload has them; nil if it has neither of the outer two
	Mix    []View // an entry for each scenario of a [Mix], in its order

	Impacts []Impact      // of hooks, in the order in which they fired; of a finished workload
	Length  time.Duration // of the window that it is; zero if it is none
	windows map[time.Duration]*View
	lasting lasting // nil if nobody remembers
}

// ViewOf is the view of iterations that all succeeded, and took so long: of a workload that has ended.
func ViewOf(durations []time.Duration) *View {
	v := &View{Final: true}
	for _, d := range durations {
		v.Iterations.Success.Add(d)
	}
	v.Iterations.Success.settle(slices.Clone(durations))
	return v
}

// A ClassCount is how many iterations failed with errors of a class: "http 503", "timeout", "assertion" ...
type ClassCount struct {
	Class string
	Count int64
}

// Failed counts the iterations that failed with errors of a class.
func (v *View) Failed(class string) int64 {
	for _, c := range v.Classes {
		if c.Class == class {
			return c.Count
		}
	}
	return 0
}

// Window is a view of the last while, of a length that a check under SLA asks for. It is nil before that much time has
// passed, and in a finished result: whoever judges the whole load has judged every window of it.
func (v *View) Window(length time.Duration) *View { return v.windows[length] }

// The phases of a workload. An iteration belongs to the one in which it starts, or was due if the load is open.
const (
	WarmUp   = "warm-up"
	Steady   = "steady"
	CoolDown = "cool-down"
)

// A Series is the durations of one thing that happened many times, apart by how it ended.
type Series struct {
	Name    string       // "" the iteration, the path of an action, or "GET /servers/{id}" of a service
	Success Distribution // service times of those that succeeded
	Failure Distribution // service times of those that failed
	Aborted int64        // those in flight when the run was cancelled: neither
	Waited  Distribution // of each success: time spent between polls, included in Success
	Last    Distribution // of each success that polled: its last interval between polls, which is its resolution
}

// Ended counts successes and failures.
func (s *Series) Ended() int64 { return s.Success.Count + s.Failure.Count }

// FailureRate is failures / (successes + failures), 0 to 1; of nothing, zero.
func (s *Series) FailureRate() float64 {
	if s.Ended() == 0 {
		return 0
	}
	return float64(s.Failure.Count) / float64(s.Ended())
}

// Names of series that are neither actions nor HTTP routes.
const (
	Lateness = "lateness"      // of starts, as successes
	Response = "response time" // of iterations that succeeded, from when they were due
)

// Series returns the series of an action by its path, of an HTTP route by its name, [Lateness], [Response], or that of the
// iterations by "". ok is false if it never happened.
func (v *View) Series(name string) (s *Series, ok bool) {
	switch name {
	case "":
		return &v.Iterations, v.Iterations.Ended() > 0
	case Lateness:
		return &Series{Name: name, Success: v.Lateness}, v.Lateness.Count > 0
	case Response:
		return &Series{Name: name, Success: v.Response}, v.Response.Count > 0
	}
	list := v.Actions
	if IsRoute(name) {
		list = v.Routes
	}
	for i := range list {
		if list[i].Name == name {
			return &list[i], true
		}
	}
	return nil, false
}

// IsRoute tells whether a name is that of an HTTP route, as "compute GET /servers/{id}", and not of an action.
func IsRoute(name string) bool { return strings.Contains(name, " /") }

// Names are the paths of the actions seen.
func (v *View) Names() []string {
	names := make([]string, len(v.Actions))
	for i := range v.Actions {
		names[i] = v.Actions[i].Name
	}
	return names
}

// skew takes all that sketches say about v to be off by a share of it.
func (v *View) skew(by float64) {
	skew := func(s *Series) { s.Success.skewed, s.Failure.skewed = by, by }
	skew(&v.Iterations)
	for _, list := range [][]Series{v.Actions, v.Routes} {
		for i := range list {
			skew(&list[i])
		}
	}
	v.Response.skewed, v.Lateness.skewed = by, by
	for i := range v.Measures {
		v.Measures[i].skewed = by
	}
	for _, parts := range [][]View{v.Phases, v.Mix} {
		for i := range parts {
			parts[i].skew(by)
		}
	}
	for _, window := range v.windows {
		window.skew(by)
	}
}
