package harness_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
)

// series says what became of an action in one line.
func series(s *harness.Series) string {
	text := fmt.Sprintf("%s: %d in %v", s.Name, s.Success.Count, s.Success.Sum)
	if s.Failure.Count > 0 {
		text += fmt.Sprintf(", %d failed in %v", s.Failure.Count, s.Failure.Sum)
	}
	if s.Waited.Count > 0 {
		text += fmt.Sprintf(", waited %v, last %v", s.Waited.Sum, s.Last.Sum)
	}
	return text
}

func all(o *harness.Outcome) string {
	lines := []string{series(&o.Iterations)}
	for i := range o.Actions {
		lines = append(lines, series(&o.Actions[i]))
	}
	return strings.Join(lines, "\n")
}

// Actions nest by their context. Idle time is in no duration, waiting is in it and beside it.
func TestActions(t *testing.T) {
	sleep := func(d time.Duration) func(context.Context) error {
		return func(ctx context.Context) error { return harness.Sleep(ctx, d) }
	}
	for _, tt := range []struct {
		what string
		run  harness.ScenarioFunc
		want string
		idle time.Duration
	}{
		{"one after another", func(ctx context.Context, it *harness.Iteration) error {
			return errors.Join(it.Time(ctx, "a", sleep(s)), harness.Sleep(ctx, s), it.Time(ctx, "b", sleep(2*s)), it.Time(ctx, "a", sleep(3*s)))
		}, ": 1 in 7s\na: 2 in 4s\nb: 1 in 2s", 0},
		{"one in another", func(ctx context.Context, it *harness.Iteration) error {
			return it.Time(ctx, "a", func(inner context.Context) error {
				return it.Time(inner, "b", func(inmost context.Context) error {
					return errors.Join(it.Time(inmost, "c", sleep(s)), it.Time(inner, "d", sleep(s)), it.Time(ctx, "e", sleep(s)))
				})
			})
		}, ": 1 in 3s\na: 1 in 3s\na[b]: 1 in 3s\na[b][c]: 1 in 1s\na[d]: 1 in 1s\ne: 1 in 1s", 0},
		{"idle outside", func(ctx context.Context, it *harness.Iteration) error {
			return errors.Join(it.Time(ctx, "a", sleep(s)), it.Idle(ctx, 5*s), it.Idle(ctx, 0), it.Idle(ctx, -s))
		}, ": 1 in 1s\na: 1 in 1s", 5 * s},
		{"idle inside", func(ctx context.Context, it *harness.Iteration) error {
			return it.Time(ctx, "a", func(inner context.Context) error {
				return errors.Join(harness.Sleep(ctx, s), it.Time(inner, "b", func(inmost context.Context) error {
					return errors.Join(it.Idle(inmost, 5*s), harness.Sleep(ctx, s))
				}))
			})
		}, ": 1 in 2s\na: 1 in 2s\na[b]: 1 in 1s", 5 * s},
		{"idle of the outer while in the inner", func(ctx context.Context, it *harness.Iteration) error {
			return it.Time(ctx, "a", func(inner context.Context) error {
				return it.Time(inner, "b", func(context.Context) error { return it.Idle(inner, s) })
			})
		}, ": 1 in 0s\na: 1 in 0s\na[b]: 1 in 1s", s},
		{"waiting", func(ctx context.Context, it *harness.Iteration) error {
			return it.Time(ctx, "a", func(ctx context.Context) error {
				began := time.Now()
				return it.Wait(ctx, "it", time.Hour, func(context.Context) (bool, error) { return time.Since(began) >= 10*s, nil })
			})
		}, ": 1 in 10.676907487s, waited 10.676907487s, last 1.186323054s\na: 1 in 10.676907487s, waited 10.676907487s, last 1.186323054s", 0},
		{"waiting for what is there", func(ctx context.Context, it *harness.Iteration) error {
			return it.Wait(ctx, "it", 0, func(context.Context) (bool, error) { return true, nil })
		}, ": 1 in 0s", 0},
		{"failures", func(ctx context.Context, it *harness.Iteration) error {
			return it.Time(ctx, "a", func(ctx context.Context) error {
				return errors.Join(it.Time(ctx, "b", sleep(s)), it.Time(ctx, "c", func(context.Context) error {
					time.Sleep(s)
					return errors.New("no")
				}))
			})
		}, ": 0 in 0s, 1 failed in 2s\na: 0 in 0s, 1 failed in 2s\na[b]: 1 in 1s\na[c]: 0 in 0s, 1 failed in 1s", 0},
		{"a failure that was expected", func(ctx context.Context, it *harness.Iteration) error {
			_ = it.Time(ctx, "a", func(context.Context) error { return errors.New("no") })
			return nil
		}, ": 1 in 0s\na: 0 in 0s, 1 failed in 0s", 0},
		{"at the same time", func(ctx context.Context, it *harness.Iteration) error {
			var group sync.WaitGroup
			for i := range 5 {
				group.Go(func() { _ = it.Time(ctx, "a", sleep(time.Duration(i)*s)) })
			}
			group.Wait()
			return nil
		}, ": 1 in 4s\na: 5 in 10s", 0},
	} {
		result, err := one(t, load.Serial{}, tt.run)
		out := must(t, result, err)
		if got := all(out); got != tt.want || out.Idle != tt.idle {
			t.Errorf("%s: idle %v\n%s\nwant: idle %v\n%s", tt.what, out.Idle, got, tt.idle, tt.want)
		}
	}
}

