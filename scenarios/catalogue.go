// Package scenarios is the catalogue: the list of all scenarios that can be asked for by name, under Rally's names.
//
// To add one, write a struct in the package of its service and a line here.
package scenarios

import (
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/cinder"
	"github.com/pacenote/pacenote/scenarios/dummy"
	"github.com/pacenote/pacenote/scenarios/glance"
	"github.com/pacenote/pacenote/scenarios/httprequests"
	"github.com/pacenote/pacenote/scenarios/keystone"
	"github.com/pacenote/pacenote/scenarios/neutron"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// All are the scenarios of Pacenote, by name.
func All() harness.Catalogue {
	return harness.Catalogue{
		{"Authenticate.keystone", "ask keystone for a token", func() harness.Scenario { return new(keystone.Authenticate) }},
		{"CinderVolumes.create_and_delete_volume", "create a volume, idle, delete it", func() harness.Scenario { return new(cinder.CreateAndDeleteVolume) }},
		{"Dummy.dummy", "sleep", func() harness.Scenario { return new(dummy.Dummy) }},
		{"Dummy.failure", "sleep, and fail in some iterations", func() harness.Scenario { return &dummy.Failure{Sleep: 100e6, Each: 1} }},
		{"GlanceImages.create_and_delete_image", "create an image, upload its data, delete it", func() harness.Scenario { return new(glance.CreateAndDeleteImage) }},
		{"GlanceImages.list_images", "list images", func() harness.Scenario { return new(glance.ListImages) }},
		{"HttpRequests.check_request", "send a request and check the status of the answer", func() harness.Scenario { return new(httprequests.CheckRequest) }},
		{"KeystoneBasic.create_delete_user", "create a user and delete it, as the administrator", func() harness.Scenario { return new(keystone.CreateDeleteUser) }},
		{"NeutronNetworks.create_and_delete_subnets", "create a network with subnets, delete the subnets", func() harness.Scenario { return new(neutron.CreateAndDeleteSubnets) }},
		{"NeutronNetworks.create_and_list_networks", "create a network, list all", func() harness.Scenario { return new(neutron.CreateAndListNetworks) }},
		{"NovaServers.boot_and_delete_server", "boot a server, idle, delete it", func() harness.Scenario { return new(nova.BootAndDeleteServer) }},
		{"NovaServers.boot_and_list_server", "boot a server, find it in the list", func() harness.Scenario { return &nova.BootAndListServer{Detailed: true} }},
	}
}
