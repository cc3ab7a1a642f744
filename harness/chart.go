package harness

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Kind is how a [Chart] is drawn. Its text is what Rally calls the chart's plugin.
type Kind string

// The kinds of charts.
const (
	Lines       Kind = "Lines"       // Values if additive, Lines if complete
	StackedArea Kind = "StackedArea" // the same
	Pie         Kind = "Pie"         // Values
	StatsTable  Kind = "StatsTable"  // Values; additive only
	Table       Kind = "Table"       // Columns and Rows; complete only
	TextArea    Kind = "TextArea"    // Text; complete only
)

// kinds are those of additive charts, and of complete ones.
var kinds = map[bool][]Kind{
	true:  {Lines, StackedArea, Pie, StatsTable},
	false: {Lines, StackedArea, Pie, Table, TextArea},
}

// A Chart is output of a scenario: additive ([Iteration.Add]), a value for each of its series, or complete
// ([Iteration.Show]), all that there is to draw. All of its text is shown as text.
type Chart struct {
	Kind        Kind       `json:"kind"`                  // "" is StatsTable of an additive chart, and what suits the data of a complete one
	Title       string     `json:"title"`                 // additive charts of one title are one
	Description string     `json:"description,omitempty"` // what it shows, in a sentence
	Label       string     `json:"label,omitempty"`       // what the values are, such as their unit
	AxisLabel   string     `json:"axis_label,omitempty"`  // what the other axis is
	Values      []Value    `json:"values,omitempty"`
	Lines       []Line     `json:"lines,omitempty"`
	Columns     []string   `json:"columns,omitempty"`
	Rows        [][]string `json:"rows,omitempty"`
	Text        []string   `json:"text,omitempty"` // lines
}

// A Value is a number of a name.
type Value struct {
	Name   string  `json:"name"`
	Number float64 `json:"number"`
}

// A Line is points of a name: x and y, in the order of x.
type Line struct {
	Name   string       `json:"name"`
	Points [][2]float64 `json:"points"`
}

// An Output is charts that come together: see [ParseOutput].
type Output struct{ Additive, Complete []Chart }

// An OutputError says why a chart was refused.
type OutputError struct {
	Title string
	Err   error
}

// Error names the chart.
func (e *OutputError) Error() string { return fmt.Sprintf("output %q: %v", e.Title, e.Err) }

// Unwrap is the reason.
func (e *OutputError) Unwrap() error { return e.Err }

// What an iteration may put out at most.
const (
	mostCharts  = 100     // of an iteration
	mostValues  = 1000    // of all its additive charts
	mostShown   = 1 << 20 // bytes of all its complete charts
	mostSeries  = 100     // of a chart
	mostPoints  = 10_000  // of all its lines
	mostCells   = 10_000  // of a table
	mostText    = 1 << 16 // bytes of all text of a chart
	mostTitle   = 200     // bytes of a title, a name or a label
	mostSummary = 2000    // bytes of a description
	mostNumber  = 1e300
)

// kind is that of the chart, or of its data.
func (c *Chart) kind(additive bool) Kind {
	switch {
	case c.Kind != "":
		return c.Kind
	case additive:
		return StatsTable
	case len(c.Lines) > 0:
		return Lines
	case len(c.Values) > 0:
		return Pie
	case len(c.Columns) > 0:
		return Table
	}
	return TextArea
}

// check completes the chart, or refuses it.
func (c *Chart) check(additive bool) error {
	c.Kind = c.kind(additive)
	if err := c.wrong(additive); err != nil {
		return &OutputError{shorten(c.Title), err}
	}
	return nil
}

