package reports

import (
	"fmt"

	"github.com/pacenote/pacenote/harness"
)

// hooksTable is what hooks did; nil if none fired.
func hooksTable(r *harness.Result) *table {
	if len(r.Fired) == 0 {
		return nil
	}
	t := &table{Title: "What happened during the load", Head: []string{"Hook", "why", "from", "until", "what came of it"}}
	for i, f := range r.Fired {
		if i == mostRows {
			t.Note = fmt.Sprintf("and %d more", len(r.Fired)-i)
			break
		}
		came := cell{Text: line(f.Said)}
		if f.Error != "" {
			came = cell{Text: line(f.Error), Bad: true}
		}
		t.Rows = append(t.Rows, tableRow{Name: hookName(f.Hook, f.Number, r.Fired), Cells: append(plain(line(f.Why), seconds(f.From), seconds(f.To)), came)})
	}
	return t
}

// hookName tells the firings of a hook apart, if there are several.
func hookName(name string, number int, all []harness.Fired) string {
	for i := range all {
		if all[i].Hook == name && all[i].Number > 1 {
			return fmt.Sprintf("%s (%d)", line(name), number)
		}
	}
	return line(name)
}

// impactsTable is what became of a workload when hooks fired; nil if none did.
func impactsTable(o *harness.Outcome) *table {
	if len(o.Impacts) == 0 {
		return nil
	}
	t := &table{
		Title: "What became of it", Head: []string{"After", "mean before", "downtime", "recovered after", "took", "started meanwhile", "of them failed"},
		Note: "Recovered: ten iterations in a row succeeded after its end, and took no longer than before (mean and two deviations, or a tenth). Downtime: without any success, a second and more.",
	}
	for i := range o.Impacts {
		x := &o.Impacts[i]
		if i == mostRows {
			break
		}
		recovered := cell{Text: seconds(x.Recovery)}
		switch {
		case x.Before == 0:
			recovered.Text = "nobody knows: nothing had succeeded before"
		case !x.Recovered:
			recovered = cell{Text: "not at all", Bad: true}
		case x.Recovery == 0:
			recovered.Text = "at once"
		}
		slower := "–"
		if x.Impaired > 0 {
			slower = digits(1+x.Degradation()) + " times"
		}
		name := line(x.Hook)
		if x.Number > 1 {
			name = fmt.Sprintf("%s (%d)", name, x.Number)
		}
		t.Rows = append(t.Rows, tableRow{Name: name, Cells: []cell{
			{Text: seconds(x.Mean)}, {Text: seconds(x.Downtime)}, recovered, {Text: slower}, {Text: number(x.Ended)}, {Text: number(x.Failed), Bad: x.Failed > 0},
		}})
	}
	return t
}
