package reports

import (
	"fmt"
	"slices"

	"github.com/pacenote/pacenote/harness"
)

// hookOutput is what hooks put out: a table for each additive chart, with a row for each firing, and the complete charts of the
// first ones.
func hookOutput(id string, r *harness.Result) (list []exhibit) {
	tables := make(map[string]*table)
	shown := 0
	for i := range r.Fired {
		f := &r.Fired[i]
		name := hookName(f.Hook, f.Number, r.Fired)
		for k := range f.Output.Additive {
			c := &f.Output.Additive[k]
			key := f.Hook + "\x00" + c.Title
			t := tables[key]
			if t == nil {
				t = &table{Title: line(c.Title), Note: about(c, ""), Head: []string{"Hook"}}
				for _, v := range c.Values {
					t.Head = append(t.Head, line(v.Name))
				}
				tables[key] = t
				list = append(list, exhibit{Table: t})
			}
			if len(t.Rows) < mostRows {
				t.Rows = append(t.Rows, tableRow{Name: name, Cells: cellsOf(c.Values, t.Head[1:])})
			}
		}
		for k := range f.Output.Complete {
			if shown++; shown > mostShown {
				break
			}
			c := f.Output.Complete[k]
			c.Title = name + ": " + c.Title
			list = append(list, complete(fmt.Sprintf("%s-hook%d-%d", id, i, k), &c))
		}
	}
	return list
}

// mostShown is how many complete charts of hooks are shown.
const mostShown = 20

// cellsOf are the numbers of the values with some names.
func cellsOf(values []harness.Value, names []string) (list []cell) {
	for _, name := range names {
		i := slices.IndexFunc(values, func(v harness.Value) bool { return line(v.Name) == name })
		if i < 0 {
			list = append(list, cell{Text: "–"})
			continue
		}
		list = append(list, cell{Text: decimal(values[i].Number)})
	}
	return list
}
