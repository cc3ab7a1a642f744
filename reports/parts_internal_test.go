package reports

import (
	"reflect"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Parts that are made one lose nothing of what is counted, and of what is measured keep the worst.
func TestMergedParts(t *testing.T) {
	timeline := harness.Timeline{Width: time.Second}
	for i := range 10 {
		timeline.Buckets = append(timeline.Buckets, harness.Bucket{
			Succeeded: 3, Failed: 1, Due: 5, P90: time.Duration(i), P99: time.Duration(i), Max: time.Duration(i + 1), Late: time.Duration(10 - i),
			Classes: []harness.ClassCount{{Class: "b", Count: 1}}, Rows: []int64{1, 2},
		})
	}
	timeline.Buckets[3].Classes = []harness.ClassCount{{Class: "a", Count: 1}, {Class: "c", Count: 2}}
	timeline.Buckets[4].Rows = nil
	p := newParts(&timeline, 10*time.Second, 2)
	if len(p.buckets) != 2 || p.merged != 5 {
		t.Fatalf("%d parts of %d; want 2 of 5", len(p.buckets), p.merged)
	}
	got, want := p.buckets[0], harness.Bucket{
		Succeeded: 15, Failed: 5, Due: 25, P90: 4, P99: 4, Max: 5, Late: 10,
		Classes: []harness.ClassCount{{Class: "a", Count: 1}, {Class: "b", Count: 4}, {Class: "c", Count: 2}}, Rows: []int64{4, 8},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v; want %+v", got, want)
	}
	if first := timeline.Buckets[0]; first.Classes[0].Count != 1 || first.Rows[1] != 2 {
		t.Errorf("the result itself was changed: %+v", first)
	}
}

// Of the dots of a chart there are few, and the slowest are among them.
func TestOutliers(t *testing.T) {
	o := &harness.Outcome{Timeline: harness.Timeline{Width: time.Second}}
	o.Elapsed = 20 * time.Second
	for i := range 20 {
		o.Timeline.Buckets = append(o.Timeline.Buckets, harness.Bucket{Succeeded: 100, Max: 10 * time.Second})
		for k := range 5 {
			o.Timeline.Slowest = append(o.Timeline.Slowest, harness.Slow{Iteration: int64(5*i + k), At: time.Duration(i) * time.Second, Took: time.Duration(10-k) * time.Second})
		}
	}
	dots := outliers(o, newParts(&o.Timeline, o.Elapsed, 20))
	if len(dots) != 40 {
		t.Fatalf("%d dots; want 40", len(dots))
	}
	for i, dot := range dots {
		want := int64(10_000_000)
		if i >= 20 {
			want = 9_000_000
		}
		if got := dot.Value.([]any); got[1] != want || got[0] != i%20 {
			t.Errorf("dot %d: %v; want %d at %d", i, got, want, i%20)
		}
	}
}
