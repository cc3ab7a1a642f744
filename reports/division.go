package reports

import (
	"time"

	"github.com/pacenote/pacenote/harness"
)

// divisionHead are the columns of tables about parts of a load; those of no use are dropped.
var divisionHead = []string{"time", "share", "ended", "failed", "failure rate", "aborted", "skipped", "rate", "p50", "p95", "p99", "max"}

// loadsTable has a row for each workload of a result, and one for all together. It is nil if there is one workload.
func loadsTable(r *harness.Result) *table {
	if r.Overall == nil || swept(r) {
		return nil
	}
	t := newDivided("Every load, and all together", "Load")
	for i := range r.Workloads {
		o := &r.Workloads[i]
		if len(o.Phases) > 0 {
			t.Note = "A load with phases is shown by its steady one."
		}
		from, to := steady(o)
		t.divide(o.Workload, &o.View, from, to)
	}
	t.divide("all together", r.Overall, 0, r.Overall.Elapsed).Whole = true
	return t.trim(divisionHead...)
}

// phasesTable has a row for each phase of a workload that happened. It is nil if there are none.
func phasesTable(o *harness.Outcome) *table {
	if len(o.Phases) == 0 {
		return nil
	}
	t := newDivided("Phases", "Phase")
	for i := range o.Phases {
		v := &o.Phases[i]
		from, to := phase(o, v.Part)
		if from < to || v.Lateness.Count+v.Skipped > 0 {
			t.divide(v.Part, v, from, to).Whole = v.Part == harness.Steady
		}
	}
	return t.trim(divisionHead...)
}

// mixTable has a row for each scenario of a mix, and below it its actions if they are asked for. It is nil if there is no mix.
func mixTable(o *harness.Outcome, nested bool) *table {
	if len(o.Mix) == 0 {
		return nil
	}
	t := newDivided("What the mix is made of", "Scenario")
	var all int64
	for i := range o.Mix {
		all += o.Mix[i].Iterations.Ended()
	}
	from, to := steady(o)
	for i := range o.Mix {
		v := &o.Mix[i]
		row := t.divide(v.Part, v, from, to)
		row.Cells[0].Text = "" // the same for all
		row.Cells[1].Text = percent(float64(v.Iterations.Ended()) / float64(max(all, 1)))
		if row.Whole = nested; !nested {
			continue
		}
		list, more := actions(&harness.Outcome{View: *v})
		for _, a := range list[1:] {
			if s, ok := v.Series(a.Path); ok {
				t.Rows = append(t.Rows, tableRow{Name: a.Name, Depth: a.Depth, Cells: divided("", s, "", "")})
			}
		}
		if more > 0 {
			t.Note = "Of some scenarios there are more actions than are shown."
		}
	}
	return t.trim(divisionHead...)
}

func newDivided(title, head string) *table {
	return &table{Title: title, Head: append([]string{head}, divisionHead...)}
}

// divide adds a row about a part of a load that lasted from one time to another, and returns it.
func (t *table) divide(name string, v *harness.View, from, to time.Duration) *tableRow {
	t.Rows = append(t.Rows, tableRow{
		Name:  line(name),
		Cells: divided(seconds(from)+" – "+seconds(to), &v.Iterations, number(v.Skipped), rate(v.Iterations.Ended(), to-from)),
	})
	return &t.Rows[len(t.Rows)-1]
}

// divided are the cells of a row, in the order of [divisionHead]; it has no share yet.
func divided(time string, s *harness.Series, skipped, rate string) []cell {
	list := plain(time, "", number(s.Ended()), number(s.Failure.Count), percent(s.FailureRate()), number(s.Aborted), skipped, rate)
	list[3].Bad = s.Failure.Count > 0
	list[4].Bad = list[3].Bad
	if s.Success.Count == 0 {
		return append(list, plain("–", "–", "–", "–")...)
	}
	x := &s.Success
	return append(list, plain(seconds(x.Percentile(50)), seconds(x.Percentile(95)), seconds(x.Percentile(99)), seconds(x.Max))...)
}
