package sla_test

import (
	"fmt"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/sla"
)

// boots is what a run looks like after 143 iterations, of which 3 failed: boots took 1 s to 10 s, the tenth part of them 9.2 s.
func boots() *harness.View {
	v := &harness.View{Workload: "NovaServers.boot_server", Elapsed: time.Minute, Actions: []harness.Series{{Name: "nova.boot_server"}}}
	for i := range 140 {
		took := time.Second
		if i%10 == 0 {
			took = 9200 * time.Millisecond
		}
		v.Actions[0].Success.Add(took)
		v.Iterations.Success.Add(took)
	}
	for range 3 {
		v.Actions[0].Failure.Add(10 * time.Second)
		v.Iterations.Failure.Add(10 * time.Second)
	}
	return v
}

// judge prints what a matcher promises, and how it judges.
func judge(m interface {
	Match(any) (bool, error)
	FailureMessage(any) string
}, actual any) {
	ok, err := m.Match(actual)
	switch {
	case err != nil:
		fmt.Println(err)
	case ok:
		fmt.Println("kept:", harness.Describe(m))
	default:
		fmt.Println(m.FailureMessage(actual))
	}
}

func ExamplePercentile() {
	judge(sla.Percentile(50, "nova.boot_server", BeNumerically("<", 8*time.Second)), boots())
	judge(sla.Percentile(95, "nova.boot_server", BeNumerically("<", 8*time.Second)), boots())
	judge(sla.Percentile(95, sla.Iteration, BeNumerically("<", 8*time.Second)), boots())
	// Output:
	// kept: p50 of nova.boot_server < 8s
	// p95 of nova.boot_server is 9.2s, promised < 8s, after 143 iterations
	// p95 is 9.2s, promised < 8s, after 143 iterations
}

func ExampleFailureRate() {
	judge(sla.FailureRate(BeNumerically("<=", 0.05)), boots())
	judge(sla.FailureRate(BeNumerically("<=", 0.01)), boots())
	// Output:
	// kept: failure rate <= 5%
	// failure rate is 2.0979%, promised <= 1%, after 143 iterations
}

func ExampleFailureRateOf() {
	judge(sla.FailureRateOf("nova.boot_server", BeZero()), boots())
	judge(sla.FailureRateOf("nova.delete_server", BeNumerically("<=", 0.01)), boots())
	// Output:
	// failure rate of nova.boot_server is 2.0979%, promised BeZero, after 143 iterations
	// failure rate of nova.delete_server has no data, the action never happened: promised <= 1%, after 143 iterations
}

func ExampleMean() {
	judge(sla.Mean("nova.boot_server", And(BeNumerically(">", time.Second), BeNumerically("<=", 1500*time.Millisecond))), boots())
	// Output:
	// mean of nova.boot_server is 1.82s, promised > 1s and <= 1.5s, after 143 iterations
}

func ExampleSlowest() {
	judge(sla.Slowest("nova.boot_server", BeNumerically("<", time.Minute)), boots())
	judge(sla.Slowest("nova.boot_server", Not(BeNumerically(">=", 9500*time.Millisecond))), boots())
	// Output:
	// kept: slowest of nova.boot_server < 1m0s
	// slowest of nova.boot_server is 10s, promised not >= 9.5s, after 143 iterations
}

func ExampleAfter() {
	judge(sla.After(200, sla.FailureRate(BeNumerically("<=", 0.01))), boots())
	judge(sla.After(100, sla.FailureRate(BeNumerically("<=", 0.01))), boots())
	// Output:
	// failure rate <= 1%, after 200 iterations: no data, only 143 iterations ended
	// failure rate is 2.0979%, promised <= 1%, after 143 iterations
}

func ExampleDuring() {
	v := boots()
	v.Phases = []harness.View{{Part: harness.WarmUp}, {Part: harness.Steady}, *boots()}
	v.Phases[2].Part = harness.CoolDown
	judge(sla.During(harness.CoolDown, sla.Mean("nova.boot_server", BeNumerically("<", time.Second))), v)
	judge(sla.During(harness.WarmUp, sla.Mean("nova.boot_server", BeNumerically("<", time.Second))), v)
	judge(sla.During("warmup", sla.Mean("nova.boot_server", BeNumerically("<", time.Second))), v)
	// Output:
	// mean of nova.boot_server is 1.82s, promised < 1s, after 143 iterations in cool-down
	// mean of nova.boot_server has no data, the action never happened: promised < 1s, after 0 iterations
	// unknown phase "warmup": did you mean "warm-up"?
}

func ExampleOf() {
	v := &harness.View{Mix: []harness.View{*boots(), {Part: "list"}}}
	v.Mix[0].Part = "boot"
	judge(sla.Of("boot", sla.FailureRate(BeNumerically("<=", 0.01))), v)
	judge(sla.Of("list", sla.FailureRate(BeNumerically("<=", 0.01))), v)
	// Output:
	// failure rate is 2.0979%, promised <= 1%, after 143 iterations in "boot"
	// failure rate has no data: promised <= 1%, after 0 iterations
}

func ExampleOver() {
	level := sla.Over(30*time.Second, sla.Percentile(95, "nova.boot_server", BeNumerically("<", 8*time.Second)))
	fmt.Println(harness.Describe(level))
	judge(level, boots()) // which has not run for so long, or has it that judged before
	// Output:
	// p95 of nova.boot_server < 8s over any 30s
	// p95 of nova.boot_server < 8s over any 30s: no data, the load has not run for so long
}

func ExampleErrors() {
	v := boots()
	v.Classes = []harness.ClassCount{{Class: "http 503", Count: 2}, {Class: "timeout", Count: 1}}
	judge(sla.Errors("http 503", BeNumerically("<=", 0.01)), v)
	judge(sla.Errors("http 500", BeZero()), v)
	// Output:
	// rate of "http 503" is 1.3986%, promised <= 1%, after 143 iterations
	// kept: rate of "http 500" BeZero
}

func ExampleThroughput() {
	judge(sla.Throughput("nova.boot_server", BeNumerically(">=", 3.0)), boots())
	// Output:
	// throughput of nova.boot_server is 2.3333/s, promised >= 3/s, after 143 iterations
}

func ExampleAchieved() {
	v := boots()
	v.Asked, v.Achieved = 50, 45
	judge(sla.Achieved(BeNumerically(">=", 0.95)), v)
	// Output:
	// achieved rate is 90%, promised >= 95%, after 143 iterations
}

func ExampleDegradation() {
	judge(sla.Degradation("nova.boot_server", BeNumerically("<=", 0.5)), boots())
	// Output:
	// degradation of nova.boot_server is 820%, promised <= 50%, after 143 iterations
}

func ExampleOutliers() {
	judge(sla.Outliers(sla.Sigmas, sla.Iteration, BeZero()), []time.Duration{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, time.Second})
	// Output:
	// outliers is 1, promised BeZero, after 15 iterations
}

func ExampleFor() {
	fmt.Println(harness.Describe(sla.For(10*time.Second, sla.Percentile(99, sla.Lateness, BeNumerically("<", time.Second)))))
	// Output:
	// p99 of lateness < 1s, or broken for less than 10s
}

func ExampleAtEnd() {
	fmt.Println(harness.Describe(sla.AtEnd(sla.Percentile(95, "compute GET /servers/detail", BeNumerically("<", time.Second)))))
	// Output:
	// p95 of compute GET /servers/detail < 1s, at the end
}
