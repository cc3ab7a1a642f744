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

// quarters are the parts of the time for which a probe is judged.
const quarters = 4

// figures are what a probe measured. A backlog is what was due and had not ended.
type figures struct {
	out      Outcome
	slid     map[int]Level
	at       [quarters + 1]time.Duration // from when it had settled until its time was over, or it was ended
	backlogs [quarters + 1]int64         // then
	asked    int64                       // starts that were due in between
	ended    int64                       // successes and failures in between
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
	for i := range f.at {
		f.at[i] = from + (to-from)*time.Duration(i)/quarters
	}
}

func (f *figures) add(r *record) {
	for i, at := range f.at {
		if r.due <= at && (r.outcome == skipped || r.end > at) {
			f.backlogs[i]++
		}
	}
	if r.due > f.at[0] && r.due <= f.at[quarters] {
		f.asked++
	}
	if r.end > f.at[0] && r.end <= f.at[quarters] && (r.outcome == succeeded || r.outcome == failed) {
		f.ended++
	}
}

// achieved is how many iterations ended a second.
func (f *figures) achieved() float64 {
	if f.at[quarters] == f.at[0] {
		return 0
	}
	return float64(f.ended) / (f.at[quarters] - f.at[0]).Seconds()
}

// behind is why an open load was not kept up; "" if it was. What is under way varies by chance, by the root of it: more
// than that has to be missing, and either much more, or some more in each quarter of the time. It is doubtful if chance
// might still have done that, once.
func (f *figures) behind(at float64) (reason string, doubtful bool) {
	first, last := f.backlogs[0], f.backlogs[quarters]
	grown := last - first
	took := (f.at[quarters] - f.at[0]).Round(time.Millisecond)
	chance := 2 * math.Sqrt(float64(first)+1)
	if float64(grown) <= max(float64(f.asked)/100, chance) {
		return "", false
	}
	doubtful = float64(grown) < 3*chance
	if float64(grown) > (1-keptUp)*float64(f.asked) {
		return fmt.Sprintf("%s a second ended of the %s that were due: %d more were under way at the end of %v",
			number(f.achieved()), number(at), grown, took), doubtful
	}
	for i := range quarters {
		if 2*quarters*(f.backlogs[i+1]-f.backlogs[i]) < grown {
			return "", false
		}
	}
	return fmt.Sprintf("the cloud falls behind: more and more were under way, %d more at the end of %v", grown, took), doubtful
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
		x.Reason, x.Doubtful = f.behind(p.at)
	}
	x.Kept = x.Reason == ""
	if g := &f.out.Generator; g.Bound && !x.Kept && !x.Stopped {
		x.Bound, x.Reason = true, g.BoundReason
	}
	return x, nil
}
