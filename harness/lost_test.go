package harness

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/harness/load"
)

// A disk that is full stops the load at once: what it would find could not be kept.
func TestLostRecordsStopTheLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRun(Lab{}, &Benchmark{Workloads: []Workload{{
			Scenario: ScenarioFunc(func(ctx context.Context, _ *Iteration) error { return Sleep(ctx, time.Second) }),
			Load:     load.Constant{Users: 3, Duration: time.Hour},
		}}})
		var err error
		if r.retained, err = retain("", false, &r.names); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(10*time.Second, func() { r.retained.file.Close() })
		began := time.Now()
		cause := r.load(t.Context())
		if took := time.Since(began); cause == nil || !errors.Is(cause, r.retained.error()) || took > 15*time.Second {
			t.Errorf("load: %v after %v; want the error of the file soon after 10s", cause, took)
		}
		if err := errors.Join(cause, r.finish(cause)); verdict(err) != Broken {
			t.Errorf("verdict %s of %v; want broken", verdict(err), err)
		}
	})
}
