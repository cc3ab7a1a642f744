package keystone

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("Authenticate.keystone", "ask keystone for a token", Authenticate{}),
		harness.NewEntry("KeystoneBasic.create_delete_user", "create a user and delete it, as the administrator", CreateDeleteUser{}),
	}
}
