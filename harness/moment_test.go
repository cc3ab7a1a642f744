package harness

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

// A timeline keeps the outliers of each part, what failed in it, how late it was, and rows that hold every success,
// whatever the order in which it is told.
func TestMoments(t *testing.T) {
	const parts = 20
	var records []record
	for i := range 2000 {
		start := time.Duration(i) * 10 * time.Millisecond
		r := record{number: int64(i + 1), due: start - time.Millisecond, start: start, end: start + 100*time.Millisecond, action: -1,
			actions: []actionRecord{{id: 0, duration: 60 * time.Millisecond}, {id: 1, duration: 30 * time.Millisecond}}}
		switch {
		case i%100 == 50: // one of each part is slow because of its other action
			r.end += time.Second
			r.actions[1].duration += time.Second
		case i%100 == 7:
			r.outcome, r.class = failed, "timeout"
		case i%100 == 8:
			r.outcome = skipped
		}
		records = append(records, r)
	}
	cut := func() Timeline {
		x := newTimeline(parts*time.Second-1, 0)
		x.open = true
		for i := range records {
			x.add(&records[i])
		}
		return x.cut([]string{"first", "second"})
	}
	got := cut()
	if len(got.Buckets) != parts || got.Width != time.Second {
		t.Fatalf("%d parts of %v", len(got.Buckets), got.Width)
	}
	var due int64
	for i, b := range got.Buckets {
		var rows int64
		for _, n := range b.Rows {
			rows += n
		}
		if rows != b.Succeeded {
			t.Errorf("part %d: %d in rows, %d successes", i, rows, b.Succeeded)
		}
		if late := b.Late; late < 990*time.Microsecond || late > 1010*time.Microsecond {
			t.Errorf("part %d: %v late; want 1ms", i, late)
		}
		if want := []ClassCount{{"timeout", 1}}; !reflect.DeepEqual(b.Classes, want) {
			t.Errorf("part %d: failures %v; want %v", i, b.Classes, want)
		}
		if due += b.Due; b.P50 > b.P90 || b.P90 > b.P95 || b.P95 > b.P99 || b.P99 > b.Max {
			t.Errorf("part %d: %+v", i, b)
		}
	}
	if due != int64(len(records)) {
		t.Errorf("%d were due; want %d", due, len(records))
	}
	slow := 0
	for _, s := range got.Slowest {
		if s.Took == 1100*time.Millisecond && s.Action == "second" && s.Iteration%100 == 51 {
			slow++
		}
	}
	if slow != parts-1 { // the last two end in one part, and neither is longer than its p99
		t.Errorf("%d of %d slow iterations are known: %+v", slow, parts, got.Slowest)
	}
	if len(got.Slowest) > parts*mostSlow {
		t.Errorf("%d outliers", len(got.Slowest))
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	if again := cut(); !reflect.DeepEqual(again, got) {
		t.Error("the order of records matters")
	}
}

// What a timeline keeps does not grow with the iterations.
func TestMomentsStaySmall(t *testing.T) {
	x := newTimeline(10*time.Second, 1_000_000)
	for i := range 100_000 {
		x.add(&record{number: int64(i), start: time.Duration(i) * 100 * time.Microsecond, end: time.Duration(i)*100*time.Microsecond + time.Duration(i*7919%1000)*time.Microsecond, action: -1})
		x.add(&record{number: int64(i), outcome: failed, class: "class " + string(rune('a'+i%5000)), action: -1})
	}
	out := x.cut(nil)
	classes := make(map[string]bool)
	for _, b := range out.Buckets {
		for _, c := range b.Classes {
			classes[c.Class] = true
		}
	}
	if len(out.Slowest) > mostSlow*len(out.Buckets) || len(out.Rows) > mostHeat || len(classes) > mostClasses+1 {
		t.Errorf("%d outliers, %d rows, %d classes", len(out.Slowest), len(out.Rows), len(classes))
	}
}
