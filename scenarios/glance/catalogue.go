package glance

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("GlanceImages.create_and_delete_image", "create an image, upload its data, delete it", CreateAndDeleteImage{}),
		harness.NewEntry("GlanceImages.list_images", "list images", ListImages{}),
	}
}
