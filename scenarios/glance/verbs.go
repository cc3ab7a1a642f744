package glance

import (
	"context"

	"github.com/pacenote/pacenote/harness"
)

// Verbs are those of this package.
func Verbs() []harness.Verb {
	return []harness.Verb{
		{Form: "creates an image", Makes: "image", Doc: "create an image of a file's data and wait until it is active", New: harness.NewDoer(creating{})},
		{Form: "deletes IMAGE", Ends: true, Doc: "delete an image and wait until it is gone", New: deed("glance_v2.delete_image",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", Delete(ctx, it, with.ID(0))
			})},
		{Form: "lists images", Doc: "list all active images that the user sees", New: deed("glance_v2.list_images",
			func(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
				_, err := listImages(ctx, it)
				return "", err
			})},
	}
}

// deed is what a user does without arguments.
func deed(action string, run func(context.Context, *harness.Iteration, harness.Things) (string, error)) func() harness.Doer {
	return harness.NewDoer(harness.Deed{Does: []string{action}, Asks: Image{}.Services(), Brings: Image{}.Fixtures(), Run: run})
}

// creating creates an image.
type creating struct{ Image }

// Actions are those of the creation.
func (creating) Actions() []string { return Creation() }

// Prepare reads the data.
func (c creating) Prepare(ctx context.Context, w *harness.World) (_ harness.Doer, err error) {
	c.Image, err = c.Read(ctx, w)
	return c, err
}

// Do creates it.
func (c creating) Do(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
	return c.Create(ctx, it)
}
