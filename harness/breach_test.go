package harness_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// A breach stops new starts at once and cancels what is in flight, with a cause that says what was promised. What was in
// flight is aborted: neither success nor failure.
func TestBreach(t *testing.T) {
	var mu sync.Mutex
	var causes []error
	result, err := one(t, load.Constant{Users: 10, Iterations: 1000}, func(ctx context.Context, it *harness.Iteration) error {
		return it.Time(ctx, "boot", func(ctx context.Context) error {
			if it.Number == 45 {
				time.Sleep(250 * ms)
				return errors.New("no valid host")
			}
			err := harness.Sleep(ctx, s)
			if err != nil {
				mu.Lock()
				causes = append(causes, context.Cause(ctx))
				mu.Unlock()
			}
			return err
		})
	}, sla.FailureRate(BeNumerically("<=", 0)))

	var breach *harness.BreachError
	if !errors.As(err, &breach) || !errors.Is(err, context.Canceled) {
		t.Fatalf("Run: %v; want a BreachError that is a cancellation", err)
	}
	want := harness.Breach{
		Level: "failure rate <= 0%", Reason: "failure rate is 2.439%, promised <= 0%, after 41 iterations",
		At: 4250*ms + 1, Iterations: 41, Iteration: 45, Aborted: 10, // 4 s: 40 ended, 10 in flight; 4.25 s: one failed
	}
	if got := *result.Workloads[0].Breach; got != want {
		t.Errorf("breach %+v; want %+v", got, want)
	}
	if err.Error() != "the run was cancelled: "+want.Reason || result.Error != err.Error() || result.Verdict != harness.Breached {
		t.Errorf("Run: %v, verdict %s; want the reason, verdict breached", err, result.Verdict)
	}
	if len(causes) != 10 {
		t.Errorf("%d iterations were cancelled; want 10", len(causes))
	}
	for _, cause := range causes {
		var b *harness.BreachError
		if !errors.As(cause, &b) || b.Level != want.Level || b.Workload != "function" || !errors.Is(cause, context.Canceled) {
			t.Errorf("cause %v; want the breach", cause)
		}
	}
	out := &result.Workloads[0]
	if out.Started != 51 || out.AfterStop != 0 || out.Iterations.Success.Count != 40 || out.Iterations.Failure.Count != 1 || out.Iterations.Aborted != 10 {
		t.Errorf("started %d, after the stop %d, succeeded %d, failed %d, aborted %d; want 51, 0, 40, 1, 10",
			out.Started, out.AfterStop, out.Iterations.Success.Count, out.Iterations.Failure.Count, out.Iterations.Aborted)
	}
	boot, _ := out.Series("boot")
	if boot.Success.Count != 40 || boot.Failure.Count != 1 || boot.Aborted != 10 {
		t.Errorf("boot: succeeded %d, failed %d, aborted %d; want 40, 1, 10", boot.Success.Count, boot.Failure.Count, boot.Aborted)
	}
	if len(out.Failures) != 1 || out.Failures[0].Count != 1 {
		t.Errorf("failures %+v; want the one, and no aborted ones", out.Failures)
	}
	if l := out.Levels; len(l) != 1 || l[0].Kept || l[0].Reason != want.Reason || l[0].Seen != "2.439%" {
		t.Errorf("levels %+v; want one that is broken for the reason of the breach", l)
	}
}

// A breach in one workload stops all; the other one has none.
func TestBreachStopsAllWorkloads(t *testing.T) {
	result, err := rehearse(t, harness.Lab{}, harness.Benchmark{Workloads: []harness.Workload{
		{Name: "good", Scenario: sleeper(s), Load: load.Rate{PerSecond: 1, Duration: time.Hour}, SLA: []harness.Check{sla.Slowest(sla.Iteration, BeNumerically("<", 5*s))}},
		{Name: "bad", Scenario: sleeper(10 * s), Load: load.Constant{Users: 2, Duration: time.Hour}, SLA: []harness.Check{sla.Slowest(sla.Iteration, BeNumerically("<", 5*s))}},
	}})
	var breach *harness.BreachError
	if !errors.As(err, &breach) || breach.Workload != "bad" || breach.Reason != "slowest is 10s, promised < 5s, after 2 iterations" {
		t.Fatalf("Run: %v; want the breach of bad", err)
	}
	good, bad := &result.Workloads[0], &result.Workloads[1]
	if good.Breach != nil || bad.Breach == nil || good.Started != 11 || good.Iterations.Aborted != 1 || !good.Levels[0].Kept {
		t.Errorf("good: breach %v, started %d, aborted %d, levels %+v; want none, 11, 1, kept", good.Breach, good.Started, good.Iterations.Aborted, good.Levels)
	}
}

