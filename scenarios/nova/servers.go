package nova

import (
	"context"
	"fmt"
	"time"

	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

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
	if s.ForceDelete {
		return []string{"nova.boot_server", "nova.force_delete_server"}
	}
	return []string{"nova.boot_server", "nova.delete_server"}
}

// Validate refuses idle times that are no range.
func (s BootAndDeleteServer) Validate() error { return harness.IdleRange(s.MinSleep, s.MaxSleep) }

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
	var list []servers.Server
	err = it.Time(ctx, "nova.list_servers", func(ctx context.Context) error {
		client, err := it.User.Compute(ctx)
		if err != nil {
			return err
		}
		address := client.ServiceURL("servers")
		if s.Detailed {
			address = client.ServiceURL("servers", "detail")
		}
		list, err = cloud.List[servers.Server](ctx, client, address, "servers")
		return err
	})
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
