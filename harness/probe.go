package harness

import (
	"context"
	"fmt"
	"math"
	"sync"
	"time"
)

// A probe is one load of a search while it is tried.
type probe struct {
	climb  *climb
	drive  *drive
	at     float64
	from   int64 // where its iterations begin in the file
	meter  meter
	before int64  // the backlog when it had settled, as it was judged then; -1 until then
	broken bool   // it was ended; under the lock of whoever judges
	reason string // why

	mu   sync.Mutex
	harm string // a class of failures that ends the search; the first by its letters
}

// A rate is kept up if this share of it is achieved.
const keptUp = 0.95

// saw is told the class of every failure.
func (p *probe) saw(class string) {
	for _, stop := range p.climb.search.StopAt {
		if stop == class {
			p.mu.Lock()
			if p.harm == "" || class < p.harm {
				p.harm = class
			}
			p.mu.Unlock()
		}
	}
}

func (p *probe) harmed() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.harm
}

// breaks ends the probe at once. What is in flight is cancelled.
func (p *probe) breaks(reason string) {
	p.broken, p.reason = true, reason
	p.drive.halted.Store(true)
	p.drive.cancel(&BreachError{Workload: p.drive.workload.name(), Breach: Breach{Reason: reason}})
}

// overwhelmed ends the probe early if so much has piled up, since it had settled, that no promise of any kind can be
// made any more: twice what a rate may fall short by, and what chance may add. ended are its iterations so far.
func (p *probe) overwhelmed(now time.Duration, ended int64) {
	s := &p.climb.search
	since := now - p.drive.begun
	if s.Users || since < s.Settle || since > s.Probe {
		return
	}
	backlog := int64(p.at*since.Seconds()) - ended
	if p.before < 0 {
		p.before = backlog
		return
	}
	asked := p.at * (s.Probe - s.Settle).Seconds()
	if grown := backlog - p.before; float64(grown) > 2*(1-keptUp)*asked+4*math.Sqrt(asked) {
		p.breaks(fmt.Sprintf("%d more starts than %v before were due and had not ended", grown, (since - s.Settle).Round(time.Second)))
	}
}

// figures are what a probe measured. A backlog is what was due and had not ended.
type figures struct {
	out      Outcome
	slid     map[int]Level
	at       [3]time.Duration // when it had settled, in the middle, and when its time was over, or it was ended
	backlogs [3]int64         // then
	asked    int64            // starts that were due in between
	ended    int64            // successes and failures in between
}

func (f *figures) count(p *probe) {
	s := &p.climb.search
	begun := p.drive.begun
	to := begun + s.Probe
	if took := time.Duration(p.drive.took.Load()); took > 0 {
		to = min(to, begun+took)
	}
	from := begun + s.Settle
	if from >= to {
		from = begun
	}
	f.at = [3]time.Duration{from, from + (to-from)/2, to}
}

func (f *figures) add(r *record) {
	for i, at := range f.at {
		if r.due <= at && (r.outcome == skipped || r.end > at) {
			f.backlogs[i]++
		}
	}
	if r.due > f.at[0] && r.due <= f.at[2] {
		f.asked++
	}
	if r.end > f.at[0] && r.end <= f.at[2] && (r.outcome == succeeded || r.outcome == failed) {
		f.ended++
	}
}

// achieved is how many iterations ended a second.
func (f *figures) achieved() float64 {
	if f.at[2] == f.at[0] {
		return 0
	}
	return float64(f.ended) / (f.at[2] - f.at[0]).Seconds()
}

// behind is why an open load was not kept up; "" if it was. What is under way varies by chance: by the root of it.
func (f *figures) behind(at float64) string {
	half := [2]int64{f.backlogs[1] - f.backlogs[0], f.backlogs[2] - f.backlogs[1]}
	grown := half[0] + half[1]
	chance := 2 * math.Sqrt(float64(f.backlogs[0])+1)
	if float64(grown) > max((1-keptUp)*float64(f.asked), chance) {
		return fmt.Sprintf("%s a second ended of the %s that were due: %d more were under way at the end of %v",
			number(f.achieved()), number(at), grown, (f.at[2] - f.at[0]).Round(time.Millisecond))
	}
	if least := max(float64(f.asked)/200, chance); float64(half[0]) > least && float64(half[1]) > least {
		return fmt.Sprintf("the cloud falls behind: %d more were under way after %v, and %d more after as long again",
			half[0], (f.at[1] - f.at[0]).Round(time.Millisecond), half[1])
	}
	return ""
}

// found says what became of the probe, which has ended.
func (p *probe) found() (Probe, error) {
	d := p.drive
	r := d.run
	r.judgement.one.Lock()
	reason := p.reason
	r.judgement.one.Unlock()
	for _, s := range r.shards {
		s.flush(r.retained)
	}
	f, err := p.settle(time.Since(r.begin), forever)
	if err != nil {
		return Probe{}, err
	}
	p.meter.elapsed = time.Duration(d.took.Load())
	p.meter.cpu, p.meter.gc = cpuTime()-p.meter.cpu, gcTime()-p.meter.gc
	p.meter.report(&f.out, r.lab)
	r.judgeAll(d.workload, &f.out, f.slid, context.Canceled)

	x := Probe{Load: p.at, Achieved: f.achieved(), Begun: d.begun, Took: p.meter.elapsed, View: f.out.View, Levels: f.out.Levels}
	for _, l := range x.Levels {
		if !l.Kept && (x.Reason == "" || !l.NoData) {
			x.Reason = l.Reason
		}
	}
	switch class := p.harmed(); {
	case class != "":
		x.Stopped, x.Reason = true, "a failure of the class "+class
	case x.Reason == "":
		x.Reason = reason
	}
	if x.Reason == "" && d.plan.Open {
		x.Reason = f.behind(p.at)
	}
	x.Kept = x.Reason == ""
	if g := &f.out.Generator; g.Bound && !x.Kept && !x.Stopped {
		x.Bound, x.Reason = true, g.BoundReason
	}
	return x, nil
}
