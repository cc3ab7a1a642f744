package load_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/pacenote/pacenote/harness/load"
)

const (
	ms = time.Millisecond
	s  = time.Second
	m  = time.Minute
)

// print shows a load in words, and when its first starts are due.
func print(l load.Load, starts int) {
	fmt.Println(l)
	for n := range starts {
		due, ok := l.Next(load.Turn{Number: n})
		if !ok {
			break
		}
		fmt.Println(n, due.Round(ms))
	}
}

func Example() {
	print(load.Limit{Load: load.Rate{PerSecond: 4, Iterations: 3}, Users: 2, Backlog: load.Skip}, 9)
	// Output:
	// 4 iterations per second, 3 iterations, at most 2 in flight, late ones skipped
	// 0 0s
	// 1 250ms
	// 2 500ms
}

func ExampleRampRate() {
	print(load.RampRate{From: 0, To: 4, Duration: 2 * s}, 9)
	// Output:
	// from 0 to 4 iterations per second for 2s
	// 0 0s
	// 1 1s
	// 2 1.414s
	// 3 1.732s
}

func ExampleSteps() {
	print(load.Steps{From: 1, To: 3, By: 1, Every: s, Iterations: 8}, 9)
	// Output:
	// from 1 to 3 iterations per second in steps of 1 every 1s, 8 iterations
	// 0 0s
	// 1 1s
	// 2 1.5s
	// 3 2s
	// 4 2.333s
	// 5 2.667s
	// 6 3s
	// 7 3.333s
}

func ExampleSine() {
	print(load.Sine{PerSecond: 2, Amplitude: 2, Period: 4 * s, Duration: 4 * s}, 9)
	// Output:
	// 0 to 4 iterations per second in waves of 4s for 4s
	// 0 0s
	// 1 386ms
	// 2 675ms
	// 3 932ms
	// 4 1.183s
	// 5 1.45s
	// 6 1.768s
	// 7 2.293s
}

func ExamplePoisson() {
	print(load.Poisson{Load: load.Rate{PerSecond: 10, Duration: s}}, 4)
	// Output:
	// 10 iterations per second for 1s, at random moments
	// 0 18ms
	// 1 25ms
	// 2 168ms
	// 3 301ms
}

// A spike, and then the rate before it.
func ExampleStages() {
	l := load.Stages{
		load.Rate{PerSecond: 1, Duration: 2 * s},
		load.Rate{PerSecond: 10, Duration: 300 * ms},
		load.Rate{PerSecond: 1, Duration: 2 * s},
	}
	print(l, 9)
	// Output:
	// 1 iteration per second for 2s, then 10 iterations per second for 300ms, then 1 iteration per second for 2s
	// 0 0s
	// 1 1s
	// 2 2s
	// 3 2.1s
	// 4 2.2s
	// 5 2.3s
	// 6 3.3s
}

// Users who come, stay and go.
func ExampleRampUsers() {
	l := load.Stages{load.RampUsers{To: 4, Duration: 8 * s}, load.Constant{Users: 4, Duration: m}, load.RampUsers{From: 4, Duration: 8 * s}}
	fmt.Println(l)
	for user := range 4 {
		from, _ := l.Next(load.Turn{User: user})
		until := from
		for at, ok := from, true; ok; at, ok = l.Next(load.Turn{User: user, Elapsed: at + ms}) {
			until = at
		}
		fmt.Println("user", user, "from", from, "to", until.Round(10*ms))
	}
	// Output:
	// from 0 to 4 users in 8s, then 4 users for 1m, then from 4 to 0 users in 8s
	// user 0 from 0s to 1m16s
	// user 1 from 2s to 1m14s
	// user 2 from 4s to 1m12s
	// user 3 from 6s to 1m10s
}

func ExamplePaced() {
	l := load.Paced{Load: load.Constant{Users: 2, Duration: m}, Stagger: 10 * s, Every: 20 * s, Think: s}
	fmt.Println(l)
	for _, t := range []load.Turn{
		{User: 0},
		{User: 1},
		{User: 0, Own: 1, Last: 0, Elapsed: 3 * s},      // ended early: waits for its time
		{User: 1, Own: 1, Last: 5 * s, Elapsed: 40 * s}, // ended late: takes its second of rest
	} {
		due, _ := l.Next(t)
		fmt.Println("user", t.User, due)
	}
	// Output:
	// 2 users for 1m, beginning over 10s, each every 20s, pauses of 1s
	// user 0 0s
	// user 1 5s
	// user 0 20s
	// user 1 41s
}

