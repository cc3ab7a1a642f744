package reports

import (
	"math"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// mostBins is how many bars a histogram has.
const mostBins = 40

// A bin is a bar of a histogram: those from From up to the next bin's.
type bin struct {
	From  time.Duration
	Count int64
	Below float64 // the share of the population in this bin and those before it
}

// histogram divides a population into bins that grow by the same factor, none of them finer than what a sketch tells
// apart.
func histogram(x *harness.Distribution) []bin {
	if x.Count == 0 {
		return nil
	}
	low := math.Max(float64(x.Min), float64(time.Microsecond))
	high := math.Max(float64(x.Max), low)
	n := int(math.Log(high/low) / math.Log((1+3*harness.Accuracy)/(1-3*harness.Accuracy)))
	n = min(max(n, 1), mostBins)
	factor := math.Pow(high/low, 1/float64(n))
	bins := make([]bin, n)
	for i := range bins {
		bins[i].From = time.Duration(low * math.Pow(factor, float64(i)))
	}
	for d, count := range x.Buckets() {
		i := 0
		if factor > 1 {
			i = int(math.Log(math.Max(float64(d), low)/low) / math.Log(factor))
		}
		bins[min(max(i, 0), n-1)].Count += count
	}
	var sum int64
	for i := range bins {
		sum += bins[i].Count
		bins[i].Below = float64(sum) / float64(x.Count)
	}
	return bins
}
