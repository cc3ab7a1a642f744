package sla

import (
	"math"
	"reflect"
	"strings"
	"time"

	"github.com/onsi/gomega/matchers"

	"github.com/pacenote/pacenote/harness"
)

var _ harness.Bounder = (*Level)(nil)

// Headroom is how far the figure is from its bound, or from the nearest of several that all have to hold. It is nil if one
// of them is not finite.
func (l *Level) Headroom(v *harness.View) *harness.Headroom {
	value, _ := l.figure(v)
	if value == nil {
		return nil
	}
	return headroom(l.matcher, value)
}

func headroom(m, value any) *harness.Headroom {
	switch m := m.(type) {
	case *matchers.BeNumericallyMatcher:
		seen, ok := float(value)
		if !ok || math.IsNaN(seen-seen) || len(m.CompareTo) != 1 {
			return nil
		}
		bound, ok := float(m.CompareTo[0])
		if !ok || math.IsNaN(bound-bound) || !strings.ContainsAny(m.Comparator, "<>") {
			return nil
		}
		return &harness.Headroom{Seen: seen, Bound: bound, Least: m.Comparator[0] == '>'}
	case *matchers.AndMatcher:
		var least *harness.Headroom
		for _, part := range m.Matchers {
			least = harness.Tighter(least, headroom(part, value))
		}
		return least
	}
	return nil
}

// float is a number, or the seconds of a duration.
func float(v any) (x float64, ok bool) {
	if d, ok := v.(time.Duration); ok {
		return d.Seconds(), true
	}
	r := reflect.ValueOf(v)
	switch {
	case r.CanInt():
		return float64(r.Int()), true
	case r.CanUint():
		return float64(r.Uint()), true
	case r.CanFloat():
		return r.Float(), true
	}
	return 0, false
}
