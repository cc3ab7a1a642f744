package nova

import (
	"context"
	"errors"
	"fmt"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/glance"
)

// CreateImageAndBootInstances creates an image and boots servers of it with one request: GlanceImages.create_image_and_boot_instances.
type CreateImageAndBootInstances struct {
	glance.Image
	Flavor  string  `arg:"flavor,required" help:"flavor of the servers: name, id or regular expression"`
	Number  int     `arg:"number_instances,required" help:"servers to boot"`
	Options Options `arg:"boot_server_kwargs" help:"more attributes of the servers, as nova's API calls them: a JSON object"`

	boot Boot // once prepared, but for the image
}

// Name is Rally's.
func (CreateImageAndBootInstances) Name() string {
	return "GlanceImages.create_image_and_boot_instances"
}

// Services are what it talks to.
func (CreateImageAndBootInstances) Services() []string { return Boot{}.Services() }

// Actions are those of Run.
func (s CreateImageAndBootInstances) Actions() []string {
	return append(glance.Creation(), "nova.boot_servers")
}

// Validate refuses a number of servers that is none, and a name in the attributes.
func (s CreateImageAndBootInstances) Validate() error {
	err := errors.Join(s.Image.Validate(), s.Options.check("boot_server_kwargs"))
	if s.Number < 0 {
		err = errors.Join(err, fmt.Errorf("argument number_instances: %d: expected 1 or more", s.Number))
	}
	return err
}

// Holds are the servers.
func (s CreateImageAndBootInstances) Holds() []harness.Holding { return s.boot.holding(s.Number) }

// Prepare reads the image's data and looks the flavor up.
func (s CreateImageAndBootInstances) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	if s.Image, err = s.Read(ctx, w); err != nil {
		return nil, err
	}
	s.boot = Boot{Options: s.Options, hosts: findHosts(ctx, w)}
	if s.boot.flavorID, err = fixtures.FindFlavor(ctx, w, s.Flavor); err != nil {
		return nil, fmt.Errorf("argument flavor: %w", err)
	}
	return s, nil
}

// Run creates the image and boots the servers.
func (s CreateImageAndBootInstances) Run(ctx context.Context, it *harness.Iteration) (err error) {
	boot := s.boot
	if boot.imageID, err = s.Create(ctx, it); err != nil {
		return err
	}
	_, err = boot.bootMany(ctx, it, s.Number)
	return err
}
