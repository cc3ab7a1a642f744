package nova

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// BootServer boots a server, which stays until the end of the run: NovaServers.boot_server.
type BootServer struct{ Boot }

// Name is Rally's.
func (BootServer) Name() string { return "NovaServers.boot_server" }

// Actions are those of Run.
func (BootServer) Actions() []string { return []string{"nova.boot_server"} }

// Prepare looks the image and the flavor up.
func (s BootServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server.
func (s BootServer) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.boot(ctx, it)
	return err
}

// BootAndDeleteServer boots a server, idles, and deletes it: NovaServers.boot_and_delete_server.
type BootAndDeleteServer struct {
	Boot
	MinSleep    time.Duration `arg:"min_sleep" help:"shortest idle time between boot and deletion"`
	MaxSleep    time.Duration `arg:"max_sleep" help:"longest idle time between boot and deletion"`
	ForceDelete bool          `arg:"force_delete" help:"delete past a recycle bin"`
}

// Name is Rally's.
func (BootAndDeleteServer) Name() string { return "NovaServers.boot_and_delete_server" }

// Actions are those of Run.
func (s BootAndDeleteServer) Actions() []string {
	return []string{"nova.boot_server", deletion(s.ForceDelete)}
}

// Validate refuses idle times that are no range, and what a server cannot be booted with.
func (s BootAndDeleteServer) Validate() error {
	return errors.Join(s.Boot.Validate(), harness.IdleRange(s.MinSleep, s.MaxSleep))
}

// Prepare looks the image and the flavor up.
func (s BootAndDeleteServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, idles, and deletes it.
func (s BootAndDeleteServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	if err := it.IdleBetween(ctx, s.MinSleep, s.MaxSleep); err != nil {
		return err
	}
	return remove(ctx, it, id, s.ForceDelete)
}

// BootAndListServer boots a server, lists the servers of the project, and sees that it is among them:
// NovaServers.boot_and_list_server. It never deletes, so that lists grow.
type BootAndListServer struct {
	Boot
	Detailed bool `arg:"detailed" help:"list all that nova knows of each server"`
}

// Name is Rally's.
func (BootAndListServer) Name() string { return "NovaServers.boot_and_list_server" }

// Actions are those of Run.
func (BootAndListServer) Actions() []string {
	return []string{"nova.boot_server", "nova.list_servers"}
}

// Prepare looks the image and the flavor up.
func (s BootAndListServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server and finds it in the list.
func (s BootAndListServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	list, err := listServers(ctx, it, s.Detailed)
	if err != nil {
		return err
	}
	for _, server := range list {
		if server.ID == id {
			return nil
		}
	}
	return &harness.AssertionError{Message: fmt.Sprintf("server %s, which is active, is not among the %d in the list", id, len(list))}
}

// ListServers lists the servers of the project, such as a fixture boots: NovaServers.list_servers.
type ListServers struct {
	asUser
	Detailed bool `arg:"detailed" help:"list all that nova knows of each server"`
}

// Name is Rally's.
func (ListServers) Name() string { return "NovaServers.list_servers" }

// Actions are those of Run.
func (ListServers) Actions() []string { return []string{"nova.list_servers"} }

// Run lists the servers.
func (s ListServers) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := listServers(ctx, it, s.Detailed)
	return err
}

// listServers lists the servers of the project: the action nova.list_servers.
func listServers(ctx context.Context, it *harness.Iteration, detailed bool) (list []servers.Server, err error) {
	err = timed(ctx, it, "nova.list_servers", func(ctx context.Context, client *gophercloud.ServiceClient) (err error) {
		address := client.ServiceURL("servers")
		if detailed {
			address = client.ServiceURL("servers", "detail")
		}
		list, err = cloud.List[servers.Server](ctx, client, address, "servers")
		return err
	})
	return list, err
}
