// Package manila holds the scenarios of shared file systems. All requests have microversion 2.7, the first that calls actions
// as they are called now.
package manila

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// The limits are Rally's.
const (
	createLimit = 300 * time.Second
	deleteLimit = 180 * time.Second
)

// microversion is the first that calls actions as they are called now.
const microversion = "2.7"

// asUser is a scenario of the iteration's user.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{"shared-file-system"} }

// Microversions is that of all requests.
func (asUser) Microversions() []harness.Microversion {
	return []harness.Microversion{{Service: "shared-file-system", Version: microversion}}
}

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// A request is what is asked of manila, by whomever the client is.
type request func(context.Context, *gophercloud.ServiceClient) error

// timed times what the iteration's user does as an action.
func timed(ctx context.Context, it *harness.Iteration, action string, do request) error {
	return timedAs(ctx, it, it.User, action, do)
}

func timedAs(ctx context.Context, it *harness.Iteration, user *cloud.User, action string, do request) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := user.Service(ctx, "shared-file-system")
		if err != nil {
			return err
		}
		own := *client
		own.Microversion = microversion
		return do(ctx, &own)
	})
}

// create creates a resource of a kind below a path.
func create(ctx context.Context, client *gophercloud.ServiceClient, path, key string, attributes map[string]any) (id string, err error) {
	var reply map[string]harness.Resource
	response, err := client.Post(ctx, client.ServiceURL(path), map[string]any{key: attributes}, &reply, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusAccepted}})
	_, _, err = gophercloud.ParseResponse(response, err)
	return reply[key].ID, err
}

// remove asks for the deletion of a resource.
func remove(ctx context.Context, client *gophercloud.ServiceClient, path, id string) error {
	_, err := client.Delete(ctx, client.ServiceURL(path, id), &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusAccepted, http.StatusNoContent}})
	return err
}

// act asks for an action of a resource. into may be nil.
func act(ctx context.Context, client *gophercloud.ServiceClient, path, id, action string, body, into any) error {
	response, err := client.Post(ctx, client.ServiceURL(path, id, "action"), map[string]any{action: body}, into,
		&gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusAccepted}})
	_, _, err = gophercloud.ParseResponse(response, err)
	return err
}

// list lists all of a collection as an action, and returns how many there are.
func list(ctx context.Context, it *harness.Iteration, user *cloud.User, action, path, key, query string) (all []harness.Resource, err error) {
	err = timedAs(ctx, it, user, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		all, err = cloud.List[harness.Resource](ctx, client, client.ServiceURL(path)+query, key)
		return err
	})
	return all, err
}

// A state is as much of a share, or of what may be done with it, as waiting needs.
type state struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	State  string `json:"state"` // of access
}

// wait polls until a share has a status.
func wait(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, id, wanted string) error {
	return it.Wait(ctx, "share "+id+" is "+wanted, createLimit, func(ctx context.Context) (bool, error) {
		s, err := cloud.Show[state](ctx, client, client.ServiceURL("shares", id), "share")
		if err == nil && strings.Contains(s.Status, "error") {
			err = &harness.StateError{Kind: "share", ID: id, State: s.Status}
		}
		return s.Status == wanted, err
	})
}
