package harness

import "time"

// A View is what service levels judge: the numbers of a workload so far, or those of a finished one. It does not change.
type View struct {
	Workload   string        // its name
	Final      bool          // the workload has ended
	Elapsed    time.Duration // since its load began
	Iterations Series        // of whole iterations
	Actions    []Series      // an entry for each action seen, in the order of their paths
	Routes     []Series      // an entry for each HTTP route seen, in the order of their names
}

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

// Series returns the series of an action by its path, or that of the iterations by "". ok is false if it never happened.
func (v *View) Series(name string) (s *Series, ok bool) {
	if name == "" {
		return &v.Iterations, v.Iterations.Ended() > 0
	}
	for i := range v.Actions {
		if v.Actions[i].Name == name {
			return &v.Actions[i], true
		}
	}
	return nil, false
}

// Names are the paths of the actions seen.
func (v *View) Names() []string {
	names := make([]string, len(v.Actions))
	for i := range v.Actions {
		names[i] = v.Actions[i].Name
	}
	return names
}
