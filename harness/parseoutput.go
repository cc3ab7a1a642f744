package harness

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// ParseOutput reads what a hook or a command wrote. A JSON object that has no other keys than "additive" and "complete", each
// a list of charts, is Rally's protocol:
//
//	{"additive": [{"title": "disk", "chart_plugin": "Lines", "data": [["read", 41.5], ["write", 17]]}]}
//
// A chart has a title, a chart_plugin and data, and may have a description, a label and an axis_label. Data is
// [[name, number], ...] of an additive chart and of a Pie, [[name, [[x, y], ...]], ...] of complete Lines and StackedArea,
// {"cols": [...], "rows": [[...], ...]} of a Table, and a list of lines of a TextArea. EmbeddedChart and
// EmbeddedExternalChart are shown as the text that they are.
//
// Anything else is text: a TextArea of the title "Output", cut where it is too long; nothing, if it is blank. It is an error if
// charts are not what they have to be.
func ParseOutput(b []byte) (Output, error) {
	var keys map[string]json.RawMessage
	if json.Unmarshal(b, &keys) != nil || keys == nil {
		return outputText(b), nil
	}
	for key := range keys {
		if key != "additive" && key != "complete" {
			return outputText(b), nil
		}
	}
	var out Output
	var errs []error
	for _, sort := range []struct {
		key      string
		additive bool
		into     *[]Chart
	}{{"additive", true, &out.Additive}, {"complete", false, &out.Complete}} {
		if keys[sort.key] == nil {
			continue
		}
		var list []json.RawMessage
		if err := json.Unmarshal(keys[sort.key], &list); err != nil {
			errs = append(errs, fmt.Errorf("output: %q is no list of charts", sort.key))
		}
		for i, raw := range list {
			c, err := parseChart(raw, sort.additive)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s chart %d: %w", sort.key, i+1, err))
				continue
			}
			*sort.into = append(*sort.into, c)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return Output{}, err
	}
	return out, nil
}

// charts tells whether the output is more than a text.
func (o Output) charts() bool {
	return len(o.Additive) > 0 || len(o.Complete) > 1 || len(o.Complete) == 1 && (o.Complete[0].Kind != TextArea || o.Complete[0].Title != textTitle)
}

// textTitle is that of a text that is no chart.
const textTitle = "Output"

