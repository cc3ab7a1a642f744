package harness_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// service is a cloud of some workers that serve one request at a time each, for a fixed time: it can do workers / took a second.
func service(workers int, took time.Duration) harness.ScenarioFunc {
	var mu sync.Mutex
	free := make([]time.Time, workers)
	return func(ctx context.Context, it *harness.Iteration) error {
		mu.Lock()
		first := slices.IndexFunc(free, func(t time.Time) bool { return t.Equal(slices.MinFunc(free, time.Time.Compare)) })
		if now := time.Now(); free[first].Before(now) {
			free[first] = now
		}
		free[first] = free[first].Add(took)
		wait := time.Until(free[first])
		mu.Unlock()
		return harness.Sleep(ctx, wait)
	}
}

// The limit of a cloud of known capacity is found to 5 %, with no promise but the one that is implied.
func TestSearchFindsTheLimit(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 11))
	for range 10 {
		workers, took := 1+r.IntN(12), time.Duration(20+r.IntN(400))*ms
		truth := float64(workers) / took.Seconds()
		result, err := one(t, harness.Search{To: 2000, Probe: time.Duration(max(20, 600/truth)) * s}, service(workers, took))
		out := must(t, result, err)
		c := out.Capacity
		t.Logf("%d workers, %v: truth %.2f, sustained %v, high %v, knee %v, %d probes", workers, took, truth, c.Sustained, c.High, c.Knee, len(c.Probes))
		if math.Abs(c.Sustained/truth-1) > 0.05 {
			t.Errorf("%d workers, %v each: sustained %v; want %.2f within 5 %%", workers, took, c.Sustained, truth)
			for _, p := range c.Probes {
				t.Logf("%v %v %q achieved %.2f", p.Load, p.Kept, p.Reason, p.Achieved)
			}
		}
	}
	_ = errors.New
	_ = strings.ToUpper
	_ = load.Rate{}
	_ = sla.Mean
	_ = BeZero
}
