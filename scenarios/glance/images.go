// Package glance holds the scenarios of the image service.
package glance

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/image/v2/imagedata"
	"github.com/gophercloud/gophercloud/v2/openstack/image/v2/images"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// createLimit and deleteLimit are Rally's.
const (
	createLimit = 120 * time.Second
	deleteLimit = 120 * time.Second
)

// CreateAndDeleteImage creates an image, uploads its data, and deletes it: GlanceImages.create_and_delete_image.
type CreateAndDeleteImage struct {
	ContainerFormat string   `arg:"container_format,required" help:"such as bare"`
	ImageLocation   string   `arg:"image_location,required" help:"file below the features, or URL, that holds the data"`
	DiskFormat      string   `arg:"disk_format,required" help:"such as raw or qcow2"`
	Visibility      string   `arg:"visibility" help:"private, public, shared or community; private if none is given"`
	MinDisk         int      `arg:"min_disk" help:"least disk to boot it, in GB"`
	MinRAM          int      `arg:"min_ram" help:"least memory to boot it, in MB"`
	Properties      []string `arg:"properties" help:"name=value, separated by commas"`

	data []byte // once prepared
}

// Name is Rally's.
func (CreateAndDeleteImage) Name() string { return "GlanceImages.create_and_delete_image" }

// Actions are those of Run.
func (CreateAndDeleteImage) Actions() []string {
	return []string{"glance_v2.create_image", "glance_v2.create_image[glance_v2.upload_data]", "glance_v2.delete_image"}
}

// Services are what it talks to.
func (CreateAndDeleteImage) Services() []string { return []string{"image"} }

// Fixtures brings a user, and the removal of what is left.
func (CreateAndDeleteImage) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// Validate refuses a visibility and properties that are none.
func (s CreateAndDeleteImage) Validate() error {
	known := []string{"private", "public", "shared", "community"}
	if s.Visibility != "" && harness.Nearest(s.Visibility, known) != s.Visibility {
		return harness.Unknown("visibility", s.Visibility, known)
	}
	for _, p := range s.Properties {
		if name, _, ok := strings.Cut(p, "="); !ok || name == "" {
			return fmt.Errorf("property %q: expected name=value", p)
		}
	}
	return nil
}

// Prepare reads the data.
func (s CreateAndDeleteImage) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	var err error
	if s.data, err = read(ctx, w, s.ImageLocation); err != nil {
		return nil, fmt.Errorf("argument image_location: %w", err)
	}
	return s, nil
}

// read reads a file of the lab, or what is at a URL.
func read(ctx context.Context, w *harness.World, location string) ([]byte, error) {
	if u, err := url.Parse(location); err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return fs.ReadFile(w.Files(), location)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, location, nil)
	if err != nil {
		return nil, err
	}
	response, err := w.Cloud.HTTPClient().Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("GET %s: status %d", location, response.StatusCode)
	}
	return io.ReadAll(response.Body)
}

// Run creates an image and deletes it.
func (s CreateAndDeleteImage) Run(ctx context.Context, it *harness.Iteration) error {
	client, err := it.User.Image(ctx)
	if err != nil {
		return err
	}
	var id string
	err = it.Time(ctx, "glance_v2.create_image", func(ctx context.Context) error {
		image, err := images.Create(ctx, client, s.options(it.Name())).Extract()
		if err != nil {
			return err
		}
		id = image.ID
		err = it.Time(ctx, "glance_v2.upload_data", func(ctx context.Context) error {
			return imagedata.Upload(ctx, client, id, bytes.NewReader(s.data)).ExtractErr()
		})
		if err != nil {
			return err
		}
		return waitActive(ctx, it, client, id)
	})
	if err != nil {
		return err
	}
	return it.Time(ctx, "glance_v2.delete_image", func(ctx context.Context) error {
		if err := images.Delete(ctx, client, id).ExtractErr(); err != nil {
			return err
		}
		return waitGone(ctx, it, client, id)
	})
}

func (s CreateAndDeleteImage) options(name string) images.CreateOpts {
	visibility := images.ImageVisibility(s.Visibility)
	if visibility == "" {
		visibility = images.ImageVisibilityPrivate
	}
	properties := make(map[string]string, len(s.Properties))
	for _, p := range s.Properties {
		name, value, _ := strings.Cut(p, "=")
		properties[name] = value
	}
	return images.CreateOpts{
		Name: name, ContainerFormat: s.ContainerFormat, DiskFormat: s.DiskFormat, Visibility: &visibility,
		MinDisk: s.MinDisk, MinRAM: s.MinRAM, Properties: properties,
	}
}

// A state is as much of an image as waiting needs.
type state struct {
	Status string `json:"status"`
}

func waitActive(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, id string) error {
	address := client.ServiceURL("images", id)
	return it.Wait(ctx, "image "+id+" is active", createLimit, func(ctx context.Context) (bool, error) {
		s, err := cloud.Show[state](ctx, client, address, "")
		if err == nil && (s.Status == "killed" || s.Status == "deleted") {
			err = &harness.StateError{Kind: "image", ID: id, State: s.Status}
		}
		return s.Status == "active", err
	})
}

func waitGone(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, id string) error {
	address := client.ServiceURL("images", id)
	return it.Wait(ctx, "image "+id+" is gone", deleteLimit, func(ctx context.Context) (bool, error) {
		s, err := cloud.Show[state](ctx, client, address, "")
		if gophercloud.ResponseCodeIs(err, http.StatusNotFound) {
			return true, nil
		}
		return s.Status == "deleted", err
	})
}

// ListImages lists all images that the user sees: GlanceImages.list_images.
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
	return it.Time(ctx, "glance_v2.list_images", func(ctx context.Context) error {
		client, err := it.User.Image(ctx)
		if err != nil {
			return err
		}
		_, err = cloud.List[images.Image](ctx, client, client.ServiceURL("images"), "images")
		return err
	})
}
