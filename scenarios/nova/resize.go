package nova

import (
	"context"
	"fmt"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// Resize is what scenarios ask for that give a server another flavor.
type Resize struct {
	ToFlavor string `arg:"to_flavor,required" help:"flavor that the server gets: name, id or regular expression"`
	Confirmation

	toFlavorID string // once found
}

// find looks the new flavor up.
func (r *Resize) find(ctx context.Context, w *harness.World) (err error) {
	if r.toFlavorID, err = fixtures.FindFlavor(ctx, w, r.ToFlavor); err != nil {
		err = fmt.Errorf("argument to_flavor: %w", err)
	}
	return err
}

// resize gives a server the new flavor, and confirms or reverts that; the server then has the status that it had before.
func (r Resize) resize(ctx context.Context, it *harness.Iteration, id, status string) error {
	v := verb{"nova.resize", "resize", map[string]string{"flavorRef": r.toFlavorID}, "VERIFY_RESIZE", resizeLimit}
	if err := v.do(ctx, it, id); err != nil {
		return err
	}
	return r.conclude(ctx, it, id, status)
}

// resizing are the actions of resize.
func (r Resize) resizing() []string { return []string{"nova.resize", r.conclusion()} }

// Confirmation is what follows when a server has another flavor, or another host.
type Confirmation struct {
	Confirm bool `arg:"confirm" help:"confirm the change; false reverts it"`
}

// conclusion is the action.
func (c Confirmation) conclusion() string {
	if c.Confirm {
		return "nova.resize_confirm"
	}
	return "nova.resize_revert"
}

// conclude confirms or reverts, and waits until the server has a status.
func (c Confirmation) conclude(ctx context.Context, it *harness.Iteration, id, status string) error {
	call := "revertResize"
	if c.Confirm {
		call = "confirmResize"
	}
	return verb{c.conclusion(), call, nil, status, confirmLimit}.do(ctx, it, id)
}

// ResizeServer boots a server, resizes it, confirms or reverts that, and deletes it: NovaServers.resize_server.
type ResizeServer struct {
	RoundTrip
	Resize
}

// Name is Rally's.
func (ResizeServer) Name() string { return "NovaServers.resize_server" }

// Actions are those of Run.
func (s ResizeServer) Actions() []string { return append(s.actions(), s.resizing()...) }

// Prepare looks the image and the flavors up.
func (s ResizeServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	if err := s.prepare(ctx, w); err != nil {
		return nil, err
	}
	return s, s.Resize.find(ctx, w)
}

// Run boots a server, resizes it, and deletes it.
func (s ResizeServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	if err := s.resize(ctx, it, id, "ACTIVE"); err != nil {
		return err
	}
	return s.remove(ctx, it, id)
}

// ResizeShutoffServer boots a server, stops it, resizes it, confirms or reverts that, and deletes it:
// NovaServers.resize_shutoff_server.
type ResizeShutoffServer struct {
	RoundTrip
	Resize
}

// Name is Rally's.
func (ResizeShutoffServer) Name() string { return "NovaServers.resize_shutoff_server" }

// Actions are those of Run.
func (s ResizeShutoffServer) Actions() []string { return append(s.actions(stop), s.resizing()...) }

// Prepare looks the image and the flavors up.
func (s ResizeShutoffServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	if err := s.prepare(ctx, w); err != nil {
		return nil, err
	}
	return s, s.Resize.find(ctx, w)
}

// Run boots a server, stops and resizes it, and deletes it.
func (s ResizeShutoffServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	if err := stop.do(ctx, it, id); err != nil {
		return err
	}
	if err := s.resize(ctx, it, id, "SHUTOFF"); err != nil {
		return err
	}
	return s.remove(ctx, it, id)
}
