package harness

import (
	"iter"
	"time"
)

// A Sink takes what runs find while they find it, and so outlives them: a store of results is one, a feed of metrics another.
type Sink interface {
	// Begin is told of a run before anything of it is made: begun has its id, what it is to do and where, and no figures. An
	// error refuses the run.
	Begin(begun *Result) (Intake, error)
}

// An Intake takes what one run finds. No two of its methods are called at the same time. In virtual time they are called from
// within virtual time, which stands still meanwhile: they may wait for channels that were made outside of it, and for locks.
type Intake interface {
	// Take is given the iterations that have been recorded since it was last called: about a second's, or in virtual time
	// about a megabyte's. They come nearly in the order in which they ended. What a record holds is the engine's again when
	// the next one comes. An error stops the load.
	Take(iter.Seq[*Record]) error
	// End is given the result, when all has been removed.
	End(*Result) error
}

// A Record is all that is retained of an iteration. Times are since the load began, if not told otherwise.
type Record struct {
	Workload  int           // its index in the result
	Part      int           // of a mix: its index there
	Number    int64         // the first is 1
	Due       time.Duration // when it was to start; of a closed load, when it started
	Start     time.Duration
	End       time.Duration
	Own       time.Duration // of Start less Due, what passed although a user was free
	Idle      time.Duration // deliberate, in no duration
	Renewed   time.Duration // spent on expired tokens, in no duration
	Waited    time.Duration // between polls
	Last      time.Duration // the last interval between polls
	Outcome   Ending
	Class     string // of a failure, as the next two: "http 500", "timeout", ...
	Message   string
	Action    string // the innermost one that failed; "" if it was outside of any
	RequestID string // of the last HTTP call of a failure
	Project   string // of its user; "" if it had none
	Host      string // see [Iteration.PlacedOn]
	Actions   []RecordedAction
	Calls     []RecordedCall
	Added     []RecordedValue
	Shown     []string // complete charts, as JSON
}

// An Ending is how an iteration ended.
type Ending uint8

// The endings. What was skipped never began: no user was free in time.
const (
	EndSuccess Ending = iota
	EndFailure
	EndAborted
	EndSkipped
)

// String is "succeeded", "failed", "aborted" or "skipped".
func (e Ending) String() string {
	return [...]string{"succeeded", "failed", "aborted", "skipped"}[e]
}

// A RecordedAction is one action of an iteration.
type RecordedAction struct {
	Path     string        // "outer[inner]"
	Start    time.Duration // since the iteration began
	Duration time.Duration // without idle time and renewals
	Waited   time.Duration // between polls, of Duration
	Last     time.Duration // the last interval between polls
	Failed   bool
}

// A RecordedCall is one HTTP call of an iteration.
type RecordedCall struct {
	Action    string        // that made it; "" for none
	Route     string        // "compute GET /servers/{id}"
	Status    int           // 0 if there was no answer
	Start     time.Duration // since the iteration began
	FirstByte time.Duration // since Start
	Duration  time.Duration
	In, Out   int64 // bytes
	Reused    bool  // the connection
	Retry     bool
}

// A RecordedValue is a number that an iteration added to a chart.
type RecordedValue struct {
	Title, Name string
	Value       float64
	Chart       string // without its values, as JSON
}

// Service is the time from the start, without what is in no duration.
func (r *Record) Service() time.Duration { return r.End - r.Start - r.Idle - r.Renewed }
