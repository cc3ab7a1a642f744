package history

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// A changePoint is the index of the first value after a change, and how likely one like it is by chance.
type changePoint struct {
	at int
	p  float64
}

// How many random orders are asked, and how many values each side of a change has at least.
const (
	orders  = 4999
	segment = 3
)

// changePoints are where values change for good, in their order: see the package comment.
func changePoints(values []float64) []changePoint {
	found := search(values, 0)
	slices.SortFunc(found, func(a, b changePoint) int { return cmp.Compare(a.at, b.at) })
	return found
}

func search(values []float64, offset int) []changePoint {
	if len(values) < 2*segment {
		return nil
	}
	shuffled := ranks(values)
	most := pettitt(shuffled)
	random := rand.New(rand.NewPCG(1, uint64(len(values)))) // the same values have the same change points
	as := 0
	for range orders {
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if pettitt(shuffled) >= most {
			as++
		}
	}
	p := float64(as+1) / (orders + 1)
	if p >= Alpha {
		return nil
	}
	at := split(values)
	left, right := search(values[:at], offset), search(values[at:], offset+at)
	return append(append(left, changePoint{offset + at, p}), right...)
}

// split is where values are parted so that each side is closest to its own median.
func split(values []float64) (at int) {
	least := math.Inf(1)
	for i := segment; i <= len(values)-segment; i++ {
		if far := spread(values[:i]) + spread(values[i:]); far < least {
			at, least = i, far
		}
	}
	return at
}

// spread is the sum of the distances of values from their median.
func spread(values []float64) (sum float64) {
	m := middle(values)
	for _, v := range values {
		sum += math.Abs(v - m)
	}
	return sum
}

// pettitt is how far the sum of the ranks before any split is from what it is on average, at most, in standard deviations of
// that split: otherwise splits near the ends would never win.
func pettitt(ranks []float64) (most float64) {
	n := float64(len(ranks))
	var sum float64
	for i, r := range ranks[:len(ranks)-segment] {
		sum += r - (n+1)/2
		if k := float64(i + 1); i+1 >= segment {
			most = max(most, math.Abs(sum)/math.Sqrt(k*(n-k)))
		}
	}
	return most
}

// ranks are the places of values in their order, the mean of them where values are equal.
func ranks(values []float64) []float64 {
	sorted := slices.Sorted(slices.Values(values))
	out := make([]float64, len(values))
	for i, v := range values {
		first, _ := slices.BinarySearch(sorted, v)
		last, _ := slices.BinarySearchFunc(sorted, v, func(a, b float64) int {
			if a <= b {
				return -1
			}
			return 1
		})
		out[i] = float64(first+1+last) / 2
	}
	return out
}