// The failure of an iteration is found under its innermost action, with the class of what went wrong.
func TestFailuresNameTheInnermostAction(t *testing.T) {
	for _, tt := range []struct {
		what                   string
		run                    harness.ScenarioFunc
		class, action, message string
	}{
		{"outside of any", func(context.Context, *harness.Iteration) error { return errors.New("no") }, "error", "", "no"},
		{"innermost", func(ctx context.Context, it *harness.Iteration) error {
			return it.Time(ctx, "a", func(ctx context.Context) error {
				return it.Time(ctx, "b", func(context.Context) error { return errors.New("no") })
			})
		}, "error", "a[b]", "no"},
		{"panic", func(ctx context.Context, it *harness.Iteration) error {
			return it.Time(ctx, "a", func(context.Context) error { panic("oops") })
		}, "panic", "a", "action_test.go"},
		{"nil pointer", func(context.Context, *harness.Iteration) error { var it *harness.Iteration; _ = it.Number; return nil }, "panic", "", "nil pointer dereference"},
		{"assertion", func(ctx context.Context, it *harness.Iteration) error {
			return it.Time(ctx, "a", func(context.Context) error { it.Expect("ERROR").To(Equal("ACTIVE")); return nil })
		}, "assertion", "a", "ACTIVE"},
		{"wait", func(ctx context.Context, it *harness.Iteration) error {
			return it.Wait(ctx, "server x is ACTIVE", 3*s, func(context.Context) (bool, error) { return false, nil })
		}, "timeout", "", "server x is ACTIVE: not within 3s"},
	} {
		result, err := one(t, load.Serial{}, tt.run)
		out := must(t, result, err)
		if len(out.Failures) != 1 {
			t.Errorf("%s: failures %+v; want one", tt.what, out.Failures)
			continue
		}
		f := out.Failures[0]
		if f.Class != tt.class || f.Action != tt.action || !strings.Contains(f.Message, tt.message) || f.Count != 1 || f.Iteration != 1 {
			t.Errorf("%s: failure %+v; want class %q, action %q, message with %q", tt.what, f, tt.class, tt.action, tt.message)
		}
	}
}