func ExampleConstant() {
	for _, l := range []load.Load{
		load.Constant{}, load.Serial{Iterations: 3}, load.Constant{Users: 20, Iterations: 200},
		load.Constant{Users: 20, PerUser: 10}, load.Constant{Users: 20, Duration: time.Hour},
	} {
		fmt.Printf("%s: %+v\n", l, l.Plan())
	}
	// Output:
	// 1 user, 1 iteration: {Users:1 Iterations:1 Duration:0s Open:false Backlog:0}
	// 3 iterations, one after another: {Users:1 Iterations:3 Duration:0s Open:false Backlog:0}
	// 20 users, 200 iterations: {Users:20 Iterations:200 Duration:0s Open:false Backlog:0}
	// 20 users, 10 iterations each: {Users:20 Iterations:200 Duration:0s Open:false Backlog:0}
	// 20 users for 1h: {Users:20 Iterations:0 Duration:1h0m0s Open:false Backlog:0}
}

func TestNext(t *testing.T) {
	up := load.RampUsers{From: 0, To: 10, Duration: 10 * s}
	down := load.RampUsers{From: 10, To: 2, Duration: 8 * s}
	stages := load.Stages{load.Constant{Users: 5, Duration: 10 * s}, load.Constant{Users: 1, Duration: 10 * s}, load.Constant{Users: 3, Duration: 10 * s}}
	for _, tt := range []struct {
		load load.Load
		turn load.Turn
		due  time.Duration
		ok   bool
	}{
		{load.Constant{}, load.Turn{}, 0, true},
		{load.Constant{Users: 2, Iterations: 5}, load.Turn{Elapsed: 7 * s}, 7 * s, true},
		{load.Constant{Users: 2, Duration: 5 * s}, load.Turn{Elapsed: 5*s - 1}, 5*s - 1, true},
		{load.Constant{Users: 2, Duration: 5 * s}, load.Turn{Elapsed: 5 * s}, 0, false},
		{load.Constant{Users: 2, PerUser: 3}, load.Turn{Own: 2, Elapsed: s}, s, true},
		{load.Constant{Users: 2, PerUser: 3}, load.Turn{Own: 3, Elapsed: s}, 0, false},
		{load.Serial{Iterations: 2}, load.Turn{Elapsed: s}, s, true},

		{up, load.Turn{User: 0}, 0, true},
		{up, load.Turn{User: 9}, 9 * s, true},
		{up, load.Turn{User: 5, Elapsed: 7 * s}, 7 * s, true},
		{up, load.Turn{User: 5, Elapsed: 10 * s}, 0, false},
		{down, load.Turn{User: 9}, 0, true},
		{down, load.Turn{User: 9, Elapsed: s}, 0, false},
		{down, load.Turn{User: 2, Elapsed: 8*s - 1}, 8*s - 1, true},
		{down, load.Turn{User: 1, Elapsed: 8*s - 1}, 8*s - 1, true},
		{stages, load.Turn{User: 4, Elapsed: 9 * s}, 9 * s, true},
		{stages, load.Turn{User: 2, Elapsed: 11 * s}, 20 * s, true}, // is not wanted for a while
		{stages, load.Turn{User: 4, Elapsed: 11 * s}, 0, false},
		{stages, load.Turn{User: 0, Elapsed: 11 * s}, 11 * s, true},
		{stages, load.Turn{User: 0, Elapsed: 30 * s}, 0, false},
		{load.Paced{Load: stages, Think: 5 * s}, load.Turn{User: 2, Own: 1, Elapsed: 8 * s}, 20 * s, true},
		{load.Paced{Load: load.Constant{Users: 2, Duration: 10 * s}, Think: 5 * s}, load.Turn{Own: 1, Elapsed: 6 * s}, 0, false},

		{load.Rate{PerSecond: 3, Iterations: 10}, load.Turn{Number: 3}, s, true},
		{load.Rate{PerSecond: 3, Iterations: 10}, load.Turn{Number: 1}, 333333333, true},
		{load.Rate{PerSecond: 3, Iterations: 10}, load.Turn{Number: 10}, 0, false},
		{load.Rate{PerSecond: 3, Duration: s}, load.Turn{Number: 2, Elapsed: 9 * s}, 666666667, true},
		{load.Rate{PerSecond: 3, Duration: s}, load.Turn{Number: 3}, s, false},
		{load.Rate{PerSecond: 3000, Iterations: 1e9}, load.Turn{Number: 3000 * 86400}, 86400 * s, true}, // no drift in a day
		{load.RampRate{From: 10, To: 0, Duration: 10 * s}, load.Turn{Number: 49}, 10*s - 1414213562*time.Nanosecond, true},
		{load.RampRate{From: 10, To: 0, Duration: 10 * s}, load.Turn{Number: 50}, 0, false},
		{load.RampRate{From: 5, To: 5, Duration: 10 * s}, load.Turn{Number: 7}, 1400 * ms, true},
		{load.RampRate{From: 5, To: 5 + 1e-12, Duration: 10 * s}, load.Turn{Number: 7}, 1400 * ms, true},
		{load.Steps{From: 4, To: 1, By: 2, Every: s, Iterations: 99}, load.Turn{Number: 8}, 4 * s, true},
		// One and a half starts in the first stage: the second begins with half of one.
		{load.Stages{load.Rate{PerSecond: 1, Duration: 1500 * ms}, load.Rate{PerSecond: 2, Duration: 10 * s}}, load.Turn{Number: 2}, 1750 * ms, true},
		{load.Stages{load.Rate{PerSecond: 1, Iterations: 2}, load.Rate{PerSecond: 2, Duration: 10 * s}}, load.Turn{Number: 3}, 2500 * ms, true},
	} {
		due, ok := tt.load.Next(tt.turn)
		if ok != tt.ok || ok && due != tt.due {
			t.Errorf("%#v.Next(%+v) = %v, %t; want %v, %t", tt.load, tt.turn, due, ok, tt.due, tt.ok)
		}
	}
}

