// Package magnum holds the scenarios of clusters.
package magnum

import (
	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/request"
)

const service request.Service = "container-infrastructure-management"

// asUser is a scenario of the iteration's user.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{string(service)} }

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}
