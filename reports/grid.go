package reports

import (
	"cmp"
	"math"
	"slices"

	"github.com/pacenote/pacenote/harness"
)

// mostGrid is how many steps a grid has.
const mostGrid = 240

// grid are evenly spaced places from the first to the last x of some lines: as far apart as the two points that are nearest to
// each other, if that is not too fine. Areas can be put upon each other only where all of them have a point.
func grid(list []harness.Line) (xs []float64) {
	for _, l := range list {
		for _, p := range l.Points {
			xs = append(xs, p[0])
		}
	}
	slices.Sort(xs)
	if xs = slices.Compact(xs); len(xs) < 2 {
		return xs
	}
	first, last := xs[0], xs[len(xs)-1]
	gap := last - first
	for i, x := range xs[1:] {
		gap = math.Min(gap, x-xs[i])
	}
	n := int(math.Min(math.Round((last-first)/gap), mostGrid))
	xs = xs[:0]
	for i := range n + 1 {
		xs = append(xs, first+(last-first)*float64(i)/float64(n))
	}
	return xs
}

// between are the values of a line on a grid; nil where it has none.
func between(l harness.Line, xs []float64) []any {
	out := make([]any, len(xs))
	if len(xs) == 0 {
		return out
	}
	near := (xs[len(xs)-1] - xs[0]) / (1000 * mostGrid) // what is so near is there
	for i, x := range xs {
		next, _ := slices.BinarySearchFunc(l.Points, x-near, func(p [2]float64, x float64) int { return cmp.Compare(p[0], x) })
		switch {
		case next == len(l.Points) || next == 0 && l.Points[0][0] > x+near:
		case next == 0:
			out[i] = brief(l.Points[0][1])
		default:
			a, b := l.Points[next-1], l.Points[next]
			share := 1.0
			if b[0] > a[0] {
				share = math.Max(math.Min((x-a[0])/(b[0]-a[0]), 1), 0)
			}
			out[i] = brief(a[1] + share*(b[1]-a[1]))
		}
	}
	return out
}

// bridge fills the gaps of a list with what lies between their ends.
func bridge(list []any) {
	var l harness.Line
	xs := make([]float64, len(list))
	for i, x := range list {
		if xs[i] = float64(i); x != nil {
			l.Points = append(l.Points, [2]float64{float64(i), x.(float64)})
		}
	}
	copy(list, between(l, xs))
}
