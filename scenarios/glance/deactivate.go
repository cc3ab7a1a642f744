package glance

import (
	"context"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// CreateAndDeactivateImage creates an image and deactivates it: GlanceImages.create_and_deactivate_image. What is left is made
// active again before it is removed.
type CreateAndDeactivateImage struct{ Image }

// Name is Rally's.
func (CreateAndDeactivateImage) Name() string { return "GlanceImages.create_and_deactivate_image" }

// Actions are those of Run.
func (CreateAndDeactivateImage) Actions() []string {
	return with(Creation(), "glance_v2.deactivate_image")
}

// Prepare reads the data.
func (s CreateAndDeactivateImage) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Image, err = s.Read(ctx, w)
	return s, err
}

// Run creates an image and deactivates it.
func (s CreateAndDeactivateImage) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	return it.Time(ctx, "glance_v2.deactivate_image", func(ctx context.Context) error {
		client, err := it.User.Image(ctx)
		if err != nil {
			return err
		}
		_, err = client.Post(ctx, client.ServiceURL("images", id, "actions", "deactivate"), nil, nil,
			&gophercloud.RequestOpts{OkCodes: []int{http.StatusNoContent}})
		return err
	})
}
