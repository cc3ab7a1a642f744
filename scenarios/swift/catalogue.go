package swift

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	one := Filled{Count: 1, Size: 1024}
	return harness.Catalogue{
		harness.NewEntry("SwiftObjects.create_container_and_object_then_delete_all", "make a container with objects, delete all", CreateContainerAndObjectThenDeleteAll{one}),
		harness.NewEntry("SwiftObjects.create_container_and_object_then_download_object", "make a container with objects, download them", CreateContainerAndObjectThenDownloadObject{one}),
		harness.NewEntry("SwiftObjects.create_container_and_object_then_list_objects", "make a container with objects, list them", CreateContainerAndObjectThenListObjects{one}),
		harness.NewEntry("SwiftObjects.list_and_download_objects_in_containers", "list containers and their objects, download all", ListAndDownloadObjectsInContainers{}),
		harness.NewEntry("SwiftObjects.list_objects_in_containers", "list containers and their objects", ListObjectsInContainers{}),
	}
}
