package cinder

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// CreateAndExtendVolume creates a volume, extends it, idles, and deletes it: CinderVolumes.create_and_extend_volume.
type CreateAndExtendVolume struct {
	Volume
	NewSize  Size          `arg:"new_size,required" help:"in GB, above size: one number, or a range from which one is drawn"`
	MinSleep time.Duration `arg:"min_sleep" help:"shortest idle time between extension and deletion"`
	MaxSleep time.Duration `arg:"max_sleep" help:"longest idle time between extension and deletion"`
}

// Name is Rally's.
func (CreateAndExtendVolume) Name() string { return "CinderVolumes.create_and_extend_volume" }

// Actions are those of Run.
func (CreateAndExtendVolume) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder_v3.extend_volume", "cinder_v3.delete_volume"}
}

// Validate refuses a new size that is none, and idle times that are no range.
func (s CreateAndExtendVolume) Validate() error {
	if largest := max(s.Size.Min, s.Size.Max); s.NewSize.Min <= largest {
		return fmt.Errorf("new_size %d: expected more than size, which is up to %d", s.NewSize.Min, largest)
	}
	if err := s.Volume.Validate(); err != nil {
		return err
	}
	return harness.IdleRange(s.MinSleep, s.MaxSleep)
}

// Prepare looks the image up.
func (s CreateAndExtendVolume) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume, extends it, idles, and deletes it.
func (s CreateAndExtendVolume) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	if err := extend(ctx, it, id, s.NewSize.Draw(it, "new_size")); err != nil {
		return err
	}
	if err := it.IdleBetween(ctx, s.MinSleep, s.MaxSleep); err != nil {
		return err
	}
	return Delete(ctx, it, id)
}

// CreateVolumeAndUpdateReadonlyFlag creates a volume and sets its read-only flag:
// CinderVolumes.create_volume_and_update_readonly_flag.
type CreateVolumeAndUpdateReadonlyFlag struct {
	Volume
	ReadOnly bool `arg:"read_only" help:"the flag"`
}

// Name is Rally's.
func (CreateVolumeAndUpdateReadonlyFlag) Name() string {
	return "CinderVolumes.create_volume_and_update_readonly_flag"
}

// Actions are those of Run.
func (CreateVolumeAndUpdateReadonlyFlag) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder_v3.update_readonly_flag"}
}

// Prepare looks the image up.
func (s CreateVolumeAndUpdateReadonlyFlag) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume and sets the flag.
func (s CreateVolumeAndUpdateReadonlyFlag) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "cinder_v3.update_readonly_flag", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		body := map[string]any{"os-update_readonly_flag": map[string]any{"readonly": s.ReadOnly}}
		_, err := client.Post(ctx, client.ServiceURL("volumes", id, "action"), body, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusAccepted}})
		return err
	})
}
