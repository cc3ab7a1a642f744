package harness

import (
	"context"
	"math"
	"sync"
	"sync/atomic"
	"time"
)

// A climb is a search while it goes on: one probe after another, each a drive of its own on the same users.
type climb struct {
	drive  *drive
	search Search
	now    atomic.Pointer[probe] // nil between probes
	first  int64                 // number of an iteration that is free
	mu     sync.Mutex
	done   []Probe
}

// up tries loads until nothing more is to be found out, or the run ends.
func (c *climb) up(ctx context.Context) {
	r := c.drive.run
	from := int64(len(magic))
	for {
		at, ok := c.search.next(c.done)
		if !ok {
			return
		}
		if len(c.done) > 0 && Sleep(ctx, c.search.Rest) != nil {
			return
		}
		// Probes begin at a round moment, away from those at which the load is judged.
		if over := time.Since(r.begin) % time.Millisecond; over > 0 && Sleep(ctx, time.Millisecond-over) != nil {
			return
		}
		p := c.begin(at, from)
		p.drive.drive(ctx)
		c.now.Store(nil)
		if Sleep(ctx, time.Nanosecond) != nil || c.drive.halted.Load() {
			return // a load that the run did not let end says nothing
		}
		found, err := p.found()
		if err != nil {
			r.end(err, 0)
			return
		}
		from = r.retained.written()
		c.first += p.drive.tickets.Load()
		c.mu.Lock()
		c.done = append(c.done, found)
		c.mu.Unlock()
	}
}

// probes are those that have ended.
func (c *climb) probes() []Probe {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.done
}

// begin makes the next probe the one that is judged.
func (c *climb) begin(at float64, from int64) *probe {
	d := c.drive
	r := d.run
	w := *d.workload
	w.Name, w.Load, w.WarmUp, w.After, w.Delay = w.name(), c.search.load(at), c.search.Settle, "", 0
	p := &probe{climb: c, drive: newDrive(r, d.index, &w), at: at, from: from, before: -1}
	p.drive.probe, p.drive.first, p.drive.marks = p, c.first, d.marks
	p.drive.users, p.drive.projects = d.users, d.projects
	p.drive.seed = hash(r.bench.Seed, "probe", uint64(d.index), uint64(len(c.done)))
	p.meter.cpu, p.meter.gc = cpuTime(), gcTime()
	r.judgement.one.Lock()
	defer r.judgement.one.Unlock()
	r.judgeNow() // the others, too, as it forgets what it has seen
	r.gauges[d.index] = newGauge(p.drive, &r.names)
	c.now.Store(p)
	if d.halted.Load() {
		p.drive.halted.Store(true)
	}
	return p
}

// judge ends the probe if its load breaks. Whoever judges holds the lock.
func (c *climb) judge(now time.Duration) {
	p := c.now.Load()
	if p == nil || p.broken || !p.drive.running.Load() {
		return
	}
	r := c.drive.run
	if class := p.harmed(); class != "" {
		p.breaks("a failure of the class " + class)
		return
	}
	if p.overwhelmed(now, r.gauges[c.drive.index].ended()); p.broken || now-p.drive.begun < c.search.patience() {
		return
	}
	view := r.gauges[c.drive.index].view(now)
	r.hooks.watch(c.drive, view)
	for _, check := range p.drive.workload.SLA {
		if yes, reason := r.broken(check, view); yes {
			p.breaks(reason)
			return
		}
	}
}

// ended counts the iterations that succeeded or failed so far, in all phases.
func (g *gauge) ended() (n int64) {
	for i := range g.total {
		n += g.total[i].iterations.Ended()
	}
	return n
}

// probing is the probe of a workload that is tried now; nil if it is none.
func (r *run) probing(workload string) *probe {
	for _, d := range r.drives {
		if d.climb != nil && d.workload.name() == workload {
			return d.climb.now.Load()
		}
	}
	return nil
}

// halt keeps everything from starting.
func (d *drive) halt() {
	d.halted.Store(true)
	if d.climb == nil {
		return
	}
	if p := d.climb.now.Load(); p != nil {
		p.drive.halted.Store(true)
	}
}

// begins counts an iteration that begins, for whoever looks on.
func (d *drive) begins() {
	if d.probe != nil {
		d = d.probe.climb.drive
	}
	d.started.Add(1)
}

// settle computes the figures of a probe at a time since the load began, from its retained iterations.
func (p *probe) settle(elapsed, until time.Duration) (f figures, err error) {
	r := p.drive.run
	pool := &pool{whole: probeWhole}
	s := newSettlement(p.drive, pool, elapsed, 0, &r.names)
	to := r.retained.written()
	f.count(p)
	for again := true; again; again = pool.next() {
		first := pool.pass == 0
		if err := r.retained.between(p.from, to, func(x *record) {
			if x.workload != p.drive.index || x.end > until {
				return
			}
			s.add(x, first)
			if first {
				f.add(x)
			}
		}); err != nil {
			return f, err
		}
	}
	f.out, f.slid = s.outcome(&r.names)
	f.out.Timeline, f.out.Phases = Timeline{}, nil
	return f, nil
}

// probeWhole is how many durations of a population of a probe are kept for exact percentiles of any kind: there are many
// probes.
const probeWhole = 1 << 12

// forever is later than everything.
const forever = time.Duration(math.MaxInt64)
