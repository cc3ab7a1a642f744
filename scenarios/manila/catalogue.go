package manila

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	small, large := Share{Size: 1}, Share{Size: 2}
	return harness.Catalogue{
		harness.NewEntry("ManilaShares.attach_security_service_to_share_network", "create a share network and a security service, add the one to the other", AttachSecurityServiceToShareNetwork{Type: "ldap"}),
		harness.NewEntry("ManilaShares.create_and_delete_share", "create a share, idle, delete it", CreateAndDeleteShare{Share: small}),
		harness.NewEntry("ManilaShares.create_and_extend_share", "create a share, make it larger", CreateAndExtendShare{Resized{Share: small, NewSize: 2}}),
		harness.NewEntry("ManilaShares.create_and_list_share", "create a share, idle, list shares", CreateAndListShare{Share: small, Detailed: true}),
		harness.NewEntry("ManilaShares.create_and_shrink_share", "create a share, make it smaller", CreateAndShrinkShare{Resized{Share: large, NewSize: 1}}),
		harness.NewEntry("ManilaShares.create_security_service_and_delete", "create a security service, delete it", CreateSecurityServiceAndDelete{}),
		harness.NewEntry("ManilaShares.create_share_network_and_delete", "create a share network, delete it", CreateShareNetworkAndDelete{}),
		harness.NewEntry("ManilaShares.create_share_network_and_list", "create a share network, list share networks", CreateShareNetworkAndList{Detailed: true}),
		harness.NewEntry("ManilaShares.create_share_then_allow_and_deny_access", "create a share, let somebody in, shut him out", CreateShareThenAllowAndDenyAccess{Share: small, Level: "rw"}),
		harness.NewEntry("ManilaShares.list_share_servers", "list share servers, as the administrator", ListShareServers{}),
		harness.NewEntry("ManilaShares.list_shares", "list shares", ListShares{Detailed: true}),
		harness.NewEntry("ManilaShares.set_and_delete_metadata", "set metadata of a share in batches, delete it in batches",
			SetAndDeleteMetadata{Sets: 10, SetSize: 3, Delete: 3, KeyMin: 1, KeyMax: 256, ValueMin: 1, ValueMax: 1024}),
	}
}
