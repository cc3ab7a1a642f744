// Package request is what scenarios share that write their requests down where they make them: the client of a user for a
// service, and a stopwatch around it. Names, arguments and bodies stay with the scenario.
package request

import (
	"context"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// A Service is a type of services, as catalogs of clouds have it: "metric".
type Service string

// Time times what a user asks the service as an action.
func (s Service) Time(ctx context.Context, it *harness.Iteration, user *cloud.User, action string, ask func(context.Context, *gophercloud.ServiceClient) error) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := user.Service(ctx, string(s))
		if err != nil {
			return err
		}
		return ask(ctx, client)
	})
}

// Post creates something below a path, at once or later. The answer goes into reply, unless that is nil.
func Post(ctx context.Context, client *gophercloud.ServiceClient, path string, body, reply any) error {
	response, err := client.Post(ctx, client.ServiceURL(path), body, reply, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusCreated, http.StatusAccepted}})
	_, _, err = gophercloud.ParseResponse(response, err)
	return err
}

// Delete deletes what is at a path.
func Delete(ctx context.Context, client *gophercloud.ServiceClient, path ...string) error {
	_, err := client.Delete(ctx, client.ServiceURL(path...), nil)
	return err
}
