package harness

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func drawNumbers(t *rapid.T) []float64 {
	most := rapid.SampledFrom([]float64{1e-320, 1e-9, 1, 1e6, mostNumber}).Draw(t, "most")
	return rapid.SliceOfN(rapid.Float64Range(-most, most), 1, 60).Draw(t, "numbers")
}

// said is all that a sample says, to the last bit.
func said(s *Sample) (text string) {
	for _, x := range []float64{s.Min, s.Max, s.Mean(), s.Percentile(1), s.Percentile(50), s.Percentile(90), s.Percentile(99.9)} {
		text += fmt.Sprintf("%x ", math.Float64bits(x))
	}
	return text + fmt.Sprint(s.Count)
}

// The mean of floats depends on the order in which they are summed up; that of a sample does not, nor on how it was put together.
func TestSampleSaysTheSameInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawNumbers(t)
		var want Sample
		for _, x := range list {
			want.Add(x)
		}
		seed := rapid.Uint64().Draw(t, "seed")
		r := rand.New(rand.NewPCG(seed, 0))
		r.Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
		parts := make([]Sample, 4)
		for _, x := range list {
			parts[r.IntN(len(parts))].Add(x)
		}
		var got Sample
		for _, i := range r.Perm(len(parts)) {
			got.Merge(&parts[i])
		}
		if said(&got) != said(&want) {
			t.Fatalf("%v says %s, in another order %s", list, said(&want), said(&got))
		}
	})
}

// The mean is the float nearest to the real one, and a percentile is exact or as near as is promised.
func TestSampleIsRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawNumbers(t)
		sum := new(big.Rat)
		var live, whole Sample
		for _, x := range list {
			live.Add(x)
			whole.keep(x, len(list))
			sum.Add(sum, new(big.Rat).SetFloat64(x))
		}
		whole.settle()
		if mean, _ := sum.Quo(sum, big.NewRat(int64(len(list)), 1)).Float64(); live.Mean() != mean {
			t.Fatalf("the mean of %v is %v; want %v", list, live.Mean(), mean)
		}
		slices.Sort(list)
		for _, p := range []float64{0, 1, 50, 95, 100} {
			want := list[rank(p, int64(len(list)))]
			if got := whole.Percentile(p); got != want || !whole.Exact() {
				t.Fatalf("p%v of %v is %v; want %v", p, list, got, want)
			}
			if got := live.Percentile(p); math.Abs(got-want) > math.Abs(want)*(Accuracy+1e-9)+1e-300 {
				t.Fatalf("p%v of %v is about %v; want %v", p, list, got, want)
			}
		}
	})
}

func TestSampleThatIsTooLargeIsNotKept(t *testing.T) {
	var s Sample
	for i := range 100 {
		s.keep(float64(i), 50)
	}
	s.settle()
	if s.Exact() || s.Count != 100 || s.Mean() != 49.5 || s.Max != 99 || math.Abs(s.Percentile(50)-49) > 0.5 {
		t.Errorf("%+v", s)
	}
	s.reset()
	if s.Add(-3); s.Count != 1 || s.Mean() != -3 || s.Percentile(50) != -3 {
		t.Errorf("after a reset: %+v", s)
	}
	var none Sample
	if s.Merge(&none); none.Mean() != 0 || none.Percentile(50) != 0 || s.Count != 1 {
		t.Errorf("of nothing: mean %v, %+v", none.Mean(), s)
	}
}