func TestPlan(t *testing.T) {
	for _, tt := range []struct {
		load load.Load
		plan load.Plan
	}{
		{load.Constant{Users: 3, Iterations: 9, Duration: m}, load.Plan{Users: 3, Iterations: 9, Duration: m}},
		{load.Constant{Users: 3, PerUser: 9, Iterations: 20}, load.Plan{Users: 3, Iterations: 20}},
		{load.Rate{PerSecond: 0.5, Iterations: 4}, load.Plan{Users: 4, Iterations: 4, Duration: 8 * s, Open: true}},
		{load.Rate{PerSecond: 50, Duration: m}, load.Plan{Users: 100, Iterations: 3000, Duration: m, Open: true}},
		{load.Limit{Load: load.Rate{PerSecond: 50, Duration: m}, Users: 7, Backlog: load.Skip}, load.Plan{Users: 7, Iterations: 3000, Duration: m, Open: true, Backlog: load.Skip}},
		{load.Limit{Load: load.Rate{PerSecond: 50, Duration: m}, Users: 5000}, load.Plan{Users: 3000, Iterations: 3000, Duration: m, Open: true}},
		{load.RampRate{To: 10, Duration: 10 * s}, load.Plan{Users: 50, Iterations: 50, Duration: 10 * s, Open: true}},
		{load.Sine{PerSecond: 2, Amplitude: 1, Period: s, Duration: 100 * s}, load.Plan{Users: 100, Iterations: 200, Duration: 100 * s, Open: true}},
		{load.Poisson{Load: load.Rate{PerSecond: 2, Duration: m}}, load.Plan{Users: 100, Duration: m, Open: true}},
		{load.Poisson{Load: load.Rate{PerSecond: 2, Iterations: 30}}, load.Plan{Users: 30, Iterations: 30, Open: true}},
		{load.RampUsers{From: 9, To: 3, Duration: m}, load.Plan{Users: 9, Duration: m}},
		{load.Stages{load.RampUsers{To: 4, Duration: m}, load.Constant{Users: 6, Duration: m}}, load.Plan{Users: 6, Duration: 2 * m}},
	} {
		if p := tt.load.Plan(); p != tt.plan {
			t.Errorf("%#v.Plan() = %+v; want %+v", tt.load, p, tt.plan)
		}
	}
}

