package harness

import (
	"context"
	"errors"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A Consumer is a scenario that says which services it talks to, by their types ("compute"). A cloud that lacks one is
// refused before anything is made.
type Consumer interface {
	Services() []string
}

// ServicesOf are the services that a scenario says it talks to.
func ServicesOf(s Scenario) []string {
	if c, ok := s.(Consumer); ok {
		return c.Services()
	}
	return nil
}

// consume refuses a cloud that lacks a service of a workload.
func (r *run) consume(ctx context.Context) error {
	for _, w := range r.loads {
		for _, service := range ServicesOf(w.Scenario) {
			if r.lab.Cloud == nil {
				return &SetupError{Fixture: w.name(), Err: errors.New("there is no cloud")}
			}
			_, err := r.lab.Cloud.Admin().Service(ctx, service)
			var missing *cloud.MissingServiceError
			switch {
			case ctx.Err() != nil:
				return ended(ctx)
			case errors.As(err, &missing):
				return &SetupError{Fixture: w.name(), Err: missing}
			case err != nil:
				return &SetupError{Fixture: w.name(), Err: err}
			}
		}
	}
	return nil
}
