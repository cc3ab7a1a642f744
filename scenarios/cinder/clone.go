package cinder

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// CreateVolumeAndClone creates a volume and clones it, each clone from the one before: CinderVolumes.create_volume_and_clone.
type CreateVolumeAndClone struct {
	Volume
	NestedLevel int `arg:"nested_level" help:"how many clones"`
}

// Name is Rally's.
func (CreateVolumeAndClone) Name() string { return "CinderVolumes.create_volume_and_clone" }

// Actions are those of Run.
func (CreateVolumeAndClone) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder.clone_volume", "cinder.clone_volume[cinder_v3.create_volume]"}
}

// Validate refuses less than one clone.
func (s CreateVolumeAndClone) Validate() error {
	if s.NestedLevel < 1 {
		return fmt.Errorf("nested_level %d: expected 1 or more", s.NestedLevel)
	}
	return s.Volume.Validate()
}

// Prepare looks the image up.
func (s CreateVolumeAndClone) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume and clones it.
func (s CreateVolumeAndClone) Run(ctx context.Context, it *harness.Iteration) error {
	size := s.Size.Draw(it, "size")
	id, err := Create(ctx, it, s.attributes(size))
	s.imageID = ""
	for level := 0; level < s.NestedLevel && err == nil; level++ {
		err = it.Time(ctx, "cinder.clone_volume", func(ctx context.Context) error {
			id, err = Create(ctx, it, s.attributes(size).with(Options{"source_volid": id}))
			return err
		})
	}
	return err
}

// CreateFromVolumeAndDeleteVolume clones one of the project's volumes, idles, and deletes the clone:
// CinderVolumes.create_from_volume_and_delete_volume.
type CreateFromVolumeAndDeleteVolume struct {
	withVolumes
	Size     Size          `arg:"size,required" help:"in GB, not below that of the volume: one number, or a range from which one is drawn, such as 1-5"`
	Options  Options       `arg:"create_volume_kwargs" help:"more attributes of the clone, as cinder's API calls them: a JSON object"`
	MinSleep time.Duration `arg:"min_sleep" help:"shortest idle time between creation and deletion"`
	MaxSleep time.Duration `arg:"max_sleep" help:"longest idle time between creation and deletion"`
}

// Name is Rally's.
func (CreateFromVolumeAndDeleteVolume) Name() string {
	return "CinderVolumes.create_from_volume_and_delete_volume"
}

// Actions are those of Run.
func (CreateFromVolumeAndDeleteVolume) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder_v3.delete_volume"}
}

// Validate refuses a name in the attributes, and idle times that are no range.
func (s CreateFromVolumeAndDeleteVolume) Validate() error {
	return errors.Join(s.Options.check("create_volume_kwargs"), harness.IdleRange(s.MinSleep, s.MaxSleep))
}

// Run clones a volume, idles, and deletes the clone.
func (s CreateFromVolumeAndDeleteVolume) Run(ctx context.Context, it *harness.Iteration) error {
	source, err := aVolume(it)
	if err != nil {
		return err
	}
	id, err := Create(ctx, it, s.Options.with(Options{"size": s.Size.Draw(it, "size"), "source_volid": source}))
	if err != nil {
		return err
	}
	if err := it.IdleBetween(ctx, s.MinSleep, s.MaxSleep); err != nil {
		return err
	}
	return Delete(ctx, it, id)
}
