package harness

import (
	"math"
	"time"
)

// A Fired is one time that a hook fired.
type Fired struct {
	Hook   string
	Number int           // the first is 1
	Why    string        // "20s into the load"
	From   time.Duration // since the load began: its window
	To     time.Duration
	Said   string // such as the output of a command; not to be trusted
	Error  string // "" if it went well
	Output Output // charts, as far as what it said was some
}

// An Impact is what became of a workload when a hook had fired, by iterations as they ended. Times are right to the width of
// a step: 10 ms, or a hundred-thousandth of the load.
//
// The workload is impaired from the begin of the window until ten iterations in a row have succeeded after its end, and took no
// longer on average than those before the window: their mean and two standard deviations, or a tenth, whichever is more. A
// pause between successes of a second and more that is longer than twice the longest one before is impaired time, too. This
// follows the reliability tests of OpenStack's performance documentation, which compute it by hand.
type Impact struct {
	Hook   string
	Number int // of the firing
	From   time.Duration
	To     time.Duration

	Before    int64         // successes before the window, since the load began or the last workload had recovered
	Mean      time.Duration // of them
	Deviation time.Duration

	Recovered bool          // before the load ended, or the hook fired again
	Recovery  time.Duration // from the begin of the window to the end of what was bad; zero if nothing was
	Downtime  time.Duration // without any success: pauses of a second and more that were longer than twice the longest one before
	Failing   time.Duration // from the first to the last failure
	Ended     int64         // iterations that started while impaired, whenever they ended
	Failed    int64         // among them
	Impaired  time.Duration // mean duration of the successes among them; zero if there was none
}

// Degradation is how many times as long as before the successes took while impaired, less 1; zero if nothing can be said.
func (i *Impact) Degradation() float64 {
	if i.Mean == 0 || i.Impaired == 0 {
		return 0
	}
	return float64(i.Impaired)/float64(i.Mean) - 1
}

const (
	inARow     = 10 // successes that show that a workload has recovered
	atTheEnd   = 3  // which are enough if the load ends then
	stepWidth  = 10 * time.Millisecond
	mostSteps  = 100_000
	deviations = 2
	leastPause = time.Second // that is downtime: what is slower is not down
)

// A course is how a workload went, in steps.
type course struct {
	width time.Duration
	steps []step
}

type step struct {
	succeeded, failed int64         // that ended in it
	took              time.Duration // of the successes
	squares           float64       // of seconds
	begun, lost       int64         // that started in it: all that ended, and those that failed
	later             time.Duration // that the others took
}

func newCourse(elapsed time.Duration) *course {
	width := stepWidth
	for elapsed/width > mostSteps {
		width *= 2
	}
	return &course{width: width, steps: make([]step, elapsed/width+1)}
}

func (c *course) add(r *record) {
	if r.outcome == aborted || r.outcome == skipped {
		return
	}
	s, begin := &c.steps[c.index(r.end)], &c.steps[c.index(r.start)]
	begin.begun++
	if r.outcome == failed {
		s.failed++
		begin.lost++
		return
	}
	took := r.service()
	begin.later += took
	s.succeeded++
	s.took += took
	s.squares += took.Seconds() * took.Seconds()
}

func (c *course) index(at time.Duration) int {
	return min(max(int(at/c.width), 0), len(c.steps)-1)
}

// impacts are those of the firings, in their order.
func (c *course) impacts(fired []*Fired) (list []Impact) {
	for k, f := range fired {
		until := len(c.steps)
		for _, next := range fired[k+1:] {
			if next.From >= f.To {
				until = c.index(next.From)
				break
			}
		}
		from := 0
		if k > 0 && fired[k-1].To <= f.From {
			if last := &list[k-1]; last.Recovered {
				from = c.index(last.From+last.Recovery) + 1
			}
		}
		list = append(list, c.impact(f, min(from, c.index(f.From)), until))
	}
	return list
}

// impact is that of a firing: of what went well from one step on, and seen until another.
func (c *course) impact(f *Fired, from, until int) Impact {
	x := Impact{Hook: f.Hook, Number: f.Number, From: f.From, To: f.To}
	begin := c.index(f.From)
	var squares float64
	var sum time.Duration
	longest, last := 0, -1 // pauses between successes
	for i := from; i < begin; i++ {
		if s := &c.steps[i]; s.succeeded > 0 {
			x.Before += s.succeeded
			sum += s.took
			squares += s.squares
			if last >= 0 {
				longest = max(longest, i-last)
			}
			last = i
		}
	}
	if x.Before == 0 {
		return x
	}
	x.Mean = sum / time.Duration(x.Before)
	if n := float64(x.Before); n > 1 {
		mean := sum.Seconds() / n
		x.Deviation = time.Duration(math.Sqrt(max(squares-n*mean*mean, 0)/(n-1)) * float64(time.Second))
	}
	p := pauses{last: last, longest: max(2*longest, int(leastPause/c.width))}
	c.count(&x, begin, c.recover(&x, begin, until, p), p)
	return x
}

// pauses are those between successes: when the last one was, and the longest one of a workload that is up. In steps.
type pauses struct{ last, longest int }

// pause tells whether one that ends at a step is too long.
func (p pauses) pause(i int) bool { return i-p.last > p.longest }

// recover finds when the workload has recovered, and returns the step at which that shows.
func (c *course) recover(x *Impact, begin, until int, p pauses) (end int) {
	bound := x.Mean + max(deviations*x.Deviation, x.Mean/10)
	over := c.index(x.To)
	bad, row := -1, int64(0)
	for i := begin; i < until; i++ {
		s := &c.steps[i]
		if s.succeeded+s.failed == 0 {
			continue
		}
		if s.succeeded > 0 {
			if p.pause(i) {
				bad, row = i-1, 0
			}
			p.last = i
		}
		if s.failed > 0 || c.recent(begin, i) > bound {
			bad, row = i, 0
			continue
		}
		if i > over {
			if row += s.succeeded; row >= inARow {
				x.Recovered = true
				until = i + 1
			}
		}
	}
	if row >= atTheEnd {
		x.Recovered = true
	}
	if bad >= 0 {
		x.Recovery = max(time.Duration(bad+1)*c.width-x.From, 0)
	}
	if !x.Recovered {
		return until
	}
	return max(bad+1, begin)
}

// recent is the mean duration of the last successes up to a step, of ten or a few more, or all since begin.
func (c *course) recent(begin, i int) time.Duration {
	var n int64
	var sum time.Duration
	for ; i >= begin && n < inARow; i-- {
		n += c.steps[i].succeeded
		sum += c.steps[i].took
	}
	if n == 0 {
		return 0
	}
	return sum / time.Duration(n)
}

// count counts what happened from step begin to step end, when the last success before was at a step.
func (c *course) count(x *Impact, begin, end int, p pauses) {
	first, final := -1, -1
	var sum time.Duration
	down := func(until int) {
		if p.pause(until) {
			x.Downtime += time.Duration(until-p.last) * c.width
		}
	}
	for i := begin; i < end; i++ {
		s := &c.steps[i]
		x.Ended += s.begun
		x.Failed += s.lost
		sum += s.later
		if s.failed > 0 {
			if first < 0 {
				first = i
			}
			final = i
		}
		if s.succeeded > 0 {
			down(i)
			p.last = i
		}
	}
	next := end
	for next < len(c.steps)-1 && c.steps[next].succeeded == 0 {
		next++
	}
	down(next)
	if first >= 0 {
		x.Failing = time.Duration(final-first+1) * c.width
	}
	if n := x.Ended - x.Failed; n > 0 {
		x.Impaired = sum / time.Duration(n)
	}
}
