package dummy

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/pacenote/pacenote/harness"
)

// Output puts out a chart of every kind, of random whole numbers: Dummy.dummy_output. Rally's embedded page has no place in
// a report that is safe to open, and is left out.
type Output struct {
	Most int64 `arg:"random_range" help:"the largest number; the smallest is 1"`
}

// Name is Rally's.
func (Output) Name() string { return "Dummy.dummy_output" }

// Actions says that there are none.
func (Output) Actions() []string { return nil }

// Validate refuses a range without a number.
func (o Output) Validate() error {
	if o.Most < 1 {
		return fmt.Errorf("random_range is %d: expected 1 or more", o.Most)
	}
	return nil
}

// additive are the charts that are combined, without their values.
var additive = []struct {
	chart harness.Chart
	names []string
}{
	{harness.Chart{Kind: harness.StatsTable, Title: "Additive StatsTable", Description: "Statistics of values of all iterations"}, []string{"foo stat", "bar stat", "spam stat"}},
	{harness.Chart{Kind: harness.StackedArea, Title: "Additive StackedArea (no description)", Label: "Measure this in Foo units"}, []string{"foo 1", "foo 2", "foo 3", "foo 4", "foo 5", "foo 6"}},
	{harness.Chart{Kind: harness.Lines, Title: "Additive Lines", Description: "Values of all iterations over time", Label: "Measure this in Bar units"}, []string{"bar 1", "bar 2", "bar 3"}},
	{harness.Chart{Kind: harness.Pie, Title: "Additive Pie", Description: "Means of values of all iterations"}, []string{"spam 1", "spam 2", "spam 3", "spam 4"}},
}

// Measures are the values that Run adds.
func (Output) Measures() (list [][2]string) {
	for _, a := range additive {
		for _, name := range a.names {
			list = append(list, [2]string{a.chart.Title, name})
		}
	}
	return list
}

// Run puts out the charts.
func (o Output) Run(_ context.Context, it *harness.Iteration) error {
	r := it.Rand("output")
	for _, a := range additive {
		c := a.chart
		c.Values = o.values(r, a.names...)
		it.Add(c)
	}
	it.Show(harness.Chart{
		Title: "Complete Lines", Description: "Lines of one iteration", Label: "Custom Y-axis label", AxisLabel: "Custom X-axis label",
		Lines: o.lines(r, 7, "Foo", "Bar", "Spam"),
	})
	it.Show(harness.Chart{
		Kind: harness.StackedArea, Title: "Complete StackedArea", Description: "Areas of one iteration", Label: "Y-axis label", AxisLabel: "X-axis label",
		Lines: o.lines(r, 50, "alpha", "beta", "gamma"),
	})
	it.Show(harness.Chart{Title: "Complete Pie (no description)", Values: o.values(r, "delta", "epsilon", "zeta", "theta", "lambda", "omega")})
	table := harness.Chart{Title: "Complete Table", Description: "Cells of one iteration", Columns: []string{"mu column", "xi column", "pi column", "tau column", "chi column"}}
	for i := range 15 {
		row := make([]string, len(table.Columns))
		for k := range row {
			row[k] = fmt.Sprintf("%d-%d: %d", i+1, k+1, o.number(r))
		}
		table.Rows = append(table.Rows, row)
	}
	it.Show(table)
	it.Show(harness.Chart{Title: "Complete TextArea", Description: "Lines of text of one iteration", Text: []string{
		fmt.Sprintf("Iteration %d drew numbers from 1 to %d.", it.Number, o.Most), "This is what a script said, line by line,", "and <b>nothing</b> of it is more than text.",
	}})
	return nil
}

func (o Output) number(r *rand.Rand) int64 { return 1 + r.Int64N(o.Most) }

func (o Output) values(r *rand.Rand, names ...string) []harness.Value {
	list := make([]harness.Value, len(names))
	for i, name := range names {
		list[i] = harness.Value{Name: name, Number: float64(o.number(r))}
	}
	return list
}

func (o Output) lines(r *rand.Rand, points int, names ...string) []harness.Line {
	list := make([]harness.Line, len(names))
	for i, name := range names {
		list[i].Name = name
		for x := range points {
			list[i].Points = append(list[i].Points, [2]float64{float64(x + 1), float64(o.number(r))})
		}
	}
	return list
}
