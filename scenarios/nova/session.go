package nova

import (
	"context"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// asAdmin is a scenario of the administrator.
type asAdmin struct{}

// Services are what it talks to.
func (asAdmin) Services() []string { return []string{"compute"} }

// Fixtures brings the administrator, and the removal of what is left.
func (asAdmin) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Sweep{}}
}

// asUser is a scenario of a user that boots nothing.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{"compute"} }

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// userAndAdmin are the fixtures of scenarios in which the administrator does something to a user's servers.
func userAndAdmin() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Users{}, fixtures.Sweep{}}
}

// A request is what is asked of nova, by whomever the client is.
type request func(context.Context, *gophercloud.ServiceClient) error

// timed times what the iteration's user does as an action.
func timed(ctx context.Context, it *harness.Iteration, action string, do request) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := it.User.Compute(ctx)
		if err != nil {
			return err
		}
		return do(ctx, client)
	})
}

// administered times what the administrator does as an action.
func administered(ctx context.Context, it *harness.Iteration, action string, do request) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := it.Cloud().Admin().Compute(ctx)
		if err != nil {
			return err
		}
		return do(ctx, client)
	})
}

// since is the microversion of nova that something takes.
func since(version string) []harness.Microversion {
	return []harness.Microversion{{Service: "compute", Version: version}}
}

// at is a client that asks for a microversion.
func at(client *gophercloud.ServiceClient, microversion string) *gophercloud.ServiceClient {
	own := *client
	own.Microversion = microversion
	return &own
}
