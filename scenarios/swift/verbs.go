package swift

import (
	"context"

	"github.com/pacenote/pacenote/harness"
)

// Verbs are those of this package.
func Verbs() []harness.Verb {
	return []harness.Verb{
		{Form: "creates a container", Makes: "container", Doc: "create a container of the object store", New: deed("swift.create_container",
			func(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
				return createContainer(ctx, it)
			})},
		{Form: "deletes CONTAINER", Ends: true, Doc: "delete a container, which has to be empty", New: deed("swift.delete_container",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", deleteContainer(ctx, it, with.ID(0))
			})},
		{Form: "uploads an object into CONTAINER", Makes: "object", Doc: "upload an object of zeroes", New: harness.NewDoer(uploading{Size: 1024})},
		{Form: "downloads OBJECT of CONTAINER", Doc: "download all of an object", New: deed("swift.download_object",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				_, err := download(ctx, it, with.ID(1), with.ID(0))
				return "", err
			})},
		{Form: "deletes OBJECT of CONTAINER", Ends: true, Doc: "delete an object", New: deed("swift.delete_object",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", remove(ctx, it, with.ID(1), with.ID(0))
			})},
		{Form: "lists CONTAINER", Doc: "list the objects of a container", New: deed("swift.list_objects",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				_, err := listObjects(ctx, it, with.ID(0))
				return "", err
			})},
	}
}

// deed is what a user does without arguments.
func deed(action string, run func(context.Context, *harness.Iteration, harness.Things) (string, error)) func() harness.Doer {
	return harness.NewDoer(harness.Deed{Does: []string{action}, Asks: asUser{}.Services(), Brings: asUser{}.Fixtures(), Run: run})
}

// uploading uploads an object.
type uploading struct {
	asUser
	Size int `arg:"size" help:"bytes, all of them zero"`
}

// Actions is that of the upload.
func (uploading) Actions() []string { return []string{"swift.upload_object"} }

// Validate refuses a size below one.
func (u uploading) Validate() error { return positive("size", u.Size) }

// Do uploads it.
func (u uploading) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
	return upload(ctx, it, with.ID(0), make([]byte, u.Size))
}
