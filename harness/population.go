package harness

import (
	"math"
	"slices"
	"time"
)

// A pool makes distributions exact in one or two readings of the same durations. The first reading counts, and keeps
// small populations whole. Of each large one, it knows from the sketch near which value each of [Percentiles] lies; the
// second reading counts what is below, and keeps what is near.
type pool struct {
	whole   int // how many durations of a population are kept
	pass    int // 0 is the first
	members map[*Distribution]*population
}

type population struct {
	all   []time.Duration // nil once there are too many
	large bool
	ranks []*near
}

// near is a percentile of a large population in the second reading.
type near struct {
	p        float64
	from, to time.Duration
	below    int64
	values   map[time.Duration]int64
}

func (p *pool) add(x *Distribution, d time.Duration) {
	d = max(d, 0)
	m := p.members[x]
	if p.pass == 0 {
		if m == nil {
			m = new(population)
			p.members[x] = m
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
	for _, n := range m.ranks {
		if d < n.from {
			n.below++
		} else if d <= n.to {
			n.values[d]++
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

// settle ends the first reading, and tells whether a second one is needed.
func (p *pool) settle() (again bool) {
	for x, m := range p.members {
		if !m.large {
			x.settle(m.all)
			continue
		}
		again = true
		for _, q := range Percentiles {
			about := float64(x.Percentile(q))
			m.ranks = append(m.ranks, &near{
				p:    q,
				from: time.Duration(math.Floor(about * (1 - 2*Accuracy))), to: time.Duration(math.Ceil(about * (1 + 2*Accuracy))),
				values: make(map[time.Duration]int64),
			})
		}
	}
	return again
}

// pick ends the second reading.
func (p *pool) pick() {
	for x, m := range p.members {
		if !m.large {
			continue
		}
		x.exact = make(map[float64]time.Duration, len(m.ranks))
		for _, n := range m.ranks {
			values := make([]time.Duration, 0, len(n.values))
			for v := range n.values {
				values = append(values, v)
			}
			slices.Sort(values)
			left := rank(n.p, x.Count) - n.below
			for _, v := range values {
				if left -= n.values[v]; left < 0 {
					x.exact[n.p] = v
					break
				}
			}
		}
	}
}

// next ends a reading, and tells whether another one is needed.
func (p *pool) next() bool {
	p.pass++
	if p.pass == 1 {
		return p.settle()
	}
	p.pick()
	return false
}
