package sla

import (
	"fmt"
	"strconv"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// FailureRate is failed iterations / all that ended, 0 to 1. Aborted iterations are in neither.
func FailureRate(m types.GomegaMatcher) *Level { return FailureRateOf(Iteration, m) }

// FailureRateOf is the failure rate of an action, 0 to 1.
func FailureRateOf(action string, m types.GomegaMatcher) *Level {
	return &Level{name: "failure rate", action: action, matcher: m, figure: func(s *harness.Series) (any, bool) {
		return s.FailureRate(), s.Ended() > 0
	}}
}

// Percentile is the duration that p percent of the successes of an action do not exceed (nearest rank). It panics if p
// is not above 0 and at most 100.
func Percentile(p float64, action string, m types.GomegaMatcher) *Level {
	if !(p > 0 && p <= 100) {
		panic(fmt.Sprintf("sla.Percentile(%v, …): expected a percentile above 0 and at most 100", p))
	}
	name := "p" + strconv.FormatFloat(p, 'g', -1, 64)
	return &Level{name: name, action: action, matcher: m, figure: func(s *harness.Series) (any, bool) {
		return s.Success.Percentile(p), s.Success.Count > 0
	}}
}

// Mean is the arithmetic mean duration of the successes of an action.
func Mean(action string, m types.GomegaMatcher) *Level {
	return &Level{name: "mean", action: action, matcher: m, figure: func(s *harness.Series) (any, bool) {
		return s.Success.Mean(), s.Success.Count > 0
	}}
}

// Slowest is the longest duration of an action, whether it succeeded or failed: one that failed late was slow too.
func Slowest(action string, m types.GomegaMatcher) *Level {
	return &Level{name: "slowest", action: action, matcher: m, figure: func(s *harness.Series) (any, bool) {
		return max(s.Success.Max, s.Failure.Max), s.Ended() > 0
	}}
}
