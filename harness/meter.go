package harness

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"syscall"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A meter measures the generator while it loads.
type meter struct {
	elapsed time.Duration // of the load
	began   time.Time
	cpu, gc time.Duration // at the start, then what the load used
	stats   cloud.Stats
}

func (m *meter) start(l Lab) {
	m.began = time.Now()
	m.cpu, m.gc = cpuTime(), gcTime()
	if l.Cloud != nil {
		m.stats = l.Cloud.Stats()
	}
}

func (m *meter) stop(r *run) {
	m.elapsed = time.Since(r.begin)
	m.cpu, m.gc = cpuTime()-m.cpu, gcTime()-m.gc
	if r.lab.Cloud != nil {
		now := r.lab.Cloud.Stats()
		m.stats.Dials = now.Dials - m.stats.Dials
	}
}

// The generator is the limit if it used more of the machine than this, or if half of the starts of an open load were
// later than this although users were free.
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
	g.CPU = m.cpu.Seconds() / m.elapsed.Seconds() / float64(runtime.NumCPU())
	if m.cpu > 0 {
		g.GC = m.gc.Seconds() / m.cpu.Seconds()
	}
	late := out.Lateness.Percentile(50)
	switch {
	case g.CPU > boundCPU:
		g.Bound = true
		g.BoundReason = fmt.Sprintf("this process used %.0f %% of all cores: use a larger machine, or a smaller load", 100*g.CPU)
	case out.Open && late > boundLateness && !full(out):
		g.Bound = true
		g.BoundReason = fmt.Sprintf("half of the starts were more than %v late although not all %d users were busy: use a larger machine, or a lower rate", late, out.Users)
	}
}

// full tells whether the users in flight ever reached the limit.
func full(out *Outcome) bool {
	for _, b := range out.Timeline.Buckets {
		if b.InFlight >= int64(out.Users) {
			return true
		}
	}
	return false
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
