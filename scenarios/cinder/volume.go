package cinder

import (
	"context"
	"errors"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/volumes"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// Volume is what every scenario that creates a volume asks for.
type Volume struct {
	asUser
	Size    Size    `arg:"size,required" help:"in GB: one number, or a range from which one is drawn, such as 1-5"`
	Image   string  `arg:"image" help:"image that the volume is made from: name, id or regular expression"`
	Type    string  `arg:"volume_type" help:"name of the volume type; cinder's default if none is given"`
	Zone    string  `arg:"availability_zone" help:"availability zone; cinder chooses if there is none"`
	Options Options `arg:"create_volume_kwargs" help:"more attributes of the volume, as cinder's API calls them: a JSON object"`

	imageID string // once found
}

// Validate refuses a name in the attributes.
func (v Volume) Validate() error { return v.Options.check("create_volume_kwargs") }

// Holds are a volume, and at least its gigabytes.
func (v Volume) Holds() []harness.Holding {
	return []harness.Holding{
		{Service: "block-storage", Quota: "volumes", N: 1, Freed: "delete_volume"},
		{Service: "block-storage", Quota: "gigabytes", N: v.Size.Min, Freed: "delete_volume"},
	}
}

// Find is the volume with the id of its image.
func (v Volume) Find(ctx context.Context, w *harness.World) (_ Volume, err error) {
	if v.Image != "" {
		if v.imageID, err = fixtures.FindImage(ctx, w, v.Image); err != nil {
			err = fmt.Errorf("argument image: %w", err)
		}
	}
	return v, err
}

// Create creates the volume, of a size that it draws: the action cinder_v3.create_volume. It has been found.
func (v Volume) Create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return Create(ctx, it, v.attributes(v.Size.Draw(it, "size")))
}

// attributes are those of a volume of a size.
func (v Volume) attributes(size int) Options {
	attributes := Options{"size": size}
	for name, value := range map[string]string{"imageRef": v.imageID, "volume_type": v.Type, "availability_zone": v.Zone} {
		if value != "" {
			attributes[name] = value
		}
	}
	return v.Options.with(attributes)
}

// Create creates a volume of attributes, as cinder's API calls them, and waits until it is available: the action
// cinder_v3.create_volume.
func Create(ctx context.Context, it *harness.Iteration, attributes Options) (id string, err error) {
	err = timed(ctx, it, "cinder_v3.create_volume", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var volume made
		if err := volumes.Create(ctx, client, attributes.with(Options{"name": it.Name()}), nil).ExtractIntoStructPtr(&volume, "volume"); err != nil {
			return err
		}
		id = volume.ID
		return wait(ctx, it, client, "volume", id, "available", createLimit)
	})
	return id, err
}

// Delete deletes a volume and waits until it is gone: the action cinder_v3.delete_volume.
func Delete(ctx context.Context, it *harness.Iteration, id string) error {
	return remove(ctx, it, "cinder_v3.delete_volume", "volume", id)
}

// withVolumes is a scenario that takes one of the project's volumes, which a fixture made.
type withVolumes struct{}

// Services are what it talks to.
func (withVolumes) Services() []string { return []string{"block-storage"} }

// Fixtures brings a user, a volume in its project, and the removal of what is left.
func (withVolumes) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Volumes{}, fixtures.Sweep{}}
}

// aVolume draws one of the volumes that a fixture made in the project of the iteration's user.
func aVolume(it *harness.Iteration) (id string, err error) {
	byProject, _ := fixtures.ProjectVolumes.Of(it)
	list := byProject[it.User.ProjectID()]
	if len(list) == 0 {
		return "", errors.New("the project has no volume of a fixture")
	}
	return list[it.Rand("volume").IntN(len(list))].ID, nil
}
