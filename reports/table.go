package reports

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
)

// A table is figures in rows, each with a name, for the page and for the text.
type table struct {
	Title string
	Note  string   // of what its figures are; "" if that is plain
	Head  []string // of the columns; the first is that of the names
	Rows  []tableRow
}

// A tableRow is what a table says about one thing.
type tableRow struct {
	Name  string
	Depth int  // of a part of the row above, and so on; 0 for none
	Whole bool // others are parts of it
	Cells []cell
}

// A cell is a figure of a table.
type cell struct {
	Text  string
	Bad   bool
	Words bool // it is a sentence, not a figure
}

// Wordy tells whether a column holds sentences.
func (t *table) Wordy(column int) bool {
	return slices.ContainsFunc(t.Rows, func(r tableRow) bool { return column > 0 && r.Cells[column-1].Words })
}

func plain(texts ...string) (list []cell) {
	for _, text := range texts {
		list = append(list, cell{Text: text})
	}
	return list
}

// trim drops those of some columns in which no row says anything but zero.
func (t *table) trim(columns ...string) *table {
	for _, name := range columns {
		at := slices.Index(t.Head, name)
		if slices.ContainsFunc(t.Rows, func(r tableRow) bool { return r.Cells[at-1].Text != "" && r.Cells[at-1].Text != "0" }) {
			continue
		}
		t.Head = slices.Delete(t.Head, at, at+1)
		for i := range t.Rows {
			t.Rows[i].Cells = slices.Delete(t.Rows[i].Cells, at-1, at)
		}
	}
	return t
}

// text writes t, or nothing if it is nil.
func (t *table) text(b *bufio.Writer) {
	if t == nil {
		return
	}
	c := columns{left: 1, words: t.Wordy(len(t.Head) - 1)}
	c.add(append([]string{strings.ToLower(t.Head[0])}, t.Head[1:]...)...)
	for _, r := range t.Rows {
		cells := []string{strings.Repeat("  ", r.Depth) + r.Name}
		for _, x := range r.Cells {
			cells = append(cells, x.Text)
		}
		c.add(cells...)
	}
	fmt.Fprintln(b)
	c.write(b, "  ")
	if t.Note != "" {
		fmt.Fprintf(b, "  %s\n", t.Note)
	}
}
