package harness

import (
	"strings"
	"time"
)

// A Point is a row of a sweep: a workload that differs from the others in its load or its arguments, and has figures of
// its own.
type Point struct {
	Sweep  string     // the name of the sweep
	Row    int        // the first is 1
	Values []Argument // what differs: of a load "users", "rate" and such, else arguments of the scenario
}

// String is "users 5, size 10".
func (p *Point) String() string {
	var words []string
	for _, v := range p.Values {
		words = append(words, v.Name+" "+v.Value)
	}
	return strings.Join(words, ", ")
}

// Sweep makes workloads, each of which has a point, one benchmark: each begins a rest after the one before it has ended.
// They are named after the sweep and their points; After and Delay of the first are kept.
//
//	Workloads: harness.Sweep("uploads", 5*time.Second, small, medium, large)
func Sweep(name string, rest time.Duration, rows ...Workload) []Workload {
	list := make([]Workload, len(rows))
	for i, w := range rows {
		point := Point{Sweep: name, Row: i + 1}
		if w.Point != nil {
			point.Values = w.Point.Values
		}
		w.Point = &point
		w.Name = name + ": " + point.String()
		if i > 0 {
			w.After, w.Delay = list[i-1].Name, rest
		}
		list[i] = w
	}
	return list
}
