package steps

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cucumber/godog"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

type table = godog.Table

// A workload is one in the making: what a When runs, and what the steps after it say about that.
type workload struct {
	harness.Workload
	scenario string // in the catalogue, or a mix of the feature
	fixed    []harness.Argument
	rows     *harness.Rows // nil if all iterations have the same arguments
	order    harness.Order
	shape    load.Load
	random   bool
	limit    *load.Limit
	pace     *load.Paced
	levels   [][]string // of its own
}

func (b *bench) runs(s shape, text string, arguments *table) error {
	scenario, l, err := s.parse(text)
	if err != nil {
		return err
	}
	return b.add(scenario, l, arguments)
}

func (b *bench) stages(scenario string, rows *table) error {
	var stages load.Stages
	for _, row := range cellsOf(rows) {
		part, err := parseStage(row)
		if err != nil {
			return err
		}
		stages = append(stages, part)
	}
	return b.add(scenario, stages, nil)
}

func (b *bench) add(scenario string, l load.Load, arguments *table) error {
	if b.result != nil || b.err != nil {
		return errors.New("the run is over: a When comes before every Then, and another run is another scenario of the feature")
	}
	w := &workload{scenario: scenario, shape: l}
	if limit, ok := l.(load.Limit); ok {
		w.shape, w.limit = limit.Load, &limit
	}
	var err error
	if w.fixed, err = argumentsOf(scenario, arguments); err != nil {
		return err
	}
	b.workloads = append(b.workloads, w)
	return nil
}

func argumentsOf(scenario string, arguments *table) (list []harness.Argument, err error) {
	for _, row := range cellsOf(arguments) {
		if len(row) != 2 {
			return nil, fmt.Errorf("arguments of %s: a row with %d cells: expected two, name and value", scenario, len(row))
		}
		list = append(list, harness.Argument{Name: row[0], Value: row[1]})
	}
	return list, nil
}

func cellsOf(t *table) (rows [][]string) {
	if t == nil {
		return nil
	}
	for _, row := range t.Rows {
		cells := make([]string, len(row.Cells))
		for i, c := range row.Cells {
			cells[i] = c.Value
		}
		rows = append(rows, cells)
	}
	return rows
}

// arguments are those of a scenario wherever it runs.
func (b *bench) arguments(scenario string, arguments *table) (err error) {
	b.common[scenario], err = argumentsOf(scenario, arguments)
	return err
}

// mix defines one: rows of weight and scenario.
func (b *bench) mix(name string, rows *table) error {
	var list [][]string
	for _, row := range cellsOf(rows) {
		if len(row) != 2 {
			return fmt.Errorf("mix %q: a row with %d cells: expected two, weight and scenario", name, len(row))
		}
		list = append(list, row)
	}
	b.mixes[name] = list
	return nil
}

// ready runs the benchmark when the last step that says something about it was read.
func (b *bench) ready(ctx context.Context) error {
	if b.awaited--; b.awaited != 0 {
		return nil
	}
	b.benchmark.Workloads = nil
	for _, w := range b.workloads {
		ready, err := b.make(w)
		if err != nil {
			return err
		}
		b.benchmark.Workloads = append(b.benchmark.Workloads, ready)
	}
	if err := b.distribute(); err != nil {
		return err
	}
	b.result, b.err = b.lab.Run(ctx, b.benchmark)
	if b.result == nil {
		b.judged = true
		return b.err
	}
	return nil
}

// make puts a workload together.
func (b *bench) make(w *workload) (harness.Workload, error) {
	ready := w.Workload
	ready.Timeout = b.iterationTimeout
	ready.Load = w.shape
	if w.random {
		ready.Load = load.Poisson{Load: ready.Load}
	}
	if w.pace != nil {
		w.pace.Load = ready.Load
		ready.Load = *w.pace
	}
	if w.limit != nil {
		w.limit.Load = ready.Load
		ready.Load = *w.limit
	}
	if rows, ok := b.mixes[w.scenario]; ok {
		if w.rows != nil || len(w.fixed) > 0 {
			return ready, fmt.Errorf("%q is a mix: give arguments to its scenarios", w.scenario)
		}
		mix, err := b.makeMix(w.scenario, rows)
		ready.Scenario = mix
		if ready.Name == "" {
			ready.Name = w.scenario
		}
		return ready, err
	}
	entry, err := b.find(w.scenario)
	if err != nil {
		return ready, err
	}
	fixed := slices.Concat(b.common[w.scenario], w.fixed)
	if ready.Name == "" {
		ready.Name = entry.Name
	}
	if w.rows != nil {
		ready.Scenario, err = w.rows.Feed(entry, fixed, w.order)
	} else {
		ready.Scenario, err = instance(entry, fixed)
	}
	if err != nil {
		return ready, fmt.Errorf("%s: %w", w.scenario, err)
	}
	return ready, nil
}

// find finds a scenario in the catalogue, and says what else there is.
func (b *bench) find(name string) (harness.Entry, error) {
	entry, err := b.catalogue.Find(name)
	if err == nil {
		return entry, nil
	}
	var mixes []string
	for mix := range b.mixes {
		mixes = append(mixes, mix)
	}
	if near := harness.Nearest(name, mixes); near != "" {
		return entry, harness.Unknown("mix", name, mixes)
	}
	return entry, err
}

func instance(entry harness.Entry, arguments []harness.Argument) (harness.Scenario, error) {
	s := entry.New()
	for _, a := range arguments {
		if err := harness.SetArgument(s, a.Name, a.Value); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (b *bench) makeMix(name string, rows [][]string) (mix harness.Mix, err error) {
	for _, row := range rows {
		var weight int
		if _, err := fmt.Sscanf(strings.TrimSpace(row[0]), "%d", &weight); err != nil || weight < 1 {
			return nil, fmt.Errorf("mix %q: weight %q: expected a whole number above 0", name, row[0])
		}
		entry, err := b.find(row[1])
		if err != nil {
			return nil, fmt.Errorf("mix %q: %w", name, err)
		}
		s, err := instance(entry, b.common[row[1]])
		if err != nil {
			return nil, fmt.Errorf("mix %q: %s: %w", name, row[1], err)
		}
		mix = append(mix, harness.Portion{Weight: weight, Name: entry.Name, Scenario: s})
	}
	return mix, nil
}
