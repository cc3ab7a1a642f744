package reports

import (
	"fmt"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// noticeable is from which lateness on, at p99, the summary of a run mentions it.
const noticeable = 10 * time.Millisecond

// skips says what the limit in flight did to an open load; "" if nothing.
func skips(o *harness.Outcome) string {
	n := whole(o, skippedOf)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %s starts %s skipped: no user was free in time", number(n), number(o.Started+n), were(n))
}

// missed says how an open load was not what was asked for: in what it skipped, and in how late it was; "" if it was.
func missed(o *harness.Outcome) string {
	if o.Capacity != nil { // a search is to go beyond what can be had
		return ""
	}
	said, p99 := skips(o), o.Lateness.Percentile(99)
	if !o.Open || p99 < noticeable {
		return said
	}
	if said == "" {
		return "Starts were late by " + seconds(p99) + " at p99"
	}
	return said + "; those made were late by " + seconds(p99) + " at p99"
}

// lateness is how late the starts of an open load were, and whose doing that was. It is nil for a closed one.
func lateness(o *harness.Outcome) *table {
	if !o.Open || o.Lateness.Count == 0 {
		return nil
	}
	t := &table{
		Title: "How late starts were", Head: []string{"Starts", "count", "p50", "p99", "max"},
		Note: "The generator's own part are the starts for which a user was free in time; the others waited for one.",
	}
	add := func(name string, x *harness.Distribution) {
		if x.Count > 0 {
			t.Rows = append(t.Rows, tableRow{Name: name, Cells: plain(number(x.Count), seconds(x.Percentile(50)), seconds(x.Percentile(99)), seconds(x.Max))})
		}
	}
	add("all", &o.Lateness)
	add("the generator's own part", &o.Generator.Lateness)
	return t
}

// lateText is the same in a sentence; "" for a closed load.
func lateText(o *harness.Outcome) string {
	if !o.Open || o.Lateness.Count == 0 {
		return ""
	}
	three := func(x *harness.Distribution) string {
		return fmt.Sprintf("p50 %s, p99 %s, max %s", seconds(x.Percentile(50)), seconds(x.Percentile(99)), seconds(x.Max))
	}
	said := "starts were late by " + three(&o.Lateness)
	if own := &o.Generator.Lateness; own.Count > 0 {
		said += "; the generator's own part: " + three(own)
	}
	return said
}

// generator are the facts about this process during a workload. Those that are not known are left out.
func generator(o *harness.Outcome) (list []fact) {
	g := &o.Generator
	if g.CPU > 0 {
		list = append(list, fact{"CPU", percent(g.CPU) + " of all cores"}, fact{"Garbage collection", percent(g.GC) + " of that"})
	}
	if g.Memory > 0 {
		list = append(list, fact{"Memory", size(g.Memory)})
	}
	if g.Throttled > 0 {
		list = append(list, fact{"Asked to come back later", count(g.Throttled, "call") + ", answered 429 or 503"})
	}
	list = append(list,
		fact{"HTTP calls", number(g.Calls) + ", " + number(g.Retries) + " of them repeated a failed one"},
		fact{"Connections", number(g.Dials) + " opened, " + number(g.Reused) + " calls on an open one"},
		fact{"Received, sent", size(g.BytesIn) + ", " + size(g.BytesOut)},
	)
	if o.Open {
		list = append(list, fact{"Starts skipped", number(whole(o, skippedOf))})
	}
	list = append(list, fact{"Started after the stop", number(o.AfterStop)})
	if o.Idle > 0 {
		list = append(list, fact{"Deliberate idle time", seconds(o.Idle) + " in all iterations together, in no duration"})
	}
	if o.Renewals > 0 {
		list = append(list, fact{"Tokens renewed", number(o.Renewals) + " times, " + seconds(o.RenewalAge) + " of waiting in no duration"})
	}
	return list
}

// generatorText is what a summary says about this process; "" if nothing is known.
func generatorText(o *harness.Outcome) string {
	g := &o.Generator
	said := ""
	if g.CPU > 0 {
		said = percent(g.CPU) + " of all cores, " + percent(g.GC) + " of that for garbage collection; "
	}
	if g.Memory > 0 {
		said += size(g.Memory) + " of memory; "
	}
	if g.Calls > 0 {
		said += fmt.Sprintf("%s, %s repeated; %s opened, %s reused; %s in, %s out; ",
			count(g.Calls, "HTTP call"), number(g.Retries), count(g.Dials, "connection"), number(g.Reused), size(g.BytesIn), size(g.BytesOut))
	}
	if g.Throttled > 0 {
		said += number(g.Throttled) + " of them were asked to come back later; "
	}
	if said == "" {
		return ""
	}
	return "generator: " + said[:len(said)-len("; ")]
}
