// Package swift holds the scenarios of the object store.
package swift

import (
	"context"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/request"
)

// asUser is a scenario of the iteration's user. Where a cloud wants a role for that, such as swiftoperator, a feature gives it.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{"object-store"} }

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// timed times what the iteration's user does as an action.
func timed(ctx context.Context, it *harness.Iteration, action string, do func(context.Context, *gophercloud.ServiceClient) error) error {
	return request.Service("object-store").Time(ctx, it, it.User, action, do)
}

// positive refuses a number below one.
func positive(argument string, n int) error {
	if n < 1 {
		return fmt.Errorf("argument %s: %d: expected 1 or more", argument, n)
	}
	return nil
}
