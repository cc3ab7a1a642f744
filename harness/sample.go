package harness

import (
	"math"
	"math/big"
	"slices"

	"github.com/DataDog/sketches-go/ddsketch"
	"github.com/DataDog/sketches-go/ddsketch/store"
)

// A Sample is a population of numbers, as a [Distribution] is one of durations. The order in which they were added makes
// no difference to anything that it says. The zero value is empty. It is not safe for concurrent use while it grows.
type Sample struct {
	Count    int64
	Min, Max float64

	sum    *big.Int           // exact, in units of the smallest float; nil before the first
	sketch *ddsketch.DDSketch // nil before the first
	all    []float64          // sorted, of a finished result; nil if they were too many to keep
	skewed float64            // by how much the sketch is taken to be off
}

// smallest is the exponent of the smallest float above zero.
const smallest = -1074

// Add counts x in, which is finite.
func (s *Sample) Add(x float64) {
	x += 0 // -0 is 0
	if s.Count == 0 {
		s.begin()
		s.Min, s.Max = x, x
	}
	s.Count++
	s.Min, s.Max = min(s.Min, x), max(s.Max, x)
	s.sum.Add(s.sum, units(x))
	_ = s.sketch.Add(x) // fails only beyond what a chart may have
}

func (s *Sample) begin() {
	if s.sketch == nil {
		s.sketch = ddsketch.NewDDSketch(scale, store.NewDenseStore(), store.NewDenseStore())
		s.sum = new(big.Int)
	}
}

// units are how often the smallest float goes into x.
func units(x float64) *big.Int {
	fraction, exponent := math.Frexp(x) // of a subnormal too
	mantissa := int64(math.Ldexp(fraction, 53))
	n := big.NewInt(mantissa)
	if shift := exponent - 53 - smallest; shift >= 0 {
		return n.Lsh(n, uint(shift))
	} else {
		return n.Rsh(n, uint(-shift)) // zeros of a subnormal
	}
}

// reset forgets the population, and keeps its memory.
func (s *Sample) reset() {
	if s.Count > 0 {
		s.sketch.Clear()
		*s = Sample{sketch: s.sketch, sum: s.sum.SetInt64(0)}
	}
}

// Merge counts all of t in.
func (s *Sample) Merge(t *Sample) {
	if t.Count == 0 {
		return
	}
	if s.Count == 0 {
		s.begin()
		s.Min, s.Max = t.Min, t.Max
	}
	s.Count += t.Count
	s.Min, s.Max = min(s.Min, t.Min), max(s.Max, t.Max)
	s.sum.Add(s.sum, t.sum)
	s.sketch.MergeWith(t.sketch) // fails only between different accuracies
	s.all = nil
}

// Mean is the arithmetic mean, from the exact sum; of nothing, zero.
func (s *Sample) Mean() float64 { return mean(s.sum, s.Count) }

func mean(sum *big.Int, n int64) float64 {
	if n == 0 {
		return 0
	}
	below := new(big.Int).Lsh(big.NewInt(n), -smallest)
	m, _ := new(big.Rat).SetFrac(sum, below).Float64() // rounded once
	return m
}

// Percentile is the smallest number that at least p percent of the population do not exceed (nearest rank); of nothing,
// zero. See [Sample.Exact] for how exact it is.
func (s *Sample) Percentile(p float64) float64 {
	switch {
	case s.Count == 0:
		return 0
	case p <= 0:
		return s.Min
	case p >= 100:
		return s.Max
	case len(s.all) > 0:
		return s.all[rank(p, s.Count)]
	}
	return min(max(s.about(float64(rank(p, s.Count)))*(1+s.skewed), s.Min), s.Max)
}

// about is the number at an index, of the sorted ones, as the sketch has it. By a quantile, it would round the index.
func (s *Sample) about(index float64) float64 {
	below, above := s.sketch.GetNegativeValueStore(), s.sketch.GetPositiveValueStore()
	negative := below.TotalCount()
	switch zeros := s.sketch.GetZeroCount(); {
	case index < negative:
		return -scale.Value(below.KeyAtRank(negative - 1 - index))
	case index < negative+zeros:
		return 0
	default:
		return scale.Value(above.KeyAtRank(index - negative - zeros))
	}
}

// Exact tells whether percentiles are those of the retained numbers. If not, they are off by at most [Accuracy].
func (s *Sample) Exact() bool { return len(s.all) > 0 || s.Min == s.Max }

// keep counts x in, and keeps it if there are not too many.
func (s *Sample) keep(x float64, most int) {
	whole := len(s.all) == int(s.Count)
	s.Add(x)
	switch {
	case whole && len(s.all) < most:
		s.all = append(s.all, x)
	default:
		s.all = nil
	}
}

// settle makes the percentiles exact, if all numbers were kept.
func (s *Sample) settle() { slices.Sort(s.all) }
