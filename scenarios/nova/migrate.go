package nova

import (
	"context"
	"errors"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// LiveMigration is what scenarios ask for that move a running server to another host.
type LiveMigration struct {
	BlockMigration bool `arg:"block_migration" help:"copy the disks too, for hosts that do not share them"`
	DiskOverCommit bool `arg:"disk_over_commit" help:"let the disks take more than the new host has"`
}

// Fixtures brings an administrator and a user, and the removal of what is left.
func (LiveMigration) Fixtures() []harness.Fixture { return userAndAdmin() }

// migrating are the actions of liveMigrate.
func (LiveMigration) migrating() []string {
	return []string{"nova.live_migrate", "nova.live_migrate[nova.list_hypervisors]"}
}

// liveMigrate moves a running server to another host, and waits until it is there: the action nova.live_migrate. The
// administrator does it.
func (m LiveMigration) liveMigrate(ctx context.Context, it *harness.Iteration, id string) error {
	return administered(ctx, it, "nova.live_migrate", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		before, err := movable(ctx, it, client, id)
		if err != nil {
			return err
		}
		body := map[string]any{"host": nil, "block_migration": m.BlockMigration, "disk_over_commit": m.DiskOverCommit}
		if err := act(ctx, client, id, "os-migrateLive", body); err != nil {
			return err
		}
		return it.Wait(ctx, "server "+id+" is ACTIVE on a host other than "+before.Host, migrateLimit, func(ctx context.Context) (bool, error) {
			s, err := look(ctx, client, id)
			return s.Status == "ACTIVE" && s.Task == "" && s.Host != before.Host, err
		})
	})
}

// movable is the state of a server that can move: there is more than one host.
func movable(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, id string) (state, error) {
	hypervisors, err := listHypervisors(ctx, it, true)
	if err != nil {
		return state{}, err
	}
	if len(hypervisors) < 2 {
		return state{}, fmt.Errorf("the cloud has %d compute hosts: expected two or more, since a server moves from one to another", len(hypervisors))
	}
	return look(ctx, client, id)
}

// BootAndLiveMigrateServer boots a server, idles, moves it to another host while it runs, and deletes it:
// NovaServers.boot_and_live_migrate_server.
type BootAndLiveMigrateServer struct {
	Boot
	Idle
	LiveMigration
}

// Name is Rally's.
func (BootAndLiveMigrateServer) Name() string { return "NovaServers.boot_and_live_migrate_server" }

// Actions are those of Run.
func (s BootAndLiveMigrateServer) Actions() []string {
	return append(s.migrating(), "nova.boot_server", "nova.delete_server")
}

// Fixtures brings an administrator and a user, and the removal of what is left.
func (BootAndLiveMigrateServer) Fixtures() []harness.Fixture { return userAndAdmin() }

// Validate refuses idle times that are no range, and what a server cannot be booted with.
func (s BootAndLiveMigrateServer) Validate() error {
	return errors.Join(s.Boot.Validate(), s.Idle.Validate())
}

// Prepare looks the image and the flavor up.
func (s BootAndLiveMigrateServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, idles, moves it, and deletes it.
func (s BootAndLiveMigrateServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	if err := s.idle(ctx, it); err != nil {
		return err
	}
	if err := s.liveMigrate(ctx, it, id); err != nil {
		return err
	}
	return remove(ctx, it, id, false)
}

// BootAndMigrateServer boots a server, moves it to another host, confirms or reverts that, and deletes it:
// NovaServers.boot_and_migrate_server.
type BootAndMigrateServer struct {
	Boot
	Confirmation
}

// Name is Rally's.
func (BootAndMigrateServer) Name() string { return "NovaServers.boot_and_migrate_server" }

// Actions are those of Run.
func (s BootAndMigrateServer) Actions() []string {
	return []string{"nova.boot_server", "nova.migrate", "nova.migrate[nova.list_hypervisors]", s.conclusion(), "nova.delete_server"}
}

// Fixtures brings an administrator and a user, and the removal of what is left.
func (BootAndMigrateServer) Fixtures() []harness.Fixture { return userAndAdmin() }

// Prepare looks the image and the flavor up.
func (s BootAndMigrateServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, moves it, and deletes it.
func (s BootAndMigrateServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	if err := migrate(ctx, it, id); err != nil {
		return err
	}
	if err := s.conclude(ctx, it, id, "ACTIVE"); err != nil {
		return err
	}
	return remove(ctx, it, id, false)
}

// migrate moves a server to another host, and waits until that can be confirmed: the action nova.migrate. The administrator
// does it.
func migrate(ctx context.Context, it *harness.Iteration, id string) error {
	return administered(ctx, it, "nova.migrate", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		before, err := movable(ctx, it, client, id)
		if err != nil {
			return err
		}
		if err := act(ctx, client, id, "migrate", nil); err != nil {
			return err
		}
		after, err := wait(ctx, it, client, id, "VERIFY_RESIZE", migrateLimit)
		if err == nil && after.Host == before.Host {
			err = &harness.AssertionError{Message: fmt.Sprintf("server %s was migrated, and is on host %s as before", id, after.Host)}
		}
		return err
	})
}
