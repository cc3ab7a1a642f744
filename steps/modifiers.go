package steps

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

// last is the workload that the step is about: the one of the last When.
func (b *bench) last() (*workload, error) {
	if len(b.workloads) == 0 {
		return nil, errors.New(`nothing runs yet: a sentence such as 20 users run "SCENARIO" for 5m comes before this`)
	}
	return b.workloads[len(b.workloads)-1], nil
}

// change makes a step of a change to the last workload that takes durations.
func change(b *bench, texts []string, f func(w *workload, d []time.Duration) error) error {
	w, err := b.last()
	if err != nil {
		return err
	}
	var list []time.Duration
	for _, text := range texts {
		d, err := harness.ParseDuration(text)
		if err != nil {
			return err
		}
		if d <= 0 {
			return fmt.Errorf("%q: expected a duration above 0", text)
		}
		list = append(list, d)
	}
	if w.sweep != nil {
		for _, row := range w.sweep.rows {
			if err := f(row, list); err != nil {
				return err
			}
		}
		return nil
	}
	return f(w, list)
}

func (b *bench) inFlight(users int, backlog load.Backlog) error {
	return change(b, nil, func(w *workload, _ []time.Duration) error {
		if users == 0 {
			return errors.New("at most 0 in flight: expected at least 1")
		}
		w.limit = &load.Limit{Users: users, Backlog: backlog}
		return nil
	})
}

func (b *bench) atMost(users int) error     { return b.inFlight(users, 0) }
func (b *bench) atMostSkip(users int) error { return b.inFlight(users, load.Skip) }

func (b *bench) atMostLate(users int, late string) error {
	d, err := harness.ParseDuration(late)
	if err != nil {
		return err
	}
	return b.inFlight(users, load.Backlog(d))
}

func (b *bench) randomly() error {
	return change(b, nil, func(w *workload, _ []time.Duration) error {
		w.random = true
		return nil
	})
}

// paced changes the pace of the users.
func (b *bench) paced(texts []string, f func(p *load.Paced, d []time.Duration)) error {
	return change(b, texts, func(w *workload, d []time.Duration) error {
		if w.pace == nil {
			w.pace = new(load.Paced)
		}
		f(w.pace, d)
		return nil
	})
}

func (b *bench) stagger(over string) error {
	return b.paced([]string{over}, func(p *load.Paced, d []time.Duration) { p.Stagger = d[0] })
}

func (b *bench) every(every string) error {
	return b.paced([]string{every}, func(p *load.Paced, d []time.Duration) { p.Every = d[0] })
}

func (b *bench) pause(think string) error {
	return b.paced([]string{think}, func(p *load.Paced, d []time.Duration) { p.Think = d[0] })
}

func (b *bench) pauses(shortest, longest string) error {
	return b.paced([]string{shortest, longest}, func(p *load.Paced, d []time.Duration) { p.Think, p.ThinkMost = d[0], d[1] })
}

func (b *bench) warmUp(first string) error {
	return change(b, []string{first}, func(w *workload, d []time.Duration) error {
		w.WarmUp = d[0]
		return nil
	})
}

func (b *bench) coolDown(last string) error {
	return change(b, []string{last}, func(w *workload, d []time.Duration) error {
		w.CoolDown = d[0]
		return nil
	})
}

func (b *bench) later(delay string) error {
	return change(b, []string{delay}, func(w *workload, d []time.Duration) error {
		w.Delay = d[0]
		return nil
	})
}

func (b *bench) after(name string) error {
	return change(b, nil, func(w *workload, _ []time.Duration) error {
		w.After = name
		return nil
	})
}

func (b *bench) laterAfter(delay, name string) error {
	if err := b.later(delay); err != nil {
		return err
	}
	return b.after(name)
}

func (b *bench) share(percent string) error {
	return change(b, nil, func(w *workload, _ []time.Duration) error {
		n, err := strconv.ParseFloat(percent, 64)
		if err != nil || n <= 0 || n > 100 {
			return fmt.Errorf("%s%% of the users: expected more than 0%% and at most 100%%", percent)
		}
		w.Share = n / 100
		return nil
	})
}

func (b *bench) precisely() error {
	return change(b, nil, func(w *workload, _ []time.Duration) error {
		w.Precise = true
		return nil
	})
}

func (b *bench) called(name string) error {
	return change(b, nil, func(w *workload, _ []time.Duration) error {
		w.Name = name
		return nil
	})
}

func (b *bench) keeps(rows *table) error {
	return change(b, nil, func(w *workload, _ []time.Duration) error {
		w.levels = append(w.levels, cellsOf(rows)...)
		return nil
	})
}

// fed gives the workload rows of arguments.
func (b *bench) fed(rows harness.Rows, order harness.Order) error {
	return change(b, nil, func(w *workload, _ []time.Duration) error {
		if w.rows != nil {
			return errors.New("it has rows of arguments already")
		}
		w.rows, w.order = &rows, order
		return nil
	})
}

// orders are the words for them, as they are before "row".
var orders = map[string]harness.Order{"another": harness.Unique, "the next": harness.InTurn, "a random": harness.AtRandom}

func (b *bench) fedByTable(order string, t *table) error {
	rows := cellsOf(t)
	if len(rows) < 2 {
		return errors.New("a table of arguments: expected a row with their names, and one or more with values")
	}
	return b.fed(harness.Rows{Names: rows[0], Values: rows[1:]}, orders[order])
}

func (b *bench) fedByFile(order, name string) error {
	rows, err := harness.ReadRows(b.lab.session.files(), name)
	if err != nil {
		return err
	}
	return b.fed(rows, orders[order])
}
