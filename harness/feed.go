package harness

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// A Feed is a scenario whose arguments differ from iteration to iteration: each runs one of its rows. They are all
// validated before the cloud is touched.
type Feed struct {
	Rows  []Scenario // of one type
	Order Order
}

// An Order is how iterations get their rows.
type Order int

// The orders.
const (
	Unique   Order = iota // each row once; when all are used up, the load ends
	InTurn                // one after another, and then over again
	AtRandom              // an independent draw for each iteration
)

var orderNames = []string{"unique", "in turn", "at random"}

// String is "unique", "in turn" or "at random".
func (o Order) String() string {
	if o < 0 || int(o) >= len(orderNames) {
		return fmt.Sprintf("order %d", int(o))
	}
	return orderNames[o]
}

// Name is that of the scenario.
func (f Feed) Name() string {
	if len(f.Rows) == 0 || f.Rows[0] == nil {
		return "feed"
	}
	return scenarioName(f.Rows[0])
}

// Run is not called: the engine runs the row whose turn it is.
func (f Feed) Run(ctx context.Context, it *Iteration) error { return f.Rows[0].Run(ctx, it) }

// Validate finds what is wrong with any row. Of many bad ones it names the first few.
func (f Feed) Validate() error {
	if len(f.Rows) == 0 {
		return errors.New("a feed without rows: expected at least one")
	}
	if f.Order < 0 || int(f.Order) >= len(orderNames) {
		return fmt.Errorf("a feed with %v: expected unique, in turn or at random", f.Order)
	}
	var errs []error
	for i, row := range f.Rows {
		err := errors.New("expected a scenario")
		switch {
		case row == nil:
		case reflect.TypeOf(row) != reflect.TypeOf(f.Rows[0]):
			err = fmt.Errorf("%T is not of the type of the first row, %T", row, f.Rows[0])
		default:
			err = validScenario(row)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("row %d: %w", i+1, err))
		}
		if len(errs) == 5 {
			return errors.Join(append(errs, errors.New("and maybe more"))...)
		}
	}
	return errors.Join(errs...)
}

// Fixtures are those that the rows bring.
func (f Feed) Fixtures() []Fixture {
	if b, ok := f.Rows[0].(Bringer); ok {
		return b.Fixtures()
	}
	return nil
}

// Services are those that the rows talk to.
func (f Feed) Services() []string { return ServicesOf(f.Rows[0]) }

// Microversions are those that the rows ask for.
func (f Feed) Microversions() []Microversion {
	var list []Microversion
	for _, row := range f.Rows {
		list = append(list, MicroversionsOf(row)...)
	}
	return list
}

// Prepare prepares each row.
func (f Feed) Prepare(ctx context.Context, w *World) (Scenario, error) {
	ready := Feed{Rows: slices.Clone(f.Rows), Order: f.Order}
	for i, row := range f.Rows {
		preparer, ok := row.(Preparer)
		if !ok {
			break // they are of one type
		}
		var err error
		if ready.Rows[i], err = preparer.Prepare(within(ctx, i), w); err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	return ready, nil
}
