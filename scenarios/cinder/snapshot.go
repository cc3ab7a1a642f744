package cinder

import (
	"context"
	"errors"
	"time"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/snapshots"

	"github.com/pacenote/pacenote/harness"
)

// CreateSnapshot takes a snapshot of a volume, with attributes as cinder's API calls them, and waits until it is available: the
// action cinder_v3.create_snapshot.
func CreateSnapshot(ctx context.Context, it *harness.Iteration, volume string, attributes Options) (id string, err error) {
	err = timed(ctx, it, "cinder_v3.create_snapshot", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var snapshot made
		body := attributes.with(Options{"name": it.Name(), "volume_id": volume})
		if err := snapshots.Create(ctx, client, body).ExtractIntoStructPtr(&snapshot, "snapshot"); err != nil {
			return err
		}
		id = snapshot.ID
		return wait(ctx, it, client, "snapshot", id, "available", createLimit)
	})
	return id, err
}

// DeleteSnapshot deletes a snapshot and waits until it is gone: the action cinder_v3.delete_snapshot.
func DeleteSnapshot(ctx context.Context, it *harness.Iteration, id string) error {
	return remove(ctx, it, "cinder_v3.delete_snapshot", "snapshot", id)
}

// Snapshot is what scenarios ask for that take a snapshot of one of the project's volumes.
type Snapshot struct {
	withVolumes
	Force   bool    `arg:"force" help:"also of a volume that is attached to a server"`
	Options Options `arg:"create_snapshot_kwargs" help:"more attributes of the snapshot, as cinder's API calls them: a JSON object"`
}

// Validate refuses a name in the attributes.
func (s Snapshot) Validate() error { return s.Options.check("create_snapshot_kwargs") }

// create takes the snapshot.
func (s Snapshot) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	volume, err := aVolume(it)
	if err != nil {
		return "", err
	}
	attributes := s.Options
	if s.Force { // from microversion 3.66 on, "force": false is refused
		attributes = attributes.with(Options{"force": true})
	}
	return CreateSnapshot(ctx, it, volume, attributes)
}

// CreateAndDeleteSnapshot takes a snapshot of one of the project's volumes, idles, and deletes it:
// CinderVolumes.create_and_delete_snapshot.
type CreateAndDeleteSnapshot struct {
	Snapshot
	MinSleep time.Duration `arg:"min_sleep" help:"shortest idle time between creation and deletion"`
	MaxSleep time.Duration `arg:"max_sleep" help:"longest idle time between creation and deletion"`
}

// Name is Rally's.
func (CreateAndDeleteSnapshot) Name() string { return "CinderVolumes.create_and_delete_snapshot" }

// Actions are those of Run.
func (CreateAndDeleteSnapshot) Actions() []string {
	return []string{"cinder_v3.create_snapshot", "cinder_v3.delete_snapshot"}
}

// Validate refuses a name in the attributes, and idle times that are no range.
func (s CreateAndDeleteSnapshot) Validate() error {
	return errors.Join(s.Snapshot.Validate(), harness.IdleRange(s.MinSleep, s.MaxSleep))
}

// Run takes a snapshot, idles, and deletes it.
func (s CreateAndDeleteSnapshot) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	if err := it.IdleBetween(ctx, s.MinSleep, s.MaxSleep); err != nil {
		return err
	}
	return DeleteSnapshot(ctx, it, id)
}

// CreateAndListSnapshots takes a snapshot of one of the project's volumes and lists those of the project:
// CinderVolumes.create_and_list_snapshots.
type CreateAndListSnapshots struct {
	Snapshot
	Detailed bool `arg:"detailed" help:"list all that cinder knows of each snapshot"`
}

// Name is Rally's.
func (CreateAndListSnapshots) Name() string { return "CinderVolumes.create_and_list_snapshots" }

// Actions are those of Run.
func (CreateAndListSnapshots) Actions() []string {
	return []string{"cinder_v3.create_snapshot", "cinder_v3.list_snapshots"}
}

// Run takes a snapshot and lists snapshots.
func (s CreateAndListSnapshots) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.create(ctx, it); err != nil {
		return err
	}
	return list(ctx, it, "cinder_v3.list_snapshots", "snapshots", "snapshots", s.Detailed, nil)
}

// CreateVolumeFromSnapshot takes a snapshot of one of the project's volumes and makes a volume of it; then both are deleted,
// unless they shall stay: CinderVolumes.create_volume_from_snapshot.
type CreateVolumeFromSnapshot struct {
	Snapshot
	DoDelete bool    `arg:"do_delete" help:"delete the volume and the snapshot"`
	Volume   Options `arg:"create_volume_kwargs" help:"more attributes of the volume, as cinder's API calls them: a JSON object"`
}

// Name is Rally's.
func (CreateVolumeFromSnapshot) Name() string { return "CinderVolumes.create_volume_from_snapshot" }

// Actions are those of Run.
func (s CreateVolumeFromSnapshot) Actions() []string {
	actions := []string{"cinder_v3.create_snapshot", "cinder_v3.create_volume"}
	if s.DoDelete {
		actions = append(actions, "cinder_v3.delete_volume", "cinder_v3.delete_snapshot")
	}
	return actions
}

// Validate refuses names in the attributes.
func (s CreateVolumeFromSnapshot) Validate() error {
	return errors.Join(s.Snapshot.Validate(), s.Volume.check("create_volume_kwargs"))
}

// Run takes a snapshot, makes a volume of it, as large as the snapshot is, and deletes both.
func (s CreateVolumeFromSnapshot) Run(ctx context.Context, it *harness.Iteration) error {
	snapshot, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	volume, err := Create(ctx, it, s.Volume.with(Options{"snapshot_id": snapshot}))
	if err != nil || !s.DoDelete {
		return err
	}
	if err := Delete(ctx, it, volume); err != nil {
		return err
	}
	return DeleteSnapshot(ctx, it, snapshot)
}
