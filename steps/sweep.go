package steps

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

// A sweep is a table of loads and arguments, each row of which is a workload; they run one after another.
type sweep struct {
	rows []*workload
	rest time.Duration // between them
}

func sweeps() []Phrase {
	return []Phrase{
		{`When`, `"SCENARIO" runs for each row of (TABLE)`, `^"([^"]*)" runs for each row of$`,
			"one row after another, each with figures of its own, shown as one table and one chart. The first row names the columns: users or rate, and duration or iterations, are the load; the others are arguments",
			func(b *bench) any { return b.sweeps }},
		{`When`, `"SCENARIO" runs for DURATION for each row of (TABLE)`, `^"([^"]*)" runs for (\S+) for each row of$`,
			"the same, with one duration for all",
			func(b *bench) any { return b.sweepsFor }},
	}
}

func (b *bench) sweeps(scenario string, t *table) error { return b.sweepsFor(scenario, "", t) }

// sweepsFor adds a workload for each row.
func (b *bench) sweepsFor(scenario, duration string, t *table) error {
	cells := cellsOf(t)
	if len(cells) < 2 {
		return fmt.Errorf("a table of loads for %s: expected a row with the names of the columns, such as | users | duration |, and one or more with values", scenario)
	}
	s := new(sweep)
	for i, values := range cells[1:] {
		w, err := sweepRow(scenario, duration, cells[0], values)
		if err != nil {
			return fmt.Errorf("row %d of the loads for %s: %w", i+1, scenario, err)
		}
		for k, row := range s.rows {
			if row.Point.String() == w.Point.String() {
				return fmt.Errorf("row %d of the loads for %s is row %d again: %s", i+1, scenario, k+1, w.Point)
			}
		}
		w.sweep = s
		s.rows = append(s.rows, w)
	}
	b.workloads = append(b.workloads, s.rows...)
	return nil
}

// loadColumns are those that are not arguments.
var loadColumns = []string{"users", "rate", "duration", "iterations"}

// sweepRow makes the workload of a row.
func sweepRow(scenario, duration string, names, cells []string) (*workload, error) {
	if len(cells) != len(names) {
		return nil, fmt.Errorf("%d cells: expected %d, for %s", len(cells), len(names), strings.Join(names, ", "))
	}
	w := &workload{scenario: scenario}
	w.Point = new(harness.Point)
	of := make(map[string]string)
	if duration != "" {
		of["duration"] = duration
	}
	for i, name := range names {
		name = strings.TrimSpace(name)
		value := harness.Argument{Name: name, Value: strings.TrimSpace(cells[i])}
		switch {
		case slices.ContainsFunc(w.Point.Values, func(a harness.Argument) bool { return a.Name == name }):
			return nil, fmt.Errorf("two columns are called %q", name)
		case name == "duration" && duration != "":
			return nil, fmt.Errorf("a column duration, and %s for all rows: expected one of both", duration)
		case slices.Contains(loadColumns, name):
			of[name] = value.Value
		default:
			w.fixed = append(w.fixed, value)
		}
		w.Point.Values = append(w.Point.Values, value)
	}
	l, err := sweepLoad(of)
	w.shape = l
	return w, err
}

func sweepLoad(of map[string]string) (l load.Load, err error) {
	take := func(name string, f func(v *values)) {
		if text, ok := of[name]; ok && err == nil {
			v := &values{words: []string{text}}
			if f(v); v.err != nil {
				err = fmt.Errorf("column %s: %w", name, v.err)
			}
		}
	}
	_, users := of["users"]
	_, rate := of["rate"]
	_, ends := of["duration"]
	_, counts := of["iterations"]
	switch {
	case users == rate:
		return nil, fmt.Errorf("expected a column users or a column rate, and not both")
	case !ends && !counts:
		return nil, fmt.Errorf("nobody knows when it ends: expected a column duration or iterations")
	}
	var n int
	var d time.Duration
	take("iterations", func(v *values) { n = v.count() })
	take("duration", func(v *values) { d = v.duration() })
	take("users", func(v *values) { l = load.Constant{Users: v.count(), Iterations: n, Duration: d} })
	take("rate", func(v *values) { l = load.Rate{PerSecond: v.rate(), Iterations: n, Duration: d} })
	return l, err
}

// chain lets the rows of each sweep run one after another.
func (b *bench) chain() {
	list := b.benchmark.Workloads
	for at := 0; at < len(b.workloads); {
		s := b.workloads[at].sweep
		if s == nil {
			at++
			continue
		}
		rows := list[at : at+len(s.rows)]
		copy(rows, harness.Sweep(rows[0].Name, s.rest, rows...))
		at += len(rows)
	}
}
