package sla

import (
	"fmt"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// Recovery is the time from when a hook fired until what came of it was over; zero if nothing came of it. Of several
// firings the longest counts. It has no data if the workload had not recovered when the load ended. See [harness.Impact].
func Recovery(hook string, m types.GomegaMatcher) types.GomegaMatcher {
	return ofImpact("recovery from", hook, span, m, func(x *harness.Impact) (any, string) {
		if !x.Recovered {
			return nil, fmt.Sprintf(", it had not recovered when the load ended, or the hook fired again, after %v", round(x.Recovery))
		}
		return x.Recovery, ""
	})
}

// Downtime is the time without any success when a hook had fired. Of several firings the longest counts.
func Downtime(hook string, m types.GomegaMatcher) types.GomegaMatcher {
	return ofImpact("downtime of", hook, span, m, func(x *harness.Impact) (any, string) { return x.Downtime, "" })
}

// Slowdown is how many times as long as before iterations took, less 1, from when a hook fired until its workload had
// recovered. Of several firings the largest counts.
func Slowdown(hook string, m types.GomegaMatcher) types.GomegaMatcher {
	return ofImpact("slowdown by", hook, share, m, func(x *harness.Impact) (any, string) { return x.Degradation(), "" })
}

// An impact is a level that judges what a hook did. It is judged at the end.
type impact struct {
	*Level
	hook string
}

// Hook is the name of the hook that the level judges.
func (i *impact) Hook() string { return i.hook }

// Limit is none: the level is about no duration of the workload's.
func (i *impact) Limit() *harness.Limit { return nil }

func ofImpact(name, hook string, u unit, m types.GomegaMatcher, figure func(*harness.Impact) (any, string)) *impact {
	l := &Level{name: name + " " + fmt.Sprintf("%q", hook), unit: u, whole: true, matcher: m}
	l.figure = func(v *harness.View) (any, string) {
		var most any
		for k := range v.Impacts {
			x := &v.Impacts[k]
			if x.Hook != hook {
				continue
			}
			if x.Before == 0 {
				return nil, ", nothing succeeded before it fired"
			}
			value, why := figure(x)
			if value == nil {
				return nil, why
			}
			if most == nil || larger(value, most) {
				most = value
			}
		}
		if most == nil {
			return nil, ", it never fired"
		}
		return most, ""
	}
	return &impact{l, hook}
}

// larger compares two durations, or two numbers.
func larger(a, b any) bool {
	if d, ok := a.(time.Duration); ok {
		return d > b.(time.Duration)
	}
	return a.(float64) > b.(float64)
}
