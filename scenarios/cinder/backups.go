package cinder

import (
	"context"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/backups"

	"github.com/pacenote/pacenote/harness"
)

// CreateVolumeBackup creates a volume and backs it up; then both are deleted, unless they shall stay:
// CinderVolumes.create_volume_backup.
type CreateVolumeBackup struct{ Backup }

// Name is Rally's.
func (CreateVolumeBackup) Name() string { return "CinderVolumes.create_volume_backup" }

// Actions are those of Run.
func (s CreateVolumeBackup) Actions() []string { return s.actions() }

// Prepare looks the image up.
func (s CreateVolumeBackup) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume, backs it up, and deletes both.
func (s CreateVolumeBackup) Run(ctx context.Context, it *harness.Iteration) error {
	volume, backup, err := s.both(ctx, it)
	if err != nil {
		return err
	}
	return s.end(ctx, it, volume, backup)
}

// CreateAndListVolumeBackups creates a volume, backs it up, and lists the project's backups; then both are deleted, unless they
// shall stay: CinderVolumes.create_and_list_volume_backups.
type CreateAndListVolumeBackups struct {
	Backup
	Detailed bool `arg:"detailed" help:"list all that cinder knows of each backup"`
}

// Name is Rally's.
func (CreateAndListVolumeBackups) Name() string {
	return "CinderVolumes.create_and_list_volume_backups"
}

// Actions are those of Run.
func (s CreateAndListVolumeBackups) Actions() []string { return s.actions("cinder_v3.list_backups") }

// Prepare looks the image up.
func (s CreateAndListVolumeBackups) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume, backs it up, lists backups, and deletes both.
func (s CreateAndListVolumeBackups) Run(ctx context.Context, it *harness.Iteration) error {
	volume, backup, err := s.both(ctx, it)
	if err != nil {
		return err
	}
	if err := list(ctx, it, "cinder_v3.list_backups", "backups", "backups", s.Detailed, nil); err != nil {
		return err
	}
	return s.end(ctx, it, volume, backup)
}

// CreateAndRestoreVolumeBackup creates a volume, backs it up, and restores the backup to another volume; then the first volume and
// the backup are deleted, unless they shall stay: CinderVolumes.create_and_restore_volume_backup.
type CreateAndRestoreVolumeBackup struct{ Backup }

// Name is Rally's.
func (CreateAndRestoreVolumeBackup) Name() string {
	return "CinderVolumes.create_and_restore_volume_backup"
}

// Actions are those of Run.
func (s CreateAndRestoreVolumeBackup) Actions() []string {
	return s.actions("cinder_v3.restore_backup")
}

// Prepare looks the image up.
func (s CreateAndRestoreVolumeBackup) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume, backs it up, restores the backup, and deletes both.
func (s CreateAndRestoreVolumeBackup) Run(ctx context.Context, it *harness.Iteration) error {
	volume, backup, err := s.both(ctx, it)
	if err != nil {
		return err
	}
	err = timed(ctx, it, "cinder_v3.restore_backup", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		restored, err := backups.RestoreFromBackup(ctx, client, backup, backups.RestoreOpts{Name: it.Name()}).Extract()
		if err != nil {
			return err
		}
		return wait(ctx, it, client, "volume", restored.VolumeID, "available", createLimit)
	})
	if err != nil {
		return err
	}
	return s.end(ctx, it, volume, backup)
}

// CreateIncrementalVolumeBackup creates a volume, backs it up, and backs it up once more, of which only what changed is kept; then
// all are deleted, unless they shall stay: CinderVolumeBackups.create_incremental_volume_backup.
type CreateIncrementalVolumeBackup struct{ Backup }

// Name is Rally's.
func (CreateIncrementalVolumeBackup) Name() string {
	return "CinderVolumeBackups.create_incremental_volume_backup"
}

// Actions are those of Run.
func (s CreateIncrementalVolumeBackup) Actions() []string { return s.actions() }

// Prepare looks the image up.
func (s CreateIncrementalVolumeBackup) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume, backs it up twice, and deletes all; the second backup goes first, since it depends on the other.
func (s CreateIncrementalVolumeBackup) Run(ctx context.Context, it *harness.Iteration) error {
	volume, backup, err := s.both(ctx, it)
	if err != nil {
		return err
	}
	second, err := s.backUp(ctx, it, volume, true)
	if err != nil || !s.DoDelete {
		return err
	}
	if err := deleteBackup(ctx, it, second); err != nil {
		return err
	}
	return s.end(ctx, it, volume, backup)
}
