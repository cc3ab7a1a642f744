package harness

import (
	"math"
	"slices"
	"time"
)

// A pool makes distributions exact in a few readings of the same durations, in memory that does not grow with them. The
// first reading counts, and keeps small populations whole. Of each large one, it knows from the sketch near which value
// each of [Percentiles] lies; the next readings count what is below, and what is near in bins that get narrower until
// they are a nanosecond wide.
type pool struct {
	whole   int // how many durations of a population are kept
	pass    int // 0 is the first
	members []*Distribution
}

// A population is a distribution that is becoming exact.
type population struct {
	all   []time.Duration // nil once there are too many
	large bool
	near  []*near
}

// near counts what is near a percentile of a large population.
type near struct {
	p     float64
	from  time.Duration
	width time.Duration // of a bin; zero when it was found
	below int64
	bins  []uint32
}

// nearBins is in how many parts the neighbourhood of a percentile is divided: of one that takes ten seconds, twice.
const nearBins = 1 << 15

func (p *pool) add(x *Distribution, d time.Duration) {
	d = max(d, 0)
	m := x.becoming
	if p.pass == 0 {
		if m == nil {
			m = new(population)
			x.becoming = m
			p.members = append(p.members, x)
		}
		x.Add(d)
		switch {
		case m.large:
		case len(m.all) < p.whole:
			m.all = append(m.all, d)
		default:
			m.all, m.large = nil, true
		}
		return
	}
	for _, n := range m.near {
		if d < n.from {
			n.below++
		} else if i := (d - n.from) / n.width; i < nearBins {
			n.bins[i]++
		}
	}
}

func (p *pool) count(s *Series, took time.Duration, outcome outcomeKind, waited, last time.Duration) {
	switch outcome {
	case succeeded:
		p.add(&s.Success, took)
		if last > 0 {
			p.add(&s.Waited, waited)
			p.add(&s.Last, last)
		}
	case failed:
		p.add(&s.Failure, took)
	case aborted:
		if p.pass == 0 {
			s.Aborted++
		}
	}
}

// next ends a reading, and tells whether another one is needed.
func (p *pool) next() (again bool) {
	for _, x := range p.members {
		m := x.becoming
		switch {
		case !m.large:
			if p.pass == 0 {
				x.settle(m.all)
			}
		case p.pass == 0:
			m.look(x)
		default:
			m.narrow(x)
		}
		again = again || len(m.near) > 0
	}
	p.pass++
	if !again {
		for _, x := range p.members {
			x.becoming = nil
		}
	}
	return again
}

// look prepares the second reading: each percentile is where the sketch says, or not far from it.
func (m *population) look(x *Distribution) {
	x.exact = make(map[float64]time.Duration, len(Percentiles))
	for _, q := range Percentiles {
		about := float64(x.Percentile(q))
		from := max(time.Duration(math.Floor(about*(1-2*Accuracy))), x.Min)
		to := min(time.Duration(math.Ceil(about*(1+2*Accuracy))), x.Max)
		m.near = append(m.near, &near{p: q, from: from, width: binWidth(to - from + 1), bins: make([]uint32, nearBins)})
	}
}

func binWidth(all time.Duration) time.Duration { return max((all+nearBins-1)/nearBins, 1) }

// narrow finds the bin of each percentile, which is the answer or where the next reading looks.
func (m *population) narrow(x *Distribution) {
	rest := m.near[:0]
	for _, n := range m.near {
		left := rank(n.p, x.Count) - n.below
		for i, count := range n.bins {
			if left -= int64(count); left >= 0 {
				n.below += int64(count)
				continue
			}
			n.from += time.Duration(i) * n.width
			if n.width == 1 {
				x.exact[n.p] = n.from
				break
			}
			n.width, n.below = binWidth(n.width), 0
			clear(n.bins)
			rest = append(rest, n)
			break
		}
	}
	m.near = slices.Clip(rest)
}
