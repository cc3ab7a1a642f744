package steps

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// A bench is the benchmark of one scenario of a feature, in the making, then running, then judged. Each step is a method
// of it: a Given adds, a When runs, a Then judges.
type bench struct {
	lab       *Lab
	catalogue harness.Catalogue
	verbs     []harness.Verb
	benchmark harness.Benchmark

	rows             [][]string // of service levels, for every workload
	noLevels         bool
	iterationTimeout time.Duration
	workloads        []*workload
	awaited          int // steps until the run begins

	result     *harness.Result
	err        error
	judged     bool // somebody asked how the run ended
	leakJudged bool

	past past
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

func (b *bench) levels(rows *table) error {
	for _, cells := range cellsOf(rows) {
		if err := readLevel(cells); err != nil {
			return err
		}
		b.rows = append(b.rows, cells)
	}
	return nil
}

func (b *bench) noLevel() error {
	if len(b.rows) > 0 {
		return errors.New("there are service levels already")
	}
	b.noLevels = true
	return nil
}

func (b *bench) timeout(text string) (err error) {
	b.iterationTimeout, err = harness.ParseDuration(text)
	return err
}

func (b *bench) grace(text string) (err error) {
	b.benchmark.Grace, err = harness.ParseDuration(text)
	return err
}

func (b *bench) seed(n int64) error {
	b.benchmark.Seed = uint64(n)
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
