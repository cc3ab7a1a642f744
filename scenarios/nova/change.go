package nova

import (
	"context"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"

	"github.com/pacenote/pacenote/harness"
)

// BootAndShowServer boots a server and shows it: NovaServers.boot_and_show_server.
type BootAndShowServer struct{ Boot }

// Name is Rally's.
func (BootAndShowServer) Name() string { return "NovaServers.boot_and_show_server" }

// Actions are those of Run.
func (BootAndShowServer) Actions() []string { return []string{"nova.boot_server", "nova.show_server"} }

// Prepare looks the image and the flavor up.
func (s BootAndShowServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server and shows it.
func (s BootAndShowServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "nova.show_server", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := servers.Get(ctx, client, id).Extract()
		return err
	})
}

// descriptions is the microversion since which servers have some.
const descriptions = "2.19"

// BootAndUpdateServer boots a server and gives it another name, and a description if there is one:
// NovaServers.boot_and_update_server.
type BootAndUpdateServer struct {
	Boot
	Description string `arg:"description" help:"description that the server gets, by microversion 2.19; none if there is none"`
}

// Name is Rally's.
func (BootAndUpdateServer) Name() string { return "NovaServers.boot_and_update_server" }

// Actions are those of Run.
func (BootAndUpdateServer) Actions() []string {
	return []string{"nova.boot_server", "nova.update_server"}
}

// Microversions is the one that descriptions take.
func (s BootAndUpdateServer) Microversions() []harness.Microversion {
	if s.Description == "" {
		return nil
	}
	return since(descriptions)
}

// Prepare looks the image and the flavor up.
func (s BootAndUpdateServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server and updates it.
func (s BootAndUpdateServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "nova.update_server", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		change := map[string]any{"name": it.Name()}
		if s.Description != "" {
			client, change["description"] = at(client, descriptions), s.Description
		}
		server, err := servers.Update(ctx, client, id, update(change)).Extract()
		if err == nil && server.Name != change["name"] {
			err = &harness.AssertionError{Message: fmt.Sprintf("server %s is called %s after it was renamed to %s", id, server.Name, change["name"])}
		}
		return err
	})
}

// An update is what changes of a server.
type update map[string]any

// ToServerUpdateMap is the body of the request.
func (u update) ToServerUpdateMap() (map[string]any, error) {
	return map[string]any{"server": map[string]any(u)}, nil
}
