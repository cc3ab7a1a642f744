package quotas

import (
	"github.com/pacenote/pacenote/harness"
)

// mostByDefault is Rally's max_quota.
const mostByDefault = 1024

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("Quotas.cinder_get", "get the quotas of block storage of the project", Get{Of: "cinder"}),
		harness.NewEntry("Quotas.cinder_update", "set the quotas of block storage of the project at random", Update{Of: "cinder", MaxQuota: mostByDefault}),
		harness.NewEntry("Quotas.cinder_update_and_delete", "set the quotas of block storage of the project at random, delete them", UpdateAndDelete{Of: "cinder", MaxQuota: mostByDefault}),
		harness.NewEntry("Quotas.neutron_update", "set the quotas of networking of the project at random", Update{Of: "neutron", MaxQuota: mostByDefault}),
		harness.NewEntry("Quotas.nova_get", "get the quotas of computing of the project", Get{Of: "nova"}),
		harness.NewEntry("Quotas.nova_update", "set the quotas of computing of the project at random", Update{Of: "nova", MaxQuota: mostByDefault}),
		harness.NewEntry("Quotas.nova_update_and_delete", "set the quotas of computing of the project at random, delete them", UpdateAndDelete{Of: "nova", MaxQuota: mostByDefault}),
	}
}
