package harness

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// A replay judges the checks of windows once more, on the retained iterations: every window of the load, in its order.
// Records come nearly in that order; each is held back until none can come before it.
type replay struct {
	drive   *drive
	gauge   *gauge
	width   time.Duration       // of a step
	pending map[int64][]numbers // by step, then by cut
	next    int64               // step
	newest  int64               // that a record was of
	slid    map[int]Level       // by check
}

// heldBack is how late a record may come: well above the time that one may stay in memory.
const heldBack = 3 * time.Second

func newReplay(d *drive, n *names) *replay {
	p := &replay{drive: d, gauge: newGauge(d, n), pending: make(map[int64][]numbers), slid: make(map[int]Level)}
	p.width = every
	if rings := p.gauge.rings; len(rings) > 0 {
		p.width = slices.MinFunc(rings, func(a, b *ring) int { return cmp.Compare(a.width, b.width) }).width
	}
	p.next = int64(d.begun / p.width)
	for i, check := range d.workload.SLA {
		if slides(check) {
			p.slid[i] = Level{
				Promise: Describe(check), NoData: true, Seen: "no data", Limit: limitOf(check),
				Reason: fmt.Sprintf("%s: no data, the load ended before there was a window with any", Describe(check)),
			}
		}
	}
	return p
}

func (p *replay) add(r *record) {
	step := max(int64(max(r.end-1, 0)/p.width), p.next)
	cuts := p.pending[step]
	if cuts == nil {
		cuts = make([]numbers, phases*p.drive.parts)
		p.pending[step] = cuts
	}
	cuts[p.drive.cut(r)].count(r, &p.drive.asked)
	if step > p.newest {
		p.newest = step
		for p.next < step-int64(heldBack/p.width)-1 {
			p.step()
		}
	}
}

// step judges the load as it was at the end of the next step.
func (p *replay) step() {
	now := time.Duration(p.next+1) * p.width
	cuts := p.pending[p.next]
	delete(p.pending, p.next)
	p.next++
	for cut := range cuts {
		if cuts[cut].dirty {
			p.gauge.merge(cut, &cuts[cut], now)
		}
	}
	view := p.gauge.view(now)
	for i, level := range p.slid {
		if !level.Kept && !level.NoData {
			continue // it stays broken
		}
		check := p.drive.workload.SLA[i]
		ok, err := check.Match(view)
		if err != nil {
			continue
		}
		level = Level{
			Promise: level.Promise, Seen: SeenBy(check, view), Kept: ok, Limit: level.Limit,
			Headroom: Tighter(level.Headroom, HeadroomBy(check, view)),
		}
		if !ok {
			level.Reason = failureMessage(check, view)
		}
		p.slid[i] = level
	}
}

// levels are the verdicts, when all records are in.
func (p *replay) levels() map[int]Level {
	for p.next <= p.newest {
		p.step()
	}
	return p.slid
}
