// Package nova holds the scenarios of the compute service, and those of others that need a server.
package nova

import (
	"context"
	"errors"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// Boot is what every scenario that boots a server asks for.
type Boot struct {
	Image         string  `arg:"image,required" help:"image to boot from: name, id or regular expression"`
	Flavor        string  `arg:"flavor,required" help:"flavor of the server: name, id or regular expression"`
	AutoAssignNIC bool    `arg:"auto_assign_nic" help:"take one of the project's networks, at random; so it is anyway if a fixture made some"`
	Zone          string  `arg:"availability_zone" help:"availability zone; nova chooses if there is none"`
	Options       Options `arg:"boot_server_kwargs" help:"more attributes of the server, as nova's API calls them: a JSON object"`

	imageID, flavorID string // once prepared, as the shape and the hosts
	shape             fixtures.Shape
	hosts             *hosts
}

// Services are what it talks to.
func (Boot) Services() []string { return []string{"compute", "image"} }

// Fixtures brings a user, and the removal of what is left.
func (Boot) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// Holds is a server, with what its flavor has, once that is known.
func (b Boot) Holds() []harness.Holding { return b.holding(1) }

// Validate refuses a name in the attributes.
func (b Boot) Validate() error { return b.Options.check("boot_server_kwargs") }

// prepare looks the image and the flavor up, and sees that the image fits on the flavor.
func (b *Boot) prepare(ctx context.Context, w *harness.World) error { return b.find(ctx, w, true) }

// find looks the image and the flavor up; disk tells whether the flavor's disk has to take the image.
func (b *Boot) find(ctx context.Context, w *harness.World, disk bool) (err error) {
	if b.imageID, err = fixtures.FindImage(ctx, w, b.Image); err != nil {
		return fmt.Errorf("argument image: %w", err)
	}
	if b.flavorID, err = fixtures.FindFlavor(ctx, w, b.Flavor); err != nil {
		return fmt.Errorf("argument flavor: %w", err)
	}
	b.hosts = findHosts(ctx, w)
	b.shape, err = fixtures.FitImage(ctx, w, b.imageID, b.flavorID, disk)
	return err
}

// boot creates a server and waits until it is active: the action nova.boot_server.
func (b *Boot) boot(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return b.bootWith(ctx, it, nil)
}

// bootWith is boot, of attributes that go before all others.
func (b *Boot) bootWith(ctx context.Context, it *harness.Iteration, more Options) (id string, err error) {
	err = timed(ctx, it, "nova.boot_server", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		attributes, err := b.attributes(it)
		if err != nil {
			return err
		}
		server, err := servers.Create(ctx, client, attributes.with(more), nil).Extract()
		if err != nil {
			return err
		}
		id = server.ID
		return b.await(ctx, it, client, id)
	})
	return id, err
}

// await waits until a server is active, and tells on which host it is.
func (b *Boot) await(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, id string) error {
	s, err := wait(ctx, it, client, id, "ACTIVE", bootLimit)
	it.PlacedOn(b.hosts.of(it.User.ProjectID(), s.HostID)) // also where it failed
	return err
}

// attributes are those of a server.
func (b *Boot) attributes(it *harness.Iteration) (Options, error) {
	attributes := Options{"name": it.Name(), "imageRef": b.imageID, "flavorRef": b.flavorID}
	if b.Zone != "" {
		attributes["availability_zone"] = b.Zone
	}
	if !b.Options.networked() {
		if network, ok := pickNetwork(it); ok {
			attributes["networks"] = []map[string]string{{"uuid": network}}
		} else if b.AutoAssignNIC {
			return nil, errors.New("auto_assign_nic: the project has no network of a fixture")
		}
	}
	return attributes.with(b.Options), nil
}

// pickNetwork draws one of the networks that a fixture made in the project of the iteration's user.
func pickNetwork(it *harness.Iteration) (id string, ok bool) {
	byProject, _ := fixtures.ProjectNetworks.Of(it)
	networks := byProject[it.User.ProjectID()]
	if len(networks) == 0 {
		return "", false
	}
	return networks[it.Rand("nic").IntN(len(networks))].ID, true
}