func TestValidate(t *testing.T) {
	rate, closed := load.Rate{PerSecond: 1, Duration: s}, load.Constant{Users: 2, Duration: s}
	for _, tt := range []struct {
		load load.Validator
		want string // "" is no error
	}{
		{load.Constant{}, ""},
		{load.Constant{Users: 2, Iterations: 1}, "some users would have nothing to do"},
		{load.Constant{Users: -1}, "below zero"},
		{load.Constant{Users: 5, Duration: s}, ""},
		{load.Serial{Iterations: -1}, "below zero"},
		{load.RampUsers{}, "from 0 to 0 users"},
		{load.RampUsers{To: 3}, "duration above zero"},
		{load.RampUsers{From: -1, To: 3, Duration: s}, "below zero"},
		{load.Rate{}, "rate of 0"},
		{load.Rate{PerSecond: math.NaN(), Duration: s}, "rate of NaN"},
		{load.Rate{PerSecond: 1}, "without an end"},
		{load.Rate{PerSecond: 1, Duration: -s}, "below zero"},
		{rate, ""},
		{load.RampRate{To: 5, Duration: s}, ""},
		{load.RampRate{Duration: s}, "from 0 to 0"},
		{load.RampRate{To: 5}, "without an end"},
		{load.Steps{From: 1, To: 5, Every: s, Iterations: 9}, "steps of 0"},
		{load.Steps{From: 1, To: 5, By: 1, Iterations: 9}, "every 0s"},
		{load.Steps{From: 0, To: 5, By: 1, Every: s, Iterations: 9}, "rate of 0"},
		{load.Sine{PerSecond: 1, Amplitude: 2, Period: s, Duration: s}, "amplitude from 0"},
		{load.Sine{PerSecond: 1, Amplitude: 1, Duration: s}, "period above zero"},
		{load.Poisson{Load: rate}, ""},
		{load.Poisson{Load: closed}, "expected a curve"},
		{load.Poisson{Load: load.Limit{Load: rate}}, "expected a curve"},
		{load.Poisson{}, "nothing"},
		{load.Limit{Load: rate, Users: 5}, ""},
		{load.Limit{Load: closed}, "only an open load"},
		{load.Limit{Load: load.Rate{}}, "rate of 0"},
		{load.Limit{Load: rate, Users: -1}, "below zero"},
		{load.Paced{Load: rate}, "only the users of a closed load"},
		{load.Paced{Load: closed, Think: 3 * s, ThinkMost: s}, "expected a range"},
		{load.Paced{Load: closed, Stagger: s}, "expected less"},
		{load.Paced{Load: load.Constant{Users: -1}}, "below zero"},
		{load.Stages{}, "no stages"},
		{load.Stages{rate, closed}, "stage 2: 2 users for 1s: open and closed"},
		{load.Stages{closed, load.Constant{Iterations: 5}}, "stage 2: 1 user, 5 iterations: nobody knows when it ends"},
		{load.Stages{load.Constant{Iterations: 5, Duration: s}}, "not by iterations"},
		{load.Stages{rate, load.Poisson{Load: rate}}, "stage 2: 1 iteration per second for 1s, at random moments cannot be a stage"},
		{load.Stages{rate, nil}, "stage 2 is nil"},
		{load.Stages{rate, load.Stages{load.RampRate{To: 3, Duration: s}, rate}}, ""},
	} {
		err := tt.load.Validate()
		if (err == nil) != (tt.want == "") || err != nil && (!strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%#v.Validate() = %v; want %q", tt.load, err, tt.want)
		}
	}
}

// draw draws any curve that validates.
func draw(t *rapid.T, depth int) load.Curve {
	f := func(name string, from, to float64) float64 { return rapid.Float64Range(from, to).Draw(t, name) }
	lasts := time.Duration(rapid.Int64Range(1, int64(20*s)).Draw(t, "lasts"))
	switch rapid.IntRange(0, 3+depth).Draw(t, "kind") {
	case 0:
		return load.Rate{PerSecond: f("rate", 0.01, 300), Duration: lasts}
	case 1:
		return load.RampRate{From: f("from", 0, 300), To: f("to", 0.01, 300), Duration: lasts}
	case 2:
		return load.Steps{From: f("from", 0.01, 300), To: f("to", 0.01, 300), By: f("by", 0.1, 300), Every: time.Duration(f("every", 1e6, 1e10)), Duration: lasts}
	case 3:
		mean := f("mean", 0.01, 300)
		return load.Sine{PerSecond: mean, Amplitude: mean * f("swing", 0, 1), Period: time.Duration(f("period", 1e6, 1e11)), Duration: lasts}
	}
	var stages load.Stages
	for range rapid.IntRange(1, 4).Draw(t, "stages") {
		stages = append(stages, draw(t, depth-1))
	}
	return stages
}

