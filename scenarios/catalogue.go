// Package scenarios is the catalogue: the list of all scenarios that can be asked for by name, under Rally's names.
//
// To add one, write a struct in the package of its service and a line here.
package scenarios

import (
	"time"

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
		entry("Authenticate.keystone", "ask keystone for a token", keystone.Authenticate{}),
		entry("CinderVolumes.create_and_delete_volume", "create a volume, idle, delete it", cinder.CreateAndDeleteVolume{}),
		entry("Dummy.dummy", "sleep", dummy.Dummy{}),
		entry("Dummy.dummy_output", "put out a chart of every kind", dummy.Output{Most: 25}),
		entry("Dummy.failure", "sleep, and fail in some iterations", dummy.Failure{Sleep: 100 * time.Millisecond, Each: 1}),
		entry("GlanceImages.create_and_delete_image", "create an image, upload its data, delete it", glance.CreateAndDeleteImage{}),
		entry("GlanceImages.list_images", "list images", glance.ListImages{}),
		entry("HttpRequests.check_request", "send a request and check the status of the answer", httprequests.CheckRequest{}),
		entry("KeystoneBasic.create_delete_user", "create a user and delete it, as the administrator", keystone.CreateDeleteUser{}),
		entry("NeutronNetworks.create_and_delete_subnets", "create a network with subnets, delete the subnets", neutron.CreateAndDeleteSubnets{}),
		entry("NeutronNetworks.create_and_list_networks", "create a network, list all", neutron.CreateAndListNetworks{}),
		entry("NovaServers.boot_and_delete_server", "boot a server, idle, delete it", nova.BootAndDeleteServer{}),
		entry("NovaServers.boot_and_list_server", "boot a server, find it in the list", nova.BootAndListServer{Detailed: true}),
	}
}

// entry is the scenario of a type, whose defaults are those of a value.
func entry[T any, P interface {
	*T
	harness.Scenario
}](name, doc string, defaults T) harness.Entry {
	return harness.Entry{Name: name, Doc: doc, New: func() harness.Scenario {
		s := defaults
		return P(&s)
	}}
}
