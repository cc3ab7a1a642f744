// Package scenarios is the catalogue: the list of all scenarios that can be asked for by name, under Rally's names.
//
// To add one, write a struct in the package of its service and a line in its Catalogue.
package scenarios

import (
	"slices"
	"strings"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/barbican"
	"github.com/pacenote/pacenote/scenarios/cinder"
	"github.com/pacenote/pacenote/scenarios/designate"
	"github.com/pacenote/pacenote/scenarios/dummy"
	"github.com/pacenote/pacenote/scenarios/glance"
	"github.com/pacenote/pacenote/scenarios/gnocchi"
	"github.com/pacenote/pacenote/scenarios/heat"
	"github.com/pacenote/pacenote/scenarios/httprequests"
	"github.com/pacenote/pacenote/scenarios/ironic"
	"github.com/pacenote/pacenote/scenarios/keystone"
	"github.com/pacenote/pacenote/scenarios/magnum"
	"github.com/pacenote/pacenote/scenarios/manila"
	"github.com/pacenote/pacenote/scenarios/mistral"
	"github.com/pacenote/pacenote/scenarios/neutron"
	"github.com/pacenote/pacenote/scenarios/nova"
	"github.com/pacenote/pacenote/scenarios/octavia"
	"github.com/pacenote/pacenote/scenarios/quotas"
	"github.com/pacenote/pacenote/scenarios/swift"
	"github.com/pacenote/pacenote/scenarios/vm"
	"github.com/pacenote/pacenote/scenarios/zaqar"
)

// All are the scenarios of Pacenote, by name.
func All() harness.Catalogue {
	all := slices.Concat(
		barbican.Catalogue(),
		cinder.Catalogue(),
		designate.Catalogue(),
		dummy.Catalogue(),
		glance.Catalogue(),
		gnocchi.Catalogue(),
		heat.Catalogue(),
		httprequests.Catalogue(),
		ironic.Catalogue(),
		keystone.Catalogue(),
		magnum.Catalogue(),
		manila.Catalogue(),
		mistral.Catalogue(),
		neutron.Catalogue(),
		nova.Catalogue(),
		quotas.Catalogue(),
		swift.Catalogue(),
		octavia.Catalogue(),
		vm.Catalogue(),
		zaqar.Catalogue(),
	)
	slices.SortFunc(all, func(a, b harness.Entry) int { return strings.Compare(a.Name, b.Name) })
	return all
}
