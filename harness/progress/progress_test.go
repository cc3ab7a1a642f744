package progress_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/progress"
)

func ExampleLine() {
	fmt.Println(progress.Line(harness.Status{
		Benchmark: "boot storm", Rehearsal: true, Phase: "load",
		Workloads: []harness.Progress{{Planned: 200, Started: 45, Succeeded: 30, Failed: 2, Elapsed: 73 * time.Second}},
	}))
	fmt.Println(progress.Line(harness.Status{Benchmark: "boot storm", Phase: "set up 4 projects", Done: 3, Of: 4}))
	// Output:
	// REHEARSAL boot storm: 32 of 200 iterations, 2 failed, 13 in flight, 1m13s
	// boot storm: set up 4 projects (3 of 4)
}

func TestShare(t *testing.T) {
	for _, tt := range []struct {
		p           harness.Progress
		done, total int64
	}{
		{harness.Progress{Planned: 200, Succeeded: 30, Failed: 2, Aborted: 1}, 33, 200},
		{harness.Progress{Duration: time.Minute, Elapsed: time.Second, Succeeded: 9}, int64(time.Second), int64(time.Minute)},
		{harness.Progress{}, 0, 1},
	} {
		if done, total := progress.Share(tt.p); done != tt.done || total != tt.total {
			t.Errorf("Share(%+v) = %d, %d; want %d, %d", tt.p, done, total, tt.done, tt.total)
		}
	}
}

// Where there is no terminal, a minute of load is a line at its start and one every ten seconds.
func TestLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var live harness.Live
		var out bytes.Buffer
		stop, stopped := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(stopped)
			progress.Lines(&live, &out, 10*time.Second, stop)
		}()
		_, err := harness.Lab{Live: &live}.Run(context.Background(), harness.Benchmark{
			Name: "slow", Workloads: []harness.Workload{{
				Load: load.Constant{Users: 2, Iterations: 120},
				Scenario: harness.ScenarioFunc(func(ctx context.Context, _ *harness.Iteration) error {
					return harness.Sleep(ctx, time.Second)
				}),
			}},
		})
		if err != nil {
			t.Fatal(err)
		}
		close(stop)
		<-stopped
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if len(lines) != 6 || !strings.HasPrefix(lines[5], "slow: 100 of 120 iterations, 0 failed, 2 in flight") {
			t.Errorf("lines of a minute:\n%s\nwant one at once and every ten seconds", out.String())
		}
	})
}
