package sla

import (
	"fmt"
	"strconv"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// Value is what scenarios add to the charts of a title under a name: see [harness.Iteration.Add]. Its methods are service
// levels on it, which take a matcher of a float:
//
//	sla.Value("disk", "write").Percentile(5, BeNumerically(">", 20))
//
// They judge the values of iterations that succeeded. Percentiles are off by at most [harness.Accuracy] in a result of more
// values than are kept; everything else is exact.
func Value(title, name string) Values { return Values{title, name} }

// Values are the numbers of a [Value].
type Values struct{ title, name string }

// String is `"disk / write"`.
func (v Values) String() string { return `"` + v.title + " / " + v.name + `"` }

// Percentile is the number that p percent of the values do not exceed (nearest rank). It panics if p is not above 0 and
// at most 100.
func (v Values) Percentile(p float64, m types.GomegaMatcher) *Level {
	if !(p > 0 && p <= 100) {
		panic(fmt.Sprintf("Percentile(%v, …) of %s: expected a percentile above 0 and at most 100", p, v))
	}
	return v.level("p"+strconv.FormatFloat(p, 'g', -1, 64), m, func(s *harness.Sample) float64 { return s.Percentile(p) })
}

// Mean is the arithmetic mean.
func (v Values) Mean(m types.GomegaMatcher) *Level { return v.level("mean", m, (*harness.Sample).Mean) }

// Lowest is the smallest number.
func (v Values) Lowest(m types.GomegaMatcher) *Level {
	return v.level("lowest", m, func(s *harness.Sample) float64 { return s.Min })
}

// Highest is the largest number.
func (v Values) Highest(m types.GomegaMatcher) *Level {
	return v.level("highest", m, func(s *harness.Sample) float64 { return s.Max })
}

// Count is how many numbers there are. None is no data. Under SLA it is judged from the first one on, as everything is: a count
// that has to grow wants [After], or Expect.
func (v Values) Count(m types.GomegaMatcher) *Level {
	return v.level("count", m, func(s *harness.Sample) float64 { return float64(s.Count) })
}

func (v Values) level(name string, m types.GomegaMatcher, figure func(*harness.Sample) float64) *Level {
	return &Level{name: name + " of " + v.String(), unit: plain, values: [][2]string{{v.title, v.name}}, matcher: m, figure: func(view *harness.View) (any, string) {
		found, ok := view.Measure(v.title, v.name)
		if !ok {
			return nil, ", no iteration that succeeded added any"
		}
		return figure(&found.Sample), ""
	}}
}

// Measures are the value that the level judges, if it judges one.
func (l *Level) Measures() [][2]string { return l.values }
