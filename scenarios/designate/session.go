// Package designate holds the scenarios of the name service.
package designate

import (
	"context"
	"errors"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/request"
)

// asUser is a scenario of the iteration's user.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{"dns"} }

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// timed times what the iteration's user does as an action.
func timed(ctx context.Context, it *harness.Iteration, action string, do func(context.Context, *gophercloud.ServiceClient) error) error {
	return request.Service("dns").Time(ctx, it, it.User, action, do)
}

// RecordSets is what scenarios ask for that create some in a zone of the project.
type RecordSets struct {
	asUser
	Count int `arg:"recordsets_per_zone" help:"record sets to create"`
}

// Fixtures brings a user, a zone in its project, and the removal of what is left.
func (RecordSets) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Zones{}, fixtures.Sweep{}}
}

// Validate refuses a number below one.
func (r RecordSets) Validate() error {
	if r.Count < 1 {
		return fmt.Errorf("argument recordsets_per_zone: %d: expected 1 or more", r.Count)
	}
	return nil
}

// aZone draws one of the zones that a fixture made in the project of the iteration's user.
func aZone(it *harness.Iteration) (harness.Resource, error) {
	byProject, _ := fixtures.ProjectZones.Of(it)
	list := byProject[it.User.ProjectID()]
	if len(list) == 0 {
		return harness.Resource{}, errors.New("the project has no zone of a fixture")
	}
	return list[it.Rand("zone").IntN(len(list))], nil
}
