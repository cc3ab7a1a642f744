package harness

import (
	"cmp"
	"iter"
	"math"
	"math/big"
	"math/bits"
	"slices"
	"time"

	"github.com/DataDog/sketches-go/ddsketch"
	"github.com/DataDog/sketches-go/ddsketch/mapping"
	"github.com/DataDog/sketches-go/ddsketch/store"
)

// Percentiles are those that every table shows, and that a finished result always has exactly.
var Percentiles = []float64{50, 90, 95, 99, 99.9}

// Accuracy is the relative error of a percentile that is not exact.
const Accuracy = 0.01

// A Distribution is a population of durations. The zero value is empty. It is not safe for concurrent use while it grows.
type Distribution struct {
	Count    int64
	Sum      time.Duration // overflows after 292 years
	Min, Max time.Duration

	squares  uint128                   // of nanoseconds: integers, so that the order of adding does not matter
	sketch   *ddsketch.DDSketch        // nil before the first
	bins     *store.DenseStore         // the sketch's own, of durations above zero
	exact    map[float64]time.Duration // of a finished result
	all      []time.Duration           // sorted; of a finished result that is not too large
	skewed   float64                   // by how much the sketch is taken to be off
	becoming *population               // nil for one that is as exact as it will be
}

// scale numbers the bins of all sketches, without a logarithm.
var scale, _ = mapping.NewCubicallyInterpolatedMapping(Accuracy) // fails only for an accuracy that is none

func (x *Distribution) begin() {
	if x.sketch == nil {
		x.bins = store.NewDenseStore()
		x.sketch = ddsketch.NewDDSketch(scale, x.bins, store.NewDenseStore())
	}
}

// Add counts d in. A duration below zero counts as zero.
func (x *Distribution) Add(d time.Duration) {
	d = max(d, 0)
	if x.Count == 0 {
		x.begin()
		x.Min, x.Max = d, d
	}
	x.Count++
	x.Sum += d
	x.Min, x.Max = min(x.Min, d), max(x.Max, d)
	x.squares.addSquare(uint64(d))
	if d == 0 {
		_ = x.sketch.Add(0) // fails only beyond 1e308
		return
	}
	x.bins.Add(scale.Index(float64(d)))
}

// zeros is a population of n times nothing.
func zeros(n int64) (x Distribution) {
	if n > 0 {
		x.begin()
		x.Count = n
		_ = x.sketch.AddWithCount(0, float64(n))
	}
	return x
}

// reset forgets the population, and keeps its memory.
func (x *Distribution) reset() {
	if x.Count == 0 {
		return
	}
	x.sketch.Clear()
	*x = Distribution{sketch: x.sketch, bins: x.bins}
}

// Merge counts all of y in. What was exact about x no longer is.
func (x *Distribution) Merge(y *Distribution) {
	if y.Count == 0 {
		return
	}
	if x.Count == 0 {
		x.begin()
		x.Min, x.Max = y.Min, y.Max
	}
	x.Count += y.Count
	x.Sum += y.Sum
	x.Min, x.Max = min(x.Min, y.Min), max(x.Max, y.Max)
	x.squares.add(y.squares)
	x.sketch.MergeWith(y.sketch) // fails only between different accuracies
	x.exact, x.all = nil, nil
}

// Mean is the arithmetic mean; of nothing, zero.
func (x *Distribution) Mean() time.Duration {
	if x.Count == 0 {
		return 0
	}
	return time.Duration(math.Round(float64(x.Sum) / float64(x.Count)))
}

// Deviation is the standard deviation of the sample (n - 1); of less than two, zero.
func (x *Distribution) Deviation() time.Duration {
	if x.Count < 2 {
		return 0
	}
	// (n*squares - sum*sum) / (n*(n-1)), whose difference is exact: what differs little among long durations is not lost.
	n, sum := big.NewInt(x.Count), big.NewInt(int64(x.Sum))
	top := new(big.Int).Mul(n, x.squares.big())
	top.Sub(top, sum.Mul(sum, sum))
	t, _ := new(big.Float).SetInt(top).Float64()
	return time.Duration(math.Round(math.Sqrt(t / float64(x.Count) / float64(x.Count-1))))
}

