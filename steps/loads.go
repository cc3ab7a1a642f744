package steps

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cucumber/godog"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

type table = godog.Table

// A workload is one in the making: what a When runs, and what the steps after it say about that.
type workload struct {
	harness.Workload
	scenario string
	fixed    []harness.Argument
	rows     *harness.Rows // nil if all iterations have the same arguments
	order    harness.Order
	shape    load.Load
	random   bool
	limit    *load.Limit
	pace     *load.Paced
	levels   [][]string // of its own
	sweep    *sweep     // that it is a row of; nil for none
}

func (b *bench) runs(sentence string) error { return b.runsWith(sentence, nil) }

func (b *bench) runsWith(sentence string, arguments *table) error {
	scenario, l, err := parseSentence(sentence)
	if err != nil {
		return err
	}
	w := &workload{scenario: scenario, shape: l}
	if limit, ok := l.(load.Limit); ok {
		w.shape, w.limit = limit.Load, &limit
	}
	w.fixed, err = argumentsOf(scenario, arguments)
	b.workloads = append(b.workloads, w)
	return err
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
	b.workloads = append(b.workloads, &workload{scenario: scenario, shape: stages})
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

// named gives a scenario with arguments a name of its own.
func (b *bench) named(name, scenario string, arguments *table) error {
	entry, err := b.catalogue.Find(scenario)
	if err != nil {
		return err
	}
	list, err := argumentsOf(scenario, arguments)
	if err != nil {
		return err
	}
	if _, err := instance(entry, list); err != nil {
		return fmt.Errorf("%s: %w", scenario, err)
	}
	return b.define(harness.Entry{Name: name, Doc: entry.Doc, New: func() harness.Scenario {
		s, _ := instance(entry, list) // which went well once
		return s
	}})
}

// mix gives a mix a name: rows of weight and scenario.
func (b *bench) mix(name string, rows *table) error {
	var weights []int
	var entries harness.Catalogue
	for _, row := range cellsOf(rows) {
		if len(row) != 2 {
			return fmt.Errorf("mix %q: a row with %d cells: expected two, weight and scenario", name, len(row))
		}
		weight, err := strconv.Atoi(strings.TrimSpace(row[0]))
		if err != nil || weight < 1 {
			return fmt.Errorf("mix %q: weight %q: expected a whole number above 0", name, row[0])
		}
		entry, err := b.catalogue.Find(row[1])
		if err != nil {
			return fmt.Errorf("mix %q: %w", name, err)
		}
		weights, entries = append(weights, weight), append(entries, entry)
	}
	return b.define(harness.Entry{Name: name, Doc: "a mix", New: func() harness.Scenario {
		var mix harness.Mix
		for i, entry := range entries {
			mix = append(mix, harness.Portion{Weight: weights[i], Name: entry.Name, Scenario: entry.New()})
		}
		return mix
	}})
}

// define adds a scenario to those that this one of the feature may name.
func (b *bench) define(e harness.Entry) error {
	for _, known := range b.catalogue {
		if known.Name == e.Name {
			return fmt.Errorf("%q is a scenario already: expected a name of its own", e.Name)
		}
	}
	b.catalogue = append(slices.Clip(b.catalogue), e)
	return nil
}

// ready runs the benchmark when the last step before the first Then was read.
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
	b.chain()
	if err := b.promise(); err != nil {
		return err
	}
	if err := b.recallAll(); err != nil {
		return err
	}
	if slices.Contains(b.benchmark.Tags, "optional") {
		if service := b.lab.lacks(ctx, &b.benchmark); service != "" {
			fmt.Printf("skipped on a cloud without %s, by its tag @optional: %s\n", service, b.benchmark.Name)
			return godog.ErrSkip
		}
	}
	b.result, b.err = b.lab.Run(ctx, b.benchmark)
	if errors.Is(b.err, harness.ErrChecked) {
		fmt.Printf("checked, by the flag -check: %s can run\n", b.benchmark.Name)
		return godog.ErrSkip
	}
	if b.result == nil {
		b.judged = true
		return b.err
	}
	b.compareAll()
	return nil
}

// make puts a workload together.
func (b *bench) make(w *workload) (harness.Workload, error) {
	ready := w.Workload
	ready.Timeout = b.iterationTimeout
	ready.Load = w.dress(w.shape)
	if s, ok := w.shape.(harness.Search); ok {
		s.Shape = w.dress // each of its loads, not itself
		ready.Load = s
	}
	entry, err := b.catalogue.Find(w.scenario)
	if err != nil {
		return ready, err
	}
	ready.Name = cmp.Or(ready.Name, entry.Name)
	if w.rows != nil {
		ready.Scenario, err = w.rows.Feed(entry, w.fixed, w.order)
	} else {
		ready.Scenario, err = instance(entry, w.fixed)
	}
	if err != nil {
		return ready, fmt.Errorf("%s: %w", w.scenario, err)
	}
	return ready, nil
}

// dress makes of a load what the steps after it say.
func (w *workload) dress(l load.Load) load.Load {
	if w.random {
		l = load.Poisson{Load: l}
	}
	if w.pace != nil {
		pace := *w.pace
		pace.Load = l
		l = pace
	}
	if w.limit != nil {
		limit := *w.limit
		limit.Load = l
		l = limit
	}
	return l
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
