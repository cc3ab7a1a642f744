package reports

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/history"
)

// CompareText writes comparisons for a terminal.
func CompareText(w io.Writer, list ...*history.Difference) error {
	b := bufio.NewWriter(w)
	for i, d := range list {
		if i > 0 {
			fmt.Fprintln(b)
		}
		fmt.Fprintf(b, "%s\n", title(d.New))
		runs := columns{left: 2}
		for _, side := range []struct {
			name string
			run  *harness.Result
		}{{"old", d.Old}, {"new", d.New}} {
			runs.add(side.name, side.run.ID, when([]*harness.Result{side.run}), line(word(side.run)))
		}
		runs.write(b, "  ")
		if rehearsal := rehearsal([]*harness.Result{d.Old, d.New}); rehearsal != "" {
			fmt.Fprintf(b, "  %s\n", rehearsal)
		}
		fmt.Fprintf(b, "\n  %s\n", differenceWords(d))
		for _, t := range []*table{changesTable(d), levelsTable(d)} {
			if t != nil {
				fmt.Fprintf(b, "\n  %s", strings.ToLower(t.Title))
			}
			t.text(b)
		}
		for _, t := range differenceTables(d) {
			fmt.Fprintf(b, "\n  %s", t.Title)
			t.text(b)
		}
		if t := failuresTable(d); t != nil {
			fmt.Fprintf(b, "\n  %s", strings.ToLower(t.Title))
			t.text(b)
		}
		for _, only := range []struct {
			name string
			list []string
		}{{"only in the old run", d.Gone}, {"only in the new run", d.Added}} {
			if len(only.list) > 0 {
				fmt.Fprintf(b, "\n  %s: %s\n", only.name, strings.Join(lines(only.list), ", "))
			}
		}
	}
	return b.Flush()
}

// differenceWords say in a sentence or two what a comparison has found.
func differenceWords(d *history.Difference) string {
	var worse, better, fails []string
	for _, r := range d.Found() {
		name := rowName(r)
		switch {
		case r.Verdict == harness.Worse:
			worse = append(worse, name+" by "+strings.Trim(change(r.Ratio), "+-"))
		case r.Verdict == harness.Better:
			better = append(better, name+" by "+strings.Trim(change(r.Ratio), "+-"))
		}
		switch r.TailVerdict {
		case harness.Worse:
			worse = append(worse, "the tail of "+name+", p95 "+turned(seconds(r.Old.P95), seconds(r.New.P95)))
		case harness.Better:
			better = append(better, "the tail of "+name+", p95 "+turned(seconds(r.Old.P95), seconds(r.New.P95)))
		}
		if r.FailureVerdict != harness.Same {
			fails = append(fails, fmt.Sprintf("%s fails in %s, before in %s", name, percent(share(r.New)), percent(share(r.Old))))
		}
	}
	var said []string
	for _, x := range []struct {
		word string
		list []string
	}{{"Slower", worse}, {"Faster", better}} {
		if len(x.list) > 0 {
			said = append(said, x.word+": "+strings.Join(x.list, ", "))
		}
	}
	said = append(said, fails...)
	fresh := 0
	for _, f := range d.Failures {
		if f.Fresh() {
			fresh++
		}
	}
	if fresh > 0 {
		said = append(said, count(int64(fresh), "kind")+" of failure new")
	}
	if len(said) == 0 {
		return "Nothing differs that chance could not explain."
	}
	return strings.Join(said, ". ") + "."
}

func share(f history.Figures) float64 {
	return float64(f.Failed) / math.Max(float64(f.Failed+f.Succeeded), 1)
}

// rowName is that of a series.
func rowName(r *history.Row) string {
	if r.Series == "" {
		return "the iteration"
	}
	return line(r.Series)
}

// change writes a ratio as a change: "+10.1 %".
func change(ratio float64) string {
	x := 100 * (ratio - 1)
	switch {
	case ratio == 0:
		return "–"
	case math.Abs(x) < 0.05:
		return "0 %"
	case x > 999.5:
		return "×" + digits(ratio)
	}
	return fmt.Sprintf("%+.1f %%", x)
}

// chance writes a p-value.
func chance(p float64) string {
	if p < 0.001 {
		return "<0.001"
	}
	return fmt.Sprintf("%.3f", p)
}

// differenceTables are the figures of both runs, a workload each.
func differenceTables(d *history.Difference) (list []*table) {
	for i := range d.Rows {
		r := &d.Rows[i]
		if i == 0 || r.Workload != d.Rows[i-1].Workload {
			list = append(list, &table{
				Title: line(r.Workload), Head: []string{"Series", "finding", "change of p50", "95 % sure", "p", "p50", "p95", "p99", "ended well"},
				Note: "Durations are those of what succeeded. ~ is where chance is explanation enough (p, corrected for all questions of this comparison, is not below 0.01).",
			})
		}
		t := list[len(list)-1]
		t.Rows = append(t.Rows, differenceRow(r))
	}
	return list
}

