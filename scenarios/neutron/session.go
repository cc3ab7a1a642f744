// Package neutron holds the scenarios of the network service.
package neutron

import (
	"context"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// asUser is a scenario of the iteration's user.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{"network"} }

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// asAdmin is a scenario of the administrator.
type asAdmin struct{}

// Services are what it talks to.
func (asAdmin) Services() []string { return []string{"network"} }

// Fixtures brings the administrator, and the removal of what is left.
func (asAdmin) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Sweep{}}
}

// A request is what is asked of neutron, by whomever the client is.
type request func(context.Context, *gophercloud.ServiceClient) error

// timed times what the iteration's user does as an action.
func timed(ctx context.Context, it *harness.Iteration, action string, do request) error {
	return timedAs(ctx, it, it.User, action, do)
}

// administered times what the administrator does as an action.
func administered(ctx context.Context, it *harness.Iteration, action string, do request) error {
	return timedAs(ctx, it, it.Cloud().Admin(), action, do)
}

func timedAs(ctx context.Context, it *harness.Iteration, user *cloud.User, action string, do request) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := user.Network(ctx)
		if err != nil {
			return err
		}
		return do(ctx, client)
	})
}

// requireExtension is an error if neutron is without an extension.
func requireExtension(ctx context.Context, w *harness.World, alias string) error {
	client, err := w.Cloud.Admin().Network(ctx)
	if err != nil {
		return err
	}
	list, err := cloud.List[struct{ Alias string }](ctx, client, client.ServiceURL("extensions"), "extensions")
	if err != nil {
		return fmt.Errorf("list the extensions of the network service: %w", err)
	}
	for _, e := range list {
		if e.Alias == alias {
			return nil
		}
	}
	return &harness.UnmetError{Err: fmt.Errorf("the network service has no extension %s", alias)}
}

// atLeastOne refuses a number below zero; zero stands for one.
func atLeastOne(argument string, n int) error {
	if n < 0 {
		return fmt.Errorf("argument %s: %d: expected 1 or more", argument, n)
	}
	return nil
}
