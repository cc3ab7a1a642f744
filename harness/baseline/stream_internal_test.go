package baseline

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// A stream is durations around 100 ms.
type stream struct{ *rand.Rand }

func source(seed uint64) stream { return stream{rand.New(rand.NewPCG(seed, 0))} }

// normal is n durations of a skewed distribution in ascending order, as those of a cloud are.
func (s stream) normal(n int) []time.Duration {
	list := make([]time.Duration, n)
	for i := range list {
		list[i] = time.Duration(math.Exp(s.NormFloat64()*0.3) * float64(100*time.Millisecond))
	}
	slices.Sort(list)
	return list
}
