package harness

import (
	"context"
	"math"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/load"
)

// A stop ends a load once. The flag is set before the moment of the stop is read, and a worker reads the flag after it has
// read the start of its iteration: so an iteration that runs started before the stop.
type stop struct {
	flag   atomic.Bool
	once   sync.Once
	at     time.Time
	cause  error
	cancel context.CancelCauseFunc
}

func (s *stop) because(cause error) {
	s.once.Do(func() {
		s.flag.Store(true)
		s.at, s.cause = time.Now(), cause
		s.cancel(cause)
	})
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
		for i, w := range r.loads {
			l := w.load()
			tickets := new(atomic.Int64)
			users := l.Plan().Users
			pool := r.world.users
			if r.world.choice == RoundRobin {
				pool = turns(pool)
			}
			for k := range users {
				worker := worker{run: r, index: i, workload: w, load: l, tickets: tickets, users: pool, shard: r.shards[k%len(r.shards)]}
				workers.Go(func() { worker.work(inner) })
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
	var deadline <-chan time.Time
	if !r.lab.Deadline.IsZero() {
		timer := time.NewTimer(time.Until(r.lab.Deadline) - Grace)
		defer timer.Stop()
		deadline = timer.C
	}
	var abandon <-chan time.Time
	cancelled := ctx.Done()
	for {
		select {
		case <-done:
			return
		case <-cancelled:
			r.stop.because(&InterruptError{context.Cause(ctx)})
		case <-deadline:
			r.stop.because(&DeadlineError{Left: Grace})
		case <-tick.C:
			if breach := r.judge(); breach != nil {
				r.breach = breach
				r.stop.because(breach)
			}
		case <-abandon:
			r.trouble("some iterations did not end within %v after they were cancelled, and are not counted", abandoned)
			return
		}
		if abandon == nil && r.stop.flag.Load() {
			cancelled, deadline = nil, nil
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
	tickets  *atomic.Int64
	users    []*cloud.User
	shard    *shard
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
func (w *worker) iterate(ctx context.Context, n int64, due time.Duration) bool {
	r := w.run
	id := hash(r.bench.Seed, "iteration", uint64(w.index), uint64(n))
	it := &Iteration{
		Number: n, User: choose(w.users, r.world.choice, r.bench.Seed, n),
		world: &r.world, names: &r.names, index: w.index, failed: -1,
	}
	it.actions = it.grown[:0]
	it.root = span{it: it, id: -1}
	ctx = it.root.bind(identify(ctx, id))
	if w.workload.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, w.workload.Timeout, &TimeoutError{w.workload.Timeout})
		defer cancel()
	}
	it.root.start = time.Now()
	if r.stop.flag.Load() {
		return false
	}
	r.lab.Live.started(w.index)
	err := call(ctx, w.workload.Scenario, it)
	end := time.Now()

	rec := record{
		workload: w.index, number: n, due: due, start: it.root.start.Sub(r.begin), end: end.Sub(r.begin),
		idle: it.root.idle, renewed: it.root.renewed, waited: it.root.waited, last: it.root.last,
		action: -1, actions: it.actions, calls: it.calls,
	}
	if !w.load.Plan().Open {
		rec.due = rec.start // what a closed load owes nobody is not late
	}
	if err != nil {
		rec.outcome = failed
		if r.stop.flag.Load() {
			rec.outcome = aborted
		}
		rec.class, rec.message, rec.request, rec.action = class(err), text(err), it.lastID, it.failed
	}
	if r.stop.flag.Load() && it.root.start.After(r.stop.at) {
		atomic.AddInt64(&r.after[w.index], 1)
	}
	w.shard.add(&rec, r.retained)
	r.lab.Live.ended(w.index, rec.outcome, rec.end)
	if end.Equal(it.root.start) { // only virtual time does not pass: a load by duration would never end
		return Sleep(ctx, time.Millisecond) == nil
	}
	return true
}

// call runs the scenario. A panic becomes an error.
func call(ctx context.Context, s Scenario, it *Iteration) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case *AssertionError:
			err = p
		default:
			err = &PanicError{Value: p, Stack: debug.Stack()}
		}
	}()
	return s.Run(ctx, it)
}
