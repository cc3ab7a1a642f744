package sla

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/onsi/gomega/matchers"

	"github.com/pacenote/pacenote/harness"
)

// A unit is what a figure is counted in.
type unit string

const (
	span  unit = ""   // durations, which say their own
	share unit = "%"  // 0 to 1
	rate  unit = "/s" // a second
	count unit = "count"
	plain unit = "plain" // floats of which no unit is known
)

// promise says in words what a matcher asks of a figure: "< 8s", "<= 1%". Gomega itself would print a duration as an
// integer.
func (u unit) promise(m any) string {
	switch m := m.(type) {
	case *matchers.BeNumericallyMatcher:
		words := []string{m.Comparator}
		for _, v := range m.CompareTo {
			words = append(words, u.number(v))
		}
		return strings.Join(words, " ")
	case *matchers.AndMatcher:
		return join(len(m.Matchers), " and ", func(i int) string { return u.promise(m.Matchers[i]) })
	case *matchers.OrMatcher:
		return join(len(m.Matchers), " or ", func(i int) string { return u.promise(m.Matchers[i]) })
	case *matchers.NotMatcher:
		return "not " + u.promise(m.Matcher)
	}
	return harness.Describe(m)
}

func join(n int, between string, part func(int) string) string {
	words := make([]string, n)
	for i := range words {
		words[i] = part(i)
	}
	return strings.Join(words, between)
}

// number says a figure with its unit: a duration to three digits or so, a share in percent, a rate a second.
func (u unit) number(v any) string {
	if d, ok := v.(time.Duration); ok {
		return round(d).String()
	}
	x, err := strconv.ParseFloat(fmt.Sprint(v), 64)
	switch {
	case err != nil:
	case u == share:
		return digits(100*x) + "%"
	case u == rate:
		return digits(x) + "/s"
	case u == plain:
		return strconv.FormatFloat(x, 'g', 6, 64)
	}
	return fmt.Sprint(v)
}

// digits is a number with at most four decimals.
func digits(x float64) string { return strconv.FormatFloat(math.Round(x*1e4)/1e4, 'f', -1, 64) }

// round keeps three digits of a duration below a minute, and the tenths of a second of a longer one.
func round(d time.Duration) time.Duration {
	if d >= time.Minute {
		return d.Round(100 * time.Millisecond)
	}
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}
