package history

import (
	"time"

	"github.com/pacenote/pacenote/harness"
)

// A Difference is what two runs of a benchmark have in common, and what not.
type Difference struct {
	Old, New *harness.Result
	Changes  []Change   // of what the runs were, but for their figures
	Rows     []Row      // in the order of the new run's workloads; within one the iteration, actions, then routes
	Levels   []Verdict  // service levels whose verdict is another one
	Failures []Failures // classes of failures, the new ones first
	Gone     []string   // workloads and series that only the old run has
	Added    []string   // those that only the new run has
}

// A Change is something that a run was, or was to do, and its successor is not.
type Change struct{ What, From, To string }

// A Row is a series of both runs.
type Row struct {
	Workload string
	Series   string // "" is the iteration
	Depth    int    // of an action within others; 1 for one within the iteration
	Old, New Figures

	Ratio     float64              // of the medians, new to old; 0 if there is none
	Low, High float64              // the ratio's interval of 95 % confidence
	P         float64              // of the durations, corrected; 1 if there are too few to tell
	Verdict   harness.Significance // Same, Better or Worse
	Because   string               // the part of it that accounts for the change; "" if none does
	Of        string               // of a route: the action that made the most of its calls; "" if it was none

	TailP       float64              // of the share of durations beyond the p95 of both runs together, corrected; 1 if there are too few to tell
	TailVerdict harness.Significance // Same, Better or Worse, if the durations as a whole are the same

	FailureP       float64 // of the share of failures, corrected
	FailureVerdict harness.Significance

	rough bool // the medians are those of sketches
	told  bool // its change is told by the action whose calls these are
	tails bool // that of its tail is told by a part of it, or by that action
	fails bool // its change of failures is told by a part of it, or by the action whose calls these are
}

// Figures are those of a series in one run.
type Figures struct {
	Succeeded, Failed   int64
	Mean, P50, P95, P99 time.Duration
	Rate                float64 // ends a second
}

// Found tells whether the row says that something has changed, and is no consequence of what another row says.
func (r *Row) Found() bool {
	return r.Verdict != harness.Same && r.Because == "" && !r.told || r.TailVerdict != harness.Same && !r.tails || r.FailureVerdict != harness.Same && !r.fails
}

// Worse tells whether something of it is.
func (r *Row) Worse() bool {
	return r.Verdict == harness.Worse || r.TailVerdict == harness.Worse || r.FailureVerdict == harness.Worse
}

// Found are the rows in which something has changed that is no consequence of another change.
func (d *Difference) Found() (list []*Row) {
	for i := range d.Rows {
		if d.Rows[i].Found() {
			list = append(list, &d.Rows[i])
		}
	}
	return list
}

// A Verdict is a service level of both runs that was kept in one of them.
type Verdict struct {
	Workload, Promise string
	Kept              bool   // in the new run
	Old, New          string // what was seen
}

// Failures are iterations that failed alike, in both runs.
type Failures struct {
	Workload, Class, Action string
	Old, New                int64
	Message                 string // of an example of the new run, or else of the old one; text from a cloud, not to be trusted
}

// Fresh tells that the old run has none of them.
func (f *Failures) Fresh() bool { return f.Old == 0 }
