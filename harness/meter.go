package harness

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"syscall"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A meter measures the generator while it loads.
type meter struct {
	elapsed time.Duration // of the load
	began   time.Time
	cpu, gc time.Duration // at the start, then what the load used
	memory  int64
	stats   cloud.Stats
	restore func() // of the garbage collector's pace
}

func (m *meter) start(l Lab) {
	m.restore = unhurry()
	m.began = time.Now()
	m.cpu, m.gc = cpuTime(), gcTime()
	if l.Cloud != nil {
		m.stats = l.Cloud.Stats()
	}
}

func (m *meter) stop(r *run) {
	m.elapsed = time.Since(r.begin)
	m.cpu, m.gc = cpuTime()-m.cpu, gcTime()-m.gc
	m.memory = memory()
	if r.lab.Cloud != nil {
		now := r.lab.Cloud.Stats()
		m.stats.Dials = now.Dials - m.stats.Dials
	}
}

// The generator is the limit if it used more of the machine than this, or if one of twenty starts for which a user was free
// came later than this.
const (
	boundCPU      = 0.9
	boundLateness = 50 * time.Millisecond
)

// report adds what the meter knows to an outcome. A rehearsal has no use for it: its time is not the machine's.
func (m *meter) report(out *Outcome, l Lab) {
	g := &out.Generator
	g.Dials = m.stats.Dials
	if l.Rehearsal || m.elapsed <= 0 {
		return
	}
	g.Memory = m.memory
	g.CPU = m.cpu.Seconds() / m.elapsed.Seconds() / float64(runtime.NumCPU())
	if m.cpu > 0 {
		g.GC = m.gc.Seconds() / m.cpu.Seconds()
	}
	late := g.Lateness.Percentile(95)
	switch {
	case late > boundLateness:
		g.Bound = true
		g.BoundReason = fmt.Sprintf("one of twenty starts was more than %v late although a user was free: use a larger machine, or a lower rate", late.Round(time.Millisecond))
	case g.CPU > boundCPU:
		g.Bound = true
		g.BoundReason = fmt.Sprintf("this process used %.0f %% of all cores: use a larger machine, or a smaller load", 100*g.CPU)
	}
}

// undelivered tells whether the generator, and not the cloud, kept an open load from being what was asked for.
func (out *Outcome) undelivered() bool {
	return out.Open && out.Generator.Lateness.Percentile(95) > boundLateness && out.Generator.Bound
}

// loadGC is how much a heap may grow, in percent, before its garbage is collected while a load runs. It takes a quarter off
// the CPU time of calls, for some megabytes.
const loadGC = 400

// pace is how many loads run that have slowed the garbage collector down, and its pace before them.
var pace struct {
	sync.Mutex
	loads, before int
}

// unhurry slows the garbage collector down, unless the environment says how fast it should be, and returns what puts
// it back.
func unhurry() func() {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	pace.Lock()
	defer pace.Unlock()
	if pace.loads++; pace.loads == 1 {
		pace.before = debug.SetGCPercent(loadGC)
		if pace.before < 0 || pace.before > loadGC { // somebody chose it
			debug.SetGCPercent(pace.before)
		}
	}
	return func() {
		pace.Lock()
		defer pace.Unlock()
		if pace.loads--; pace.loads == 0 {
			debug.SetGCPercent(pace.before)
		}
	}
}

// memory is what this process has from the system.
func memory() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return int64(sample[0].Value.Uint64() - sample[1].Value.Uint64())
}

// cpuTime is what this process has used so far.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// gcTime is what garbage collection has used so far, by the runtime's own estimate.
func gcTime() time.Duration {
	sample := []metrics.Sample{{Name: "/cpu/classes/gc/total:cpu-seconds"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindFloat64 {
		return 0
	}
	return time.Duration(sample[0].Value.Float64() * float64(time.Second))
}
