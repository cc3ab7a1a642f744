package reports

import (
	"slices"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// How many parts a time line of the page has: few enough for the page to stay small, however many workloads it shows.
const (
	fewestParts = 24
	mostParts   = 240
	pageParts   = 12_000
	mostBars    = 72
)

// partsEach is how many parts each of n time lines may have.
func partsEach(n int) int { return min(max(pageParts/max(n, 1), fewestParts), mostParts) }

// parts is a time line in at most n parts, and how long each is.
type parts struct {
	width   time.Duration
	elapsed time.Duration
	buckets []harness.Bucket
	merged  int // how many parts of the result are one here
}

// newParts merges neighbours. Of those, counts are added up, what was in flight is the last, and percentiles and Max are
// the worst.
func newParts(t *harness.Timeline, elapsed time.Duration, n int) parts {
	all := t.Buckets
	if t.Width > 0 { // what is beyond the end has no length: its ends are those of the last part
		if last := max(int((elapsed+t.Width-1)/t.Width), 1) - 1; last < len(all)-1 {
			all = append(append([]harness.Bucket(nil), all[:last]...), merge(all[last:]))
		}
	}
	p := parts{merged: 1, elapsed: elapsed}
	for i := 0; len(all) > n*p.merged; i++ { // 2, 5, 10, 20: widths stay round
		p.merged = p.merged * []int{2, 5, 2}[i%3] / []int{1, 2, 1}[i%3]
	}
	p.width = t.Width * time.Duration(p.merged)
	for len(all) > 0 {
		k := min(p.merged, len(all))
		p.buckets = append(p.buckets, merge(all[:k]))
		all = all[k:]
	}
	return p
}

func merge(list []harness.Bucket) harness.Bucket {
	m := list[0]
	for _, b := range list[1:] {
		m.Started += b.Started
		m.Succeeded += b.Succeeded
		m.Failed += b.Failed
		m.Skipped += b.Skipped
		m.InFlight = b.InFlight
		m.Due += b.Due
		m.P50, m.P90, m.P95, m.P99 = max(m.P50, b.P50), max(m.P90, b.P90), max(m.P95, b.P95), max(m.P99, b.P99)
		m.Max, m.Late = max(m.Max, b.Max), max(m.Late, b.Late)
		m.Classes, m.Rows = addClasses(m.Classes, b.Classes), addRows(m.Rows, b.Rows)
	}
	return m
}

// starts are the beginnings of the parts in seconds.
func (p *parts) starts() []float64 {
	out := make([]float64, len(p.buckets))
	for i := range out {
		out[i] = float64((time.Duration(i) * p.width).Milliseconds()) / 1000
	}
	return out
}

// length is how long a part is: the last one may be cut short.
func (p *parts) length(i int) time.Duration {
	return max(min(p.width, p.elapsed-time.Duration(i)*p.width), p.width/4)
}

// index is the part that a moment is in.
func (p *parts) index(at time.Duration) int {
	if p.width <= 0 {
		return 0
	}
	return min(int(at/p.width), len(p.buckets)-1)
}

// addClasses leaves both lists as they are.
func addClasses(a, b []harness.ClassCount) []harness.ClassCount {
	sum := slices.Clone(a)
	for _, x := range b {
		at, found := slices.BinarySearchFunc(sum, x.Class, func(c harness.ClassCount, name string) int { return strings.Compare(c.Class, name) })
		if found {
			sum[at].Count += x.Count
		} else {
			sum = slices.Insert(sum, at, x)
		}
	}
	return sum
}

// addRows leaves both lists as they are.
func addRows(a, b []int64) []int64 {
	if len(a) < len(b) {
		a, b = b, a
	}
	sum := slices.Clone(a)
	for i, n := range b {
		sum[i] += n
	}
	return sum
}
