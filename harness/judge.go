package harness

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
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

// A judgement is what it takes to judge a load while it goes on. Whoever judges holds its lock.
type judgement struct {
	one      sync.Mutex
	gauges   []*gauge // by workload
	patience time.Duration
	paid     time.Duration // when the judgements so far will have had their share of the time, since the load began
	earliest atomic.Int64  // when there may be the next one, since the load began
	pokes    chan struct{} // somebody wants it judged
	poked    atomic.Bool   // and nobody has yet
}

// Judging may take a hundredth of one processor's time, but may run ahead of that for a while, so that seldom iterations
// are judged as they end. In virtual time, where it takes none, a millisecond passes from one to the next.
const (
	judgeShare = 100
	judgeAhead = 5 * time.Millisecond
	judgeEvery = time.Millisecond
)

// prepareJudgement makes room for numbers, live ones only if there is anything to judge.
func (r *run) prepareJudgement() {
	r.pokes = make(chan struct{}, 1)
	for _, d := range r.drives {
		r.guarded = r.guarded || len(d.guards) > 0 || d.climb != nil
	}
	for _, d := range r.drives {
		r.gauges = append(r.gauges, newGauge(d, &r.names))
	}
	for _, s := range r.shards {
		if !r.guarded {
			continue
		}
		s.fresh, s.spare = make([][]numbers, len(r.drives)), make([][]numbers, len(r.drives))
		for i, d := range r.drives {
			s.fresh[i], s.spare[i] = make([]numbers, phases*d.parts), make([]numbers, phases*d.parts)
		}
	}
}

// noticed is told of every iteration that ended. In real time it judges at once, in the goroutine of the worker, which
// so starts nothing after an iteration that broke a promise; or asks for it, if it was judged just now. It tells whether
// it judged. In virtual time everything that happens at one moment has to have happened: the judgement comes after it.
func (r *run) noticed(at time.Duration) bool {
	if !r.lab.Rehearsal && int64(at) >= r.earliest.Load() && r.judgement.one.TryLock() {
		defer r.judgement.one.Unlock()
		r.judgeNow()
		return true
	}
	if !r.poked.Load() && !r.poked.Swap(true) {
		r.pokes <- struct{}{} // which has room for one
	}
	return false
}

// untilJudgement is how long whoever was poked has to wait.
func (r *run) untilJudgement() time.Duration {
	wait := time.Duration(r.earliest.Load()) - time.Since(r.begin)
	return max(wait, 0) + time.Nanosecond
}

func (r *run) judge() {
	if r.guarded {
		r.judgement.one.Lock()
		defer r.judgement.one.Unlock()
		r.judgeNow()
	}
}

// judgeNow asks the service levels about the numbers so far, and ends the load if a promise is broken.
func (r *run) judgeNow() {
	if r.stop.flag.Load() {
		return
	}
	began := time.Since(r.begin)
	if changed := r.gather(began); changed || r.windows() {
		for i, d := range r.drives {
			if !d.running.Load() {
				continue
			}
			if d.climb != nil {
				d.climb.judge(began)
				continue
			}
			view := r.gauges[i].view(began)
			r.hooks.watch(d, view)
			for _, check := range d.workload.SLA {
				if yes, reason := r.broken(check, view); yes {
					r.breach = &BreachError{Workload: view.Workload, Breach: Breach{
						Level: Describe(check), Reason: reason, At: began, Iterations: view.Iterations.Ended(),
					}}
					r.end(r.breach, 0)
					return
				}
			}
		}
	}
	now := time.Since(r.begin)
	if r.lab.Rehearsal {
		r.earliest.Store(int64(now + judgeEvery))
		return
	}
	r.paid = max(r.paid, now) + judgeShare*(now-began)
	r.earliest.Store(int64(r.paid - judgeAhead))
}

// gather moves what the shards have counted to the gauges, and tells whether that was anything.
func (r *run) gather(now time.Duration) (changed bool) {
	for _, s := range r.shards {
		s.mu.Lock()
		dirty := s.dirty
		if dirty {
			s.fresh, s.spare, s.dirty = s.spare, s.fresh, false
		}
		s.mu.Unlock()
		if !dirty {
			continue
		}
		changed = true
		for i, cuts := range s.spare {
			for cut := range cuts {
				if cuts[cut].dirty {
					r.gauges[i].merge(cut, &cuts[cut], now)
					cuts[cut].reset()
				}
			}
		}
	}
	return changed
}

