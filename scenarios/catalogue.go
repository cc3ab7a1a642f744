// Package scenarios is the catalogue: the list of all scenarios that can be asked for by name, under Rally's names.
//
// To add one, write a struct in the package of its service and a line in its Catalogue.
package scenarios

import (
	"slices"
	"strings"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/cinder"
	"github.com/pacenote/pacenote/scenarios/designate"
	"github.com/pacenote/pacenote/scenarios/dummy"
	"github.com/pacenote/pacenote/scenarios/glance"
	"github.com/pacenote/pacenote/scenarios/heat"
	"github.com/pacenote/pacenote/scenarios/httprequests"
	"github.com/pacenote/pacenote/scenarios/keystone"
	"github.com/pacenote/pacenote/scenarios/manila"
	"github.com/pacenote/pacenote/scenarios/neutron"
	"github.com/pacenote/pacenote/scenarios/nova"
	"github.com/pacenote/pacenote/scenarios/octavia"
	"github.com/pacenote/pacenote/scenarios/quotas"
	"github.com/pacenote/pacenote/scenarios/swift"
	"github.com/pacenote/pacenote/scenarios/vm"
)

// All are the scenarios of Pacenote, by name.
func All() harness.Catalogue {
	all := slices.Concat(
		cinder.Catalogue(),
		designate.Catalogue(),
		dummy.Catalogue(),
		glance.Catalogue(),
		heat.Catalogue(),
		httprequests.Catalogue(),
		keystone.Catalogue(),
		manila.Catalogue(),
		neutron.Catalogue(),
		nova.Catalogue(),
		quotas.Catalogue(),
		swift.Catalogue(),
		octavia.Catalogue(),
		vm.Catalogue(),
	)
	slices.SortFunc(all, func(a, b harness.Entry) int { return strings.Compare(a.Name, b.Name) })
	return all
}
