package harness

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A stop ends a load once. The drives are halted before the moment of the stop is read, and a worker looks whether its
// drive is halted after it has read the start of its iteration: so an iteration that runs started before the stop.
type stop struct {
	flag   atomic.Bool
	at     time.Time // zero if the load was not stopped
	cause  error
	cancel context.CancelCauseFunc
}

// end stops the load because of a cause, unless another one has. What is in flight may go on for a while.
func (r *run) end(cause error, grace time.Duration) {
	s := &r.stop
	if s.flag.Swap(true) {
		return
	}
	for _, d := range r.drives {
		d.halt()
	}
	s.at, s.cause = time.Now(), cause
	if grace <= 0 {
		s.cancel(cause)
		return
	}
	time.AfterFunc(grace, func() { s.cancel(cause) })
}

// abandoned is how long the load waits, after it was cancelled, for iterations that do not heed their context.
const abandoned = time.Minute

// load drives all workloads, and returns why they ended early, nil if they did not.
func (r *run) load(ctx context.Context) error {
	if err := r.newDrives(); err != nil {
		return err
	}
	r.section("load", func() error {
		inner, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
		defer cancel(nil)
		r.stop.cancel = cancel
		r.meter.start(r.lab)
		defer r.meter.restore()
		r.begin = time.Now()
		r.prepareJudgement()
		r.startHooks(inner)
		r.follower.start()
		var drives sync.WaitGroup
		for _, d := range r.drives {
			drives.Go(func() { d.drive(inner) })
		}
		done := make(chan struct{})
		go func() {
			drives.Wait()
			close(done)
		}()
		r.watch(ctx, done)
		r.hooks.stop()
		r.meter.stop(r)
		r.drain(true)
		r.follower.stop()
		return r.stop.cause
	})
	return r.stop.cause
}

// watch judges the load until it is done, and stops it when it has to be.
func (r *run) watch(ctx context.Context, done <-chan struct{}) {
	tick := newTicker()
	defer tick.Stop()
	soon := time.NewTimer(time.Hour)
	soon.Stop()
	defer soon.Stop()
	var abandon <-chan time.Time
	cancelled := ctx.Done()
	for {
		select {
		case <-done:
			return
		case <-cancelled:
			cause := ended(ctx)
			grace := r.bench.Grace
			if _, deadline := cause.(*DeadlineError); deadline {
				grace = 0
			}
			r.end(cause, grace)
		case <-r.pokes:
			soon.Reset(r.untilJudgement())
		case <-soon.C:
			r.poked.Store(false)
			r.judge()
		case <-tick.C:
			r.drain(false)
			r.judge()
			if err := cmp.Or(r.retained.error(), r.follower.error()); err != nil { // load whose record is lost is load for nothing
				r.end(err, 0)
			}
		case <-abandon:
			r.trouble("some iterations did not end within %v after they were cancelled, and are not counted", abandoned)
			return
		}
		if abandon == nil && r.stop.flag.Load() {
			cancelled = nil
			timer := time.NewTimer(abandoned + r.bench.Grace)
			defer timer.Stop()
			abandon = timer.C
		}
	}
}

// guard runs what is not the engine's own. A panic becomes an error.
func guard(f func() error) (err error) {
	returned := false
	defer func() {
		if !returned {
			err = panicked(recover())
		}
	}()
	err = f()
	returned = true
	return err
}

// panicked is what was recovered as an error.
func panicked(p any) error {
	switch p := p.(type) {
	case nil:
		return nil
	case *AssertionError:
		return p
	case *PanicError: // of another goroutine, carried over
		return p
	}
	return &PanicError{Value: p, Stack: stack()}
}

// stack is what panicked and who called it, up to guard: the functions and lines alone, without the addresses and
// goroutines by which the same panic would differ from run to run.
func stack() []byte {
	var calls [64]uintptr
	frames := runtime.CallersFrames(calls[:runtime.Callers(4, calls[:])])
	var b []byte
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, "/harness.guard") || strings.HasSuffix(f.Function, "/harness.(*worker).call") {
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
