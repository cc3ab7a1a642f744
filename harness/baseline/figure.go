package baseline

import (
	"fmt"
	"strconv"

	"github.com/pacenote/pacenote/harness"
)

// A Figure is what is compared of a series.
type Figure struct {
	name   string // "p95", "mean", "failure rate"
	action string // "" is the iteration
	share  bool   // it is a share, not a duration
	of     func(*Series) float64
	test   func(old, new *Series) (p float64, doubt string) // why the p-value says nothing; "" if it does
}

const (
	tooFew   = "too few to tell a difference"
	contrary = "the median went the other way"
)

// Percentile is the duration that p percent of the successes of an action, or of the iterations by "", do not exceed
// (nearest rank). It panics if p is not above 0 and below 100: of the slowest there is only one, which no test can judge.
func Percentile(p float64, action string) Figure {
	if !(p > 0 && p < 100) {
		panic(fmt.Sprintf("baseline.Percentile(%v, …): expected a percentile above 0 and below 100", p))
	}
	f := Figure{name: "p" + strconv.FormatFloat(p, 'g', -1, 64), action: action}
	f.of = func(s *Series) float64 { return s.percentile(p).Seconds() }
	f.test = func(old, new *Series) (float64, string) {
		if p != 50 {
			if value, tells := Tail(p, old.Durations, new.Durations); tells {
				return value, ""
			}
		}
		return f.shifts(old, new)
	}
	return f
}

// Mean is the arithmetic mean duration of the successes of an action, or of the iterations by "".
func Mean(action string) Figure {
	f := Figure{name: "mean", action: action, of: func(s *Series) float64 { return s.Mean.Seconds() }}
	f.test = func(old, new *Series) (float64, string) { return f.shifts(old, new) }
	return f
}

// shifts has the U test judge the durations as a whole. It speaks for a figure that went the same way as the median.
func (f Figure) shifts(old, new *Series) (p float64, doubt string) {
	p, tells := UTest(old.Durations, new.Durations)
	switch {
	case !tells:
		return p, tooFew
	case p < Alpha && (f.of(new) > f.of(old)) != (new.percentile(50) > old.percentile(50)):
		return p, contrary
	}
	return p, ""
}

// FailureRate is failures / (successes + failures) of an action, or of the iterations by "", 0 to 1.
func FailureRate(action string) Figure {
	return Figure{
		name: "failure rate", action: action, share: true,
		of: func(s *Series) float64 { return float64(s.Failed) / float64(max(s.ended(), 1)) },
		test: func(old, new *Series) (p float64, doubt string) {
			n, m := old.ended(), new.ended()
			if Fisher(0, n, m, m) >= Alpha {
				doubt = tooFew
			}
			return Fisher(old.Failed, n, new.Failed, m), doubt
		},
	}
}

func (s *Series) ended() int64 { return s.Succeeded + s.Failed }

// String is "p95 of nova.boot_server".
func (f Figure) String() string {
	if f.action == "" {
		return f.name
	}
	return f.name + " of " + f.action
}

// count is how many iterations, or actions, the test compares.
func (f Figure) count(s *Series) int {
	if f.share {
		return int(s.ended())
	}
	return len(s.Durations)
}

// has tells whether the series has the figure at all.
func (f Figure) has(s *Series) bool { return s != nil && f.count(s) > 0 }

// series is what v has of the figure, as it would be kept.
func (f Figure) series(v *harness.View) *Series {
	s, ok := v.Series(f.action)
	if !ok {
		return nil
	}
	kept := seriesOf(s)
	return &kept
}
