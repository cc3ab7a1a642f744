package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// An output is what the page shows of what the iterations of a workload put out.
type output struct {
	Combined []exhibit
	Shown    []shown
	Note     string // of which iterations
}

// An exhibit is one chart of an output.
type exhibit struct {
	Chart       *chart
	Table       *table
	Cells       *table // of text
	Title, Note string // of a text
	Text        string
}

// A shown is the charts of one iteration.
type shown struct {
	Name     string
	Bad      bool
	Exhibits []exhibit
}

// newOutput is nil if there is none.
func newOutput(id string, o *harness.Outcome, p parts) *output {
	list := &o.Outputs
	if len(list.Combined)+len(list.Shown) == 0 {
		return nil
	}
	out := &output{}
	for i := range list.Combined {
		out.Combined = append(out.Combined, combined(fmt.Sprintf("%s-added%d", id, i), o, &list.Combined[i], p))
	}
	for i := range list.Shown {
		s := &list.Shown[i]
		view := shown{Name: fmt.Sprintf("Iteration %s, which ended %s into the load", number(s.Iteration), seconds(s.At))}
		if !s.Succeeded {
			view.Name, view.Bad = view.Name+", and did not succeed", true
		}
		for k := range s.Charts {
			view.Exhibits = append(view.Exhibits, complete(fmt.Sprintf("%s-shown%d-%d", id, i, k), &s.Charts[k]))
		}
		out.Shown = append(out.Shown, view)
	}
	if list.Left > 0 {
		out.Note = fmt.Sprintf("%s more had charts; those shown are of the first that succeeded, and of the first that did not.", count(list.Left, "iteration"))
	}
	return out
}

// combined shows an additive chart: numbers of which there is but one part of time are a table.
func combined(id string, o *harness.Outcome, c *harness.Combined, p parts) exhibit {
	if c.Kind == harness.StatsTable || c.Kind != harness.Pie && moments(c) < 2 {
		return exhibit{Table: statsTable(o, c)}
	}
	if c.Kind == harness.Pie {
		var values []harness.Value
		for i := range c.Series {
			if s := &c.Series[i]; s.Count > 0 {
				values = append(values, harness.Value{Name: s.Name, Number: s.Mean()})
			}
		}
		return exhibit{Chart: pieChart(id, &c.Chart, values, "Means of all iterations that succeeded"+steadyPart(o)+".")}
	}
	return exhibit{Chart: trendChart(id, o, c, p)}
}

// complete shows the chart of an iteration.
func complete(id string, c *harness.Chart) exhibit {
	switch c.Kind {
	case harness.Pie:
		return exhibit{Chart: pieChart(id, c, c.Values, "")}
	case harness.Lines, harness.StackedArea:
		return exhibit{Chart: linesChart(id, c)}
	case harness.Table:
		return exhibit{Cells: cellsTable(c)}
	}
	return exhibit{Title: line(c.Title), Note: about(c, ""), Text: block(strings.Join(c.Text, "\n"))}
}

// moments counts the parts of time in which something was added.
func moments(c *harness.Combined) (n int) {
	seen := make(map[int]bool)
	for i := range c.Series {
		for at := range c.Series[i].Points {
			if c.Series[i].Points[at].Count > 0 {
				seen[at] = true
			}
		}
	}
	return len(seen)
}

// about is what is said about a chart: its description, its labels, and what it is made of.
func about(c *harness.Chart, made string) string {
	var said []string
	if text := line(c.Description); text != "" {
		said = append(said, strings.TrimRight(text, ".")+".")
	}
	switch label, axis := line(c.Label), line(c.AxisLabel); {
	case label != "" && axis != "":
		said = append(said, label+", by "+axis+".")
	case label+axis != "":
		said = append(said, label+axis+".")
	}
	if made != "" {
		said = append(said, made)
	}
	return strings.Join(said, " ")
}

// steadyPart names the phase that values are of, if there are several.
func steadyPart(o *harness.Outcome) string {
	if len(o.Phases) == 0 {
		return ""
	}
	return " in the steady phase"
}

func statsTable(o *harness.Outcome, c *harness.Combined) *table {
	t := &table{Title: line(c.Title), Note: about(&c.Chart, "Of all iterations that succeeded"+steadyPart(o)+"."), Head: []string{"Value", "count", "min", "mean"}}
	for _, p := range harness.Percentiles {
		t.Head = append(t.Head, percentileName(p))
	}
	t.Head = append(t.Head, "max")
	for i := range c.Series {
		s := &c.Series[i]
		cells := []string{number(s.Count), decimal(s.Min), decimal(s.Mean())}
		for _, p := range harness.Percentiles {
			cells = append(cells, decimal(s.Percentile(p)))
		}
		if cells = append(cells, decimal(s.Max)); s.Count == 0 {
			for k := range cells[1:] {
				cells[k+1] = "–"
			}
		}
		t.Rows = append(t.Rows, tableRow{Name: line(s.Name), Cells: plain(cells...)})
	}
	return t
}

// cellsTable is a table of an iteration, as far as it is shown.
func cellsTable(c *harness.Chart) *table {
	made := ""
	if n := len(c.Rows) - mostRows; n > 0 {
		made = "And " + count(int64(n), "more row") + "."
	}
	t := &table{Title: line(c.Title), Note: about(c, made), Head: lines(c.Columns)}
	for _, row := range c.Rows[:min(len(c.Rows), mostRows)] {
		t.Rows = append(t.Rows, tableRow{Name: line(row[0]), Cells: plain(lines(row[1:])...)})
	}
	return t
}

// decimal writes a number of no known unit with at least four digits that count.
func decimal(x float64) string {
	size := math.Abs(x)
	if size != 0 && (size < 1e-4 || size >= 1e15) {
		return strconv.FormatFloat(x, 'g', 4, 64)
	}
	places := 3
	for ; places > 0 && size >= 10; places-- {
		size /= 10
	}
	for ; size != 0 && size < 1 && places < 8; places++ {
		size *= 10
	}
	text := strconv.FormatFloat(x, 'f', places, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// textOutput writes a line for each value that was added.
func textOutput(o *harness.Outcome) *table {
	if len(o.Measures) == 0 {
		return nil
	}
	t := &table{Head: []string{"Value", "count", "min", "mean", "p50", "p95", "max"}, Note: "Values are those that the iterations that succeeded" + steadyPart(o) + " added."}
	for i := range o.Measures {
		m := &o.Measures[i]
		if i == mostRows {
			t.Note += fmt.Sprintf(" There are %d more.", len(o.Measures)-i)
			break
		}
		t.Rows = append(t.Rows, tableRow{Name: line(m.String()), Cells: plain(fmt.Sprint(m.Count), decimal(m.Min), decimal(m.Mean()), decimal(m.Percentile(50)), decimal(m.Percentile(95)), decimal(m.Max))})
	}
	return t
}
