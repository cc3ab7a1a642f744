package reports

import (
	"bufio"
	"fmt"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// A division is a line about one of several: a workload of a benchmark, a phase or a scenario of a mix of a workload.
type division struct {
	Name    string
	Rate    string // "" where it would say nothing
	Skipped int64
	Actions []action // of a scenario of a mix
	action
}

// A divided table shows divisions.
type divided struct {
	Title, Head string
	Note        string
	Percentiles []string
	Rows        []division
	Rates       bool // of a benchmark's workloads
}

// divide makes the table of divisions; nil if there are none.
func divide(title, head, note string, rows []division) *divided {
	if len(rows) == 0 {
		return nil
	}
	d := &divided{Title: title, Head: head, Note: note, Rows: rows, Rates: rows[0].Rate != ""}
	for _, p := range harness.Percentiles {
		d.Percentiles = append(d.Percentiles, percentileName(p))
	}
	return d
}

func newDivision(name string, v *harness.View) division {
	d := division{Name: line(name), Skipped: v.Skipped, action: newAction(&v.Iterations)}
	d.Failed, d.Aborted = v.Iterations.Failure.Count, v.Iterations.Aborted
	return d
}

// overall are the workloads of a result and all of them together; nil if there is one.
func overall(r *harness.Result) (list []division) {
	if r.Overall == nil {
		return nil
	}
	line := func(name string, v *harness.View) {
		d := newDivision(name, v)
		d.Rate = rate(v.Iterations.Ended(), v.Elapsed)
		list = append(list, d)
	}
	for i := range r.Workloads {
		line(r.Workloads[i].Workload, &r.Workloads[i].View)
	}
	line("all together", r.Overall)
	return list
}

// divisions are the lines of the parts of a workload.
func divisions(parts []harness.View, nested bool) (list []division) {
	for i := range parts {
		d := newDivision(parts[i].Part, &parts[i])
		if nested {
			rows, _ := actions(&harness.Outcome{View: parts[i]})
			d.Actions = rows[min(1, len(rows)):] // without the iteration itself
			for k := range d.Actions {
				d.Actions[k].Depth = max(d.Actions[k].Depth, 1)
			}
		}
		list = append(list, d)
	}
	return list
}

// steadily says what the figures of a workload with phases are of.
func steadily(o *harness.Outcome) string {
	if len(o.Phases) == 0 {
		return ""
	}
	return "Figures and service levels are those of the steady phase, " + seconds(o.SteadyFrom) + " to " + seconds(o.SteadyTo) + " into the load."
}

// missed says what the limit in flight did to an open load; "" if nothing.
func missed(o *harness.Outcome) string {
	if o.Skipped == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %s starts %s skipped: no user was free in time", number(o.Skipped), number(o.Started+o.Skipped), were(o.Skipped))
}

func textDivisions(b *bufio.Writer, title string, list []division) {
	if len(list) == 0 {
		return
	}
	t := columns{left: 1}
	rates := list[0].Rate != ""
	head := []string{title, "ok", "failed", "aborted", "skipped"}
	if rates {
		head = append(head, "rate")
	}
	for _, p := range harness.Percentiles {
		head = append(head, percentileName(p))
	}
	t.add(append(head, "max")...)
	add := func(name string, d division) {
		cells := []string{name, fmt.Sprint(d.Succeeded), fmt.Sprint(d.Failed), fmt.Sprint(d.Aborted), fmt.Sprint(d.Skipped)}
		if rates {
			cells = append(cells, d.Rate)
		}
		if d.Succeeded > 0 {
			for _, x := range d.Percent {
				cells = append(cells, seconds(x))
			}
			cells = append(cells, seconds(d.Max))
		}
		t.add(cells...)
	}
	for _, d := range list {
		add(d.Name, d)
	}
	fmt.Fprintln(b)
	t.write(b, "  ")
}

// health are the facts about how late an open load was, and whose doing that was.
func health(o *harness.Outcome) (list []fact) {
	three := func(x *harness.Distribution) string {
		return fmt.Sprintf("p50 %s, p99 %s, at most %s", seconds(x.Percentile(50)), seconds(x.Percentile(99)), seconds(x.Max))
	}
	if !o.Open {
		return nil
	}
	if o.Lateness.Count > 0 {
		list = append(list, fact{"Starts were late by", three(&o.Lateness)})
	}
	if o.Generator.Lateness.Count > 0 {
		list = append(list, fact{"although a user was free", three(&o.Generator.Lateness)})
	}
	return append(list, fact{"Starts skipped", number(o.Skipped)})
}

// ended is when the last of a workload was over, since the load began.
func ended(o *harness.Outcome) time.Duration { return o.Begun + o.Elapsed }