// Polling is fine at first and coarser later, and ends at its limit.
func TestWait(t *testing.T) {
	var at []time.Duration
	result, err := one(t, load.Serial{}, func(ctx context.Context, it *harness.Iteration) error {
		began := time.Now()
		return it.Wait(ctx, "it", 3*s, func(context.Context) (bool, error) {
			at = append(at, time.Since(began))
			return false, nil
		})
	})
	out := must(t, result, err)
	if at[0] != 0 || at[1] != harness.PollShortest || at[2] != 2*harness.PollShortest || at[len(at)-1] != 3*s || out.Iterations.Failure.Sum != 3*s {
		t.Errorf("polled at %v, failed after %v; want 0, 100ms, 200ms, ... 3s", at, out.Iterations.Failure.Sum)
	}
	for i := 1; i < len(at)-1; i++ {
		if got := at[i] - at[i-1]; got != harness.Interval(at[i-1]) {
			t.Errorf("interval %v after %v; want %v", got, at[i-1], harness.Interval(at[i-1]))
		}
	}
	for _, tt := range []struct{ waited, want time.Duration }{
		{0, 100 * ms}, {800 * ms, 100 * ms}, {1600 * ms, 200 * ms}, {16 * s, 2 * s}, {time.Hour, 2 * s},
	} {
		if got := harness.Interval(tt.waited); got != tt.want {
			t.Errorf("Interval(%v) = %v; want %v", tt.waited, got, tt.want)
		}
	}
}

// A time-out of an iteration cancels it, and is its class.
func TestTimeoutOfIteration(t *testing.T) {
	var cause error
	result, err := rehearse(t, harness.Lab{}, harness.Benchmark{Workloads: []harness.Workload{{
		Timeout: 3 * s, SLA: []harness.Check{}, Load: load.Serial{Iterations: 4},
		Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
			if it.Number%2 == 0 {
				return harness.Sleep(ctx, 2*s)
			}
			defer func() { cause = context.Cause(ctx) }()
			return it.Time(ctx, "hang", func(ctx context.Context) error {
				<-ctx.Done()
				return ctx.Err()
			})
		}),
	}}})
	out := must(t, result, err)
	var timeout *harness.TimeoutError
	if !errors.As(cause, &timeout) || timeout.Limit != 3*s || !errors.Is(cause, context.DeadlineExceeded) {
		t.Errorf("cause %v; want a TimeoutError of 3s", cause)
	}
	if got := all(out); got != ": 2 in 4s, 2 failed in 6s\nhang: 0 in 0s, 2 failed in 6s" {
		t.Errorf("got %s", got)
	}
	if f := out.Failures; len(f) != 1 || f[0].Class != "timeout" || f[0].Action != "hang" || f[0].Count != 2 || f[0].Iteration != 1 || f[0].At != 3*s {
		t.Errorf("failures %+v; want two of class timeout in hang", f)
	}
}

// IdleBetween draws from its range, the same in every run of a seed.
func TestIdleBetween(t *testing.T) {
	run := func(seed uint64) (sum time.Duration) {
		result, err := rehearse(t, harness.Lab{}, harness.Benchmark{Seed: seed, Workloads: []harness.Workload{{
			Load: load.Constant{Users: 10, Iterations: 100},
			Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
				began := time.Now()
				err := it.IdleBetween(ctx, s, 2*s)
				if d := time.Since(began); d < s || d > 2*s {
					t.Errorf("IdleBetween(1s, 2s) took %v", d)
				}
				return err
			}),
		}}})
		return must(t, result, err).Idle
	}
	a, b, c := run(1), run(1), run(2)
	if a != b || a == c || a < 140*s || a > 160*s {
		t.Errorf("idle of 100: %v and %v with seed 1, %v with seed 2; want about 150s, the first two alike", a, b, c)
	}
	for _, tt := range []struct {
		shortest, longest time.Duration
		good              bool
	}{{0, 0, true}, {s, 0, true}, {s, s, true}, {s, 2 * s, true}, {2 * s, s, false}, {-s, 0, false}, {0, -s, false}} {
		if err := harness.IdleRange(tt.shortest, tt.longest); (err == nil) != tt.good {
			t.Errorf("IdleRange(%v, %v) = %v; want good: %t", tt.shortest, tt.longest, err, tt.good)
		}
	}
}

