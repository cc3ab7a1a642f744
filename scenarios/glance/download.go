package glance

import (
	"context"
	"io"

	"github.com/gophercloud/gophercloud/v2/openstack/image/v2/imagedata"

	"github.com/pacenote/pacenote/harness"
)

// CreateAndDownloadImage creates an image and downloads its data, all of it: GlanceImages.create_and_download_image.
type CreateAndDownloadImage struct{ Image }

// Name is Rally's.
func (CreateAndDownloadImage) Name() string { return "GlanceImages.create_and_download_image" }

// Actions are those of Run.
func (CreateAndDownloadImage) Actions() []string { return with(Creation(), "glance_v2.download_image") }

// Prepare reads the data.
func (s CreateAndDownloadImage) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Image, err = s.Read(ctx, w)
	return s, err
}

// Run creates an image and downloads it; the data is not kept.
func (s CreateAndDownloadImage) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	return it.Time(ctx, "glance_v2.download_image", func(ctx context.Context) error {
		client, err := it.User.Image(ctx)
		if err != nil {
			return err
		}
		data, err := imagedata.Download(ctx, client, id).Extract()
		if err != nil {
			return err
		}
		defer data.Close()
		_, err = io.Copy(io.Discard, data)
		return err
	})
}