// bar is what the scenario of TestLevels does: action boot takes 1 s, and every tenth fails; the iteration takes 2 s.
func bar(ctx context.Context, it *harness.Iteration) error {
	if err := harness.Sleep(ctx, s); err != nil {
		return err
	}
	return it.Time(ctx, "boot", func(ctx context.Context) error {
		if err := harness.Sleep(ctx, s); err != nil {
			return err
		}
		if it.Number%10 == 0 {
			return errors.New("no")
		}
		return nil
	})
}

// Levels compose with gomega's And, Or and Not, are judged live if they say when they are final, and at the end if not.
func TestLevels(t *testing.T) {
	below := func(d time.Duration) harness.Check { return sla.Percentile(95, "boot", BeNumerically("<", d)) }
	rate := func(r float64) harness.Check { return sla.FailureRate(BeNumerically("<=", r)) }
	for _, tt := range []struct {
		levels  []harness.Check
		verdict harness.Verdict
		ended   int64
		said    string // reason of the first broken level
	}{
		{nil, harness.Failed, 100, "10 of 100 iterations failed, and no other promise was made"},
		{[]harness.Check{}, harness.Passed, 100, ""},
		{[]harness.Check{rate(0.1), below(2 * s)}, harness.Passed, 100, ""},
		{[]harness.Check{rate(0.05)}, harness.Breached, 10, "failure rate is 10%, promised <= 5%, after 10 iterations"},
		{[]harness.Check{below(s)}, harness.Breached, 5, "p95 of boot is 1s, promised < 1s, after 5 iterations"},
		{[]harness.Check{below(2 * s), below(s)}, harness.Breached, 5, "p95 of boot is 1s, promised < 1s, after 5 iterations"},
		{[]harness.Check{sla.After(20, below(s))}, harness.Breached, 20, "p95 of boot is 1s, promised < 1s, after 20 iterations"},
		{[]harness.Check{sla.After(101, below(2*s))}, harness.Failed, 100, "p95 of boot < 2s, after 101 iterations: no data, only 100 iterations ended"},
		{[]harness.Check{And(rate(0.1), below(s))}, harness.Breached, 5, "p95 of boot is 1s, promised < 1s, after 5 iterations"},
		{[]harness.Check{Or(rate(0.1), below(s))}, harness.Passed, 100, ""},
		{[]harness.Check{Or(rate(0.05), below(s))}, harness.Breached, 10, "failure rate is 10%, promised <= 5%, after 10 iterations, and p95 of boot is 1s, promised < 1s, after 10 iterations"},
		{[]harness.Check{Not(below(s))}, harness.Passed, 100, ""},
		{[]harness.Check{Not(below(2 * s))}, harness.Breached, 5, "p95 of boot is 1s, promised not < 2s, after 5 iterations"},
		{[]harness.Check{sla.FailureRate(Not(BeNumerically("<", 0.05)))}, harness.Breached, 5, "failure rate is 0%, promised not < 5%, after 5 iterations"},
		{[]harness.Check{sla.Mean("boot", And(BeNumerically(">", 0), BeNumerically("<", 500*ms)))}, harness.Breached, 5, "mean of boot is 1s, promised > 0 and < 500ms, after 5 iterations"},
		// No data is no pass, with and without Not, and is found out at the end.
		{[]harness.Check{sla.Percentile(95, "delete", BeNumerically("<", s))}, harness.Failed, 100, "p95 of delete has no data, the action never happened: promised < 1s, after 100 iterations"},
		{[]harness.Check{Not(sla.Percentile(95, "delete", BeNumerically("<", s)))}, harness.Failed, 100, "p95 of delete has no data, the action never happened: promised < 1s, after 100 iterations"},
		{[]harness.Check{sla.After(5, sla.FailureRateOf("delete", BeNumerically("<", 0.5)))}, harness.Failed, 100, "failure rate of delete has no data, the action never happened: promised < 50%, after 100 iterations"},
		// A matcher that does not say when it is final is judged at the end.
		{[]harness.Check{HaveField("Iterations.Failure.Count", BeNumerically("<", 1))}, harness.Failed, 100, ""},
		{[]harness.Check{HaveField("Iterations.Failure.Count", BeNumerically("==", 10))}, harness.Passed, 100, ""},
	} {
		var words []string
		for _, l := range tt.levels {
			words = append(words, harness.Describe(l))
		}
		call := fmt.Sprintf("run with %q", words)
		result, err := rehearse(t, harness.Lab{}, harness.Benchmark{Workloads: []harness.Workload{
			{Scenario: harness.ScenarioFunc(bar), Load: load.Constant{Users: 5, Iterations: 100}, SLA: tt.levels},
		}})
		out := &result.Workloads[0]
		if result.Verdict != tt.verdict || out.Iterations.Ended() != tt.ended {
			t.Errorf("%s: %s after %d iterations (%v); want %s after %d", call, result.Verdict, out.Iterations.Ended(), err, tt.verdict, tt.ended)
		}
		var breach *harness.BreachError
		var promise *harness.PromiseError
		if errors.As(err, &breach) != (tt.verdict == harness.Breached) || errors.As(err, &promise) != (tt.verdict == harness.Failed) {
			t.Errorf("%s: error %v for verdict %s", call, err, tt.verdict)
		}
		reason := ""
		for _, l := range out.Levels {
			if !l.Kept {
				reason = l.Reason
				break
			}
		}
		if tt.said != "" && reason != tt.said || (reason == "") != (tt.verdict == harness.Passed) {
			t.Errorf("%s: broken because %q; want %q", call, reason, tt.said)
		}
	}
}

