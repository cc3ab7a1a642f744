package nova

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("NovaServers.boot_and_delete_server", "boot a server, idle, delete it", BootAndDeleteServer{}),
		harness.NewEntry("NovaServers.boot_and_list_server", "boot a server, find it in the list", BootAndListServer{Detailed: true}),
	}
}
