package nova

import (
	"context"
	"fmt"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// BootAndRebuildServer boots a server from an image, rebuilds it from another one, and deletes it:
// NovaServers.boot_and_rebuild_server.
type BootAndRebuildServer struct {
	FromImage     string  `arg:"from_image,required" help:"image to boot from: name, id or regular expression"`
	ToImage       string  `arg:"to_image,required" help:"image that the server is rebuilt from: name, id or regular expression"`
	Flavor        string  `arg:"flavor,required" help:"flavor of the server: name, id or regular expression"`
	AutoAssignNIC bool    `arg:"auto_assign_nic" help:"take one of the project's networks, at random; so it is anyway if a fixture made some"`
	Zone          string  `arg:"availability_zone" help:"availability zone; nova chooses if there is none"`
	Options       Options `arg:"boot_server_kwargs" help:"more attributes of the server, as nova's API calls them: a JSON object"`
	Deletion

	first     Boot // once prepared
	toImageID string
}

// Name is Rally's.
func (BootAndRebuildServer) Name() string { return "NovaServers.boot_and_rebuild_server" }

// Actions are those of Run.
func (s BootAndRebuildServer) Actions() []string {
	return []string{"nova.boot_server", "nova.rebuild_server", s.deletion()}
}

// Services are what it talks to.
func (BootAndRebuildServer) Services() []string { return Boot{}.Services() }

// Fixtures brings a user, and the removal of what is left.
func (BootAndRebuildServer) Fixtures() []harness.Fixture { return Boot{}.Fixtures() }

// Validate refuses a name in the attributes.
func (s BootAndRebuildServer) Validate() error { return s.Options.check("boot_server_kwargs") }

// Prepare looks the images and the flavor up.
func (s BootAndRebuildServer) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.first = Boot{Image: s.FromImage, Flavor: s.Flavor, AutoAssignNIC: s.AutoAssignNIC, Zone: s.Zone, Options: s.Options}
	if err := s.first.prepare(ctx, w); err != nil {
		return nil, err
	}
	if s.toImageID, err = fixtures.FindImage(ctx, w, s.ToImage); err != nil {
		return nil, fmt.Errorf("argument to_image: %w", err)
	}
	_, err = fixtures.FitImage(ctx, w, s.toImageID, s.first.flavorID, true)
	return s, err
}

// Run boots a server, rebuilds it, and deletes it.
func (s BootAndRebuildServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.first.boot(ctx, it)
	if err != nil {
		return err
	}
	rebuild := verb{"nova.rebuild_server", "rebuild", map[string]string{"imageRef": s.toImageID}, "ACTIVE", actionLimit}
	if err := rebuild.do(ctx, it, id); err != nil {
		return err
	}
	return s.remove(ctx, it, id)
}
