package harness

import (
	"sort"
	"time"

	"github.com/pacenote/pacenote/harness/load"
)

// dueBy is how many starts of an open load are due by a time since it began.
func (d *drive) dueBy(by time.Duration) int {
	due := func(n int) bool { // later than that
		at, ok := d.load.Next(load.Turn{Number: n, Elapsed: by, Seed: d.seed})
		return !ok || at > by
	}
	most := 1
	for !due(most - 1) {
		most *= 2
	}
	return sort.Search(most, due)
}

// slide makes v the view of a window that ends at a time since the load of all began.
func (v *View) slide(d *drive, length, now time.Duration) {
	v.Length = length
	v.Achieved = float64(v.Iterations.Ended()) / length.Seconds()
	if d.plan.Open {
		v.Asked = float64(d.dueBy(now-d.begun)-d.dueBy(now-d.begun-length)) / length.Seconds()
	}
	for _, parts := range [][]View{v.Phases, v.Mix} {
		for i := range parts {
			parts[i].Length = length
			parts[i].Achieved = float64(parts[i].Iterations.Ended()) / length.Seconds()
		}
	}
}
