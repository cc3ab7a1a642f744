// Package scenarios is the catalogue: the list of all scenarios that can be asked for by name, under Rally's names.
//
// To add one, write a struct in the package of its service and a line in its Catalogue.
package scenarios

import (
	"slices"
	"strings"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/cinder"
	"github.com/pacenote/pacenote/scenarios/dummy"
	"github.com/pacenote/pacenote/scenarios/glance"
	"github.com/pacenote/pacenote/scenarios/httprequests"
	"github.com/pacenote/pacenote/scenarios/keystone"
	"github.com/pacenote/pacenote/scenarios/neutron"
	"github.com/pacenote/pacenote/scenarios/nova"
	"github.com/pacenote/pacenote/scenarios/quotas"
	"github.com/pacenote/pacenote/scenarios/vm"
)

// All are the scenarios of Pacenote, by name.
func All() harness.Catalogue {
	all := slices.Concat(
		cinder.Catalogue(),
		dummy.Catalogue(),
		glance.Catalogue(),
		httprequests.Catalogue(),
		keystone.Catalogue(),
		neutron.Catalogue(),
		nova.Catalogue(),
		quotas.Catalogue(),
		vm.Catalogue(),
	)
	slices.SortFunc(all, func(a, b harness.Entry) int { return strings.Compare(a.Name, b.Name) })
	return all
}
