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

// createLimit is Rally's.
const createLimit = 120 * time.Second

// Image is what every scenario that creates an image asks for.
type Image struct {
	ContainerFormat string   `arg:"container_format,required" help:"such as bare"`
	ImageLocation   string   `arg:"image_location,required" help:"file below the features, or URL, that holds the data"`
	DiskFormat      string   `arg:"disk_format,required" help:"such as raw or qcow2"`
	Visibility      string   `arg:"visibility" help:"private, public, shared or community; private if none is given"`
	MinDisk         int      `arg:"min_disk" help:"least disk to boot it, in GB"`
	MinRAM          int      `arg:"min_ram" help:"least memory to boot it, in MB"`
	Properties      []string `arg:"properties" help:"name=value, separated by commas"`

	data []byte // once read
}

// Services are what it talks to.
func (Image) Services() []string { return []string{"image"} }

// Fixtures brings a user, and the removal of what is left.
func (Image) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// Validate refuses numbers below zero, and a visibility and properties that are none.
func (m Image) Validate() error {
	known := []string{"private", "public", "shared", "community"}
	if m.Visibility != "" && harness.Nearest(m.Visibility, known) != m.Visibility {
		return harness.Unknown("visibility", m.Visibility, known)
	}
	if m.MinDisk < 0 || m.MinRAM < 0 {
		return fmt.Errorf("min_disk %d and min_ram %d: expected numbers of 0 and above", m.MinDisk, m.MinRAM)
	}
	for _, p := range m.Properties {
		if name, _, ok := strings.Cut(p, "="); !ok || name == "" {
			return fmt.Errorf("property %q: expected name=value", p)
		}
	}
	return nil
}

// Read is the image with its data, from a file of the lab or what is at a URL.
func (m Image) Read(ctx context.Context, w *harness.World) (_ Image, err error) {
	if m.data, err = read(ctx, w, m.ImageLocation); err != nil {
		err = fmt.Errorf("argument image_location: %w", err)
	}
	return m, err
}

func read(ctx context.Context, w *harness.World, location string) ([]byte, error) {
	switch {
	case !remote(location):
		return fs.ReadFile(w.Files(), location)
	case w.Checking():
		return nil, nil // it is fetched once
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

// remote tells a URL from the name of a file.
func remote(location string) bool {
	u, err := url.Parse(location)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https")
}

// Create creates an image, uploads its data, and waits until it is active: the action glance_v2.create_image. The image has
// been read.
func (m Image) Create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	err = it.Time(ctx, "glance_v2.create_image", func(ctx context.Context) error {
		client, err := it.User.Image(ctx)
		if err != nil {
			return err
		}
		if id, err = m.record(ctx, it, client); err != nil {
			return err
		}
		err = it.Time(ctx, "glance_v2.upload_data", func(ctx context.Context) error {
			return imagedata.Upload(ctx, client, id, bytes.NewReader(m.data)).ExtractErr()
		})
		if err != nil {
			return err
		}
		return WaitActive(ctx, it, id)
	})
	return id, err
}

// Creation are the actions of Create.
func Creation() []string {
	return []string{"glance_v2.create_image", "glance_v2.create_image[glance_v2.upload_data]"}
}

// record creates the image without its data.
func (m Image) record(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient) (id string, err error) {
	visibility := images.ImageVisibility(m.Visibility)
	if visibility == "" {
		visibility = images.ImageVisibilityPrivate
	}
	image, err := images.Create(ctx, client, images.CreateOpts{
		Name: it.Name(), ContainerFormat: m.ContainerFormat, DiskFormat: m.DiskFormat, Visibility: &visibility,
		MinDisk: m.MinDisk, MinRAM: m.MinRAM, Properties: m.properties(),
	}).Extract()
	if err != nil {
		return "", err
	}
	return image.ID, nil
}

func (m Image) properties() map[string]string {
	all := make(map[string]string, len(m.Properties))
	for _, p := range m.Properties {
		name, value, _ := strings.Cut(p, "=")
		all[name] = value
	}
	return all
}

// Delete deletes an image: the action glance_v2.delete_image. Like Rally's it does not look whether the image is gone then.
func Delete(ctx context.Context, it *harness.Iteration, id string) error {
	return it.Time(ctx, "glance_v2.delete_image", func(ctx context.Context) error {
		client, err := it.User.Image(ctx)
		if err != nil {
			return err
		}
		return images.Delete(ctx, client, id).ExtractErr()
	})
}

// A state is as much of an image as waiting needs.
type state struct {
	Status string `json:"status"`
	Task   string `json:"os_glance_import_task"` // that is not over
}

// WaitActive waits until an image is active, whoever gives it its data.
func WaitActive(ctx context.Context, it *harness.Iteration, id string) error {
	return waitActive(ctx, it, id, func(s state) bool { return s.Status == "killed" || s.Status == "deleted" })
}

// waitActive waits until an image is active, and no import works on it; lost tells of a state from which it will not be.
func waitActive(ctx context.Context, it *harness.Iteration, id string, lost func(state) bool) error {
	client, err := it.User.Image(ctx)
	if err != nil {
		return err
	}
	address := client.ServiceURL("images", id)
	return it.Wait(ctx, "image "+id+" is active", createLimit, func(ctx context.Context) (bool, error) {
		s, err := cloud.Show[state](ctx, client, address, "")
		if err == nil && lost(s) {
			err = &harness.StateError{Kind: "image", ID: id, State: s.Status}
		}
		return s.Status == "active" && s.Task == "", err
	})
}
