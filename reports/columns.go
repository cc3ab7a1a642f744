package reports

import (
	"bufio"
	"strings"
	"unicode/utf8"
)

// columns aligns cells. The first of each row, as many as left says, are set to the left, the others to the right.
type columns struct {
	left  int
	words bool // the last one is set to the left, too
	rows  [][]string
}

func (c *columns) add(cells ...string) { c.rows = append(c.rows, cells) }

func (c *columns) write(b *bufio.Writer, indent string) {
	var width []int
	for _, row := range c.rows {
		for i, cell := range row {
			if i == len(width) {
				width = append(width, 0)
			}
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range c.rows {
		text := indent
		for i, cell := range row {
			if i > 0 {
				text += "  "
			}
			space := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if i < c.left || c.words && i == len(width)-1 {
				text += cell + space
			} else {
				text += space + cell
			}
		}
		b.WriteString(strings.TrimRight(text, " ") + "\n")
	}
}
