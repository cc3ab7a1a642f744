package reports

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// How much of a kind the summary shows.
const (
	summaryFailures  = 5
	summaryLeftovers = 10
)

// Text writes a summary: for each result its verdict, the promises, the actions, and what went wrong. It is aligned for
// a type of one width, and has no colours.
func Text(w io.Writer, results ...*harness.Result) error {
	b := bufio.NewWriter(w)
	for i, r := range results {
		if i > 0 {
			fmt.Fprintln(b)
		}
		textResult(b, r)
	}
	if len(results) > 1 {
		fmt.Fprintf(b, "\n%s\n", tally(results))
	}
	return b.Flush()
}

func textResult(b *bufio.Writer, r *harness.Result) {
	fmt.Fprintf(b, "%-11s  %s", strings.ToUpper(word(r)), title(r))
	if r.Rehearsal {
		fmt.Fprintf(b, "  [REHEARSAL]\n%13s%s", "", simulated)
	}
	fmt.Fprintf(b, "\n%13s%s\n", "", why(r))
	loadsTable(r).text(b)
	for _, s := range sweeps(r, "") {
		s.Table.text(b)
	}
	for i := range r.Workloads {
		textWorkload(b, &r.Workloads[i])
	}
	if n := len(r.Leftovers); n > 0 {
		fmt.Fprintf(b, "\n  left behind: %d\n", n)
		for _, l := range r.Leftovers[:min(n, summaryLeftovers)] {
			fmt.Fprintf(b, "    %s %s (%s)\n", line(l.Kind), line(l.Name), line(l.ID))
		}
		andMore(b, n-summaryLeftovers)
	}
	hooksTable(r).text(b)
	for i, trouble := range r.Troubles {
		if i == summaryLeftovers {
			andMore(b, len(r.Troubles)-i)
			break
		}
		fmt.Fprintf(b, "\n  trouble: %s\n", line(trouble))
	}
}

func textWorkload(b *bufio.Writer, o *harness.Outcome) {
	it := &o.Iterations
	kind := "closed"
	if o.Open {
		kind = "open"
	}
	name := line(o.Scenario)
	if o.Workload != o.Scenario && o.Workload != "" {
		name = line(o.Workload) + ": " + name
	}
	fmt.Fprintf(b, "\n  %s: %s (%s load)\n", name, line(o.Load), kind)
	from, to := steady(o)
	fmt.Fprintf(b, "  %d ended, %d failed, %d aborted in %s: %s\n",
		it.Ended(), it.Failure.Count, it.Aborted, seconds(to-from), pace(o))
	for _, said := range []string{capacityWords(o), steadily(o), skips(o), lateText(o), generatorText(o)} {
		if said != "" {
			fmt.Fprintf(b, "  %s\n", said)
		}
	}

	if len(o.Levels) > 0 {
		t := columns{left: 3}
		head := []string{"", "promised", "seen"}
		if t.words = slices.ContainsFunc(o.Levels, func(l harness.Level) bool { return room(&l) != "" }); t.words {
			head = append(head, "headroom")
		}
		t.add(head...)
		for _, l := range o.Levels {
			kept := "kept"
			switch {
			case l.NoData:
				kept = "NO DATA"
			case !l.Kept:
				kept = "BROKEN"
			}
			t.add(append([]string{kept, line(l.Promise), line(l.Seen)}, room(&l))[:len(head)]...)
		}
		fmt.Fprintln(b)
		t.write(b, "  ")
	}
	impactsTable(o).text(b)
	comparisonTable(o).text(b)
	capacityTable(o).text(b)
	phasesTable(o).text(b)
	mixTable(o, true).text(b)
	textActions(b, o)
	textOutput(o).text(b)
	textFailures(b, o)
	if g := &o.Generator; g.Bound {
		fmt.Fprintf(b, "\n  GENERATOR BOUND: %s\n", line(g.BoundReason))
	}
}

func textActions(b *bufio.Writer, o *harness.Outcome) {
	rows, more := actions(o)
	t := columns{left: 1}
	head := []string{"action", "ok", "failed", "aborted", "min", "mean"}
	for _, p := range harness.Percentiles {
		head = append(head, percentileName(p))
	}
	t.add(append(head, "max")...)
	for _, a := range rows {
		if a.Call {
			continue
		}
		cells := []string{
			strings.Repeat("  ", a.Depth) + a.Name,
			fmt.Sprint(a.Succeeded), fmt.Sprint(a.Failed), fmt.Sprint(a.Aborted),
		}
		if a.Succeeded > 0 {
			cells = append(cells, seconds(a.Min), seconds(a.Mean))
			for _, d := range a.Percent {
				cells = append(cells, seconds(d))
			}
			cells = append(cells, seconds(a.Max))
		}
		t.add(cells...)
	}
	fmt.Fprintln(b)
	t.write(b, "  ")
	andMore(b, more)
	fmt.Fprintf(b, "  %s\n", population(o))
}

func textFailures(b *bufio.Writer, o *harness.Outcome) {
	if len(o.Failures) == 0 {
		return
	}
	fmt.Fprint(b, "\n  failures\n")
	for i, f := range o.Failures {
		if i == summaryFailures {
			andMore(b, len(o.Failures)-i)
			break
		}
		where := ""
		if f.Action != "" {
			where = " in " + line(f.Action)
		}
		fmt.Fprintf(b, "    %d x %s%s, first in iteration %d, %s into the load", f.Count, line(f.Class), where, f.Iteration, seconds(f.At))
		if f.RequestID != "" {
			fmt.Fprintf(b, ", %s", line(f.RequestID))
		}
		fmt.Fprintln(b)
		if f.Message != "" {
			fmt.Fprintf(b, "      %s\n", line(f.Message))
		}
	}
}

func andMore(b *bufio.Writer, n int) {
	if n > 0 {
		fmt.Fprintf(b, "    and %d more\n", n)
	}
}

// title is the name of a benchmark, or what stands for one.
func title(r *harness.Result) string {
	if name := line(r.Name); name != "" {
		return name
	}
	return "run " + line(r.ID)
}

// tally counts results by their verdicts.
func tally(results []*harness.Result) string {
	var ok, running int64
	for _, r := range results {
		switch {
		case r.Verdict == harness.Running:
			running++
		case fine(r):
			ok++
		}
	}
	all := int64(len(results)) - running
	switch {
	case running > 0 && all == 0:
		return "The first benchmark goes on"
	case running > 0 && ok == all:
		return count(ok, "benchmark") + " passed, and one goes on"
	case running > 0:
		return number(all-ok) + " of " + count(all, "benchmark") + " did not pass, and one goes on"
	case all == 0:
		return "No benchmark was run"
	case all == 1 && ok == 1:
		return "The benchmark passed"
	case all == 1:
		return "The benchmark did not pass"
	case ok == all:
		return "All " + number(all) + " benchmarks passed"
	case ok == 0:
		return "None of " + number(all) + " benchmarks passed"
	}
	return number(all-ok) + " of " + number(all) + " benchmarks did not pass"
}
