package harness

import "time"

// A run is cut into parts so that each holds some iterations, if they are spread evenly, within bounds.
const (
	fewestBuckets = 20
	mostBuckets   = 240
	perBucket     = 10
)

// A timeline is a [Timeline] in the making.
type timeline struct {
	width      time.Duration
	iterations []cell
	actions    map[int32][]cell
	moments    []moment        // as long as iterations
	classes    map[string]bool // of failures
	open       bool            // of a load whose starts can be late
}

type cell struct {
	started, ended int64
	success        Distribution
	failed         int64
	skipped        int64
}

// newTimeline cuts elapsed into parts of a round width: 1, 2 or 5 times a power of ten, at least 10 ms.
func newTimeline(elapsed time.Duration, iterations int64) *timeline {
	parts := time.Duration(min(max(iterations/perBucket, fewestBuckets), mostBuckets))
	width := 10 * time.Millisecond
	for i := 0; elapsed/width >= parts; i++ {
		width = width * []time.Duration{2, 5, 2}[i%3] / []time.Duration{1, 2, 1}[i%3]
	}
	n := elapsed/width + 1
	return &timeline{
		width: width, actions: make(map[int32][]cell), iterations: make([]cell, n), moments: make([]moment, n), classes: make(map[string]bool),
	}
}

func (t *timeline) cell(list []cell, at time.Duration) *cell {
	return &list[t.index(at)]
}

// index is the part that a time is in.
func (t *timeline) index(at time.Duration) int {
	return min(max(int(at/t.width), 0), len(t.iterations)-1)
}

func (t *timeline) add(r *record) {
	t.note(r)
	if r.outcome == skipped {
		t.cell(t.iterations, r.due).skipped++
		return
	}
	t.cell(t.iterations, r.start).started++
	c := t.cell(t.iterations, r.end)
	c.ended++
	c.count(r.outcome, r.service())
	for i := range r.actions {
		a := &r.actions[i]
		list := t.actions[a.id]
		if list == nil {
			list = make([]cell, len(t.iterations))
			t.actions[a.id] = list
		}
		t.cell(list, r.start+a.start).started++
		// What is in no duration has to be taken as lying before the action's end.
		c := t.cell(list, r.start+a.start+a.duration)
		c.ended++
		c.count(a.outcome(r), a.duration)
	}
}

func (c *cell) count(outcome outcomeKind, took time.Duration) {
	switch outcome {
	case succeeded:
		c.success.Add(took)
	case failed:
		c.failed++
	}
}

func (t *timeline) cut(paths []string) Timeline {
	out := Timeline{Width: t.width, Buckets: buckets(t.iterations), Actions: make(map[string][]Bucket, len(t.actions))}
	for i := range t.moments {
		t.moments[i].cut(&out.Buckets[i])
	}
	out.Rows = heat(t.iterations, out.Buckets)
	out.Slowest = t.slowest(out.Buckets, paths)
	for id, list := range t.actions {
		out.Actions[paths[id]] = buckets(list)
	}
	return out
}

func buckets(list []cell) []Bucket {
	out := make([]Bucket, len(list))
	var inFlight int64
	for i := range list {
		c := &list[i]
		inFlight += c.started - c.ended
		s := &c.success
		out[i] = Bucket{
			Started: c.started, Succeeded: s.Count, Failed: c.failed, Skipped: c.skipped, InFlight: inFlight,
			Mean: s.Mean(), P50: s.Percentile(50), P90: s.Percentile(90), P95: s.Percentile(95), P99: s.Percentile(99), Min: s.Min, Max: s.Max,
		}
	}
	return out
}
