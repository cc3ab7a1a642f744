package harness_test

import (
	"context"

	"github.com/pacenote/pacenote/harness"
)

// A recorder is a fixture that does what its test says.
type recorder struct {
	name string
	bad  error // of Validate
	do   func(context.Context, *harness.World) error
}

func (r recorder) String() string { return r.name }

func (r recorder) Validate() error { return r.bad }

func (r recorder) Setup(ctx context.Context, w *harness.World) error { return r.do(ctx, w) }
