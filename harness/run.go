package harness

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"github.com/pacenote/pacenote/harness/cloud"
	"math"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/pacenote/pacenote/harness/journal"
)

// A run is one run of a benchmark.
type run struct {
	lab      Lab
	bench    *Benchmark
	mu       sync.Mutex // of the result's troubles
	result   Result
	world    World
	names    names
	retained *retained
	journal  *journal.Writer
	set      string // the name of the fixtures that are to stay; "" of a benchmark
	clean    bool   // the cloud was asked, and nothing is left
	started  time.Time

	loads   []*Workload
	drives  []*drive // of the same workloads, while they load
	shards  []*shard
	begin   time.Time // of the load
	stop    stop
	guarded bool // there is something to judge while it goes on
	judgement
	breach   *BreachError
	ticks    int
	whole    int // see keptWhole
	meter    meter
	hooks    hookStream
	live     *liveRun // nil if nobody looks
	follower *follower
	folder   string // of the journal and the retained iterations; "" for none
}

func newRun(l Lab, b *Benchmark) *run {
	r := &run{lab: l, bench: b, started: time.Now(), whole: keptWhole}
	r.result = Result{
		ID: r.id(), Name: b.Name, Description: b.Description, Tags: b.Tags, Source: b.Source, Seed: b.Seed,
		Rehearsal: l.Rehearsal, Started: r.started, Environment: environment(l),
	}
	r.world = World{Cloud: l.Cloud, Owner: "pacenote-" + r.result.ID + "-", StandIns: l.StandIns, files: l.Files, seed: b.Seed, rehearsal: l.Rehearsal, simulator: l.Simulator}
	for i := range b.Workloads {
		r.loads = append(r.loads, &b.Workloads[i])
	}
	r.world.loads = r.loads
	r.follower = newFollower(r)
	for range shardsPerCore * runtime.GOMAXPROCS(0) {
		r.shards = append(r.shards, &shard{counts: make([][4]int64, len(r.loads))})
	}
	return r
}

// id is a random one; in a rehearsal, where a seed must say everything, it follows from the seed and the name.
func (r *run) id() string {
	var b [4]byte
	if r.lab.Rehearsal {
		binary.BigEndian.PutUint32(b[:], uint32(hash(r.bench.Seed, "run "+r.bench.Name)))
	} else {
		rand.Read(b[:])
	}
	return fmt.Sprintf("%x", b)
}

// openJournal begins to keep what the run makes: on disk if it has a folder, and a cloud that outlives it.
func (r *run) openJournal() (err error) {
	r.journal = new(journal.Writer)
	r.world.journal = r.journal
	if c := r.lab.Cloud; c != nil && r.folder != "" && !r.lab.Rehearsal {
		r.journal, err = journal.Create(r.folder, journal.Header{
			Run: r.result.ID, Mark: r.world.Owner, Benchmark: r.bench.Name,
			Cloud: c.Name(), AuthURL: c.AuthURL(), Region: c.Region(), Started: r.started.UTC(), Set: r.set,
		})
		r.world.journal = r.journal
	}
	return err
}

// Version is that of Pacenote, as the build knows it.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range append(info.Deps, &info.Main) {
			if m.Path == "github.com/pacenote/pacenote" && m.Version != "" {
				return m.Version
			}
		}
	}
	return "(devel)"
}

func environment(l Lab) Environment {
	c := l.Cloud
	e := Environment{
		Version: Version(), Revision: l.Revision, Go: runtime.Version(),
		Machine: fmt.Sprintf("%s/%s, %d cores", runtime.GOOS, runtime.GOARCH, runtime.NumCPU()),
	}
	if c != nil {
		e.Cloud, e.AuthURL, e.Region = c.Name(), c.AuthURL(), c.Region()
	}
	return e
}

// section runs a part of the run and keeps when it was and how it went.
func (r *run) section(name string, f func() error) error {
	r.live.enter(name)
	began := time.Now()
	err := guard(f)
	s := Section{Name: name, Start: began.Sub(r.started), Duration: time.Since(began)}
	if err != nil {
		s.Error = text(err)
	}
	r.result.Sections = append(r.result.Sections, s)
	return err
}

// drop forgets the last section if it took less than a time: that of a fixture which was there already.
func (r *run) drop(below time.Duration) {
	if last := len(r.result.Sections) - 1; r.result.Sections[last].Duration < below {
		r.result.Sections = r.result.Sections[:last]
	}
}

// setup asks the fixtures whether they can be set up, and sets them up.
func (r *run) setup(ctx context.Context) error {
	fixtures := r.bench.ordered()
	if len(fixtures) > 0 && r.lab.Cloud != nil {
		if err := r.connect(ctx); err != nil {
			return err
		}
	}
	if err := r.preflight(ctx, fixtures); err != nil {
		return err
	}
	for i, f := range fixtures {
		name := FixtureName(f)
		err := r.build(ctx, "set up "+name, name, func() error { return f.Setup(identify(ctx, hash(r.bench.Seed, "set up", uint64(i))), &r.world) })
		if err != nil {
			return err
		}
		if _, ok := f.(Checker); ok {
			r.drop(time.Millisecond)
		}
	}
	if err := r.prepare(ctx); err != nil {
		return err
	}
	return r.arrange(ctx)
}

// build runs a section in which something is built.
func (r *run) build(ctx context.Context, section, name string, f func() error) error {
	err := r.section(section, f)
	if ctx.Err() != nil {
		return ended(ctx)
	}
	if err != nil {
		return &SetupError{Fixture: name, Err: err}
	}
	return nil
}

