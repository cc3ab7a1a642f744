package reports

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// A tone is how a word is to be coloured. It is never the only sign.
type tone string

const (
	good  tone = "good"
	warn  tone = "warn"
	bad   tone = "bad"
	bound tone = "bound" // by the generator: not the fault of the cloud
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
	case harness.Interrupted, harness.TimedOut, harness.Running:
		return warn
	case harness.Bound:
		return bound
	}
	return bad
}

// why is the verdict of a run in a few sentences.
func why(r *harness.Result) string {
	said := judgement(r)
	for _, reason := range limits(r) {
		reason = "The load generator was the limit, not the cloud: " + reason
		if r.Verdict == harness.Bound {
			said = append([]string{reason}, said...)
		} else {
			said = append(said, reason)
		}
	}
	return sentences(said)
}

// limits are how the generator was the limit, with advice.
func limits(r *harness.Result) (list []string) {
	for i := range r.Workloads {
		if g := &r.Workloads[i].Generator; g.Bound && !slices.Contains(list, g.BoundReason) {
			list = append(list, g.BoundReason)
		}
	}
	return list
}

// judgement is the verdict of a run without what there is to say about the generator.
func judgement(r *harness.Result) (said []string) {
	switch r.Verdict {
	case harness.Passed:
		said = append(said, passed(r))
	case harness.Breached:
		said = append(said, breached(r)...)
	case harness.Failed:
		if reasons := broken(r); len(reasons) > 0 {
			said = append(said, "The load ran to its end, but not every promise was kept: "+strings.Join(reasons, "; "))
		}
		said = append(said, wrong(r)...)
	case harness.Bound:
		said = append(said, "This run says nothing about the cloud")
		if hasBreach(r) {
			said = append(said, breached(r)...)
		} else if reasons := broken(r); len(reasons) > 0 {
			said = append(said, "Not kept: "+strings.Join(reasons, "; "))
		}
	case harness.Leaked:
		said = append(said, "All promises were kept, but "+count(int64(len(r.Leftovers)), "resource")+" of the run were left behind")
	case harness.Broken:
		said = append(said, "The run could not be made: "+r.Error)
	case harness.Running:
		said = append(said, "The run goes on: these are its figures so far, and no promise has been judged yet")
	default:
		said = append(said, "The run did not come to its end: "+r.Error)
	}
	if r.Expected {
		said = append(said, "This is what was asked for")
	}
	for i := range r.Workloads {
		o := &r.Workloads[i]
		if text := capacityWords(o); text != "" {
			said = append(said, by(r, o)+text)
		}
		if text := missed(o); text != "" {
			said = append(said, by(r, o)+text)
		}
	}
	return said
}

// wrong are the hooks that went wrong.
func wrong(r *harness.Result) (list []string) {
	for _, f := range r.Fired {
		if f.Error != "" && len(list) < summaryFailures {
			list = append(list, "The hook "+strconv.Quote(f.Hook)+" went wrong: "+f.Error)
		}
	}
	return list
}

// by names a workload if there are several.
func by(r *harness.Result, o *harness.Outcome) string {
	if len(r.Workloads) < 2 || o.Workload == "" {
		return ""
	}
	return o.Workload + ": "
}

func passed(r *harness.Result) string {
	var ended, failed, levels int64
	for i := range r.Workloads {
		o := &r.Workloads[i]
		ended += whole(o, endedOf)
		failed += whole(o, failedOf)
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
		if b.Iteration > 0 {
			after += ", by iteration " + number(b.Iteration)
		}
		said = append(said, "Cancelled "+seconds(b.At)+" into the load"+after+": "+by(r, o)+b.Reason,
			count(b.Aborted, "iteration")+" in flight "+were(b.Aborted)+" aborted, and "+startedAfter(o.AfterStop))
	}
	if said == nil {
		return []string{r.Error}
	}
	return said
}

// broken is why promises were not kept.
func broken(r *harness.Result) (said []string) {
	for i := range r.Workloads {
		o := &r.Workloads[i]
		for _, l := range o.Levels {
			if !l.Kept {
				said = append(said, by(r, o)+l.Reason)
			}
		}
	}
	return said
}

func hasBreach(r *harness.Result) bool {
	return slices.ContainsFunc(r.Workloads, func(o harness.Outcome) bool { return o.Breach != nil })
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
