package glance

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/image/v2/imagedata"
	"github.com/gophercloud/gophercloud/v2/openstack/image/v2/imageimport"

	"github.com/pacenote/pacenote/harness"
)

// ImportAndDeleteImage creates an image, lets glance import its data, from what was staged or from a URL, and deletes it:
// GlanceImages.import_and_delete_image.
type ImportAndDeleteImage struct {
	Image
	Stores       []string `arg:"stores" help:"stores of glance to import into; they are taken in place of all_stores"`
	AllStores    bool     `arg:"all_stores" help:"import into every store"`
	ImportMethod string   `arg:"import_method" help:"glance-direct: the data is staged; web-download: glance fetches it from image_location, a URL"`
}

// Name is Rally's.
func (ImportAndDeleteImage) Name() string { return "GlanceImages.import_and_delete_image" }

// Actions are those of Run.
func (s ImportAndDeleteImage) Actions() []string {
	actions := []string{"glance_v2.create_image_for_import", "glance_v2.stage_image_data", "glance_v2.import_image", "glance_v2.delete_image"}
	if !s.direct() {
		actions = slices.Delete(actions, 1, 2)
	}
	return actions
}

func (s ImportAndDeleteImage) direct() bool {
	return s.ImportMethod == "" || s.ImportMethod == string(imageimport.GlanceDirectMethod)
}

// Validate refuses what an image cannot be, an unknown method, and a file that glance would have to fetch.
func (s ImportAndDeleteImage) Validate() error {
	known := []string{string(imageimport.GlanceDirectMethod), string(imageimport.WebDownloadMethod)}
	if s.ImportMethod != "" && !slices.Contains(known, s.ImportMethod) {
		return harness.Unknown("import_method", s.ImportMethod, known)
	}
	if !s.direct() && !remote(s.ImageLocation) {
		return errors.New("image_location " + s.ImageLocation + ": web-download takes a URL that glance can reach")
	}
	return s.Image.Validate()
}

// Prepare reads the data, if it is to be staged, and asks whether glance has the method.
func (s ImportAndDeleteImage) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	if s.ImportMethod == "" {
		s.ImportMethod = string(imageimport.GlanceDirectMethod)
	}
	client, err := w.Cloud.Admin().Image(ctx)
	if err != nil {
		return nil, err
	}
	info, err := imageimport.Get(ctx, client).Extract()
	if err != nil {
		return nil, err
	}
	if methods := info.ImportMethods.Value; !slices.Contains(methods, s.ImportMethod) {
		return nil, harness.Unknown("import_method of this cloud", s.ImportMethod, methods)
	}
	if s.direct() {
		s.Image, err = s.Read(ctx, w)
	}
	return s, err
}

// Run creates an image, stages its data, imports it, and deletes it.
func (s ImportAndDeleteImage) Run(ctx context.Context, it *harness.Iteration) error {
	client, err := it.User.Image(ctx)
	if err != nil {
		return err
	}
	var id string
	err = it.Time(ctx, "glance_v2.create_image_for_import", func(ctx context.Context) error {
		id, err = s.record(ctx, it, client)
		return err
	})
	if err != nil {
		return err
	}
	if s.direct() {
		err = it.Time(ctx, "glance_v2.stage_image_data", func(ctx context.Context) error {
			return imagedata.Stage(ctx, client, id, bytes.NewReader(s.data)).ExtractErr()
		})
		if err != nil {
			return err
		}
	}
	err = it.Time(ctx, "glance_v2.import_image", func(ctx context.Context) error {
		_, err := client.Post(ctx, client.ServiceURL("images", id, "import"), s.order(), nil,
			&gophercloud.RequestOpts{OkCodes: []int{http.StatusAccepted}})
		if err != nil {
			return err
		}
		return waitActive(ctx, it, id, func(s state) bool { // glance lets the image wait again for data where an import fails
			return s.Status == "queued" && s.Task == "" || s.Status == "killed" || s.Status == "deleted"
		})
	})
	if err != nil {
		return err
	}
	return Delete(ctx, it, id)
}

// order is the body of the import.
func (s ImportAndDeleteImage) order() map[string]any {
	method := map[string]any{"name": s.ImportMethod}
	if !s.direct() {
		method["uri"] = s.ImageLocation
	}
	order := map[string]any{"method": method}
	switch {
	case len(s.Stores) > 0:
		order["stores"] = s.Stores
	case s.AllStores:
		order["all_stores"] = true
	}
	return order
}
