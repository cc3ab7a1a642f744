// Package ironic holds the scenarios of bare metal.
package ironic

import (
	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/request"
)

const service request.Service = "baremetal"

// asAdmin is a scenario of the administrator.
type asAdmin struct{}

// Services are what it talks to.
func (asAdmin) Services() []string { return []string{string(service)} }

// Fixtures brings the administrator, and the removal of what is left.
func (asAdmin) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Sweep{}}
}
