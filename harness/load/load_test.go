package load_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/pacenote/pacenote/harness/load"
)

func Example() {
	var shape load.Load = load.Rate{PerSecond: 4, Iterations: 3}
	fmt.Println(shape)
	for n := 0; ; n++ {
		due, ok := shape.Next(n, 0)
		if !ok {
			break
		}
		fmt.Println(n, due)
	}
	// Output:
	// 4 iterations per second, 3 iterations, at most 3 in flight
	// 0 0s
	// 1 250ms
	// 2 500ms
}

func TestNext(t *testing.T) {
	const s = time.Second
	for _, tt := range []struct {
		load    load.Load
		n       int
		elapsed time.Duration
		due     time.Duration
		ok      bool
	}{
		{load.Constant{}, 0, 0, 0, true},
		{load.Constant{}, 1, s, 0, false},
		{load.Constant{Users: 2, Iterations: 5}, 4, 7 * s, 7 * s, true},
		{load.Constant{Users: 2, Iterations: 5}, 5, 7 * s, 0, false},
		{load.Constant{Users: 2, Duration: 5 * s}, 1 << 40, 5*s - 1, 5*s - 1, true},
		{load.Constant{Users: 2, Duration: 5 * s}, 1, 5 * s, 0, false},
		{load.Constant{Users: 2, Iterations: 3, Duration: 5 * s}, 3, s, 0, false},
		{load.Serial{}, 0, 0, 0, true},
		{load.Serial{Iterations: 2}, 2, 0, 0, false},
		{load.Rate{PerSecond: 3, Iterations: 10}, 3, 0, s, true},
		{load.Rate{PerSecond: 3, Iterations: 10}, 1, 0, 333333333, true},
		{load.Rate{PerSecond: 3, Iterations: 10}, 10, 0, 0, false},
		{load.Rate{PerSecond: 3, Duration: s}, 2, 9 * s, 666666667, true},
		{load.Rate{PerSecond: 3, Duration: s}, 3, 0, s, false},
		{load.Rate{PerSecond: 3000, Iterations: 1e9}, 3000 * 86400, 0, 86400 * s, true}, // no drift in a day
	} {
		due, ok := tt.load.Next(tt.n, tt.elapsed)
		if ok != tt.ok || ok && due != tt.due {
			t.Errorf("%#v.Next(%d, %v) = %v, %t; want %v, %t", tt.load, tt.n, tt.elapsed, due, ok, tt.due, tt.ok)
		}
	}
}

func TestPlanAndString(t *testing.T) {
	for _, tt := range []struct {
		load load.Load
		plan load.Plan
		text string
	}{
		{load.Constant{}, load.Plan{Users: 1, Iterations: 1}, "1 user, 1 iteration"},
		{load.Constant{Users: 20, Iterations: 200}, load.Plan{Users: 20, Iterations: 200}, "20 users, 200 iterations"},
		{load.Constant{Users: 3, Duration: time.Minute}, load.Plan{Users: 3, Duration: time.Minute}, "3 users for 1m0s"},
		{load.Constant{Users: 3, Iterations: 9, Duration: time.Minute}, load.Plan{Users: 3, Iterations: 9, Duration: time.Minute}, "3 users, 9 iterations, at most 1m0s"},
		{load.Serial{Iterations: 4}, load.Plan{Users: 1, Iterations: 4}, "4 iterations, one after another"},
		{load.Rate{PerSecond: 0.5, Iterations: 4}, load.Plan{Users: 4, Iterations: 4, Duration: 8 * time.Second, Open: true}, "0.5 iterations per second, 4 iterations, at most 4 in flight"},
		{load.Rate{PerSecond: 50, Duration: time.Minute, Limit: 7}, load.Plan{Users: 7, Iterations: 3000, Duration: time.Minute, Open: true}, "50 iterations per second for 1m0s, at most 7 in flight"},
	} {
		if p := tt.load.Plan(); p != tt.plan {
			t.Errorf("%#v.Plan() = %+v; want %+v", tt.load, p, tt.plan)
		}
		if s := tt.load.String(); s != tt.text {
			t.Errorf("%#v.String() = %q; want %q", tt.load, s, tt.text)
		}
	}
}

func TestValidate(t *testing.T) {
	for _, tt := range []struct {
		load load.Validator
		good bool
	}{
		{load.Constant{}, true},
		{load.Constant{Users: 2, Iterations: 1}, false},
		{load.Constant{Users: -1}, false},
		{load.Constant{Users: 5, Duration: time.Second}, true},
		{load.Serial{Iterations: -1}, false},
		{load.Rate{}, false},
		{load.Rate{PerSecond: 1}, false},
		{load.Rate{PerSecond: 1, Duration: time.Second}, true},
		{load.Rate{PerSecond: 1, Iterations: 1, Limit: -1}, false},
	} {
		if err := tt.load.Validate(); (err == nil) != tt.good {
			t.Errorf("%#v.Validate() = %v; want good: %t", tt.load, err, tt.good)
		}
	}
}

// The plan of an open load counts exactly the starts that its schedule has.
func TestRatePlanAgreesWithSchedule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := load.Rate{
			PerSecond: rapid.Float64Range(0.01, 500).Draw(t, "rate"),
			Duration:  time.Duration(rapid.Int64Range(1, int64(20*time.Second)).Draw(t, "duration")),
		}
		n, last := 0, time.Duration(-1)
		for {
			due, ok := r.Next(n, 0)
			if !ok {
				break
			}
			if due < last {
				t.Fatalf("%#v: start %d is due at %v, before the one before it at %v", r, n, due, last)
			}
			n, last = n+1, due
		}
		if p := r.Plan(); p.Iterations != n {
			t.Fatalf("%#v.Plan().Iterations = %d; its schedule has %d", r, p.Iterations, n)
		}
	})
}
