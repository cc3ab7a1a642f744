package harness

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// An UnmetError says that something which was looked up is not as a benchmark needs it, and will not be so whatever its fixtures
// make: an image of a name that there is none of, or that does not fit. A [Preparer] returns one, wrapped or not, so that it
// is told before anything is made.
type UnmetError struct{ Err error }

// Error is what is wrong.
func (f *UnmetError) Error() string { return f.Err.Error() }

// Unwrap returns it.
func (f *UnmetError) Unwrap() error { return f.Err }

// ErrNotMade is the error of a [Preparer] that was asked while the run is only checked, for something that a fixture is going
// to make.
var ErrNotMade = errors.New("it is not made yet")

// A Promiser is a fixture that says beforehand what it is going to make, by kinds and names without the mark of the run. No
// name is one that it does not know yet, no kind any.
type Promiser interface {
	Promises() []Resource
}

// Checking tells whether the run is only checked: fixtures are not set up, and what is looked up now is looked up again later.
func (w *World) Checking() bool { return w.checking }

// Promised tells whether the run is only checked, and a fixture is going to make something of a kind under a name; "" is one
// that nobody knows yet.
func (w *World) Promised(kind, name string) bool {
	if !w.checking {
		return false
	}
	return slices.ContainsFunc(w.fixtures, func(f Fixture) bool {
		p, ok := f.(Promiser)
		return ok && slices.ContainsFunc(p.Promises(), func(r Resource) bool {
			return (r.Kind == kind || r.Kind == "") && r.Name == name
		})
	})
}

// FixturesIn are the fixtures of a type that the run has, in order.
func FixturesIn[T Fixture](w *World) (list []T) {
	for _, f := range w.fixtures {
		if fixture, ok := f.(T); ok {
			list = append(list, fixture)
		}
	}
	return list
}

// An Inspector is a fixture that can find out more when scenarios have looked up what they name: whether what they hold fits
// into what there is. It is asked after all [Checker]s, and makes nothing either.
type Inspector interface {
	Inspect(ctx context.Context, w *World) error
}

// preflight finds all that can be known to be wrong before anything is made, at once: services that the cloud lacks, fixtures
// that cannot be set up, and what scenarios look up in vain. Nothing is made for that.
func (r *run) preflight(ctx context.Context, fixtures []Fixture) error {
	r.world.fixtures, r.world.checking, r.world.looked = fixtures, true, make(map[*Workload]Scenario)
	defer func() { r.world.checking = false }()
	var faults []error
	err := r.section("check", func() error {
		poor := make(map[*Workload]bool)
		for _, w := range r.loads {
			for _, err := range r.lacking(ctx, w) {
				faults = append(faults, &SetupError{Fixture: w.name(), Err: err})
				poor[w] = true
			}
		}
		for i, f := range fixtures {
			c, ok := f.(Checker)
			if !ok {
				continue
			}
			err := guard(func() error { return c.Check(identify(ctx, hash(r.bench.Seed, "check", uint64(i))), &r.world) })
			if err != nil {
				faults = append(faults, &SetupError{Fixture: FixtureName(f), Err: err})
			}
		}
		for i, w := range r.loads {
			p, ok := w.Scenario.(Preparer)
			if !ok || poor[w] || r.lab.Cloud == nil {
				continue
			}
			err := guard(func() error {
				ready, err := p.Prepare(identify(ctx, hash(r.bench.Seed, "look", uint64(i))), &r.world)
				if err == nil {
					r.world.looked[w] = ready
				}
				return err
			})
			if fault := new(UnmetError); errors.As(err, &fault) || errors.Is(err, fs.ErrNotExist) {
				faults = append(faults, &SetupError{Fixture: w.name(), Err: err})
			}
		}
		for i, f := range fixtures {
			inspector, ok := f.(Inspector)
			if !ok {
				continue
			}
			err := guard(func() error {
				return inspector.Inspect(identify(ctx, hash(r.bench.Seed, "inspect", uint64(i))), &r.world)
			})
			if err != nil {
				faults = append(faults, &SetupError{Fixture: FixtureName(f), Err: err})
			}
		}
		return errors.Join(faults...)
	})
	if ctx.Err() != nil {
		return ended(ctx)
	}
	if err == nil {
		r.drop(time.Nanosecond) // nobody was asked
	}
	if len(faults) == 1 {
		return faults[0]
	}
	return err
}

// lacking are the services, and their microversions, of a workload that the cloud does not have.
func (r *run) lacking(ctx context.Context, w *Workload) (errs []error) {
	for _, service := range ServicesOf(w.Scenario) {
		if r.lab.Cloud == nil {
			return []error{errors.New("there is no cloud")}
		}
		_, err := r.lab.Cloud.Admin().Service(ctx, service)
		var missing *cloud.MissingServiceError
		if errors.As(err, &missing) {
			err = missing
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	var asked []Microversion
	for _, m := range MicroversionsOf(w.Scenario) {
		if slices.Contains(asked, m) || r.lab.Cloud == nil {
			continue
		}
		asked = append(asked, m)
		if err := r.lab.Cloud.Offers(ctx, m.Service, m.Version); err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}
