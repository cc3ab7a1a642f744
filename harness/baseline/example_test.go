package baseline_test

import (
	"fmt"
	"os"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/baseline"
)

// A run is held against the last one that passed, and then takes its place.
func Example() {
	folder, err := os.MkdirTemp("", "baselines")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	shelf := baseline.Shelf{Folder: folder}

	for day, each := range []time.Duration{100 * ms, 100 * ms, 150 * ms} {
		result := &harness.Result{ID: fmt.Sprintf("%08x", day), Name: "boots", Workloads: make([]harness.Outcome, 1)}
		result.Started = time.Date(2026, 9, 14+day, 0, 0, 0, 0, time.UTC)
		view := &result.Workloads[0].View
		view.Final = true
		for i := range 50 {
			view.Iterations.Success.Add(each + time.Duration(i)*ms)
		}

		old, err := shelf.Last(result.Name, baseline.PlaceOf(result))
		if err != nil {
			fmt.Println(err)
			return
		}
		level := baseline.NoWorse(old, baseline.Mean(""), baseline.Within{Ratio: 1.3, Floor: 20 * ms})
		kept, err := level.Match(result)
		fmt.Println(kept, level.Seen(view), err)
		if kept {
			if err := shelf.Keep(result); err != nil {
				fmt.Println(err)
			}
		}
	}
	// Output:
	// true 125ms, no baseline yet: this run is the first one <nil>
	// true 125ms ~ 125ms <nil>
	// false 175ms, +40.2% from 125ms <nil>
}
