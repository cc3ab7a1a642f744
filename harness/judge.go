package harness

import (
	"errors"
	"fmt"
	"time"
)

// every is how often the load is judged, and half of the oldest that a record in memory gets, in ticks.
const (
	every      = 100 * time.Millisecond
	flushTicks = 5
)

// A ticker fires every 100 ms, a nanosecond late: in virtual time, whatever happens at a round moment has happened then.
func newTicker() *time.Ticker {
	t := time.NewTicker(every)
	time.Sleep(time.Nanosecond)
	t.Reset(every)
	return t
}

// judge asks the service levels about the numbers so far. A promise that the sketches say is broken is held against the
// retained iterations themselves before it counts.
func (r *run) judge() *BreachError {
	r.ticks++
	if r.ticks%flushTicks == 0 {
		for _, s := range r.shards {
			s.flush(r.retained)
		}
	}
	if r.stop.flag.Load() || !r.guarded() || time.Now().Before(r.patience) {
		return nil
	}
	views := r.snapshot()
	if views == nil {
		return nil
	}
	for i, w := range r.loads {
		for _, check := range w.SLA {
			if broken, _ := broken(check, views[i]); broken {
				return r.confirm(views[i].Elapsed)
			}
		}
	}
	return nil
}

// confirm judges all checks on the retained iterations. If these keep every promise, nothing is judged for ten times as
// long as that took.
func (r *run) confirm(elapsed time.Duration) *BreachError {
	began := time.Now()
	defer func() { r.patience = time.Now().Add(10 * time.Since(began)) }()
	for _, s := range r.shards {
		s.flush(r.retained)
	}
	outcomes, err := r.settle(elapsed)
	if err != nil {
		return nil // the file is broken: finish will say so
	}
	for i, w := range r.loads {
		view := &outcomes[i].View
		view.Final = false
		for _, check := range w.SLA {
			if yes, reason := broken(check, view); yes {
				return &BreachError{Workload: view.Workload, Breach: Breach{
					Level: Describe(check), Reason: reason, At: elapsed, Iterations: view.Iterations.Ended(),
				}}
			}
		}
	}
	return nil
}

// guarded tells whether there is anything to judge while the load runs.
func (r *run) guarded() bool {
	for _, w := range r.loads {
		if len(w.SLA) > 0 {
			return true
		}
	}
	return false
}

// An oracle is a matcher that says whether its verdict may still change: gomega's own interface.
type oracle interface {
	MatchMayChangeInTheFuture(actual any) bool
}

// broken tells whether a check does not match, and never will.
func broken(check Check, v *View) (bool, string) {
	ok, err := check.Match(v)
	o, final := check.(oracle)
	if ok && err == nil || !final || o.MatchMayChangeInTheFuture(v) {
		return false, ""
	}
	return true, reason(check, v, err)
}

func reason(check Check, v *View, err error) string {
	if err != nil {
		return err.Error()
	}
	return failureMessage(check, v)
}

// A Seer is a check that says what it saw: "9.1s".
type Seer interface {
	Seen(*View) string
}

// judgeAll judges all service levels of a workload that has ended. A broken one is an error, unless the run had ended
// early for another reason.
func (r *run) judgeAll(w *Workload, out *Outcome, cause error) error {
	checks := w.SLA
	if checks == nil {
		checks = []Check{noFailure{}}
	}
	var errs []error
	for _, check := range checks {
		ok, err := check.Match(&out.View)
		level := Level{Promise: Describe(check), Seen: SeenBy(check, &out.View), Kept: ok && err == nil, NoData: err != nil}
		if !level.Kept {
			level.Reason = reason(check, &out.View, err)
		}
		if out.Breach != nil && out.Breach.Level == level.Promise { // what cancelled the run stays broken
			level.Kept, level.NoData, level.Reason = false, false, out.Breach.Reason
		}
		out.Levels = append(out.Levels, level)
		if !level.Kept && cause == nil {
			errs = append(errs, &PromiseError{Workload: out.Workload, Level: level})
		}
	}
	return errors.Join(errs...)
}

// noFailure is the promise of a workload that makes none.
type noFailure struct{}

func (noFailure) String() string { return "no failed iteration" }

func (noFailure) Match(actual any) (bool, error) {
	return actual.(*View).Iterations.Failure.Count == 0, nil
}

func (noFailure) FailureMessage(actual any) string {
	i := &actual.(*View).Iterations
	return fmt.Sprintf("%d of %d iterations failed, and no other promise was made", i.Failure.Count, i.Ended())
}

func (n noFailure) NegatedFailureMessage(actual any) string { return "no iteration failed" }

func (noFailure) Seen(v *View) string { return fmt.Sprintf("%d failed", v.Iterations.Failure.Count) }