// outputText is a text as output.
func outputText(b []byte) Output {
	text := strings.ToValidUTF8(strings.TrimRightFunc(string(b), unicode.IsSpace), "�")
	if text == "" {
		return Output{}
	}
	cut := 0
	if most := mostText - 100; len(text) > most {
		short := strings.ToValidUTF8(text[:most], "")
		cut, text = len(text)-len(short), short
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if cut > 0 {
		lines = append(lines, fmt.Sprintf("… and %d bytes more", cut))
	}
	return Output{Complete: []Chart{{Kind: TextArea, Title: textTitle, Text: lines}}}
}

var chartKeys = []string{"title", "description", "chart_plugin", "data", "label", "axis_label"}

// parseChart reads a chart of Rally's protocol.
func parseChart(raw json.RawMessage, additive bool) (c Chart, err error) {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(raw, &keys); err != nil || keys == nil {
		return c, errors.New("expected an object with the keys " + strings.Join(chartKeys, ", "))
	}
	for key := range keys {
		if !slices.Contains(chartKeys, key) {
			return c, Unknown("key", shorten(key), chartKeys)
		}
	}
	texts := map[string]string{}
	for _, key := range chartKeys {
		if key == "data" || keys[key] == nil || key == "description" && string(keys[key]) == "null" {
			continue
		}
		var s *string
		if err := json.Unmarshal(keys[key], &s); err != nil || s == nil {
			return c, fmt.Errorf("%s is no text", key)
		}
		texts[key] = *s
	}
	c = Chart{Kind: Kind(texts["chart_plugin"]), Title: texts["title"], Description: texts["description"], Label: texts["label"], AxisLabel: texts["axis_label"]}
	refuse := func(err error) (Chart, error) { return Chart{}, &OutputError{shorten(c.Title), err} }
	if c.Kind == "" {
		return refuse(errors.New("chart_plugin is missing"))
	}
	if keys["data"] == nil {
		return refuse(errors.New("data is missing"))
	}
	if err := c.parseData(keys["data"], additive); err != nil {
		return refuse(err)
	}
	return c, c.check(additive)
}

// parseData reads the data that a chart of the kind has.
func (c *Chart) parseData(raw json.RawMessage, additive bool) error {
	switch {
	case additive || c.Kind == Pie:
		return c.parseValues(raw)
	case c.Kind == Lines || c.Kind == StackedArea:
		return c.parseLines(raw)
	case c.Kind == Table:
		return c.parseTable(raw)
	case c.Kind == TextArea:
		return parseText(raw, &c.Text)
	case c.Kind == "EmbeddedChart" || c.Kind == "EmbeddedExternalChart":
		var text string
		if json.Unmarshal(raw, &text) != nil {
			return errors.New("data is no text")
		}
		c.Kind, c.Text = TextArea, strings.Split(text, "\n")
	}
	return nil // check says that there is no such kind
}

func (c *Chart) parseValues(raw json.RawMessage) error {
	list, err := pairs(raw, "number")
	for _, pair := range list {
		v := Value{Name: pair.name}
		if !numeral(pair.rest, &v.Number) {
			return fmt.Errorf("%q is no number", shorten(pair.name))
		}
		c.Values = append(c.Values, v)
	}
	return err
}

func (c *Chart) parseLines(raw json.RawMessage) error {
	list, err := pairs(raw, "[[x, y], ...]")
	for _, pair := range list {
		l := Line{Name: pair.name}
		var points [][]json.RawMessage
		if json.Unmarshal(pair.rest, &points) != nil {
			return fmt.Errorf("%q has no list of points [x, y]", shorten(pair.name))
		}
		for i, p := range points {
			var at [2]float64
			if len(p) != 2 || !numeral(p[0], &at[0]) || !numeral(p[1], &at[1]) {
				return fmt.Errorf("point %d of %q is no pair of numbers", i+1, shorten(pair.name))
			}
			l.Points = append(l.Points, at)
		}
		c.Lines = append(c.Lines, l)
	}
	return err
}

func (c *Chart) parseTable(raw json.RawMessage) error {
	var table map[string]json.RawMessage
	if json.Unmarshal(raw, &table) != nil || len(table) != 2 || table["cols"] == nil || table["rows"] == nil {
		return errors.New(`data is no table: expected {"cols": [...], "rows": [[...], ...]}`)
	}
	if err := parseText(table["cols"], &c.Columns); err != nil {
		return fmt.Errorf("cols: %w", err)
	}
	var rows []json.RawMessage
	if json.Unmarshal(table["rows"], &rows) != nil {
		return errors.New("rows are no list")
	}
	for i, row := range rows {
		var cells []string
		if err := parseText(row, &cells); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
		c.Rows = append(c.Rows, cells)
	}
	return nil
}

// A pair is [name, something].
type pair struct {
	name string
	rest json.RawMessage
}

func pairs(raw json.RawMessage, what string) (list []pair, err error) {
	var all [][]json.RawMessage
	if json.Unmarshal(raw, &all) != nil {
		return nil, fmt.Errorf("data is not what it has to be: expected [[name, %s], ...]", what)
	}
	for i, x := range all {
		var name *string
		if len(x) != 2 || json.Unmarshal(x[0], &name) != nil || name == nil {
			return nil, fmt.Errorf("entry %d of the data is not what it has to be: expected [name, %s]", i+1, what)
		}
		list = append(list, pair{*name, x[1]})
	}
	return list, nil
}

// numeral reads a JSON number, and nothing else.
func numeral(raw json.RawMessage, into *float64) bool {
	var x *float64
	if json.Unmarshal(raw, &x) != nil || x == nil {
		return false
	}
	*into = *x
	return true
}

// parseText reads a list of texts, numbers and other plain values.
func parseText(raw json.RawMessage, into *[]string) error {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil || list == nil {
		return errors.New("data is no list of texts")
	}
	for _, x := range list {
		var s string // of null, ""
		if json.Unmarshal(x, &s) != nil {
			s = string(x)
		}
		if x[0] == '{' || x[0] == '[' {
			return fmt.Errorf("%s is no text", shorten(s))
		}
		*into = append(*into, s)
	}
	return nil
}
