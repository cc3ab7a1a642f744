package harness_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// builder is a fixture that registers everything a fixture can, and notes what happens in which order.
func builder(name string, log *[]string, setup func(context.Context) error) harness.Fixture {
	note := func(what string) func(context.Context) error {
		return func(ctx context.Context) error {
			if ctx.Err() != nil {
				what += " (on a context that has ended)"
			}
			*log = append(*log, what)
			return nil
		}
	}
	return recorder{name: name, do: func(ctx context.Context, w *harness.World) error {
		w.Prove(func(ctx context.Context) ([]harness.Resource, error) { return nil, note("proof of " + name)(ctx) })
		w.Cleanup(name, note("removal of "+name))
		if setup != nil {
			return setup(ctx)
		}
		return nil
	}}
}

// Whatever ends a run, what was registered is removed, the last that was set up first; then
// the cloud is asked what is left.
func TestRemoval(t *testing.T) {
	failing := func(context.Context, *harness.Iteration) error { time.Sleep(s); return errors.New("no") }
	hanging := func(ctx context.Context, _ *harness.Iteration) error { return harness.Sleep(ctx, time.Hour) }
	boom := errors.New("boom")
	for _, tt := range []struct {
		what    string
		load    harness.ScenarioFunc
		levels  []harness.Check
		second  func(context.Context) error // set-up of the second of three fixtures
		cancel  time.Duration               // when the context is cancelled
		verdict harness.Verdict
		asked   func(error) bool
		built   int
	}{
		{"all well", bar, []harness.Check{}, nil, 0, harness.Passed, func(err error) bool { return err == nil }, 3},
		{"broken promise", failing, nil, nil, 0, harness.Failed, as[*harness.PromiseError], 3},
		{"breach", failing, []harness.Check{sla.FailureRate(BeNumerically("<", 0.5))}, nil, 0, harness.Breached, as[*harness.BreachError], 3},
		{"interrupt", hanging, nil, nil, 10 * s, harness.Interrupted, func(err error) bool { return as[*harness.InterruptError](err) && errors.Is(err, boom) }, 3},
		{"interrupt in the set-up", bar, nil, func(ctx context.Context) error { return harness.Sleep(ctx, time.Hour) }, 10 * s, harness.Interrupted,
			func(err error) bool {
				return as[*harness.InterruptError](err) && errors.Is(err, boom) && errors.Is(err, context.Canceled)
			}, 2},
		{"failed set-up", bar, nil, func(context.Context) error { return boom }, 0, harness.Broken, func(err error) bool { return as[*harness.SetupError](err) && errors.Is(err, boom) }, 2},
		{"panic in the set-up", bar, nil, func(context.Context) error { panic("oops") }, 0, harness.Broken, func(err error) bool { return as[*harness.SetupError](err) && as[*harness.PanicError](err) }, 2},
	} {
		var log []string
		var result *harness.Result
		var err error
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(context.Background())
			defer cancel(nil)
			if tt.cancel > 0 {
				time.AfterFunc(tt.cancel, func() { cancel(boom) })
			}
			result, err = harness.Lab{}.Run(ctx, harness.Benchmark{
				Fixtures:  []harness.Fixture{builder("a", &log, nil), builder("b", &log, tt.second), builder("c", &log, nil)},
				Workloads: []harness.Workload{{Scenario: tt.load, Load: load.Constant{Users: 2, Iterations: 8}, SLA: tt.levels}},
			})
		})
		names := []string{"a", "b", "c"}[:tt.built]
		var want []string
		for _, n := range slices.Backward(names) {
			want = append(want, "removal of "+n)
		}
		for _, n := range names {
			want = append(want, "proof of "+n)
		}
		if !slices.Equal(log, want) {
			t.Errorf("%s: did %q; want %q", tt.what, log, want)
		}
		if result.Verdict != tt.verdict || !tt.asked(err) || (result.Error == "") != (tt.verdict == harness.Passed) {
			t.Errorf("%s: %s, %v; want %s", tt.what, result.Verdict, err, tt.verdict)
		}
	}
}

func as[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}

// An interrupt in mid-run keeps what was measured, and aborts what was in flight. Ends within the time that it takes.
func TestInterruptKeepsTheFigures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 10500*ms)
		defer cancel()
		began := time.Now()
		result, err := harness.Lab{}.Run(ctx, harness.Benchmark{Workloads: []harness.Workload{
			{Scenario: sleeper(s), Load: load.Constant{Users: 3, Duration: time.Hour}},
		}})
		out := &result.Workloads[0]
		if err == nil || err.Error() != "the run was interrupted: context deadline exceeded" || time.Since(began) != 10500*ms {
			t.Errorf("Run: %v after %v; want an interrupt after 10.5s", err, time.Since(began))
		}
		if out.Started != 33 || out.Iterations.Success.Count != 30 || out.Iterations.Aborted != 3 || out.Iterations.Failure.Count != 0 || out.AfterStop != 0 {
			t.Errorf("started %d, succeeded %d, aborted %d, failed %d, after the stop %d; want 33, 30, 3, 0, 0",
				out.Started, out.Iterations.Success.Count, out.Iterations.Aborted, out.Iterations.Failure.Count, out.AfterStop)
		}
		if !out.Levels[0].Kept {
			t.Errorf("levels %+v; want them kept", out.Levels)
		}
	})
}

