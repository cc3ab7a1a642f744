// Package gnocchi holds the scenarios of metrics.
package gnocchi

import (
	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/request"
)

const service request.Service = "metric"

// asUser is a scenario of the iteration's user.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{string(service)} }

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// asAdmin is a scenario of the administrator.
type asAdmin struct{}

// Services are what it talks to.
func (asAdmin) Services() []string { return []string{string(service)} }

// Fixtures brings the administrator, and the removal of what is left.
func (asAdmin) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Sweep{}}
}
