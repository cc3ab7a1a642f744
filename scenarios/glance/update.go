package glance

import (
	"context"
	"slices"

	"github.com/gophercloud/gophercloud/v2/openstack/image/v2/images"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// CreateAndUpdateImage creates an image, gives it another name and other limits, and removes properties:
// GlanceImages.create_and_update_image.
type CreateAndUpdateImage struct {
	ContainerFormat  string   `arg:"container_format,required" help:"such as bare"`
	ImageLocation    string   `arg:"image_location,required" help:"file below the features, or URL, that holds the data"`
	DiskFormat       string   `arg:"disk_format,required" help:"such as raw or qcow2"`
	RemoveProps      []string `arg:"remove_props" help:"names of the properties to remove, of those in create_properties"`
	Visibility       string   `arg:"visibility" help:"private, public, shared or community; private if none is given"`
	CreateMinDisk    int      `arg:"create_min_disk" help:"least disk to boot it, in GB"`
	CreateMinRAM     int      `arg:"create_min_ram" help:"least memory to boot it, in MB"`
	CreateProperties []string `arg:"create_properties" help:"name=value, separated by commas"`
	UpdateMinDisk    int      `arg:"update_min_disk" help:"least disk to boot it from then on, in GB"`
	UpdateMinRAM     int      `arg:"update_min_ram" help:"least memory to boot it from then on, in MB"`

	image Image // once prepared
}

// Name is Rally's.
func (CreateAndUpdateImage) Name() string { return "GlanceImages.create_and_update_image" }

// Actions are those of Run.
func (CreateAndUpdateImage) Actions() []string { return with(Creation(), "glance_v2.update_image") }

// Services are what it talks to.
func (CreateAndUpdateImage) Services() []string { return []string{"image"} }

// Fixtures brings a user, and the removal of what is left.
func (CreateAndUpdateImage) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// created is the image before it is updated.
func (s CreateAndUpdateImage) created() Image {
	return Image{
		ContainerFormat: s.ContainerFormat, ImageLocation: s.ImageLocation, DiskFormat: s.DiskFormat, Visibility: s.Visibility,
		MinDisk: s.CreateMinDisk, MinRAM: s.CreateMinRAM, Properties: s.CreateProperties,
	}
}

// Validate refuses what an image cannot be, and the removal of properties that it does not have.
func (s CreateAndUpdateImage) Validate() error {
	if err := s.created().Validate(); err != nil {
		return err
	}
	updated := Image{MinDisk: s.UpdateMinDisk, MinRAM: s.UpdateMinRAM}
	if err := updated.Validate(); err != nil {
		return err
	}
	var known []string
	for name := range s.created().properties() {
		known = append(known, name)
	}
	slices.Sort(known)
	for _, name := range s.RemoveProps {
		if !slices.Contains(known, name) {
			return harness.Unknown("property to remove", name, known)
		}
	}
	return nil
}

// Prepare reads the data.
func (s CreateAndUpdateImage) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.image, err = s.created().Read(ctx, w)
	return s, err
}

// Run creates an image and updates it.
func (s CreateAndUpdateImage) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.image.Create(ctx, it)
	if err != nil {
		return err
	}
	return it.Time(ctx, "glance_v2.update_image", func(ctx context.Context) error {
		client, err := it.User.Image(ctx)
		if err != nil {
			return err
		}
		patch := images.UpdateOpts{
			images.ReplaceImageName{NewName: it.Name()},
			images.ReplaceImageMinDisk{NewMinDisk: s.UpdateMinDisk},
			images.ReplaceImageMinRam{NewMinRam: s.UpdateMinRAM},
		}
		for _, name := range s.RemoveProps {
			patch = append(patch, images.UpdateImageProperty{Op: images.RemoveOp, Name: name})
		}
		return images.Update(ctx, client, id, patch).Err
	})
}
