package reports

import (
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// A tone is how a word is to be coloured. It is never the only sign.
type tone string

const (
	good tone = "good"
	warn tone = "warn"
	bad  tone = "bad"
)

// fine tells whether a run ended as its author wanted it to.
func fine(r *harness.Result) bool { return r.Verdict == harness.Passed || r.Expected }

// word is the verdict of a run.
func word(r *harness.Result) string {
	if r.Expected {
		return string(r.Verdict) + ", as expected"
	}
	return string(r.Verdict)
}

// toneOf tells a verdict that is about the cloud from one that is about the run.
func toneOf(r *harness.Result) tone {
	if fine(r) {
		return good
	}
	switch r.Verdict {
	case harness.Interrupted, harness.TimedOut, harness.Bound:
		return warn
	}
	return bad
}

// why is the verdict of a run in a few sentences.
func why(r *harness.Result) string {
	var said []string
	switch r.Verdict {
	case harness.Passed:
		said = append(said, passed(r))
	case harness.Breached:
		said = append(said, breached(r)...)
	case harness.Failed:
		var reasons []string
		for i := range r.Workloads {
			reasons = append(reasons, broken(&r.Workloads[i])...)
		}
		said = append(said, "The load ran to its end, but not every promise was kept: "+strings.Join(reasons, "; "))
	case harness.Bound:
		said = append(said, "This run says nothing about the cloud")
		for i := range r.Workloads {
			if reasons := broken(&r.Workloads[i]); len(reasons) > 0 {
				said = append(said, "Broken, but maybe by the generator: "+strings.Join(reasons, "; "))
			}
		}
	case harness.Leaked:
		said = append(said, "All promises were kept, but "+count(int64(len(r.Leftovers)), "resource")+" of the run were left behind")
	case harness.Broken:
		said = append(said, "The run could not be made: "+r.Error)
	default:
		said = append(said, "The run did not come to its end: "+r.Error)
	}
	if r.Expected {
		said = append(said, "This is what was asked for")
	}
	for i := range r.Workloads {
		said = append(said, missed(&r.Workloads[i]))
		if g := &r.Workloads[i].Generator; g.Bound {
			said = append(said, "The load generator was the limit, not the cloud: "+g.BoundReason)
		}
	}
	return sentences(said)
}

func passed(r *harness.Result) string {
	var ended, failed, levels int64
	for i := range r.Workloads {
		o := &r.Workloads[i]
		ended += o.Iterations.Ended()
		failed += o.Iterations.Failure.Count
		levels += int64(len(o.Levels))
	}
	s := count(ended, "iteration") + " ended"
	if failed > 0 {
		s += ", " + number(failed) + " of them in failure"
	}
	switch levels {
	case 0:
		return s
	case 1:
		return s + ", and the promise was kept"
	case 2:
		return s + ", and both promises were kept"
	}
	return s + ", and all " + number(levels) + " promises were kept"
}

func breached(r *harness.Result) (said []string) {
	for i := range r.Workloads {
		o := &r.Workloads[i]
		b := o.Breach
		if b == nil {
			continue
		}
		after := ""
		if !strings.Contains(b.Reason, "after") { // most reasons say it themselves
			after = ", after " + count(b.Iterations, "iteration")
		}
		said = append(said, "Cancelled "+seconds(b.At)+" into the load"+after+": "+b.Reason,
			count(b.Aborted, "iteration")+" in flight "+were(b.Aborted)+" aborted, and "+startedAfter(o.AfterStop))
	}
	if said == nil {
		return []string{r.Error}
	}
	return said
}

func broken(o *harness.Outcome) (said []string) {
	for _, l := range o.Levels {
		if !l.Kept {
			said = append(said, l.Reason)
		}
	}
	return said
}

func were(n int64) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// startedAfter tells how many iterations started when they must not have.
func startedAfter(n int64) string {
	if n == 0 {
		return "none started after the stop"
	}
	return number(n) + " started after the stop, which is a defect of the engine"
}

// sentences makes each text end with a full stop, and joins them.
func sentences(list []string) string {
	var said []string
	for _, text := range list {
		if text = oneLine(text, longestSaid); text == "" {
			continue
		}
		if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ")") {
			text += "."
		}
		said = append(said, text)
	}
	return strings.Join(said, " ")
}

// population says of what the durations of a workload's tables are, and how exact they are.
func population(o *harness.Outcome) string {
	if o.Iterations.Success.Exact(95) {
		return "Durations are those of what succeeded, from its actual start. Percentiles are exact."
	}
	return "Durations are those of what succeeded, from its actual start. Percentiles are off by at most 1 %."
}

// loop says what kind of load this was, and what follows from that.
func loop(o *harness.Outcome) string {
	if o.Open {
		return "Open load: iterations come due by the clock, however slow the cloud is. Response time counts from when one was due."
	}
	return "Closed load: each user starts its next iteration after the last one ended, so a slow cloud is asked less."
}
