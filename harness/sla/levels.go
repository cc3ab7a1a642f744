package sla

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// FailureRate is failed iterations / all that ended, 0 to 1. Aborted iterations are in neither.
func FailureRate(m types.GomegaMatcher) *Level { return FailureRateOf(Iteration, m) }

// FailureRateOf is the failure rate of a series, 0 to 1. A call fails if it was answered 4xx, but for 404, or 5xx, or not at all.
func FailureRateOf(series string, m types.GomegaMatcher) *Level {
	return level("failure rate", series, share, m, func(s *harness.Series) (any, string) {
		return s.FailureRate(), ""
	})
}

// Errors is iterations that failed with errors of a class / all that ended, 0 to 1. Classes are those that reports
// show: "http 503", "timeout", "assertion", "connection reset" ...
func Errors(class string, m types.GomegaMatcher) *Level {
	return &Level{name: "rate of " + strconv.Quote(class), unit: share, matcher: m, classes: true, suits: func(*harness.Workload) error { return harness.ValidClass(class) }, figure: func(v *harness.View) (any, string) {
		if v.Iterations.Ended() == 0 {
			return nil, ""
		}
		return float64(v.Failed(class)) / float64(v.Iterations.Ended()), ""
	}}
}

// Percentile is the duration that p percent of the successes of a series do not exceed (nearest rank). It panics if p
// is not above 0 and at most 100.
func Percentile(p float64, series string, m types.GomegaMatcher) *Level {
	if !(p > 0 && p <= 100) {
		panic(fmt.Sprintf("sla.Percentile(%v, …): expected a percentile above 0 and at most 100", p))
	}
	return ofSuccesses("p"+strconv.FormatFloat(p, 'g', -1, 64), series, span, m, func(x *harness.Distribution) any { return x.Percentile(p) })
}

// Mean is the arithmetic mean duration of the successes of a series.
func Mean(series string, m types.GomegaMatcher) *Level {
	return ofSuccesses("mean", series, span, m, func(x *harness.Distribution) any { return x.Mean() })
}

// Slowest is the longest duration of a series, whether it succeeded or failed: one that failed late was slow too.
func Slowest(series string, m types.GomegaMatcher) *Level {
	return level("slowest", series, span, m, func(s *harness.Series) (any, string) {
		return max(s.Success.Max, s.Failure.Max), ""
	})
}

// Degradation is how much longer the slowest success of a series took than the fastest one: (slowest - fastest) / fastest.
// One slow iteration decides; a percentile is less moody.
func Degradation(series string, m types.GomegaMatcher) *Level {
	return level("degradation", series, share, m, func(s *harness.Series) (any, string) {
		if s.Success.Count == 0 || s.Success.Min == 0 {
			return nil, ", nothing that took any time succeeded"
		}
		return float64(s.Success.Max-s.Success.Min) / float64(s.Success.Min), ""
	})
}

// Outliers is how many successes of a series took longer than their mean and so many standard deviations (of the sample)
// more. Of less than three it is zero.
func Outliers(sigmas float64, series string, m types.GomegaMatcher) *Level {
	if !(sigmas > 0) {
		panic(fmt.Sprintf("sla.Outliers(%v, …): expected a number of standard deviations above zero", sigmas))
	}
	name := "outliers"
	if sigmas != Sigmas {
		name += " beyond " + strconv.FormatFloat(sigmas, 'g', -1, 64) + " sigmas"
	}
	return ofSuccesses(name, series, count, m, func(x *harness.Distribution) any {
		if x.Count < 3 {
			return int64(0)
		}
		return x.Above(x.Beyond(sigmas))
	})
}

// Sigmas is how many standard deviations from the mean Rally's outliers begin, if it is not told.
const Sigmas = 3.0

// Throughput is successes of a series a second, from the begin of the load, or its steady phase, to its end, or in a window; it is judged then.
func Throughput(series string, m types.GomegaMatcher) *Level {
	return &Level{name: "throughput", series: series, unit: rate, whole: true, matcher: m, figure: func(v *harness.View) (any, string) {
		elapsed := cmp.Or(v.Length, v.Span, v.Elapsed)
		if elapsed <= 0 {
			return nil, ""
		}
		s, _ := v.Series(series)
		if s == nil {
			return nil, ", the action never happened"
		}
		return float64(s.Success.Count) / elapsed.Seconds(), ""
	}}
}

// Achieved is the achieved rate of an open load / the rate that was asked for, 0 to 1: starts that were late or skipped keep
// it down. It is judged at the end, or in a window, where it is what ended there / what was due.
func Achieved(m types.GomegaMatcher) *Level {
	open := func(w *harness.Workload) error {
		if w.Load == nil || !w.Load.Plan().Open {
			return errors.New("the load is closed: nobody asked for a rate")
		}
		return nil
	}
	return &Level{name: "achieved rate", unit: share, whole: true, suits: open, matcher: m, figure: func(v *harness.View) (any, string) {
		if v.Asked == 0 {
			return nil, ", since the load is closed or has less than two starts"
		}
		return min(v.Achieved/v.Asked, 1), "" // what was late may come faster, later
	}}
}

// level is one that judges a series of which something ended.
func level(name, series string, u unit, m types.GomegaMatcher, figure func(*harness.Series) (any, string)) *Level {
	return &Level{name: name, series: series, unit: u, matcher: m, figure: func(v *harness.View) (any, string) {
		s, ok := v.Series(series)
		switch {
		case !ok && series != Iteration:
			return nil, ", the action never happened"
		case !ok || s.Ended() == 0:
			return nil, ""
		}
		return figure(s)
	}}
}

// ofSuccesses is a level that judges the successes of a series.
func ofSuccesses(name, series string, u unit, m types.GomegaMatcher, figure func(*harness.Distribution) any) *Level {
	return level(name, series, u, m, func(s *harness.Series) (any, string) {
		if s.Success.Count == 0 {
			return nil, ", nothing succeeded"
		}
		return figure(&s.Success), ""
	})
}
