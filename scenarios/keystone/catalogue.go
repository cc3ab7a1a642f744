package keystone

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("Authenticate.keystone", "ask keystone for a token", Authenticate{}),
		harness.NewEntry("Authenticate.validate_cinder", "list volume types, so that cinder validates the token each time", Validate{Of: "cinder"}),
		harness.NewEntry("Authenticate.validate_glance", "list images of an absent name, so that glance validates the token each time", Validate{Of: "glance"}),
		harness.NewEntry("Authenticate.validate_heat", "list no stacks, so that heat validates the token each time", Validate{Of: "heat"}),
		harness.NewEntry("Authenticate.validate_neutron", "list networks, so that neutron validates the token each time", Validate{Of: "neutron"}),
		harness.NewEntry("Authenticate.validate_nova", "list flavors, so that nova validates the token each time", Validate{Of: "nova"}),
		harness.NewEntry("Authenticate.validate_octavia", "list load balancers, so that octavia validates the token each time", Validate{Of: "octavia"}),
		harness.NewEntry("KeystoneBasic.create_delete_user", "create a user and delete it, as the administrator", CreateDeleteUser{}),
	}
}