// A scenario that says which actions it can produce refuses levels on others, with the nearest name.
func TestUnknownActionIsRefused(t *testing.T) {
	for _, tt := range []struct {
		level harness.Check
		want  string
	}{
		{sla.Mean("nova.boot_server", BeNumerically("<", s)), ""},
		{sla.Mean(sla.Iteration, BeNumerically("<", s)), ""},
		{sla.Mean("nova.boot_sever", BeNumerically("<", s)), `service level "mean of nova.boot_sever < 1s": unknown action "nova.boot_sever": did you mean "nova.boot_server"?`},
		{Not(sla.After(3, Or(sla.Mean(sla.Iteration, BeNumerically("<", s)), sla.FailureRateOf("boot", BeZero())))), `did you mean "nova.boot_server"?`},
		{sla.Mean("glance", BeNumerically("<", s)), `unknown action "glance": expected one of nova.boot_server, nova.delete_server`},
	} {
		_, err := harness.Lab{}.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{Scenario: actor{}, SLA: []harness.Check{tt.level}}}})
		if tt.want == "" {
			if err != nil {
				t.Errorf("Run with %s: %v", harness.Describe(tt.level), err)
			}
		} else if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Run with %s: %v; want %q", harness.Describe(tt.level), err, tt.want)
		}
	}
}

type actor struct{}

func (actor) Actions() []string { return []string{"nova.delete_server", "nova.boot_server"} }

func (actor) Run(ctx context.Context, it *harness.Iteration) error {
	return it.Time(ctx, "nova.boot_server", func(context.Context) error { return nil })
}

// A sketch may say that a promise is broken that the retained iterations keep: then the run goes on. And what is judged
// exactly does not keep the engine from seeing what is truly broken.
func TestBreachIsConfirmedOnRetainedIterations(t *testing.T) {
	limit := s // the sketch takes it for more
	for ; ; limit += ms {
		var d harness.Distribution
		for range 99 {
			d.Add(limit)
		}
		d.Add(2 * limit)
		if d.Percentile(95) > limit+limit/200 {
			break
		}
	}
	close := sla.After(40, sla.Percentile(95, sla.Iteration, BeNumerically("<=", limit)))
	run := func(levels ...harness.Check) (*harness.Result, error) {
		return one(t, load.Constant{Users: 4, Iterations: 1000}, func(ctx context.Context, it *harness.Iteration) error {
			if it.Number == 1 {
				return harness.Sleep(ctx, 2*limit)
			}
			if err := harness.Sleep(ctx, limit); err != nil {
				return err
			}
			if it.Number > 500 {
				return errors.New("no")
			}
			return nil
		}, levels...)
	}
	result, err := run(close)
	out := must(t, result, err)
	if out.Started != 1000 || out.Iterations.Success.Percentile(95) != limit {
		t.Errorf("started %d, p95 %v; want 1000, %v", out.Started, out.Iterations.Success.Percentile(95), limit)
	}
	result, err = run(close, sla.FailureRate(BeNumerically("<", 0.1)))
	if result.Verdict != harness.Breached || result.Workloads[0].Started > 600 || !strings.Contains(err.Error(), "failure rate") {
		t.Errorf("Run with a close promise before a broken one: %v after %d iterations; want the breach of the second by 600", err, result.Workloads[0].Started)
	}
}