func (c *Chart) wrong(additive bool) error {
	if list := kinds[additive]; !slices.Contains(list, c.Kind) {
		sort, known := "complete", make([]string, len(list))
		if additive {
			sort = "additive"
		}
		for i, k := range list {
			known[i] = string(k)
		}
		return Unknown("kind of "+sort+" charts", string(c.Kind), known)
	}
	errs := []error{oneLine("a title", c.Title, true), oneLine("a label", c.Label, false), oneLine("a label of the axis", c.AxisLabel, false)}
	if len(c.Description) > mostSummary {
		errs = append(errs, fmt.Errorf("a description of %d bytes: expected at most %d", len(c.Description), mostSummary))
	}
	needs := "Text"
	switch {
	case additive || c.Kind == Pie:
		needs = "Values"
	case c.Kind == Lines || c.Kind == StackedArea:
		needs = "Lines"
	case c.Kind == Table:
		needs = "Columns and Rows"
	}
	for _, has := range []struct {
		what string
		n    int
	}{{"Values", len(c.Values)}, {"Lines", len(c.Lines)}, {"Columns and Rows", len(c.Columns) + len(c.Rows)}, {"Text", len(c.Text)}} {
		if (has.n > 0) != (has.what == needs) {
			return errors.Join(append(errs, fmt.Errorf("a chart of the kind %s has %d %s: expected %s, and nothing else", c.Kind, has.n, has.what, needs))...)
		}
	}
	return errors.Join(append(errs, c.wrongSeries(), c.wrongTable())...)
}

func (c *Chart) wrongSeries() error {
	names, points := make(map[string]bool), 0
	name := func(s string) error {
		if names[s] {
			return fmt.Errorf("two series are called %q: give them names", shorten(s))
		}
		names[s] = true
		return oneLine("a name", s, true)
	}
	if n := max(len(c.Values), len(c.Lines)); n > mostSeries {
		return fmt.Errorf("%d series: expected at most %d", n, mostSeries)
	}
	for _, v := range c.Values {
		if err := errors.Join(name(v.Name), finite(v.Name, v.Number)); err != nil {
			return err
		}
		if c.Kind == Pie && v.Number < 0 {
			return fmt.Errorf("%q is %v: a slice of a pie is not below zero", v.Name, v.Number)
		}
	}
	for _, l := range c.Lines {
		if err := name(l.Name); err != nil {
			return err
		}
		if points += len(l.Points); points > mostPoints {
			return fmt.Errorf("more than %d points", mostPoints)
		}
		last := math.Inf(-1)
		for _, p := range l.Points {
			if err := errors.Join(finite(l.Name, p[0]), finite(l.Name, p[1])); err != nil {
				return err
			}
			if p[0] < last {
				return fmt.Errorf("%q has a point at %v after one at %v: expected points in the order of x", l.Name, p[0], last)
			}
			last = p[0]
		}
	}
	return nil
}

func (c *Chart) wrongTable() error {
	if n := len(c.Columns) * (1 + len(c.Rows)); n > mostCells {
		return fmt.Errorf("a table of %d cells: expected at most %d", n, mostCells)
	}
	size := 0
	for _, row := range append([][]string{c.Columns, c.Text}, c.Rows...) {
		for _, cell := range row {
			size += len(cell) + 1
		}
	}
	if size > mostText {
		return fmt.Errorf("%d bytes of text: expected at most %d", size, mostText)
	}
	for i, row := range c.Rows {
		if len(row) != len(c.Columns) {
			return fmt.Errorf("row %d has %d cells: expected %d, as there are columns", i+1, len(row), len(c.Columns))
		}
	}
	return nil
}

func finite(name string, x float64) error {
	if math.Abs(x) <= mostNumber {
		return nil
	}
	return fmt.Errorf("%q is %v: expected a number of at most ±%.0e", shorten(name), x, mostNumber)
}

// oneLine refuses a text that is long, or has control characters.
func oneLine(what, text string, needed bool) error {
	switch {
	case needed && strings.TrimSpace(text) == "":
		return fmt.Errorf("%s is missing", what)
	case len(text) > mostTitle:
		return fmt.Errorf("%s of %d bytes: expected at most %d", what, len(text), mostTitle)
	case strings.ContainsFunc(text, unicode.IsControl), !utf8.ValidString(text):
		return fmt.Errorf("%s that is no line: %q: expected one without control characters", what, text)
	}
	return nil
}

// shorten is a text that may be wrong in an error.
func shorten(s string) string {
	if len(s) > mostTitle {
		return strings.ToValidUTF8(s[:mostTitle], "") + "…"
	}
	return s
}
