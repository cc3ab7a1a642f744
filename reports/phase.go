package reports

import (
	"time"

	"github.com/pacenote/pacenote/harness"
)

// ended is when the last iteration of a workload was over, since the load began.
func ended(o *harness.Outcome) time.Duration { return o.Begun + o.Elapsed }

// phase is the time of a phase of a workload, since the load began. One that did not happen is empty.
func phase(o *harness.Outcome, name string) (from, to time.Duration) {
	end := ended(o)
	cool := min(o.SteadyTo, end)
	warm := min(o.SteadyFrom, cool)
	switch name {
	case harness.WarmUp:
		return min(o.Begun, warm), warm
	case harness.CoolDown:
		return cool, end
	}
	return warm, cool
}

// steady is the time of which the figures of a workload are: all of it, if it has no phases.
func steady(o *harness.Outcome) (from, to time.Duration) {
	if len(o.Phases) == 0 {
		return o.Begun, ended(o)
	}
	return phase(o, harness.Steady)
}

// pace is how many of the iterations that the figures of a workload are of ended each second.
func pace(o *harness.Outcome) string {
	from, to := steady(o)
	return rate(o.Iterations.Ended(), to-from)
}

// whole adds up what is counted apart for the phases of a workload.
func whole(o *harness.Outcome, of func(*harness.View) int64) (n int64) {
	if len(o.Phases) == 0 {
		return of(&o.View)
	}
	for i := range o.Phases {
		n += of(&o.Phases[i])
	}
	return n
}

func endedOf(v *harness.View) int64   { return v.Iterations.Ended() }
func failedOf(v *harness.View) int64  { return v.Iterations.Failure.Count }
func abortedOf(v *harness.View) int64 { return v.Iterations.Aborted }
func skippedOf(v *harness.View) int64 { return v.Skipped }

// steadily says what the figures of a workload with phases, or of a search, are of; "" if it has none.
func steadily(o *harness.Outcome) string {
	if o.Capacity != nil {
		return "Figures are those of all loads that were tried together, service levels those of the highest one that was sustained."
	}
	if len(o.Phases) == 0 {
		return ""
	}
	from, to := phase(o, harness.Steady)
	return "Figures and service levels are those of the steady phase, " + seconds(from) + " to " + seconds(to) + " into the load."
}

// mostBands is how many windows of hooks a chart shows.
const mostBands = 20

// bands are the phases of a workload that are not the steady one, and the windows of hooks.
func bands(o *harness.Outcome, p parts) (list []band) {
	if len(p.buckets) == 0 {
		return nil
	}
	for i := range o.Phases {
		name := o.Phases[i].Part
		if from, to := phase(o, name); name != harness.Steady && from < to {
			list = append(list, band{From: p.index(from), To: p.index(to), Name: name})
		}
	}
	for i := range o.Impacts {
		if x := &o.Impacts[i]; i < mostBands {
			list = append(list, band{From: p.index(x.From), To: max(p.index(x.To), p.index(x.From)+1), Name: line(x.Hook), Hook: true})
		}
	}
	return list
}
