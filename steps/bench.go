package steps

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cucumber/godog"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// A bench is the benchmark of one scenario of a feature, in the making, then running, then judged. Each step is a method
// of it: a Given adds, a When runs, a Then judges.
type bench struct {
	lab       *Lab
	catalogue harness.Catalogue
	benchmark harness.Benchmark
	workload  harness.Workload

	result     *harness.Result
	err        error
	judged     bool // somebody asked how the run ended
	leakJudged bool
	mayFail    bool
}

func (b *bench) cloudHas(list string) error {
	words := strings.FieldsFunc(strings.ReplaceAll(list, " and ", ","), func(r rune) bool { return r == ',' || r == ' ' })
	b.benchmark.Fixtures = append(b.benchmark.Fixtures, fixtures.Services(words))
	return nil
}

func (b *bench) users(projects, each int) error { return b.usersChosen(projects, each, "random") }

func (b *bench) usersChosen(projects, each int, choice string) error {
	u := fixtures.Users{Projects: projects, PerProject: each}
	if err := u.Choice.UnmarshalText([]byte(choice)); err != nil {
		return err
	}
	if projects == 0 || each == 0 {
		return fmt.Errorf("%d projects with %d users each: expected at least one of both", projects, each)
	}
	b.benchmark.Fixtures = append(b.benchmark.Fixtures, u)
	return nil
}

func (b *bench) network() error { return b.networks(1) }

func (b *bench) networks(n int) error {
	b.benchmark.Fixtures = append(b.benchmark.Fixtures, fixtures.Networks{PerProject: n})
	return nil
}

func (b *bench) levels(table *godog.Table) error {
	for _, row := range table.Rows {
		cells := make([]string, len(row.Cells))
		for i, c := range row.Cells {
			cells[i] = c.Value
		}
		level, err := parseLevel(cells)
		if err != nil {
			return err
		}
		b.workload.SLA = append(b.workload.SLA, level)
	}
	return nil
}

func (b *bench) noLevel() error {
	if len(b.workload.SLA) > 0 {
		return errors.New("there are service levels already")
	}
	b.workload.SLA = []harness.Check{}
	return nil
}

func (b *bench) timeout(text string) (err error) {
	b.workload.Timeout, err = harness.ParseDuration(text)
	return err
}

func (b *bench) seed(n int64) error {
	b.benchmark.Seed = uint64(n)
	return nil
}

// run runs the benchmark. What it found is judged by the steps that follow; only a benchmark that could not even begin
// fails here.
func (b *bench) run(ctx context.Context, scenario string, table *godog.Table) error {
	if b.result != nil || b.err != nil {
		return errors.New("a scenario of a feature runs one load: write another scenario for the second")
	}
	entry, err := b.catalogue.Find(scenario)
	if err != nil {
		return err
	}
	s := entry.New()
	if table != nil {
		for _, row := range table.Rows {
			if len(row.Cells) != 2 {
				return fmt.Errorf("arguments of %s: a row with %d cells: expected two, name and value", scenario, len(row.Cells))
			}
			if err := harness.SetArgument(s, row.Cells[0].Value, row.Cells[1].Value); err != nil {
				return fmt.Errorf("%s: %w", scenario, err)
			}
		}
	}
	b.workload.Name, b.workload.Scenario = entry.Name, s
	b.benchmark.Workloads = []harness.Workload{b.workload}
	b.result, b.err = b.lab.Run(ctx, b.benchmark)
	if b.result == nil {
		b.judged = true
		return b.err
	}
	return nil
}

// rest is what went wrong with the run and no step has asked about.
func (b *bench) rest() error {
	var leak *harness.LeakError
	switch {
	case b.result == nil:
		return nil
	case !b.judged:
		return b.err
	case !b.leakJudged && errors.As(b.err, &leak):
		return leak
	}
	return nil
}