// Percentile is the smallest duration that at least p percent of the population do not exceed (nearest rank); of
// nothing, zero. See [Distribution.Exact] for how exact it is.
func (x *Distribution) Percentile(p float64) time.Duration {
	switch {
	case x.Count == 0:
		return 0
	case p <= 0:
		return x.Min
	case p >= 100:
		return x.Max
	}
	if len(x.all) > 0 {
		return x.all[rank(p, x.Count)]
	}
	if d, ok := x.exact[p]; ok {
		return d
	}
	// The half keeps the rank, which the sketch computes from the quantile, from being rounded down to the one before.
	q := min((float64(rank(p, x.Count))+0.5)/float64(max(x.Count-1, 1)), 1)
	v, _ := x.sketch.GetValueAtQuantile(q)
	v *= 1 + x.skewed
	return min(max(time.Duration(math.Round(v)), x.Min), x.Max)
}

// Above counts what is longer than d: exactly where the durations were kept, else within [Accuracy] of d.
func (x *Distribution) Above(d time.Duration) (n int64) {
	switch {
	case x.Count == 0 || d >= x.Max:
		return 0
	case len(x.all) > 0:
		i, _ := slices.BinarySearch(x.all, d+1)
		return x.Count - int64(i)
	}
	for value, count := range x.Buckets() {
		if float64(value)*(1+x.skewed) > float64(d) {
			n += count
		}
	}
	return n
}

// Beyond is the mean and so many standard deviations more.
func (x *Distribution) Beyond(sigmas float64) time.Duration {
	return x.Mean() + time.Duration(sigmas*float64(x.Deviation()))
}

// Exact tells whether the percentile p is that of the retained durations. If not, it is off by at most [Accuracy].
func (x *Distribution) Exact(p float64) bool {
	_, ok := x.exact[p]
	return ok || len(x.all) > 0 || x.Min == x.Max || p <= 0 || p >= 100
}

// rank is the index of the percentile p among n sorted values: the nearest rank, which begins at 1, less 1.
func rank(p float64, n int64) int64 {
	r := int64(math.Ceil(p/100*float64(n) - 1e-9)) // 1e-9: 99.9/100*1000 must not become 1000
	return min(max(r-1, 0), n-1)
}

// settle makes x exact from all of its durations, which it keeps and sorts.
func (x *Distribution) settle(all []time.Duration) {
	slices.Sort(all)
	x.all = all
}

// uint128 is a sum of squares of nanoseconds.
type uint128 struct{ hi, lo uint64 }

func (x *uint128) add(y uint128) {
	var carry uint64
	x.lo, carry = bits.Add64(x.lo, y.lo, 0)
	x.hi, _ = bits.Add64(x.hi, y.hi, carry)
}

func (x *uint128) addSquare(v uint64) {
	hi, lo := bits.Mul64(v, v)
	x.add(uint128{hi, lo})
}

func (x uint128) big() *big.Int {
	b := new(big.Int).SetUint64(x.hi)
	return b.Lsh(b, 64).Add(b, new(big.Int).SetUint64(x.lo))
}

// Buckets yields the population in ascending order, as values that stand for all within [Accuracy] of them, and how
// many those are.
func (x *Distribution) Buckets() iter.Seq2[time.Duration, int64] {
	return func(yield func(time.Duration, int64) bool) {
		if x.Count == 0 {
			return
		}
		type bucket struct {
			value time.Duration
			count int64
		}
		var list []bucket
		x.sketch.ForEach(func(value, count float64) bool {
			list = append(list, bucket{min(max(time.Duration(math.Round(value)), x.Min), x.Max), int64(count)})
			return false
		})
		slices.SortFunc(list, func(a, b bucket) int { return cmp.Compare(a.value, b.value) })
		for _, b := range list {
			if !yield(b.value, b.count) {
				return
			}
		}
	}
}

// Ranks yields at most n durations of the population in ascending order: all of them, or those of n ranks that are as far
// from each other as from the ends. They are exact where every percentile is; see [Distribution.Exact].
func (x *Distribution) Ranks(n int) iter.Seq[time.Duration] {
	n = int(min(int64(max(n, 0)), x.Count))
	return func(yield func(time.Duration) bool) {
		var d time.Duration
		for i := range n {
			d = max(d, x.Percentile(100*(float64(i)+0.5)/float64(n))) // an exact one may be below its neighbour in a sketch
			if !yield(d) {
				return
			}
		}
	}
}
