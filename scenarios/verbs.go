package scenarios

import (
	"slices"
	"strings"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/cinder"
	"github.com/pacenote/pacenote/scenarios/dummy"
	"github.com/pacenote/pacenote/scenarios/glance"
	"github.com/pacenote/pacenote/scenarios/heat"
	"github.com/pacenote/pacenote/scenarios/httprequests"
	"github.com/pacenote/pacenote/scenarios/keystone"
	"github.com/pacenote/pacenote/scenarios/neutron"
	"github.com/pacenote/pacenote/scenarios/nova"
	"github.com/pacenote/pacenote/scenarios/octavia"
	"github.com/pacenote/pacenote/scenarios/swift"
)

// Verbs are what features compose scenarios of, by their forms.
func Verbs() []harness.Verb {
	all := slices.Concat(cinder.Verbs(), dummy.Verbs(), glance.Verbs(), heat.Verbs(), httprequests.Verbs(), keystone.Verbs(), neutron.Verbs(), nova.Verbs(),
		octavia.Verbs(), swift.Verbs())
	slices.SortFunc(all, func(a, b harness.Verb) int { return strings.Compare(a.Form, b.Form) })
	return all
}
