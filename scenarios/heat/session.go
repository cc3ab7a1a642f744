// Package heat holds the scenarios of the orchestration service.
package heat

import (
	"context"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/request"
)

// limit is Rally's, for everything that a stack does.
const limit = time.Hour

// asUser is a scenario of the iteration's user.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{"orchestration"} }

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// timed times what the iteration's user does as an action.
func timed(ctx context.Context, it *harness.Iteration, action string, do func(context.Context, *gophercloud.ServiceClient) error) error {
	return request.Service("orchestration").Time(ctx, it, it.User, action, do)
}