// What goes wrong in the clean-up is told and stops nothing; what is left is a leak, unless something worse happened.
func TestTroublesAndLeaks(t *testing.T) {
	boom := errors.New("boom")
	for _, tt := range []struct {
		what    string
		fixture func(w *harness.World) error
		verdict harness.Verdict
		trouble string
		said    string
	}{
		{"removal fails", func(w *harness.World) error {
			w.Cleanup("first", func(context.Context) error { return nil })
			w.Cleanup("servers", func(context.Context) error { return boom })
			return nil
		}, harness.Passed, "remove servers: boom", ""},
		{"removal panics", func(w *harness.World) error {
			w.Cleanup("servers", func(context.Context) error { panic(boom) })
			return nil
		}, harness.Passed, "remove servers: panic: boom", ""},
		{"proof fails", func(w *harness.World) error {
			w.Prove(func(context.Context) ([]harness.Resource, error) { return nil, boom })
			return nil
		}, harness.Passed, "nobody knows whether something is left behind: boom", ""},
		{"leak", func(w *harness.World) error {
			w.Prove(func(context.Context) ([]harness.Resource, error) {
				return []harness.Resource{{Kind: "server", ID: "7", Name: w.Name("s1")}, {Kind: "port", ID: "8"}}, nil
			})
			return nil
		}, harness.Leaked, "", `left behind: 2, the first of them the server "pacenote-`},
		{"leak of a set-up that failed", func(w *harness.World) error {
			w.Prove(func(context.Context) ([]harness.Resource, error) { return []harness.Resource{{Kind: "server"}}, nil })
			return boom
		}, harness.Broken, "", "set up it: boom\nleft behind: 1"},
	} {
		result, err := rehearse(t, harness.Lab{}, harness.Benchmark{
			Fixtures:  []harness.Fixture{recorder{name: "it", do: func(_ context.Context, w *harness.World) error { return tt.fixture(w) }}},
			Workloads: []harness.Workload{{Scenario: sleeper(s)}},
		})
		if result.Verdict != tt.verdict || !strings.Contains(fmt.Sprint(err), tt.said) {
			t.Errorf("%s: %s, %v; want %s, %q", tt.what, result.Verdict, err, tt.verdict, tt.said)
		}
		if troubles := strings.Join(result.Troubles, "\n"); !strings.HasPrefix(troubles, tt.trouble) || (troubles == "") != (tt.trouble == "") {
			t.Errorf("%s: troubles %q; want %q", tt.what, troubles, tt.trouble)
		}
	}
}

// Sections tell what was done when, with what went wrong.
func TestSections(t *testing.T) {
	var log []string
	result, err := rehearse(t, harness.Lab{}, harness.Benchmark{
		Fixtures:  []harness.Fixture{builder("users", &log, func(ctx context.Context) error { return harness.Sleep(ctx, 3*s) })},
		Workloads: []harness.Workload{{Scenario: sleeper(2 * s)}},
	})
	must(t, result, err)
	var got []string
	for _, x := range result.Sections {
		got = append(got, fmt.Sprintf("%s at %v for %v%s", x.Name, x.Start, x.Duration, x.Error))
	}
	want := []string{"set up users at 0s for 3s", "load at 3s for 2s", "remove users at 5s for 0s", "look for leftovers at 5s for 0s"}
	if !slices.Equal(got, want) {
		t.Errorf("sections %q; want %q", got, want)
	}
}

// A load that is longer than the time that is left is refused at the start, with the flag to pass.
func TestDeadlineAtTheStart(t *testing.T) {
	for _, tt := range []struct {
		load load.Load
		want string
	}{
		{load.Constant{Users: 1, Duration: 9 * time.Minute}, ""},
		{load.Constant{Users: 1, Duration: 10 * time.Minute}, "the load alone takes 10m0s, but go test ends this process in 10m0s: run it with -timeout 13m0s"},
		{load.Rate{PerSecond: 1, Iterations: 7200}, "the load alone takes 2h0m0s, but go test ends this process in 10m0s: run it with -timeout 2h14m0s"},
	} {
		synctest.Test(t, func(t *testing.T) {
			lab := harness.Lab{Deadline: time.Now().Add(10 * time.Minute)}
			result, err := lab.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{Scenario: sleeper(s), Load: tt.load}}})
			if tt.want == "" {
				if err != nil {
					t.Errorf("Run of %v, 10 minutes before the deadline: %v", tt.load, err)
				}
				return
			}
			if !as[*harness.DeadlineError](err) || !strings.HasSuffix(err.Error(), tt.want) || result != nil {
				t.Errorf("Run of %v, 10 minutes before the deadline: %v; want %q", tt.load, err, tt.want)
			}
		})
	}
}

