// Package glance holds the scenarios of the image service.
package glance

import (
	"context"
	"fmt"
	"slices"

	"github.com/gophercloud/gophercloud/v2/openstack/image/v2/images"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// CreateAndDeleteImage creates an image, uploads its data, and deletes it: GlanceImages.create_and_delete_image.
type CreateAndDeleteImage struct{ Image }

// Name is Rally's.
func (CreateAndDeleteImage) Name() string { return "GlanceImages.create_and_delete_image" }

// Actions are those of Run.
func (CreateAndDeleteImage) Actions() []string { return with(Creation(), "glance_v2.delete_image") }

// Prepare reads the data.
func (s CreateAndDeleteImage) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Image, err = s.Read(ctx, w)
	return s, err
}

// Run creates an image and deletes it.
func (s CreateAndDeleteImage) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	return Delete(ctx, it, id)
}

// CreateAndGetImage creates an image and gets it: GlanceImages.create_and_get_image.
type CreateAndGetImage struct{ Image }

// Name is Rally's.
func (CreateAndGetImage) Name() string { return "GlanceImages.create_and_get_image" }

// Actions are those of Run.
func (CreateAndGetImage) Actions() []string { return with(Creation(), "glance_v2.get_image") }

// Prepare reads the data.
func (s CreateAndGetImage) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Image, err = s.Read(ctx, w)
	return s, err
}

// Run creates an image, gets it, and sees that it is the same.
func (s CreateAndGetImage) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	return it.Time(ctx, "glance_v2.get_image", func(ctx context.Context) error {
		client, err := it.User.Image(ctx)
		if err != nil {
			return err
		}
		image, err := images.Get(ctx, client, id).Extract()
		if err == nil && image.ID != id {
			err = &harness.AssertionError{Message: fmt.Sprintf("asked for image %s, glance showed %s", id, image.ID)}
		}
		return err
	})
}

// CreateAndListImage creates an image, lists all that are active, and sees that it is among them:
// GlanceImages.create_and_list_image. It never deletes, so that lists grow.
type CreateAndListImage struct{ Image }

// Name is Rally's.
func (CreateAndListImage) Name() string { return "GlanceImages.create_and_list_image" }

// Actions are those of Run.
func (CreateAndListImage) Actions() []string { return with(Creation(), "glance_v2.list_images") }

// Prepare reads the data.
func (s CreateAndListImage) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Image, err = s.Read(ctx, w)
	return s, err
}

// Run creates an image and finds it in the list.
func (s CreateAndListImage) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	list, err := listImages(ctx, it)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(list, func(i listed) bool { return i.ID == id }) {
		return &harness.AssertionError{Message: fmt.Sprintf("image %s, which is active, is not among the %d in the list", id, len(list))}
	}
	return nil
}

// ListImages lists all active images that the user sees: GlanceImages.list_images.
type ListImages struct{}

// Name is Rally's.
func (ListImages) Name() string { return "GlanceImages.list_images" }

// Actions are those of Run.
func (ListImages) Actions() []string { return []string{"glance_v2.list_images"} }

// Services are what it talks to.
func (ListImages) Services() []string { return []string{"image"} }

// Fixtures brings a user.
func (ListImages) Fixtures() []harness.Fixture { return []harness.Fixture{fixtures.Users{}} }

// Run lists the images.
func (ListImages) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := listImages(ctx, it)
	return err
}

// A listed image is as much of one as finding it needs.
type listed struct {
	ID string `json:"id"`
}

// listImages lists all active images: the action glance_v2.list_images.
func listImages(ctx context.Context, it *harness.Iteration) (list []listed, err error) {
	err = it.Time(ctx, "glance_v2.list_images", func(ctx context.Context) error {
		client, err := it.User.Image(ctx)
		if err != nil {
			return err
		}
		list, err = cloud.List[listed](ctx, client, client.ServiceURL("images")+"?status=active", "images")
		return err
	})
	return list, err
}

// with are some actions and more.
func with(actions []string, more ...string) []string { return slices.Concat(actions, more) }
