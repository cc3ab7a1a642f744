// Package nova holds the scenarios of the compute service.
package nova

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// bootLimit and deleteLimit are Rally's.
const (
	bootLimit   = 300 * time.Second
	deleteLimit = 300 * time.Second
)

// Boot is what every scenario that boots a server asks for.
type Boot struct {
	Image         string `arg:"image,required" help:"image to boot from: name, id or regular expression"`
	Flavor        string `arg:"flavor,required" help:"flavor of the server: name, id or regular expression"`
	AutoAssignNIC bool   `arg:"auto_assign_nic" help:"take one of the project's networks, at random; so it is anyway if a fixture made some"`
	Zone          string `arg:"availability_zone" help:"availability zone; nova chooses if there is none"`

	imageID, flavorID string // once prepared, as the hosts
	hosts             *hosts
}

// Services are what it talks to.
func (Boot) Services() []string { return []string{"compute", "image"} }

// Fixtures brings a user, and the removal of what is left.
func (Boot) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// prepare looks the image and the flavor up.
func (b *Boot) prepare(ctx context.Context, w *harness.World) (err error) {
	if b.imageID, err = fixtures.FindImage(ctx, w, b.Image); err != nil {
		return fmt.Errorf("argument image: %w", err)
	}
	if b.flavorID, err = fixtures.FindFlavor(ctx, w, b.Flavor); err != nil {
		return fmt.Errorf("argument flavor: %w", err)
	}
	b.hosts = findHosts(ctx, w)
	return nil
}

// boot creates a server and waits until it is active: the action nova.boot_server.
func (b *Boot) boot(ctx context.Context, it *harness.Iteration) (id string, err error) {
	err = it.Time(ctx, "nova.boot_server", func(ctx context.Context) error {
		client, err := it.User.Compute(ctx)
		if err != nil {
			return err
		}
		opts := servers.CreateOpts{Name: it.Name(), ImageRef: b.imageID, FlavorRef: b.flavorID, AvailabilityZone: b.Zone}
		if network, ok := pickNetwork(it); ok {
			opts.Networks = []servers.Network{{UUID: network}}
		} else if b.AutoAssignNIC {
			return errors.New("auto_assign_nic: the project has no network of a fixture")
		}
		server, err := servers.Create(ctx, client, opts, nil).Extract()
		if err != nil {
			return err
		}
		id = server.ID
		s, err := waitActive(ctx, it, client, id)
		it.PlacedOn(b.hosts.of(it.User.ProjectID(), s.HostID)) // also where it failed
		return err
	})
	return id, err
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

// A state is as much of a server as waiting needs.
type state struct {
	Status string `json:"status"`
	HostID string `json:"hostId"`
	Fault  struct {
		Message string `json:"message"`
	} `json:"fault"`
}

func waitActive(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, id string) (s state, err error) {
	address := client.ServiceURL("servers", id)
	err = it.Wait(ctx, "server "+id+" is ACTIVE", bootLimit, func(ctx context.Context) (bool, error) {
		s, err = cloud.Show[state](ctx, client, address, "server")
		if err == nil && s.Status == "ERROR" {
			err = &harness.StateError{Kind: "server", ID: id, State: s.Status, Reason: s.Fault.Message}
		}
		return s.Status == "ACTIVE", err
	})
	return s, err
}

// remove deletes a server and waits until it is gone: the action nova.delete_server, or nova.force_delete_server.
func remove(ctx context.Context, it *harness.Iteration, id string, force bool) error {
	action, ask := "nova.delete_server", servers.Delete
	if force {
		action = "nova.force_delete_server"
		ask = func(ctx context.Context, client *gophercloud.ServiceClient, id string) (r servers.DeleteResult) {
			r.Err = servers.ForceDelete(ctx, client, id).Err
			return r
		}
	}
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := it.User.Compute(ctx)
		if err != nil {
			return err
		}
		if err := ask(ctx, client, id).ExtractErr(); err != nil {
			return err
		}
		address := client.ServiceURL("servers", id)
		return it.Wait(ctx, "server "+id+" is gone", deleteLimit, func(ctx context.Context) (bool, error) {
			s, err := cloud.Show[state](ctx, client, address, "server")
			switch {
			case gophercloud.ResponseCodeIs(err, http.StatusNotFound):
				return true, nil
			case err == nil && s.Status == "ERROR":
				err = &harness.StateError{Kind: "server", ID: id, State: s.Status, Reason: s.Fault.Message}
			}
			return s.Status == "DELETED" || s.Status == "SOFT_DELETED", err
		})
	})
}
