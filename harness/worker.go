package harness

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pacenote/pacenote/harness/load"
)

// A worker is one user at a time of a drive. It runs iterations until the load has none for it.
type worker struct {
	drive *drive
	user  int
	shard *shard
	alarm *alarm // nil for the runtime's timers

	ctx    context.Context // of its iterations: its own, so that requests of many workers do not meet at one
	cancel context.CancelFunc

	own     int           // iterations that it has started
	last    time.Duration // when, since its drive began
	at      time.Duration // its last look at the clock, since the load began
	it      *Iteration    // used again if nobody can hold on to it
	project int32         // of its newest iteration
	rec     record

	numbers numberLease
	memo    memo
}

// start starts a goroutine that works until there is nothing to do. A scenario that ends its goroutine, as FailNow of a
// testing.T does, ends it for its own iteration only: the next goroutine goes on.
func (w *worker) start(group *sync.WaitGroup) {
	group.Go(func() {
		done := false
		defer func() {
			if !done {
				w.start(group)
				return
			}
			w.cancel()
			if w.alarm != nil {
				w.alarm.close()
			}
		}()
		w.work()
		done = true
	})
}

// work takes turns. An open load numbers a start before it is due, a closed one when it takes place: so neither
// leaves a number out.
func (w *worker) work() {
	d := w.drive
	r := d.run
	if w.ctx == nil {
		w.ctx, w.cancel = context.WithCancel(d.ctx)
	}
	w.at = time.Since(r.begin)
	for {
		turn := load.Turn{User: w.user, Own: w.own, Last: w.last, Elapsed: w.at - d.begun, Seed: d.seed}
		if d.plan.Open {
			turn.Number = int(d.tickets.Add(1) - 1)
			if turn.Number < 0 || turn.Number == math.MaxInt {
				return
			}
		}
		due, ok := d.load.Next(turn)
		if !ok {
			return
		}
		due += d.begun
		free := max(due, w.at)
		if due > w.at && w.sleep(due-w.at) != nil {
			if _, part, ok := d.deck.deal(d.first + int64(turn.Number)); ok && d.plan.Open {
				w.skip(d.first+int64(turn.Number), part, due)
			}
			return
		}
		if !d.plan.Open {
			n := w.numbers.next(&d.tickets, w.at)
			if d.plan.Iterations > 0 && n >= int64(d.plan.Iterations) {
				return
			}
			turn.Number = int(n)
		}
		if !w.iterate(d.first+int64(turn.Number), due, free) {
			return
		}
	}
}

func (w *worker) sleep(wait time.Duration) error {
	if w.drive.workload.Precise && !w.drive.run.lab.Rehearsal {
		if w.alarm == nil {
			var err error
			if w.alarm, err = newAlarm(w.drive.ctx); err != nil {
				w.drive.inexact.Do(func() { w.drive.run.trouble("%s is not timed precisely: %v", w.drive.workload.name(), err) })
				return Sleep(w.drive.ctx, wait)
			}
		}
		return w.alarm.sleep(wait)
	}
	return Sleep(w.drive.ctx, wait)
}

// iterate runs the iteration of a ticket, which is due at a time since the load began, and for which a user was free at
// another. It returns false if there is nothing more to do.
func (w *worker) iterate(n int64, due, free time.Duration) bool {
	d := w.drive
	r := d.run
	scenario, part, ok := d.deck.deal(n)
	if !ok {
		return false
	}
	it := w.it
	if it == nil || it.used.Load() {
		it = w.newIteration()
		w.it = it
	}
	it.Number = n + 1
	if len(d.users) > 0 {
		k := choose(len(d.users), r.world.choice, r.bench.Seed, d.index, n+1, w.user)
		it.User, w.project = d.users[k], d.projects[k]
	}
	var ctx context.Context = &it.root
	if limit := d.workload.Timeout; limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, limit, &TimeoutError{limit})
		defer cancel()
		it.use()
	}
	start := time.Since(r.begin)
	if d.halted.Load() { // read after the clock: what runs has started before the stop
		w.at = start
		return w.skip(n, part, due)
	}
	if b := time.Duration(d.plan.Backlog); b > 0 && start-due > b && free > due {
		w.at = start
		return w.skip(n, part, due)
	}
	if r.live != nil {
		d.begins()
	}
	if d.marks != nil {
		r.hooks.starting(d, n+1)
	}
	it.root.start = start
	w.own++
	w.last = start - d.begun
	w.rec = record{workload: d.index, part: part, number: n + 1, due: due, start: start, own: start - free, action: -1, project: w.project}
	if !d.plan.Open {
		w.rec.due, w.rec.own = start, 0 // what a closed load owes nobody is not late
	}
	w.call(ctx, scenario, it)
	if !d.plan.Open && w.at == start { // only virtual time does not pass: a load by duration would never end
		if Sleep(d.ctx, time.Millisecond) != nil {
			return false
		}
		w.at = time.Since(r.begin)
	}
	return true
}