// Calls are recorded under the action that made them; what comes after the iteration, such as the body of a reply that
// another goroutine closes late, is in no record and disturbs none.
func TestCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := harnesstest.Cloud(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(s)
			w.Header().Set("X-Openstack-Request-Id", "req-"+r.URL.Query().Get("n"))
			if strings.HasSuffix(r.URL.Path, "/gone") {
				w.WriteHeader(http.StatusNotFound)
			}
			if strings.HasSuffix(r.URL.Path, "/broken") {
				w.WriteHeader(http.StatusInternalServerError)
			}
			_, _ = io.WriteString(w, `{"servers": []}`)
		}))
		var late sync.WaitGroup
		get := func(ctx context.Context, it *harness.Iteration, path string) (io.Closer, error) {
			compute, err := it.Cloud().Admin().Compute(ctx)
			if err != nil {
				return nil, err
			}
			req, _ := http.NewRequestWithContext(ctx, "GET", compute.ServiceURL(path), nil)
			resp, err := compute.HTTPClient.Do(req)
			if err != nil {
				return nil, err
			}
			return resp.Body, nil
		}
		lab := harness.Lab{Cloud: c, Rehearsal: true}
		result, err := lab.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{
			Load: load.Constant{Users: 5, Iterations: 50}, SLA: []harness.Check{}, Timeout: time.Hour,
			Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
				outside, err := get(ctx, it, "limits") // in no action
				if err != nil {
					return err
				}
				_ = outside.Close()
				for _, path := range []string{"servers", "servers/gone", "servers/broken?n=7"} {
					err := it.Time(ctx, "ask", func(ctx context.Context) error {
						body, err := get(ctx, it, path)
						if err == nil {
							err = body.Close()
						}
						return err
					})
					if err != nil {
						return err
					}
				}
				body, err := get(ctx, it, "flavors")
				if err != nil {
					return err
				}
				late.Go(func() {
					time.Sleep(ms)
					_ = body.Close()
					_ = it.Time(ctx, "late", func(context.Context) error { return nil })
					_ = it.Idle(ctx, ms)
				})
				return errors.New("no")
			}),
		}}})
		late.Wait()
		out := must(t, result, err)
		if got := all(out); !strings.HasPrefix(got, ": 0 in 0s, 50 failed in 4m10s\nask: 150 in 2m30s") {
			t.Errorf("got %s", got)
		}
		routes := make(map[string]string)
		for i := range out.Routes {
			routes[out.Routes[i].Name] = fmt.Sprint(out.Routes[i].Success.Count, " ", out.Routes[i].Failure.Count)
		}
		want := map[string]string{"compute GET /servers": "50 0", "compute GET /servers/gone": "50 0", "compute GET /servers/broken": "0 50", "compute GET /limits": "50 0"}
		if !maps.Equal(routes, want) {
			t.Errorf("successes and failures by route %v; want %v: a 404 is an answer, a 500 is none", routes, want)
		}
		var calls []string
		for _, c := range out.Calls {
			calls = append(calls, fmt.Sprintf("%s: %s %d %d", c.Action, c.Name, c.Success.Count, c.Failure.Count))
		}
		if got, want := strings.Join(calls, "\n"), ": compute GET /limits 50 0\nask: compute GET /servers 50 0\nask: compute GET /servers/broken 0 50\nask: compute GET /servers/gone 50 0"; got != want {
			t.Errorf("calls by action:\n%s\nwant\n%s", got, want)
		}
		if g := out.Generator; g.Calls != 200 || g.BytesIn != 200*15 {
			t.Errorf("%d calls, %d bytes; want 200, 3000", g.Calls, g.BytesIn)
		}
		if f := out.Failures[0]; f.RequestID != "req-7" || f.Action != "" {
			t.Errorf("failure %+v; want the id of its last request, and no action", f)
		}
	})
}
