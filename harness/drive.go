package harness

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/load"
)

// A drive is a workload while it loads.
type drive struct {
	run      *run
	index    int
	workload *Workload
	load     load.Load
	plan     load.Plan
	deck     deck
	users    []*cloud.User
	projects []int32 // of each user: its number and 1
	after    *drive  // nil for one that waits for no other
	guards   []Check // what is judged while it goes on: its service levels, and what hooks wait for
	marks    []mark
	watches  []*watch
	asked    question
	parts    int // of its mix; 1 for any other scenario

	ctx       context.Context // of its iterations
	cancel    context.CancelCauseFunc
	begun     time.Duration    // since the load began
	steady    [2]time.Duration // from, to
	running   atomic.Bool      // begun and steady are known
	took      atomic.Int64     // since it began, when it has ended
	beginning chan struct{}    // closed then
	ended     chan struct{}
	inexact   sync.Once   // it is told that there is no precise timer
	halted    atomic.Bool // nothing starts any more
	late      atomic.Bool // because its grace is over
	climb     *climb      // of a search, whose probes are drives of their own; nil of any other load
	probe     *probe      // which this one drives; nil for none

	seed  uint64 // of its load: no two probes have the same moments
	first int64  // number of its iterations: those of earlier probes come before

	_       cacheLine    // what all workers write is apart from what they read
	tickets atomic.Int64 // numbers that were given
	_       cacheLine
	started atomic.Int64 // iterations, if somebody looks on
	_       cacheLine
}

type cacheLine [64]byte

func newDrive(r *run, index int, w *Workload) *drive {
	d := &drive{
		run: r, index: index, workload: w, load: w.load(), deck: deckOf(w.Scenario, r.bench.Seed, index),
		guards: r.bench.guards(w, index), parts: max(len(partsOf(w.Scenario)), 1), beginning: make(chan struct{}), ended: make(chan struct{}),
		steady: [2]time.Duration{0, math.MaxInt64}, seed: r.bench.Seed,
	}
	d.asked = questionOf(d.guards, &r.names)
	d.plan = d.load.Plan()
	if s := w.search(); s != nil {
		d.climb = &climb{drive: d, search: *s}
	}
	return d
}

// drive starts after the one that it waits for, and its delay, and ends when all of its users have nothing more to do.
func (d *drive) drive(ctx context.Context) {
	defer close(d.ended)
	d.ctx, d.cancel = context.WithCancelCause(ctx)
	defer d.cancel(nil)
	if d.after != nil {
		select {
		case <-d.after.ended:
		case <-ctx.Done():
		}
	}
	if Sleep(ctx, d.workload.Delay) != nil || d.halted.Load() {
		return
	}
	d.begun = time.Since(d.run.begin)
	d.steady[0] = d.begun + d.workload.WarmUp
	if d.workload.CoolDown > 0 {
		d.steady[1] = d.begun + d.plan.Duration - d.workload.CoolDown
	}
	d.running.Store(true)
	close(d.beginning)
	if d.climb != nil {
		d.climb.up(d.ctx)
		d.took.Store(int64(time.Since(d.run.begin) - d.begun))
		return
	}
	if d.probe != nil { // what was due and has not begun when its time is over, never does
		timer := time.AfterFunc(d.plan.Duration+time.Nanosecond, func() {
			d.late.Store(true)
			d.halted.Store(true)
		})
		defer timer.Stop()
	}
	if grace := d.run.bench.Grace; grace > 0 && d.plan.Duration > 0 {
		timer := time.AfterFunc(d.plan.Duration+grace, func() {
			d.late.Store(true)
			d.halted.Store(true)
			d.cancel(&GraceError{grace})
		})
		defer timer.Stop()
	}
	var workers sync.WaitGroup
	for k := range d.plan.Users {
		w := &worker{drive: d, user: k, shard: d.run.shards[k%len(d.run.shards)]}
		w.start(&workers)
	}
	workers.Wait()
	d.took.Store(int64(time.Since(d.run.begin) - d.begun))
}

// elapsed is how long it has been going on, or did, at a time since the load began.
func (d *drive) elapsed(now time.Duration) time.Duration {
	if took := time.Duration(d.took.Load()); took > 0 {
		return min(took, now-d.begun)
	}
	return max(now-d.begun, 0)
}

