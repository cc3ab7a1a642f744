package reports_test

import (
	"log"
	"os"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

func ExampleText() {
	var o harness.Outcome
	o.Scenario, o.Load, o.Elapsed = "Authenticate.keystone", "2 users, 4 iterations", 200*time.Millisecond
	for _, ms := range []time.Duration{80, 90, 95, 100} {
		o.Iterations.Success.Add(ms * time.Millisecond)
	}
	o.Levels = []harness.Level{{Promise: "failure rate <= 1%", Seen: "0%", Kept: true}}
	err := reports.Text(os.Stdout, &harness.Result{
		Name: "Tokens", Verdict: harness.Passed, Rehearsal: true, Workloads: []harness.Outcome{o},
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output:
	// PASSED       Tokens  [REHEARSAL]
	//              These figures are those of a simulated cloud, not of a real one.
	//              4 iterations ended, and the promise was kept.
	//
	//   Authenticate.keystone: 2 users, 4 iterations (closed load)
	//   4 ended, 0 failed, 0 aborted in 200 ms: 20.0/s
	//
	//         promised            seen
	//   kept  failure rate <= 1%  0%
	//
	//   action     ok  failed  aborted      min     mean      p50     p90     p95     p99   p99.9     max
	//   iteration   4       0        0  80.0 ms  91.2 ms  89.4 ms  100 ms  100 ms  100 ms  100 ms  100 ms
	//   Durations are those of what succeeded, from its actual start. Percentiles are off by at most 1 %.
}
