package baseline

import (
	"math"
	"slices"
	"time"

	"golang.org/x/perf/benchmath"
)

// Alpha is how unlikely a difference has to be, where nothing differs, to count as one.
const Alpha = 0.05

// UTest is the p-value of the two-sided Mann-Whitney U test: that two samples are of one population. tells is false if
// they are too small to tell, whatever is in them.
func UTest(old, new []time.Duration) (p float64, tells bool) {
	thresholds := &benchmath.Thresholds{CompareAlpha: Alpha}
	sample := func(list []time.Duration) *benchmath.Sample {
		values := make([]float64, len(list))
		for i, d := range list {
			values[i] = float64(d)
		}
		return benchmath.NewSample(values, thresholds)
	}
	if fewest := 2 / choose(len(old)+len(new), len(old)); len(old) == 0 || len(new) == 0 || fewest >= Alpha {
		return 1, false
	}
	return benchmath.AssumeNothing.Compare(sample(old), sample(new)).P, true
}

// choose is the number of ways to choose k of n.
func choose(n, k int) float64 {
	ways := 1.0
	for i := range min(k, n-k) {
		ways *= float64(n-i) / float64(i+1)
	}
	return ways
}

// Tail is the p-value of the two-sided quantile test: that the share of each of two sorted samples which is beyond the
// percentile p of both together is the same. Of several durations that are equal to that, all or none are beyond it: both are
// asked, and the smaller p-value is doubled (Bonferroni). tells is false if they are too small to tell, whatever is in them.
func Tail(p float64, old, new []time.Duration) (value float64, tells bool) {
	all := slices.Concat(old, new)
	if len(all) == 0 {
		return 1, false
	}
	slices.Sort(all)
	n, m := int64(len(old)), int64(len(new))
	last := rank(p, len(all))
	beyond := int64(len(all) - 1 - last)
	tells = min(Fisher(0, n, min(beyond, m), m), Fisher(min(beyond, n), n, 0, m)) < Alpha
	from := func(limit time.Duration) float64 {
		return Fisher(n-below(old, limit), n, m-below(new, limit), m)
	}
	limit := all[last]
	value = from(limit + 1)
	if below(all, limit+1)-below(all, limit) > 1 {
		value = min(2*min(value, from(limit)), 1)
	}
	return value, tells || value < Alpha
}

// below is how many of a sorted list are below a limit.
func below(list []time.Duration, limit time.Duration) int64 {
	i, _ := slices.BinarySearch(list, limit)
	return int64(i)
}

// Fisher is the p-value of Fisher's exact test, two-sided: that k of n and l of m are draws with the same probability. It
// adds up the probabilities of all tables with these margins that are no more likely than this one (R. A. Fisher, Statistical
// Methods for Research Workers, fifth edition, 1934, section 21.02; the sum as in fisher.test of R).
func Fisher(k, n, l, m int64) float64 {
	all := k + l
	least, most := max(0, all-m), min(all, n)
	sum, unlikely := 1.0, 1.0 // relative to the probability of this table
	count := func(weight float64) (more bool) {
		sum += weight
		if weight <= 1+1e-7 {
			unlikely += weight
		}
		return weight > 1e-20 && !math.IsInf(sum, 1) // what is left is less still, or what is counted is nothing beside it
	}
	for x, weight := k, 1.0; x < most; x++ {
		weight *= float64(all-x) / float64(x+1) * float64(n-x) / float64(m-all+x+1)
		if !count(weight) {
			break
		}
	}
	for x, weight := k, 1.0; x > least; x-- {
		weight *= float64(x) / float64(all-x+1) * float64(m-all+x) / float64(n-x+1)
		if !count(weight) {
			break
		}
	}
	if math.IsInf(sum, 1) {
		return 0
	}
	return unlikely / sum
}

// rank is the index of the percentile p among n sorted values: the nearest rank, which begins at 1, less 1.
func rank(p float64, n int) int {
	return min(max(int(math.Ceil(p/100*float64(n)-1e-9))-1, 0), n-1)
}