// windows tells whether time alone can break a promise.
func (r *run) windows() bool {
	for _, d := range r.drives {
		if slices.ContainsFunc(d.guards, slides) {
			return true
		}
	}
	return false
}

// broken tells whether a promise is broken. If the sketches would say otherwise if they were off as far as they may be, the
// retained iterations decide.
func (r *run) broken(check Check, v *View) (bool, string) {
	yes, reason := broken(check, v)
	for _, by := range []float64{-Accuracy, Accuracy} {
		memory := maps.Clone(v.lasting)
		v.skew(by)
		skewed, _ := broken(check, v)
		v.skew(0)
		clear(v.lasting)
		maps.Copy(v.lasting, memory)
		if skewed != yes {
			return r.confirm(check, v, yes, reason)
		}
	}
	return yes, reason
}

// confirm judges a check on the retained iterations. If these keep the promise, nothing is read again for ten times as
// long as that took. What they cannot tell stays as the sketches have it.
func (r *run) confirm(check Check, v *View, yes bool, reason string) (bool, string) {
	if slides(check) {
		return yes, reason
	}
	began := time.Since(r.begin)
	if began < r.patience {
		return false, ""
	}
	exact, err := r.exactly(v, began)
	r.patience = began + 10*(time.Since(r.begin)-began)
	if err != nil {
		return false, "" // the file is broken: finish will say so
	}
	return broken(check, exact)
}

// exactly is the view of a workload at a time since the load began, from the retained iterations.
func (r *run) exactly(v *View, at time.Duration) (*View, error) {
	for _, s := range r.shards {
		s.flush(r.retained)
	}
	if p := r.probing(v.Workload); p != nil {
		figures, err := p.settle(at, at)
		figures.out.View.Final = false
		return &figures.out.View, err
	}
	s, err := r.settle(at, at)
	if err != nil {
		return nil, err
	}
	for i := range s.outcomes {
		if exact := &s.outcomes[i].View; exact.Workload == v.Workload {
			exact.Final = false
			return exact, nil
		}
	}
	return v, nil
}

// sharpen makes the words about a breach exact.
func (r *run) sharpen() {
	b := r.breach
	r.blame(b)
	for _, d := range r.drives {
		for _, check := range d.workload.SLA {
			if d.workload.name() != b.Workload || Describe(check) != b.Level || slides(check) {
				continue
			}
			if exact, err := r.exactly(&View{Workload: b.Workload}, b.At); err == nil {
				if yes, reason := broken(check, exact); yes {
					b.Reason, b.Iterations = reason, exact.Iterations.Ended()
				}
			}
			return
		}
	}
}

// blame finds the iteration that broke a promise: the last one that had ended then, if it had just now.
func (r *run) blame(b *BreachError) {
	for _, s := range r.shards {
		s.flush(r.retained)
	}
	var last time.Duration
	_ = r.retained.each(r.retained.written(), func(x *record) { // an error says finish
		if r.drives[x.workload].workload.name() == b.Workload && x.outcome != skipped && x.outcome != aborted && x.end <= b.At && (x.end > last || x.end == last && x.number > b.Iteration) && x.end >= b.At-every {
			last, b.Iteration = x.end, x.number
		}
	})
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
func (r *run) judgeAll(w *Workload, out *Outcome, slid map[int]Level, cause error) error {
	if out.Capacity != nil {
		return out.Capacity.judge(out, cause)
	}
	var errs []error
	for i, check := range w.checks() {
		level, ok := slid[i]
		if !ok {
			level = levelOf(check, &out.View)
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

// checks are the service levels of a workload that has ended.
func (w *Workload) checks() []Check {
	if w.SLA == nil {
		return []Check{noFailure{}}
	}
	return w.SLA
}

// levelOf judges a finished workload.
func levelOf(check Check, v *View) Level {
	ok, err := check.Match(v)
	level := Level{Promise: Describe(check), Seen: SeenBy(check, v), Kept: ok && err == nil, NoData: err != nil, Limit: limitOf(check), Comparison: ComparedBy(check, v)}
	level.Headroom = HeadroomBy(check, v)
	if !level.Kept {
		level.Reason = reason(check, v, err)
	}
	return level
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
