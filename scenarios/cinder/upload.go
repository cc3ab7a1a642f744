package cinder

import (
	"context"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/volumes"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/glance"
)

// CreateAndUploadVolumeToImage creates a volume and uploads it to an image; then both are deleted, unless they shall stay:
// CinderVolumes.create_and_upload_volume_to_image.
type CreateAndUploadVolumeToImage struct {
	Volume
	Force           bool   `arg:"force" help:"also of a volume that is attached to a server"`
	ContainerFormat string `arg:"container_format" help:"of the image, such as bare"`
	DiskFormat      string `arg:"disk_format" help:"of the image, such as raw"`
	DoDelete        bool   `arg:"do_delete" help:"delete the volume and the image"`
}

// Name is Rally's.
func (CreateAndUploadVolumeToImage) Name() string {
	return "CinderVolumes.create_and_upload_volume_to_image"
}

// Actions are those of Run.
func (s CreateAndUploadVolumeToImage) Actions() []string {
	actions := []string{"cinder_v3.create_volume", "cinder_v3.upload_volume_to_image", "cinder_v3.upload_volume_to_image[glance_v2.get_image]"}
	if s.DoDelete {
		actions = append(actions, "cinder_v3.delete_volume", "glance_v2.delete_image")
	}
	return actions
}

// Services are what it talks to.
func (CreateAndUploadVolumeToImage) Services() []string { return []string{"block-storage", "image"} }

// Prepare looks the image up that the volume is made from.
func (s CreateAndUploadVolumeToImage) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume, uploads it, and deletes both.
func (s CreateAndUploadVolumeToImage) Run(ctx context.Context, it *harness.Iteration) error {
	volume, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	image, err := s.upload(ctx, it, volume)
	if err != nil || !s.DoDelete {
		return err
	}
	if err := Delete(ctx, it, volume); err != nil {
		return err
	}
	return glance.Delete(ctx, it, image)
}

// upload uploads the volume, and waits until it is available again and the image active: the action
// cinder_v3.upload_volume_to_image.
func (s CreateAndUploadVolumeToImage) upload(ctx context.Context, it *harness.Iteration, volume string) (image string, err error) {
	err = timed(ctx, it, "cinder_v3.upload_volume_to_image", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		uploaded, err := volumes.UploadImage(ctx, client, volume, volumes.UploadImageOpts{
			ImageName: it.Name(), ContainerFormat: s.ContainerFormat, DiskFormat: s.DiskFormat, Force: s.Force,
		}).Extract()
		if err != nil {
			return err
		}
		image = uploaded.ImageID
		if err := wait(ctx, it, client, "volume", volume, "available", createLimit); err != nil {
			return err
		}
		return it.Time(ctx, "glance_v2.get_image", func(ctx context.Context) error { return glance.WaitActive(ctx, it, image) })
	})
	return image, err
}
