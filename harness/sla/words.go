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

// promise says in words what a matcher asks of a number or a duration: "< 8s", "<= 1%". Gomega itself would print a
// duration as an integer. Each number is said by say.
func promise(m any, say func(any) string) string {
	switch m := m.(type) {
	case *matchers.BeNumericallyMatcher:
		words := []string{m.Comparator}
		for _, v := range m.CompareTo {
			words = append(words, say(v))
		}
		return strings.Join(words, " ")
	case *matchers.AndMatcher:
		return join(len(m.Matchers), " and ", say, func(i int) any { return m.Matchers[i] })
	case *matchers.OrMatcher:
		return join(len(m.Matchers), " or ", say, func(i int) any { return m.Matchers[i] })
	case *matchers.NotMatcher:
		return "not " + promise(m.Matcher, say)
	}
	return harness.Describe(m)
}

func join(n int, between string, say func(any) string, part func(int) any) string {
	words := make([]string, n)
	for i := range words {
		words[i] = promise(part(i), say)
	}
	return strings.Join(words, between)
}

// number says a figure with its unit: a duration to three digits or so, a rate (any floating number) in percent.
func number(v any) string {
	switch v := v.(type) {
	case time.Duration:
		return round(v).String()
	case float64:
		return strconv.FormatFloat(math.Round(v*1e6)/1e4, 'g', -1, 64) + "%"
	}
	return fmt.Sprint(v)
}

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
