package glance

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	private := Image{Visibility: "private"}
	return harness.Catalogue{
		harness.NewEntry("GlanceImages.create_and_deactivate_image", "create an image, deactivate it", CreateAndDeactivateImage{private}),
		harness.NewEntry("GlanceImages.create_and_delete_image", "create an image, upload its data, delete it", CreateAndDeleteImage{private}),
		harness.NewEntry("GlanceImages.create_and_download_image", "create an image, download its data", CreateAndDownloadImage{private}),
		harness.NewEntry("GlanceImages.create_and_get_image", "create an image, get it, see that it is the same", CreateAndGetImage{private}),
		harness.NewEntry("GlanceImages.create_and_list_image", "create an image, find it in the list", CreateAndListImage{private}),
		harness.NewEntry("GlanceImages.create_and_update_image", "create an image, change its name and limits, remove properties", CreateAndUpdateImage{Visibility: "private"}),
		harness.NewEntry("GlanceImages.import_and_delete_image", "create an image, let glance import its data, delete it",
			ImportAndDeleteImage{Image: private, AllStores: true, ImportMethod: "glance-direct"}),
		harness.NewEntry("GlanceImages.list_images", "list images", ListImages{}),
	}
}
