package harness

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Ranks are all of a population that is small enough, and a fair part of every other one, in order.
func TestRanksOfAPopulation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := durations(t)
		n := rapid.IntRange(0, 2*len(all)).Draw(t, "n")
		var exact, rough Distribution
		for _, d := range all {
			exact.Add(d)
			rough.Add(d)
		}
		sorted := slices.Sorted(slices.Values(all))
		exact.settle(slices.Clone(all))
		have := slices.Collect(exact.Ranks(n))
		if n >= len(all) && !slices.Equal(have, sorted) {
			t.Fatalf("Ranks(%d) = %v; want all of %v", n, have, sorted)
		}
		near := slices.Collect(rough.Ranks(n))
		if len(have) != min(n, len(all)) || len(near) != len(have) || !slices.IsSorted(have) || !slices.IsSorted(near) {
			t.Fatalf("Ranks(%d) = %v, and roughly %v; want that many, sorted", n, have, near)
		}
		for i, d := range have {
			if want := sorted[int((float64(i)+0.5)/float64(len(have))*float64(len(sorted)))]; len(have) < len(all) && d > want {
				t.Fatalf("Ranks(%d)[%d] = %v; want at most %v", n, i, d, want)
			}
			if math.Abs(float64(near[i]-d)) > Accuracy*float64(d)+1 {
				t.Fatalf("Ranks(%d)[%d] = %v of the sketch; want %v", n, i, near[i], d)
			}
		}
	})
	var none Distribution
	if have := slices.Collect(none.Ranks(5)); len(have) > 0 {
		t.Errorf("Ranks of nothing = %v", have)
	}
	for range none.Ranks(-1) {
		t.Error("Ranks(-1) yields")
	}
	one := Distribution{}
	one.Add(time.Second)
	for range one.Ranks(1) {
		break
	}
}