// A run that nobody could foresee is stopped in time to clean up and to report, in its load or in its set-up.
func TestDeadlineInMidRun(t *testing.T) {
	for _, tt := range []struct {
		what  string
		setup func(context.Context) error
	}{
		{"load", nil},
		{"set-up", func(ctx context.Context) error { return harness.Sleep(ctx, time.Hour) }},
	} {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			var log []string
			lab := harness.Lab{Deadline: began.Add(10 * time.Minute)}
			result, err := lab.Run(t.Context(), harness.Benchmark{
				Fixtures:  []harness.Fixture{builder("a", &log, tt.setup)},
				Workloads: []harness.Workload{{Scenario: sleeper(s), Load: load.Serial{Iterations: 1e6}}},
			})
			if !as[*harness.DeadlineError](err) || as[*harness.InterruptError](err) || result.Verdict != harness.TimedOut || !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %s, %v; want a DeadlineError", tt.what, result.Verdict, err)
			}
			if took := time.Since(began); took != 10*time.Minute-harness.Grace || len(log) != 2 {
				t.Errorf("%s: stopped after %v, then did %q; want 9m30s, and all removed", tt.what, took, log)
			}
			if !strings.Contains(fmt.Sprint(err), "the run was stopped 30s before go test ends this process: give it more time with -timeout") {
				t.Errorf("%s: %v; want advice", tt.what, err)
			}
		})
	}
}

// Iterations that do not heed their context are abandoned after a minute, so that the rest is removed; what they do later
// hurts nobody, not even the next run of the same lab.
func TestDeafScenarioIsAbandoned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		ctx, cancel := context.WithCancel(context.Background())
		began := time.Now()
		time.AfterFunc(10500*ms, cancel)
		var log []string
		live := new(harness.Live)
		result, err := harness.Lab{Live: live}.Run(ctx, harness.Benchmark{
			Fixtures: []harness.Fixture{builder("a", &log, nil)},
			Workloads: []harness.Workload{
				{Name: "hears", Scenario: sleeper(s), Load: load.Constant{Users: 2, Duration: time.Hour}},
				{Name: "deaf", Scenario: harness.ScenarioFunc(func(context.Context, *harness.Iteration) error { <-release; return nil }), Load: load.Constant{Users: 3, Iterations: 3}},
			},
		})
		if took := time.Since(began); took != 70500*ms || !as[*harness.InterruptError](err) || len(log) != 2 {
			t.Errorf("Run: %v after %v, then did %q; want an interrupt after 70.5s, and all removed", err, took, log)
		}
		if len(result.Troubles) != 1 || !strings.HasPrefix(result.Troubles[0], "some iterations did not end within 1m0s") {
			t.Errorf("troubles %q; want one about them", result.Troubles)
		}
		if hears := &result.Workloads[0]; hears.Started != 22 || hears.Iterations.Aborted != 2 {
			t.Errorf("the other workload started %d, of which %d were aborted; want 22, 2", hears.Started, hears.Iterations.Aborted)
		}
		if _, err := (harness.Lab{Live: live}).Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{Scenario: sleeper(s)}}}); err != nil {
			t.Error(err)
		}
		close(release)
		synctest.Wait()
		if st, _ := live.Status(); st.Workloads[0].Succeeded != 1 || st.Workloads[0].Started != 1 {
			t.Errorf("status of the next run %+v; want 1 of 1", st.Workloads[0])
		}
	})
}

// Each calls all, at most Parallel at a time; the first error cancels the others, whose cancellation is not news.
func TestEach(t *testing.T) {
	boom, crash := errors.New("boom"), errors.New("crash")
	each := func(n int, f func(context.Context, int) error) (took time.Duration, err error) {
		_, _ = rehearse(t, harness.Lab{}, harness.Benchmark{Workloads: []harness.Workload{{Scenario: sleeper(0)}}, Fixtures: []harness.Fixture{
			recorder{name: "it", do: func(ctx context.Context, w *harness.World) error {
				began := time.Now()
				err = w.Each(ctx, n, f)
				took = time.Since(began)
				return nil
			}}}})
		return took, err
	}
	if took, err := each(50, func(ctx context.Context, _ int) error { return harness.Sleep(ctx, s) }); err != nil || took != 3*s {
		t.Errorf("Each(50) of one second: %v after %v; want nil after 3s", err, took)
	}
	took, err := each(50, func(ctx context.Context, i int) error {
		switch i {
		case 3:
			time.Sleep(s)
			return boom
		case 4:
			time.Sleep(s)
			return crash
		}
		return harness.Sleep(ctx, time.Minute)
	})
	if lines := strings.Split(fmt.Sprint(err), "\n"); took != s || len(lines) != 2 || !errors.Is(err, boom) || !errors.Is(err, crash) {
		t.Errorf("Each(50) of which two fail: %q after %v; want both errors, once each, after 1s", lines, took)
	}
	if _, err := each(3, func(_ context.Context, i int) error { panic(i) }); !as[*harness.PanicError](err) {
		t.Errorf("Each(3) that panics: %v; want a PanicError", err)
	}
	if _, err := each(0, nil); err != nil {
		t.Errorf("Each(0): %v", err)
	}
}
