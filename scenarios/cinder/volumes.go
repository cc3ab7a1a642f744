package cinder

import (
	"context"
	"time"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/volumes"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// CreateVolume creates a volume and leaves it: CinderVolumes.create_volume.
type CreateVolume struct{ Volume }

// Name is Rally's.
func (CreateVolume) Name() string { return "CinderVolumes.create_volume" }

// Actions are those of Run.
func (CreateVolume) Actions() []string { return []string{"cinder_v3.create_volume"} }

// Prepare looks the image up.
func (s CreateVolume) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume.
func (s CreateVolume) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.Create(ctx, it)
	return err
}

// CreateAndDeleteVolume creates a volume, idles, and deletes it: CinderVolumes.create_and_delete_volume.
type CreateAndDeleteVolume struct {
	Volume
	MinSleep time.Duration `arg:"min_sleep" help:"shortest idle time between creation and deletion"`
	MaxSleep time.Duration `arg:"max_sleep" help:"longest idle time between creation and deletion"`
}

// Name is Rally's.
func (CreateAndDeleteVolume) Name() string { return "CinderVolumes.create_and_delete_volume" }

// Actions are those of Run.
func (CreateAndDeleteVolume) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder_v3.delete_volume"}
}

// Validate refuses a name in the attributes, and idle times that are no range.
func (s CreateAndDeleteVolume) Validate() error {
	if err := s.Volume.Validate(); err != nil {
		return err
	}
	return harness.IdleRange(s.MinSleep, s.MaxSleep)
}

// Prepare looks the image up.
func (s CreateAndDeleteVolume) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume, idles, and deletes it.
func (s CreateAndDeleteVolume) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	if err := it.IdleBetween(ctx, s.MinSleep, s.MaxSleep); err != nil {
		return err
	}
	return Delete(ctx, it, id)
}

// CreateAndGetVolume creates a volume and gets it: CinderVolumes.create_and_get_volume.
type CreateAndGetVolume struct{ Volume }

// Name is Rally's.
func (CreateAndGetVolume) Name() string { return "CinderVolumes.create_and_get_volume" }

// Actions are those of Run.
func (CreateAndGetVolume) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder_v3.get_volume"}
}

// Prepare looks the image up.
func (s CreateAndGetVolume) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume and gets it.
func (s CreateAndGetVolume) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "cinder_v3.get_volume", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.Show[made](ctx, client, client.ServiceURL("volumes", id), "volume")
		return err
	})
}

// CreateAndListVolume creates a volume and lists those of the project: CinderVolumes.create_and_list_volume. It never deletes,
// so that lists grow.
type CreateAndListVolume struct {
	Volume
	Detailed bool `arg:"detailed" help:"list all that cinder knows of each volume"`
}

// Name is Rally's.
func (CreateAndListVolume) Name() string { return "CinderVolumes.create_and_list_volume" }

// Actions are those of Run.
func (CreateAndListVolume) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder_v3.list_volumes"}
}

// Prepare looks the image up.
func (s CreateAndListVolume) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume and lists volumes.
func (s CreateAndListVolume) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.Create(ctx, it); err != nil {
		return err
	}
	return list(ctx, it, "cinder_v3.list_volumes", "volumes", "volumes", s.Detailed, nil)
}

// CreateAndUpdateVolume creates a volume and updates it: CinderVolumes.create_and_update_volume.
type CreateAndUpdateVolume struct {
	Volume
	Update Options `arg:"update_volume_kwargs" help:"the new attributes, as cinder's API calls them, a JSON object; update_name: true stands for a new name, which it also gets if there are none"`
}

// Name is Rally's.
func (CreateAndUpdateVolume) Name() string { return "CinderVolumes.create_and_update_volume" }

// Actions are those of Run.
func (CreateAndUpdateVolume) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder_v3.update_volume"}
}

// Validate refuses a name in the attributes.
func (s CreateAndUpdateVolume) Validate() error {
	if err := s.Volume.Validate(); err != nil {
		return err
	}
	return s.Update.check("update_volume_kwargs")
}

// Prepare looks the image up.
func (s CreateAndUpdateVolume) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume and updates it.
func (s CreateAndUpdateVolume) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	changed := s.Update.with(nil)
	rename, _ := changed["update_name"].(bool)
	if delete(changed, "update_name"); rename || len(changed) == 0 {
		changed["name"] = it.Name()
	}
	return timed(ctx, it, "cinder_v3.update_volume", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return volumes.Update(ctx, client, id, changed).Err
	})
}
