package baseline

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The p-values are known ones, and what Fisher.test of R says.
func TestFisher(t *testing.T) {
	for _, tt := range []struct {
		k, n, l, m int64
		want       float64
	}{
		{3, 4, 1, 4, 0.485714}, // the lady tasting tea: 34/70
		{4, 4, 0, 4, 0.028571}, // 2/70
		{0, 4, 4, 4, 0.028571},
		{1, 12, 9, 12, 0.002759},
		{0, 200, 0, 200, 1},
		{5, 5, 5, 5, 1},
		{0, 0, 3, 10, 1},
	} {
		if have := Fisher(tt.k, tt.n, tt.l, tt.m); math.Abs(have-tt.want) > 1e-6 {
			t.Errorf("Fisher(%d, %d, %d, %d) = %.6f; want %.6f", tt.k, tt.n, tt.l, tt.m, have, tt.want)
		}
	}
	for _, n := range []int64{1_000_000, most} {
		if p := Fisher(0, n, n/2, n); p != 0 {
			t.Errorf("Fisher of what never happens by chance = %g; want 0", p)
		}
		if p := Fisher(n/2, n, n/2, n); p != 1 {
			t.Errorf("Fisher of the same = %g; want 1", p)
		}
	}
}

// A p-value is one, does not depend on which run is called the old one, and counts failures as it counts successes.
func TestFisherIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.Int64Range(0, 300).Draw(t, "n"), rapid.Int64Range(0, 300).Draw(t, "m")
		k, l := rapid.Int64Range(0, n).Draw(t, "k"), rapid.Int64Range(0, m).Draw(t, "l")
		p := Fisher(k, n, l, m)
		if !(p >= 0 && p <= 1) {
			t.Fatalf("Fisher(%d, %d, %d, %d) = %v", k, n, l, m, p)
		}
		for _, other := range []float64{Fisher(l, m, k, n), Fisher(n-k, n, m-l, m)} {
			if math.Abs(p-other) > 1e-6 {
				t.Errorf("Fisher(%d, %d, %d, %d) = %v, and the same said otherwise %v", k, n, l, m, p, other)
			}
		}
	})
}

// Where nothing differs, a test may find a difference in one of twenty draws, and not in more.
func TestFalseAlarms(t *testing.T) {
	for name, test := range map[string]func(old, new []time.Duration) (float64, bool){
		"the U test": UTest,
		"the quantile test of a p95": func(old, new []time.Duration) (float64, bool) {
			return Tail(95, old, new)
		},
	} {
		const draws = 1000
		alarms := 0
		random := source(1)
		for range draws {
			p, tells := test(random.normal(150), random.normal(200))
			if !tells {
				t.Fatalf("%s cannot tell 150 from 200", name)
			}
			if p < Alpha {
				alarms++
			}
		}
		if alarms > draws*Alpha*3/2 { // 3.6 standard deviations above 50
			t.Errorf("%s found a difference in %d of %d pairs of samples of one population; want at most 50 or so", name, alarms, draws)
		}
		if alarms == 0 {
			t.Errorf("%s never finds a difference", name)
		}
	}
}

// A test says when it cannot tell, whatever is in the samples.
func TestTooFew(t *testing.T) {
	low, high := make([]time.Duration, 100), make([]time.Duration, 100)
	for i := range low {
		low[i], high[i] = time.Duration(i), time.Duration(1000+i)
	}
	for _, tt := range []struct {
		name  string
		n     int
		tells bool
		test  func(old, new []time.Duration) (float64, bool)
	}{
		{"UTest", 3, false, UTest},
		{"UTest", 4, true, UTest},
		{"Tail 95", 20, false, func(a, b []time.Duration) (float64, bool) { return Tail(95, a, b) }},
		{"Tail 95", 50, false, func(a, b []time.Duration) (float64, bool) { return Tail(95, a, b) }},
		{"Tail 95", 60, true, func(a, b []time.Duration) (float64, bool) { return Tail(95, a, b) }},
		{"Tail 99", 100, false, func(a, b []time.Duration) (float64, bool) { return Tail(99, a, b) }},
		{"UTest", 0, false, UTest},
		{"Tail 95", 0, false, func(a, b []time.Duration) (float64, bool) { return Tail(95, a, b) }},
	} {
		p, tells := tt.test(low[:tt.n], high[:tt.n])
		if tells != tt.tells || tells != (p < Alpha) {
			t.Errorf("%s of %d that are below the other %d = %v, tells: %t; want %t", tt.name, tt.n, tt.n, p, tells, tt.tells)
		}
	}
}

// Durations that are equal, as those of time-outs are, do not hide a Tail.
func TestTailOfEqualDurations(t *testing.T) {
	of := func(n int, d time.Duration, more ...time.Duration) []time.Duration {
		return append(slices.Repeat([]time.Duration{d}, n), more...)
	}
	const s = time.Second
	for _, tt := range []struct {
		name     string
		old, new []time.Duration
		differs  bool
	}{
		{"all the same", of(100, s), of(100, s), false},
		{"twice as long", of(100, s), of(100, 2*s), true},
		{"half as long", of(100, 2*s), of(100, s), true},
		{"twice as long, of one in five", of(100, s), of(80, s, of(20, 2*s)...), true},
		{"twice as long, of one in a hundred", of(100, s), of(99, s, 2*s), false},
	} {
		if p, tells := Tail(95, tt.old, tt.new); p < Alpha != tt.differs || !tells {
			t.Errorf("%s: Tail = %v, %t; want it to differ: %t", tt.name, p, tells, tt.differs)
		}
	}
}
