// Package cinder holds the scenarios of the block storage service.
package cinder

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/volumes"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// createLimit and deleteLimit are Rally's.
const (
	createLimit = 600 * time.Second
	deleteLimit = 600 * time.Second
)

// CreateAndDeleteVolume creates a volume, idles, and deletes it: CinderVolumes.create_and_delete_volume.
type CreateAndDeleteVolume struct {
	Size     Size          `arg:"size,required" help:"in GB: one number, or a range from which one is drawn, such as 1-5"`
	Image    string        `arg:"image" help:"image that the volume is made from: name, id or regular expression"`
	Type     string        `arg:"volume_type" help:"name of the volume type; cinder's default if none is given"`
	MinSleep time.Duration `arg:"min_sleep" help:"shortest idle time between creation and deletion"`
	MaxSleep time.Duration `arg:"max_sleep" help:"longest idle time between creation and deletion"`

	imageID string // once prepared
}

// Name is Rally's.
func (CreateAndDeleteVolume) Name() string { return "CinderVolumes.create_and_delete_volume" }

// Actions are those of Run.
func (CreateAndDeleteVolume) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder_v3.delete_volume"}
}

// Services are what it talks to.
func (CreateAndDeleteVolume) Services() []string { return []string{"block-storage"} }

// Fixtures brings a user, and the removal of what is left.
func (CreateAndDeleteVolume) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// Validate refuses idle times that are no range.
func (s CreateAndDeleteVolume) Validate() error { return harness.IdleRange(s.MinSleep, s.MaxSleep) }

// Prepare looks the image up.
func (s CreateAndDeleteVolume) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	if s.Image != "" {
		if s.imageID, err = fixtures.FindImage(ctx, w, s.Image); err != nil {
			return nil, fmt.Errorf("argument image: %w", err)
		}
	}
	return s, nil
}

// Run creates a volume, idles, and deletes it.
func (s CreateAndDeleteVolume) Run(ctx context.Context, it *harness.Iteration) error {
	client, err := it.User.BlockStorage(ctx)
	if err != nil {
		return err
	}
	var id string
	err = it.Time(ctx, "cinder_v3.create_volume", func(ctx context.Context) error {
		volume, err := volumes.Create(ctx, client, volumes.CreateOpts{
			Name: it.Name(), Size: s.Size.draw(it), ImageID: s.imageID, VolumeType: s.Type,
		}, nil).Extract()
		if err != nil {
			return err
		}
		id = volume.ID
		return wait(ctx, it, client, id, "available", createLimit)
	})
	if err != nil {
		return err
	}
	if err := it.IdleBetween(ctx, s.MinSleep, s.MaxSleep); err != nil {
		return err
	}
	return it.Time(ctx, "cinder_v3.delete_volume", func(ctx context.Context) error {
		if err := volumes.Delete(ctx, client, id, nil).ExtractErr(); err != nil {
			return err
		}
		return wait(ctx, it, client, id, "gone", deleteLimit)
	})
}

// A state is as much of a volume as waiting needs.
type state struct {
	Status string `json:"status"`
}

// wait polls until the volume is in a state; "gone" is that it is not there.
func wait(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, id, wanted string, limit time.Duration) error {
	address := client.ServiceURL("volumes", id)
	return it.Wait(ctx, "volume "+id+" is "+wanted, limit, func(ctx context.Context) (bool, error) {
		s, err := cloud.Show[state](ctx, client, address, "volume")
		switch {
		case wanted == "gone" && gophercloud.ResponseCodeIs(err, http.StatusNotFound):
			return true, nil
		case err == nil && (s.Status == "error" || s.Status == "error_deleting"):
			err = &harness.StateError{Kind: "volume", ID: id, State: s.Status}
		}
		return s.Status == wanted, err
	})
}
