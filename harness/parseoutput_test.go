package harness_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

// Scripts that were written for Rally are understood.
func TestParseOutput(t *testing.T) {
	out, err := harness.ParseOutput([]byte(`{
		"additive": [{"title": "dd", "description": null, "chart_plugin": "StackedArea", "data": [["read", 41.5], ["write", 17]], "label": "s", "axis_label": "run"}],
		"complete": [
			{"title": "lines", "description": "of something", "chart_plugin": "Lines", "data": [["cpu", [[0, 1], [1, 2.5]]]]},
			{"title": "pie", "chart_plugin": "Pie", "data": [["a", 1]]},
			{"title": "table", "chart_plugin": "Table", "data": {"cols": ["a", "b"], "rows": [["x", 1], [true, null]]}},
			{"title": "text", "chart_plugin": "TextArea", "data": ["one", "two"]},
			{"title": "page", "chart_plugin": "EmbeddedChart", "data": "<b>\n</b>"}
		]}`))
	want := harness.Output{
		Additive: []harness.Chart{{Kind: harness.StackedArea, Title: "dd", Label: "s", AxisLabel: "run", Values: []harness.Value{{Name: "read", Number: 41.5}, {Name: "write", Number: 17}}}},
		Complete: []harness.Chart{
			{Kind: harness.Lines, Title: "lines", Description: "of something", Lines: []harness.Line{{Name: "cpu", Points: [][2]float64{{0, 1}, {1, 2.5}}}}},
			{Kind: harness.Pie, Title: "pie", Values: []harness.Value{{Name: "a", Number: 1}}},
			{Kind: harness.Table, Title: "table", Columns: []string{"a", "b"}, Rows: [][]string{{"x", "1"}, {"true", ""}}},
			{Kind: harness.TextArea, Title: "text", Text: []string{"one", "two"}},
			{Kind: harness.TextArea, Title: "page", Text: []string{"<b>", "</b>"}},
		},
	}
	if err != nil || fmt.Sprintf("%+v", out) != fmt.Sprintf("%+v", want) {
		t.Errorf("ParseOutput = %+v, %v; want %+v", out, err, want)
	}
}

// What is no such JSON is text, all of it if it is not too long.
func TestParseOutputOfText(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"hello\r\nworld\n\n", []string{"hello", "world"}},
		{`{"additive": [], "more": 1}`, []string{`{"additive": [], "more": 1}`}},
		{`[1]`, []string{"[1]"}},
		{`{"additive": [`, []string{`{"additive": [`}},
		{"null", []string{"null"}},
		{"a\xffb", []string{"a�b"}},
	} {
		out, err := harness.ParseOutput([]byte(tt.text))
		if err != nil || len(out.Additive) != 0 || len(out.Complete) != 1 || out.Complete[0].Kind != harness.TextArea || strings.Join(out.Complete[0].Text, "|") != strings.Join(tt.want, "|") {
			t.Errorf("ParseOutput(%q) = %+v, %v; want the text %q", tt.text, out, err, tt.want)
		}
	}
	for _, none := range []string{"", " \n", "{}", `{"additive": []}`, `{"complete": null}`} {
		if out, err := harness.ParseOutput([]byte(none)); err != nil || len(out.Additive)+len(out.Complete) > 0 {
			t.Errorf("ParseOutput(%q) = %+v, %v; want nothing", none, out, err)
		}
	}
	out, _ := harness.ParseOutput([]byte(strings.Repeat("0123456789\n", 10_000)))
	lines := out.Complete[0].Text
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "… and 4") || !strings.HasSuffix(last, " bytes more") {
		t.Errorf("a long text ends with %q", last)
	}
}

func TestParseOutputRefuses(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{`{"additive": 1}`, `"additive" is no list of charts`},
		{`{"additive": [1]}`, `additive chart 1: expected an object with the keys title`},
		{`{"additive": [{"title": "a", "chart_plugin": "Lines", "data": [["a", 1]], "lable": "b"}]}`, `unknown key "lable": did you mean "label"?`},
		{`{"additive": [{"title": 1}]}`, "title is no text"},
		{`{"additive": [{"title": "a", "data": []}]}`, `output "a": chart_plugin is missing`},
		{`{"additive": [{"title": "a", "chart_plugin": "Lines"}]}`, `output "a": data is missing`},
		{`{"additive": [{"title": "a", "chart_plugin": "Lines", "data": {}}]}`, "expected [[name, number], ...]"},
		{`{"additive": [{"title": "a", "chart_plugin": "Lines", "data": [["a"]]}]}`, "entry 1 of the data"},
		{`{"additive": [{"title": "a", "chart_plugin": "Lines", "data": [["a", "1"]]}]}`, `"a" is no number`},
		{`{"additive": [{"title": "a", "chart_plugin": "Lines", "data": [["a", null]]}]}`, `"a" is no number`},
		{`{"additive": [{"title": "a", "chart_plugin": "Table", "data": [["a", 1]]}]}`, `unknown kind of additive charts "Table"`},
		{`{"complete": [{"title": "a", "chart_plugin": "Lines", "data": [["a", 1]]}]}`, `"a" has no list of points`},
		{`{"complete": [{"title": "a", "chart_plugin": "Lines", "data": [["a", [[1]]]]}]}`, `point 1 of "a" is no pair of numbers`},
		{`{"complete": [{"title": "a", "chart_plugin": "Table", "data": {"cols": ["a"]}}]}`, `expected {"cols"`},
		{`{"complete": [{"title": "a", "chart_plugin": "Table", "data": {"cols": ["a"], "rows": [[[]]]}}]}`, "row 1: [] is no text"},
		{`{"complete": [{"title": "a", "chart_plugin": "Table", "data": {"cols": ["a"], "rows": [["a", "b"]]}}]}`, "row 1 has 2 cells"},
		{`{"complete": [{"title": "a", "chart_plugin": "TextArea", "data": "b"}]}`, "data is no list of texts"},
		{`{"complete": [{"title": "a", "chart_plugin": "OSProfiler", "data": {}}]}`, `unknown kind of complete charts "OSProfiler"`},
	} {
		out, err := harness.ParseOutput([]byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) || len(out.Additive)+len(out.Complete) > 0 {
			t.Errorf("ParseOutput(%s) = %+v, %v; want an error with %q", tt.text, out, err, tt.want)
		}
	}
}

// Whatever is parsed without an error can be put out.
func FuzzParseOutput(f *testing.F) {
	f.Add([]byte(`{"additive": [{"title": "a", "chart_plugin": "Pie", "data": [["b", 1e3]]}]}`))
	f.Add([]byte(`{"complete": [{"title": "a", "chart_plugin": "Table", "data": {"cols": ["a"], "rows": [[1]]}}, {"title": "b", "chart_plugin": "Lines", "data": [["b", [[1, 2]]]]}]}`))
	f.Add([]byte("text\r\n\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		parsed, err := harness.ParseOutput(b)
		if err != nil || len(parsed.Additive)+len(parsed.Complete) > 100 {
			return
		}
		result, err := one(t, load.Constant{Iterations: 1}, func(_ context.Context, it *harness.Iteration) error {
			it.Output(parsed)
			return nil
		})
		if out := must(t, result, err); len(out.Failures) > 0 && !strings.Contains(out.Failures[0].Message, "more than") {
			t.Errorf("ParseOutput(%q) = %+v, which is refused: %s", b, parsed, out.Failures[0].Message)
		}
	})
}