// span is how long a phase has been going on, or did, at a time since the load of all began.
func (d *drive) span(phase int, now time.Duration) time.Duration {
	from, to := d.begun, d.begun+d.elapsed(now)
	switch phase {
	case 0:
		to = min(to, d.steady[0])
	case 1:
		from, to = d.steady[0], min(to, d.steady[1])
	case 2:
		from = d.steady[1]
	}
	return max(to-from, 0)
}

// phase is 0 for the warm-up, 1 for the steady load, 2 for the cool-down.
func (d *drive) phase(r *record) int {
	at := r.start
	if d.plan.Open {
		at = r.due
	}
	switch {
	case at < d.steady[0]:
		return 0
	case at >= d.steady[1]:
		return 2
	}
	return 1
}

var phaseNames = [phases]string{WarmUp, Steady, CoolDown}

// phased tells whether some of the load is apart.
func (w *Workload) phased() bool { return w.WarmUp > 0 || w.CoolDown > 0 }

// has tells whether the workload has a phase: the steady one if it has another.
func (w *Workload) has(phase int) bool {
	return [phases]bool{w.WarmUp > 0, w.phased(), w.CoolDown > 0}[phase]
}

// drives makes the drives of all workloads, and gives them their users.
func (r *run) newDrives() error {
	users := r.world.Users()
	if r.world.choice != Random || len(users) > 0 && r.shared() {
		users = turns(users)
	}
	rest := users
	byName := make(map[string]*drive)
	for i, w := range r.loads {
		d := newDrive(r, i, w)
		byName[w.name()] = d
		d.users = users
		if w.Share > 0 && len(users) > 0 {
			n := min(int(math.Round(w.Share*float64(len(users)))), len(rest))
			if n == 0 {
				return &SetupError{Fixture: w.name(), Err: fmt.Errorf("a share of %v of %d users is none", w.Share, len(users))}
			}
			d.users, rest = rest[:n], rest[n:]
		}
		d.projects = r.projectsOf(d.users)
		r.drives = append(r.drives, d)
	}
	for _, d := range r.drives {
		d.after = byName[d.workload.After]
	}
	return nil
}

// projectsOf are the projects of users, each by its number and 1.
func (r *run) projectsOf(users []*cloud.User) (list []int32) {
	for _, u := range users {
		list = append(list, 1+r.names.projects.id(cmp.Or(u.ProjectName(), u.ProjectID())))
	}
	return list
}

// shared tells whether any workload has users of its own.
func (r *run) shared() bool {
	for _, w := range r.loads {
		if w.Share > 0 {
			return true
		}
	}
	return false
}

// validateOrder refuses workloads that wait for one that there is not, or for each other.
func (b *Benchmark) validateOrder() error {
	var errs []error
	after := make(map[string]string)
	var names []string
	share := 0.0
	for i := range b.Workloads {
		if w := &b.Workloads[i]; w.Scenario != nil {
			after[w.name()] = w.After
			names = append(names, w.name())
			share += w.Share
		}
	}
	if share > 1+1e-9 {
		errs = append(errs, fmt.Errorf("the shares of the users sum up to %.4g: expected at most 1", share))
	}
	for _, name := range names {
		if after[name] == "" {
			continue
		}
		if _, ok := after[after[name]]; !ok {
			errs = append(errs, fmt.Errorf("%s begins after another: %w", name, Unknown("workload", after[name], names)))
			continue
		}
		next := after[name]
		for range names {
			if next == name {
				errs = append(errs, fmt.Errorf("%s waits for itself, by way of %s", name, after[name]))
				break
			}
			next = after[next]
		}
	}
	return errors.Join(errs...)
}

// lasts is how long the load takes at least, as far as that is known beforehand.
func (b *Benchmark) lasts() (longest time.Duration) {
	byName := make(map[string]*Workload)
	for i := range b.Workloads {
		byName[b.Workloads[i].name()] = &b.Workloads[i]
	}
	for i := range b.Workloads {
		var sum time.Duration
		for w := &b.Workloads[i]; w != nil; w = byName[w.After] {
			sum += w.Delay + w.load().Plan().Duration
		}
		longest = max(longest, sum)
	}
	return longest
}

// A GraceError is the cause of iterations that were cancelled because their workload's time was over.
type GraceError struct{ Grace time.Duration }

// Error says how long the iteration was let go on.
func (e *GraceError) Error() string {
	return fmt.Sprintf("the iteration was cancelled %v after the time of its load was over", e.Grace)
}

// Is makes whoever asks for [context.Canceled] recognise the cancellation that this error is the cause of.
func (e *GraceError) Is(target error) bool { return target == context.Canceled }
