package harness

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/load"
)

// A stop ends a load once. The flag is set before the moment of the stop is read, and a worker reads the flag after it has
// read the start of its iteration: so an iteration that runs started before the stop. Workers see nothing but the flag.
type stop struct {
	flag   atomic.Bool
	at     time.Time // zero if the load was not stopped
	cause  error
	cancel context.CancelCauseFunc
}

func (s *stop) because(cause error) {
	if s.flag.Swap(true) {
		return
	}
	s.at, s.cause = time.Now(), cause
	s.cancel(cause)
}

// abandoned is how long the load waits, after it was stopped, for iterations that do not heed their context.
const abandoned = time.Minute

// load drives all workloads, and returns why they ended early, nil if they did not.
func (r *run) load(ctx context.Context) error {
	var workers sync.WaitGroup
	r.section("load", func() error {
		inner, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
		defer cancel(nil)
		r.stop.cancel = cancel
		r.meter.start(r.lab)
		r.begin = time.Now()
		for _, w := range r.loads {
			r.questions = append(r.questions, questionOf(w.SLA))
		}
		for i, w := range r.loads {
			l := w.load()
			plan := l.Plan()
			tickets := new(atomic.Int64)
			pool := r.world.users
			if r.world.choice == RoundRobin {
				pool = turns(pool)
			}
			for k := range plan.Users {
				worker := worker{
					run: r, index: i, workload: w, load: l, open: plan.Open, tickets: tickets, users: pool, shard: r.shards[k%len(r.shards)],
				}
				worker.start(inner, &workers)
			}
		}
		done := make(chan struct{})
		go func() {
			workers.Wait()
			close(done)
		}()
		r.watch(ctx, done)
		r.meter.stop(r)
		for _, s := range r.shards {
			s.flush(r.retained)
		}
		return r.stop.cause
	})
	return r.stop.cause
}

// watch judges the load until it is done, and stops it when it has to be.
func (r *run) watch(ctx context.Context, done <-chan struct{}) {
	tick := newTicker()
	defer tick.Stop()
	var abandon <-chan time.Time
	cancelled := ctx.Done()
	for {
		select {
		case <-done:
			return
		case <-cancelled:
			r.stop.because(ended(ctx))
		case <-tick.C:
			if breach := r.judge(); breach != nil {
				r.breach = breach
				r.stop.because(breach)
			}
			if err := r.retained.error(); err != nil { // load whose record is lost is load for nothing
				r.stop.because(err)
			}
		case <-abandon:
			r.trouble("some iterations did not end within %v after they were cancelled, and are not counted", abandoned)
			return
		}
		if abandon == nil && r.stop.flag.Load() {
			cancelled = nil
			timer := time.NewTimer(abandoned)
			defer timer.Stop()
			abandon = timer.C
		}
	}
}

// A worker is one user at a time. It takes tickets until there are none.
type worker struct {
	run      *run
	index    int
	workload *Workload
	load     load.Load
	open     bool
	tickets  *atomic.Int64
	users    []*cloud.User
	shard    *shard
}

// start starts a goroutine that works until there are no tickets. A scenario that ends its goroutine, as FailNow of a
// testing.T does, ends it for its own iteration only: the next goroutine goes on.
func (w worker) start(ctx context.Context, group *sync.WaitGroup) {
	group.Go(func() {
		done := false
		defer func() {
			if !done {
				w.start(ctx, group)
			}
		}()
		w.work(ctx)
		done = true
	})
}

func (w *worker) work(ctx context.Context) {
	for {
		n := w.tickets.Add(1) - 1
		if n >= math.MaxInt {
			return
		}
		due, ok := w.load.Next(int(n), time.Since(w.run.begin))
		if !ok {
			return
		}
		if wait := due - time.Since(w.run.begin); wait > 0 {
			if Sleep(ctx, wait) != nil {
				return
			}
		}
		if !w.iterate(ctx, n+1, due) {
			return
		}
	}
}

// iterate runs iteration n, which is due at a time since the load began. It returns false, and has not run it, if the
// load was stopped.
func (w *worker) iterate(outer context.Context, n int64, due time.Duration) bool {
	r := w.run
	id := hash(r.bench.Seed, "iteration", uint64(w.index), uint64(n))
	it := &Iteration{
		Number: n, User: choose(w.users, r.world.choice, r.bench.Seed, w.index, n),
		world: &r.world, names: &r.names, index: w.index, failed: -1,
	}
	it.actions = it.grown[:0]
	it.root = span{it: it, id: -1}
	ctx := it.root.bind(identify(outer, id))
	if w.workload.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, w.workload.Timeout, &TimeoutError{w.workload.Timeout})
		defer cancel()
	}
	it.root.start = time.Now()
	if r.stop.flag.Load() {
		return false
	}
	r.live.started(w.index)
	err := error(errExited)
	var end time.Time
	defer func() { // also when the scenario ends its goroutine
		if end.IsZero() {
			end = time.Now()
		}
		rec := it.seal()
		rec.workload, rec.number = w.index, n
		rec.due, rec.start, rec.end = due, it.root.start.Sub(r.begin), end.Sub(r.begin)
		if !w.open {
			rec.due = rec.start // what a closed load owes nobody is not late
		}
		if err != nil {
			rec.outcome = failed
			if r.stop.flag.Load() {
				rec.outcome = aborted
			}
			rec.class, rec.message = class(err), text(err)
		}
		w.shard.add(&rec, r.retained)
		r.live.ended(w.index, rec.outcome, rec.end)
	}()
	err = guard(func() error { return w.workload.Scenario.Run(ctx, it) })
	end = time.Now()
	if !w.open && end.Equal(it.root.start) { // only virtual time does not pass: a load by duration would never end
		return Sleep(outer, time.Millisecond) == nil
	}
	return true
}

// errExited is the error of an iteration whose goroutine ended before Run returned.
var errExited = errors.New("the scenario ended its goroutine, as FailNow of a testing.T does: return an error, or use it.Expect")

// guard runs what is not the engine's own. A panic becomes an error.
func guard(f func() error) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case *AssertionError:
			err = p
		case *PanicError: // of another goroutine, carried over
			err = p
		default:
			err = &PanicError{Value: p, Stack: stack()}
		}
	}()
	return f()
}

// stack is what panicked and who called it, up to guard: the functions and lines alone, without the addresses and
// goroutines by which the same panic would differ from run to run.
func stack() []byte {
	var calls [64]uintptr
	frames := runtime.CallersFrames(calls[:runtime.Callers(3, calls[:])])
	var b []byte
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, "/harness.guard") {
			return b
		}
		if len(b) > 0 || !strings.HasPrefix(f.Function, "runtime.") {
			b = fmt.Appendf(b, "%s\n\t%s:%d\n", f.Function, f.File, f.Line)
		}
		if !more {
			return b
		}
	}
}
