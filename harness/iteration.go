package harness

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// An Iteration is what a scenario sees of the run: its number, the user whose turn it is, a stopwatch. Its methods are
// safe for concurrent use until Run returns.
type Iteration struct {
	Number int64       // the first is 1
	User   *cloud.User // whose turn it is; nil if no fixture gave users

	world *World
	names *names
	begin time.Time // of the load
	index int       // of the workload
	memo  *memo     // of its worker

	used     atomic.Bool // somebody may still hold on to it when it has ended
	numbered atomic.Uint64
	mu       sync.Mutex
	created  int
	root     span
	actions  []actionRecord
	calls    []callRecord
	output   *outputRecord // nil if there is none
	failed   int32         // id of the innermost action that failed first, -1 for none
	lastID   string
	host     int32           // its number and 1; 0 for none
	grown    [1]actionRecord // room for the first action
}

// now is the time since the load began.
func (it *Iteration) now() time.Duration { return time.Since(it.begin) }

// use keeps it from being the object of another iteration later.
func (it *Iteration) use() {
	if !it.used.Load() {
		it.used.Store(true)
	}
}

// identity is what the ids of its HTTP calls are made of.
func (it *Iteration) identity() uint64 {
	return hash(it.world.seed, "iteration", uint64(it.index), uint64(it.Number))
}

// An actionRecord is one action of an iteration. All times are since the iteration began.
type actionRecord struct {
	id       int32
	failed   bool
	start    time.Duration
	duration time.Duration // without idle time and renewals
	waited   time.Duration
	last     time.Duration // the last interval between polls
}

// A callRecord is one HTTP call of an iteration.
type callRecord struct {
	action   int32 // id, -1 for none
	route    int32
	status   int
	start    time.Duration
	ttfb     time.Duration
	duration time.Duration
	in, out  int64
	reused   bool
	retry    bool
}

// Time runs f and records how long it took as an action of a name: Rally's atomic action. Actions nest by their context:
// one that is timed in the context of another is its child, and its path is "parent[child]". An action fails if f
// returns an error or panics.
func (it *Iteration) Time(ctx context.Context, action string, f func(context.Context) error) (err error) {
	parent := it.spanOf(ctx)
	path := action
	if parent.path != "" {
		path = parent.path + "[" + action + "]"
	}
	s := &span{Context: ctx, it: it, parent: parent, id: it.memo.action(it.names, path), path: path, start: it.now()}
	s.watch.Observer = s
	returned := false
	defer func() { s.end(err != nil || !returned) }()
	err = f(s)
	returned = true
	return err
}

// seal puts into r what was recorded. What a goroutine that outlives Run still does, such as to close the body of a reply,
// is in no record. It returns why output was refused, if any was.
func (it *Iteration) seal(r *record) error {
	it.mu.Lock()
	defer it.mu.Unlock()
	s := &it.root
	s.mu.Lock()
	defer s.mu.Unlock()
	r.idle, r.renewed, r.waited, r.last = s.idle, s.renewed, s.waited, s.last
	r.request, r.action, r.actions, r.calls, r.host = it.lastID, it.failed, it.actions, it.calls, it.host
	if it.output == nil {
		return nil
	}
	r.added, r.shown = it.output.added, it.output.shown
	return it.output.refused
}

// Idle waits for d, or until ctx is done, and returns why it is. The time is in no duration: it is kept apart.
func (it *Iteration) Idle(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	began := time.Now()
	err := Sleep(ctx, d)
	it.spanOf(ctx).add(time.Since(began), 0, 0, 0)
	return err
}

// IdleBetween idles for a time drawn evenly from shortest to longest, as Rally's min_sleep and max_sleep do.
func (it *Iteration) IdleBetween(ctx context.Context, shortest, longest time.Duration) error {
	d := shortest
	if longest > shortest {
		d += time.Duration(it.Rand("idle").Int64N(int64(longest-shortest) + 1))
	}
	return it.Idle(ctx, d)
}

// Name returns a new name for something that the scenario creates. It begins with the owner's mark, so that whatever is
// left can be found and removed.
func (it *Iteration) Name() string {
	it.use()
	it.mu.Lock()
	defer it.mu.Unlock()
	it.created++
	name := it.world.Owner + IterationMark + strconv.FormatInt(it.Number, 10) + "-" + strconv.Itoa(it.created)
	if it.index > 0 { // the workloads of a run number their iterations alike
		name += "-" + strconv.Itoa(it.index+1)
	}
	return name
}

// Rand returns a source of random numbers that is the same in every run of a seed, for one purpose of this iteration.
func (it *Iteration) Rand(purpose string) *rand.Rand {
	return rand.New(rand.NewPCG(hash(it.world.seed, purpose, uint64(it.index)), uint64(it.Number)))
}

// mostHosts bounds how many hosts a run may tell apart.
const mostHosts = 10_000

// PlacedOn tells on which host of the cloud the iteration put its work, such as the compute host of its server. The last one
// that is told counts.
func (it *Iteration) PlacedOn(host string) {
	id, ok := it.names.hosts.among(host, mostHosts)
	if host == "" || !ok {
		return
	}
	it.use()
	it.mu.Lock()
	defer it.mu.Unlock()
	it.host = id + 1
}

// Cloud returns the cloud of the run; nil if there is none.
func (it *Iteration) Cloud() *cloud.Cloud { return it.world.Cloud }

// Files holds the files that scenarios and fixtures read: those of the lab.
func (it *Iteration) Files() fs.FS { return it.world.Files() }

// A PanicError is a panic of a scenario.
type PanicError struct {
	Value any
	Stack []byte
}

// Error is the value and the stack.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v\n\n%s", e.Value, e.Stack) }

// Sleep waits for d, or until ctx is done, and returns its cause.
func Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return context.Cause(ctx)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// IterationMark comes after the owner's mark in the names of what iterations create.
const IterationMark = "i"

// IdleRange refuses idle times from shortest to longest that are no range. A longest of zero is the shortest.
func IdleRange(shortest, longest time.Duration) error {
	if shortest < 0 || longest < 0 || longest > 0 && longest < shortest {
		return fmt.Errorf("idle times from %v to %v: expected a range that does not begin below zero", shortest, longest)
	}
	return nil
}
