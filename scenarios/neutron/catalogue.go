package neutron

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("NeutronNetworks.create_and_delete_subnets", "create a network with subnets, delete the subnets", CreateAndDeleteSubnets{}),
		harness.NewEntry("NeutronNetworks.create_and_list_networks", "create a network, list all", CreateAndListNetworks{}),
	}
}
