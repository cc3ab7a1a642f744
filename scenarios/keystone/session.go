package keystone

import (
	"context"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// asAdmin is a scenario of the administrator.
type asAdmin struct{}

// Services are what it talks to.
func (asAdmin) Services() []string { return []string{"identity"} }

// Fixtures brings the administrator, and the removal of what is left.
func (asAdmin) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Sweep{}}
}

// forUser is a scenario in which the administrator does something to a user.
type forUser struct{ asAdmin }

// Fixtures brings the administrator, a user, and the removal of what is left.
func (forUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Users{}, fixtures.Sweep{}}
}

// NameLength is what Rally's scenarios still accept.
type NameLength struct {
	Length int `arg:"name_length" help:"has no effect, as in Rally: names carry the owner's mark"`
}

// A request is what is asked of keystone, by whomever the client is.
type request func(context.Context, *gophercloud.ServiceClient) error

// administered times what the administrator does as an action.
func administered(ctx context.Context, it *harness.Iteration, action string, do request) error {
	return timedAs(ctx, it, it.Cloud().Admin(), action, do)
}

// timedAs times what a user does as an action.
func timedAs(ctx context.Context, it *harness.Iteration, user *cloud.User, action string, do request) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := user.Identity(ctx)
		if err != nil {
			return err
		}
		return do(ctx, client)
	})
}