// skip records a start that was due and is not made. It tells whether there may be more of them.
func (w *worker) skip(n int64, part int, due time.Duration) bool {
	d := w.drive
	if !d.plan.Open || d.halted.Load() && (!d.late.Load() || due > w.at) {
		return false // what a stop held up was not skipped
	}
	w.rec = record{workload: d.index, part: part, number: n + 1, due: due, start: w.at, end: w.at, outcome: skipped, action: -1}
	w.shard.add(&w.rec, d)
	return true
}

// call runs the scenario and records how it went, also when it panics or ends its goroutine.
func (w *worker) call(ctx context.Context, s Scenario, it *Iteration) {
	var err error
	returned := false
	defer func() {
		w.at = time.Since(w.drive.run.begin)
		if !returned {
			if err = panicked(recover()); err == nil {
				err = errExited
			}
			if limit, ok := context.Cause(ctx).(*TimeoutError); ok { // which is what an assertion gave up for
				err = fmt.Errorf("%w: %w", limit, err)
			}
		}
		w.record(it, err)
	}()
	err = s.Run(ctx, it)
	returned = true
}

// errExited is the error of an iteration whose goroutine ended before Run returned.
var errExited = errors.New("the scenario ended its goroutine, as FailNow of a testing.T does: return an error, or use it.Expect")

func (w *worker) record(it *Iteration, err error) {
	d := w.drive
	w.rec.end = w.at
	if it.used.Load() {
		if refused := it.seal(&w.rec); err == nil {
			err = refused
		}
	}
	if err != nil {
		w.rec.outcome = failed
		if d.ctx.Err() != nil {
			w.rec.outcome = aborted
		}
		w.rec.class, w.rec.message = class(err), text(err)
	}
	w.shard.add(&w.rec, d)
	if d.probe != nil && w.rec.outcome == failed {
		d.probe.saw(w.rec.class)
	}
	if d.run.guarded && d.run.noticed(w.at) {
		w.at = time.Since(d.run.begin)
	}
}

func (w *worker) newIteration() *Iteration {
	d := w.drive
	r := d.run
	it := &Iteration{world: &r.world, names: &r.names, begin: r.begin, index: d.index, memo: &w.memo, failed: -1}
	it.actions = it.grown[:0]
	s := &it.root
	s.Context, s.it, s.id, s.watch.Observer = w.ctx, it, -1, s
	return it
}

// A numberLease is some numbers that a worker took at once. Iterations that take microseconds would otherwise spend more
// time on their common counter than on themselves; those of others are numbered one by one, in the order of their starts.
type numberLease struct {
	free, size int64
	last       int64
	taken      time.Duration // when, since the load began
}

// Numbers are taken in batches as long as an iteration takes less than this.
const (
	leaseBelow = 5 * time.Microsecond
	mostLeased = 64
)

func (l *numberLease) next(tickets *atomic.Int64, now time.Duration) int64 {
	if l.free == 0 {
		if l.size > 0 && now-l.taken < time.Duration(l.size)*leaseBelow {
			l.size = min(2*l.size, mostLeased)
		} else {
			l.size = 1
		}
		l.free, l.taken = l.size, now
		l.last = tickets.Add(l.size) - l.size - 1
	}
	l.free--
	l.last++
	return l.last
}
