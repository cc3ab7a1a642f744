package harness

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// What is written and read again says the same: all of it if it is small, and of more the percentiles that a table has.
func TestSnapshotOfDistribution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.SampledFrom([]int{0, 10, 100_000}).Draw(t, "how many are kept")
		durations := rapid.SliceOfN(rapid.Int64Range(0, int64(time.Hour)), 0, 200).Draw(t, "durations")
		p := &pool{whole: whole}
		var x Distribution
		for again := true; again; again = p.next() {
			for _, d := range durations {
				p.add(&x, time.Duration(d))
			}
		}
		text, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		var y Distribution
		if err := json.Unmarshal(text, &y); err != nil {
			t.Fatal(err)
		}
		if y.Count != x.Count || y.Sum != x.Sum || y.Min != x.Min || y.Max != x.Max || y.Mean() != x.Mean() || y.Deviation() != x.Deviation() {
			t.Fatalf("%+v became %+v", x, y)
		}
		for _, p := range append(Percentiles, 12.5, 99.99) {
			if y.Percentile(p) != x.Percentile(p) || y.Exact(p) != x.Exact(p) {
				t.Fatalf("p%v: %v became %v, exact %v became %v", p, x.Percentile(p), y.Percentile(p), x.Exact(p), y.Exact(p))
			}
		}
		if !slices.Equal(slices.Collect(y.Ranks(50)), slices.Collect(x.Ranks(50))) {
			t.Fatal("other ranks")
		}
		y.Add(time.Second)
		y.Merge(&x)
	})
}

func TestSnapshotOfSample(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.SampledFrom([]int{0, 100_000}).Draw(t, "how many are kept")
		var m Measure
		for _, x := range rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 0, 200).Draw(t, "numbers") {
			m.keep(x, most)
		}
		m.settle()
		m.Title, m.Name = "disk", "write"
		before := Trend{m, []TrendPoint{{1, 2, 3, 4}}}
		text, err := json.Marshal(before)
		if err != nil {
			t.Fatal(err)
		}
		var after Trend
		if err := json.Unmarshal(text, &after); err != nil {
			t.Fatal(err)
		}
		if after.Title != "disk" || after.Name != "write" || !reflect.DeepEqual(after.Points, before.Points) ||
			after.Count != m.Count || after.Min != m.Min || after.Max != m.Max || after.Mean() != m.Mean() || after.Exact() != m.Exact() {
			t.Fatalf("%+v became %+v", before, after)
		}
		for _, p := range append(Percentiles, 12.5) {
			if after.Percentile(p) != m.Percentile(p) {
				t.Fatalf("p%v: %v became %v", p, m.Percentile(p), after.Percentile(p))
			}
		}
	})
}

func FuzzSnapshot(f *testing.F) {
	var x Distribution
	for i := range 10 {
		x.Add(time.Duration(i) * time.Second)
	}
	text, _ := x.MarshalText()
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		var x Distribution
		if x.UnmarshalText(text) == nil && x.Count > 0 {
			x.Percentile(95)
			x.Merge(&x)
			if _, err := x.MarshalText(); err != nil {
				t.Error(err)
			}
		}
		var s Sample
		if s.UnmarshalText(text) == nil && s.Count > 0 {
			s.Percentile(95)
			s.Mean()
		}
	})
}
