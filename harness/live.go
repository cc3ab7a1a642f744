package harness

import (
	"sync/atomic"
	"time"
)

// Live tells how a run goes on, to whoever looks from outside. It is lock-free, and safe to read from outside of the
// virtual time of a rehearsal. The zero value is ready.
type Live struct{ current atomic.Pointer[liveRun] }

type liveRun struct {
	name      string
	rehearsal bool
	phase     atomic.Pointer[string]
	done, of  atomic.Int64 // parts of the phase
	workloads []liveWorkload
	over      atomic.Bool
}

type liveWorkload struct {
	name                                string
	planned                             int64
	duration                            time.Duration
	users                               int
	started, succeeded, failed, aborted atomic.Int64
	skipped, elapsed                    atomic.Int64
}

// A Status is how a run goes on.
type Status struct {
	Benchmark string
	Rehearsal bool
	Phase     string // the section that it is in: "set up users", "load"
	Done, Of  int    // parts of the phase; zero if it is not made of parts
	Ended     bool
	Workloads []Progress
}

// A Progress is how a workload goes on.
type Progress struct {
	Name      string
	Planned   int64         // iterations, zero if that is open
	Duration  time.Duration // of the load, zero if that is open
	Elapsed   time.Duration // since it began
	Users     int
	Started   int64
	Succeeded int64
	Failed    int64
	Aborted   int64
	Skipped   int64 // starts that found no free user in time
}

// InFlight is how many iterations have started and not ended.
func (p Progress) InFlight() int64 { return p.Started - p.Succeeded - p.Failed - p.Aborted }

// Status returns how the newest run goes on. ok is false before the first one.
func (l *Live) Status() (s Status, ok bool) {
	r := l.current.Load()
	if r == nil {
		return s, false
	}
	s = Status{Benchmark: r.name, Rehearsal: r.rehearsal, Phase: *r.phase.Load(), Ended: r.over.Load(), Done: int(r.done.Load()), Of: int(r.of.Load())}
	for i := range r.workloads {
		w := &r.workloads[i]
		s.Workloads = append(s.Workloads, Progress{
			Name: w.name, Planned: w.planned, Duration: w.duration, Users: w.users,
			Succeeded: w.succeeded.Load(), Failed: w.failed.Load(), Aborted: w.aborted.Load(),
			Started: w.started.Load(), Skipped: w.skipped.Load(), Elapsed: time.Duration(w.elapsed.Load()),
		})
	}
	return s, true
}

// begin makes r the newest run. It returns nil if l is nil, of which every method does nothing.
func (l *Live) begin(r *run) *liveRun {
	if l == nil {
		return nil
	}
	x := &liveRun{name: r.bench.Name, rehearsal: r.lab.Rehearsal, workloads: make([]liveWorkload, len(r.loads))}
	x.phase.Store(new(string))
	for i, w := range r.loads {
		plan := w.load().Plan()
		x.workloads[i].name, x.workloads[i].users = w.name(), plan.Users
		x.workloads[i].planned, x.workloads[i].duration = int64(plan.Iterations), plan.Duration
		if w.search() != nil { // nobody knows how long
			x.workloads[i].duration = 0
		}
	}
	l.current.Store(x)
	return x
}

func (x *liveRun) enter(phase string) {
	if x != nil {
		x.of.Store(0)
		x.phase.Store(&phase)
	}
}

// step tells how many parts of the phase are done.
func (x *liveRun) step(done, of int) {
	if x != nil {
		x.done.Store(int64(done))
		x.of.Store(int64(of))
	}
}

// publish tells how many iterations of each workload ended, by their outcome.
func (x *liveRun) publish(r *run, counts [][4]int64) {
	if x == nil {
		return
	}
	for i := range counts {
		w := &x.workloads[i]
		w.started.Store(r.drives[i].started.Load())
		w.succeeded.Store(counts[i][succeeded])
		w.failed.Store(counts[i][failed])
		w.aborted.Store(counts[i][aborted])
		w.skipped.Store(counts[i][skipped])
		w.elapsed.Store(int64(time.Since(r.begin)))
	}
}

func (x *liveRun) end() {
	if x != nil {
		x.over.Store(true)
	}
}