// Starts of a curve are due one after another, as many as its plan says, which is the area under it; and Starts and When
// are inverse to each other.
func TestCurves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := draw(t, 1)
		if err := c.(load.Validator).Validate(); err != nil {
			t.Fatal(err)
		}
		n, last := 0, time.Duration(-1)
		for {
			due, ok := c.Next(load.Turn{Number: n})
			if !ok {
				break
			}
			if due < last {
				t.Fatalf("%#v: start %d is due at %v, before the one before it at %v", c, n, due, last)
			}
			if area := c.Starts(due); math.Abs(area-float64(n)) > 1e-5*float64(n+1) {
				t.Fatalf("%#v: start %d is due at %v, until when %v are", c, n, due, area)
			}
			n, last = n+1, due
		}
		p := c.Plan()
		if p.Iterations != n {
			t.Fatalf("%#v.Plan().Iterations = %d; its schedule has %d", c, p.Iterations, n)
		}
		if area := c.Starts(p.Duration); math.Abs(area-float64(n)) > 1+1e-6*area {
			t.Fatalf("%#v: %d starts; the area under it is %v", c, n, area)
		}
	})
}

// Random moments have the mean and the variance of a Poisson process in each part of the time, and gaps without a memory;
// a seed has always the same ones, and they come one after another.
func TestPoisson(t *testing.T) {
	const seeds, parts = 400, 10
	p := load.Poisson{Load: load.Rate{PerSecond: 8, Duration: parts * s}}
	var counts []float64
	long, gaps := 0, 0
	for seed := range uint64(seeds) {
		var in [parts]float64
		last := time.Duration(0)
		for n := 0; ; n++ {
			due, ok := p.Next(load.Turn{Number: n, Seed: seed})
			if !ok {
				break
			}
			if due < last {
				t.Fatalf("seed %d: start %d is due at %v, before the one before it at %v", seed, n, due, last)
			}
			if again, _ := p.Next(load.Turn{Number: n, Seed: seed}); again != due {
				t.Fatalf("seed %d: start %d is due at %v, then at %v", seed, n, due, again)
			}
			gaps++
			if due-last > 250*ms { // twice the mean: e^-2 of all
				long++
			}
			in[due/s]++
			last = due
		}
		counts = append(counts, in[:]...)
	}
	mean, squares := 0.0, 0.0
	for _, c := range counts {
		mean += c / float64(len(counts))
	}
	for _, c := range counts {
		squares += (c - mean) * (c - mean) / float64(len(counts)-1)
	}
	// Four standard errors of 4000 counts.
	if math.Abs(mean-8) > 0.18 || math.Abs(squares/mean-1) > 0.09 {
		t.Errorf("counts in a second have the mean %.3f and the index of dispersion %.3f; want 8 and 1", mean, squares/mean)
	}
	if share := float64(long) / float64(gaps); math.Abs(share-math.Exp(-2)) > 0.01 {
		t.Errorf("%.4f of the gaps are longer than twice the mean; want %.4f", share, math.Exp(-2))
	}
}

// Pauses are drawn evenly from their range, differ from user to user, and are the same for a seed.
func TestPauses(t *testing.T) {
	p := load.Paced{Load: load.Constant{Users: 50, Duration: time.Hour}, Think: s, ThinkMost: 3 * s}
	var sum, least, most time.Duration = 0, time.Hour, 0
	for own := range 200 {
		for user := range 50 {
			turn := load.Turn{User: user, Own: own + 1, Elapsed: m, Seed: 7}
			due, ok := p.Next(turn)
			again, _ := p.Next(turn)
			if !ok || due != again {
				t.Fatalf("Next(%+v) = %v, then %v", turn, due, again)
			}
			sum, least, most = sum+due-m, min(least, due-m), max(most, due-m)
		}
	}
	if mean := sum / 10_000; mean < 1980*ms || mean > 2020*ms || least < s || least > 1010*ms || most > 3*s || most < 2990*ms {
		t.Errorf("pauses from %v to %v, %v in the mean; want 1s to 3s, about 2s", least, most, mean)
	}
}

func BenchmarkNext(b *testing.B) {
	for _, l := range []load.Load{
		load.Constant{Users: 20, Iterations: 200}, load.Rate{PerSecond: 1000, Duration: m}, load.RampRate{To: 1000, Duration: m},
		load.Stages{load.RampRate{To: 1000, Duration: m}, load.Rate{PerSecond: 1000, Duration: m}},
		load.Sine{PerSecond: 1000, Amplitude: 500, Period: m, Duration: time.Hour}, load.Poisson{Load: load.Rate{PerSecond: 1000, Duration: time.Hour}},
	} {
		b.Run(fmt.Sprintf("%T", l), func(b *testing.B) {
			b.ReportAllocs()
			for n := range b.N {
				l.Next(load.Turn{Number: n % 60_000, Elapsed: s})
			}
		})
	}
}