func differenceRow(r *history.Row) tableRow {
	name := line(r.Series)
	if r.Series == "" {
		name = "iteration"
	}
	x := tableRow{Name: name, Depth: r.Depth, Whole: r.Series == ""}
	finding := cell{Text: "~", Words: true}
	switch {
	case r.Verdict == harness.Worse:
		finding = cell{Text: "slower", Bad: r.Because == "", Words: true}
	case r.Verdict == harness.Better:
		finding.Text = "faster"
	}
	if r.Because != "" {
		finding.Text += ", because of " + line(r.Because)
	}
	if r.Of != "" && r.Verdict != harness.Same {
		finding.Text += ", in " + line(r.Of)
	}
	switch r.TailVerdict {
	case harness.Worse:
		finding.Text, finding.Bad = "slower tail", true
	case harness.Better:
		finding.Text = "faster tail"
	}
	switch r.FailureVerdict {
	case harness.Worse:
		finding.Text, finding.Bad = strings.TrimPrefix(finding.Text+", fails more often", "~, "), true
	case harness.Better:
		finding.Text = strings.TrimPrefix(finding.Text+", fails less often", "~, ")
	}
	x.Cells = append(x.Cells, finding)
	many := func(f history.Figures) string {
		if f.Failed == 0 {
			return number(f.Succeeded)
		}
		return number(f.Succeeded) + " of " + number(f.Succeeded+f.Failed)
	}
	if r.Old.Succeeded > 0 && r.New.Succeeded > 0 {
		x.Cells = append(x.Cells, plain(change(r.Ratio), change(r.Low)+" to "+change(r.High), chance(r.P),
			turned(seconds(r.Old.P50), seconds(r.New.P50)), turned(seconds(r.Old.P95), seconds(r.New.P95)), turned(seconds(r.Old.P99), seconds(r.New.P99)))...)
	} else {
		x.Cells = append(x.Cells, plain("–", "–", "–", "–", "–", "–")...)
	}
	x.Cells = append(x.Cells, cell{Text: turned(many(r.Old), many(r.New)), Bad: r.New.Failed > 0})
	return x
}

// changesTable is what else differs; nil if nothing does.
func changesTable(d *history.Difference) *table {
	if len(d.Changes) == 0 {
		return nil
	}
	t := &table{Title: "What else differs", Head: []string{"What", "old", "new"}}
	for _, c := range d.Changes {
		t.Rows = append(t.Rows, tableRow{Name: line(c.What), Cells: []cell{{Text: dash(line(c.From)), Words: true}, {Text: dash(line(c.To)), Words: true}}})
	}
	return t
}

// turned is what something was and is, or is still.
func turned(old, new string) string {
	if old == new {
		return new
	}
	return old + " → " + new
}

func dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// levelsTable is the service levels whose verdict is another one; nil if there are none.
func levelsTable(d *history.Difference) *table {
	if len(d.Levels) == 0 {
		return nil
	}
	t := &table{Title: "Promises whose verdict has changed", Head: []string{"Promise", "old", "new", "now"}}
	for _, l := range d.Levels {
		now := cell{Text: "broken", Bad: true, Words: true}
		if l.Kept {
			now = cell{Text: "kept", Words: true}
		}
		t.Rows = append(t.Rows, tableRow{Name: line(l.Promise), Cells: append(plain(line(l.Old), line(l.New)), now)})
	}
	return t
}

// failuresTable is the kinds of failures of both runs; nil if nothing failed.
func failuresTable(d *history.Difference) *table {
	if len(d.Failures) == 0 {
		return nil
	}
	t := &table{Title: "Failures", Head: []string{"Kind", "old", "new", "is", "example"}}
	for i, f := range d.Failures {
		if i == mostRows {
			t.Note = "and " + number(int64(len(d.Failures)-i)) + " more kinds"
			break
		}
		is := cell{Words: true}
		switch {
		case f.Fresh():
			is = cell{Text: "new", Bad: true, Words: true}
		case f.New == 0:
			is.Text = "gone"
		}
		name := line(f.Class)
		if f.Action != "" {
			name += " in " + line(f.Action)
		}
		t.Rows = append(t.Rows, tableRow{Name: name, Cells: append(plain(number(f.Old), number(f.New)), is, cell{Text: line(f.Message), Words: true})})
	}
	return t
}