// prepare lets the scenarios look up what their arguments name.
func (r *run) prepare(ctx context.Context) error {
	for i, w := range r.loads {
		p, ok := w.Scenario.(Preparer)
		if !ok {
			continue
		}
		err := r.section("prepare "+w.name(), func() error {
			var prepared Scenario
			err := guard(func() (err error) {
				prepared, err = p.Prepare(identify(ctx, hash(r.bench.Seed, "prepare", uint64(i))), &r.world)
				return err
			})
			if ctx.Err() != nil {
				return ended(ctx)
			}
			if err != nil {
				return &SetupError{Fixture: w.name(), Err: err}
			}
			ready := *w // the caller's benchmark stays as it is
			ready.Name, ready.Scenario = w.name(), prepared
			r.loads[i] = &ready
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// connect authenticates the administrator and keeps which services there are.
func (r *run) connect(ctx context.Context) error {
	return r.section("connect", func() error {
		ctx = identify(ctx, hash(r.bench.Seed, "connect"))
		services, err := r.lab.Cloud.Admin().Services(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return ended(ctx)
			}
			return &SetupError{Fixture: "cloud " + r.lab.Cloud.Name(), Err: err}
		}
		ctx, cancel := context.WithTimeout(ctx, versionsWithin)
		defer cancel()
		for _, s := range services {
			r.result.Environment.Services = append(r.result.Environment.Services, s.Type)
			if r.folder != "" || len(r.lab.Sinks) > 0 { // somebody keeps the result
				r.result.Environment.Versions = append(r.result.Environment.Versions, r.version(ctx, s))
			}
		}
		return nil
	})
}

// versionsWithin is how long all services have to say their versions.
const versionsWithin = 10 * time.Second

// version asks a service for its newest version, which is nothing if it does not say.
func (r *run) version(ctx context.Context, s cloud.Service) ServiceVersion {
	v := ServiceVersion{Type: s.Type}
	_, list, _ := r.lab.Cloud.Versions(ctx, s)
	for _, x := range list {
		if x.Current() {
			v.Version, v.Highest = x.ID, x.Highest
		}
	}
	return v
}

// remove removes everything and looks for what is left, on a context that nothing has cancelled.
func (r *run) remove(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanupLimit)
	defer cancel()
	w := &r.world
	for i := len(w.cleanups) - 1; i >= 0; i-- {
		r.removal(ctx, w.cleanups[i], i)
	}
	if len(w.proofs) == 0 {
		r.clean = !r.journal.Touched("", "")
		return
	}
	r.section("look for leftovers", func() error {
		var errs []error
		for i, look := range w.proofs {
			errs = append(errs, guard(func() error {
				found, err := look(identify(ctx, hash(r.bench.Seed, "proof", uint64(i))))
				r.result.Leftovers = append(r.result.Leftovers, found...)
				return err
			}))
		}
		err := errors.Join(errs...)
		r.clean = err == nil && len(r.result.Leftovers) == 0
		if err != nil {
			r.trouble("nobody knows whether something is left behind: %v", err)
		}
		return err
	})
}

func (r *run) removal(ctx context.Context, x removal, i int) {
	err := r.section("remove "+x.what, func() error {
		return x.do(identify(ctx, hash(r.bench.Seed, "remove", uint64(i))))
	})
	if err != nil {
		r.trouble("remove %s: %v", x.what, err)
	}
}

func (r *run) trouble(format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	r.lab.log().Warn(message, "benchmark", r.bench.Name)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.result.Troubles = append(r.result.Troubles, message)
}

// finish computes the result, given why the load ended early, and returns what else went wrong.
func (r *run) finish(cause error) error {
	var errs []error
	if !r.begin.IsZero() {
		elapsed := r.meter.elapsed
		if r.breach != nil {
			r.sharpen()
		}
		settled, err := r.settle(elapsed, math.MaxInt64)
		for _, lost := range []error{r.retained.error(), r.follower.error()} {
			if lost != cause { // else it is said already
				err = errors.Join(err, lost)
			}
		}
		if err != nil {
			r.trouble("%v", err)
			errs = append(errs, err)
		}
		for i := range settled.outcomes {
			out := &settled.outcomes[i]
			if r.breach != nil && r.breach.Workload == out.Workload {
				out.Breach = &r.breach.Breach
				out.Breach.Aborted = out.Iterations.Aborted
			}
			r.meter.report(out, r.lab)
			if c := r.drives[i].climb; c != nil {
				out.Capacity = capacityOf(c.search, c.probes())
			}
			broken := r.judgeAll(r.loads[i], out, settled.slid[i], cause)
			if out.Breach != nil {
				broken = r.breach
			}
			if g := &out.Generator; out.Capacity == nil && g.Bound && (broken != nil || cause == nil && out.undelivered()) {
				broken = &BoundError{Workload: out.Workload, Reason: g.BoundReason, Err: broken}
			}
			errs = append(errs, broken)
		}
		r.result.Workloads, r.result.Overall = settled.outcomes, settled.overall
		for _, f := range r.hooks.ended {
			r.result.Fired = append(r.result.Fired, *f)
		}
		errs = append(errs, r.hooks.errors())
	}
	if len(r.result.Leftovers) > 0 {
		errs = append(errs, &LeakError{r.result.Leftovers})
	}
	return errors.Join(errs...)
}
