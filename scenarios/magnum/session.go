// Package magnum holds the scenarios of clusters.
package magnum

import (
	"context"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

const service = "container-infrastructure-management"

// asUser is a scenario of the iteration's user.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{service} }

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// timed times what a user does as an action.
func timed(ctx context.Context, it *harness.Iteration, user *cloud.User, action string, do func(context.Context, *gophercloud.ServiceClient) error) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := user.Service(ctx, service)
		if err != nil {
			return err
		}
		return do(ctx, client)
	})
}

// post creates something below a path. reply may be nil.
func post(ctx context.Context, client *gophercloud.ServiceClient, path string, body, reply any) error {
	response, err := client.Post(ctx, client.ServiceURL(path), body, reply, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusCreated, http.StatusAccepted}})
	_, _, err = gophercloud.ParseResponse(response, err)
	return err
}
