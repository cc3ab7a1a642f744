// Package octavia holds the scenarios of the load balancing service.
package octavia

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/request"
)

// createLimit is Rally's.
const createLimit = 500 * time.Second

// onSubnets is a scenario of a user whose project has networks.
type onSubnets struct{}

// Services are what it talks to.
func (onSubnets) Services() []string { return []string{"load-balancer", "network"} }

// Fixtures brings a user with a network, and the removal of what is left.
func (onSubnets) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Networks{}, fixtures.Sweep{}}
}

// subnets are all of the networks that a fixture has given to the project of the iteration's user.
func subnets(it *harness.Iteration) (ids []string, err error) {
	byProject, _ := fixtures.ProjectNetworks.Of(it)
	for _, n := range byProject[it.User.ProjectID()] {
		ids = append(ids, n.Subnets...)
	}
	if len(ids) == 0 {
		return nil, errors.New("the project has no subnet of a fixture")
	}
	return ids, nil
}

// timed times what the iteration's user does as an action.
func timed(ctx context.Context, it *harness.Iteration, action string, do func(context.Context, *gophercloud.ServiceClient) error) error {
	return request.Service("load-balancer").Time(ctx, it, it.User, action, do)
}

// A state is as much of a load balancer, or a part of it, as waiting needs.
type state struct {
	ID     string `json:"id"`
	Status string `json:"provisioning_status"`
}

// show shows a load balancer, or a part of it. One whose provisioning went wrong is an error.
func show(ctx context.Context, client *gophercloud.ServiceClient, kind, id string) (state, error) {
	s, err := cloud.Show[state](ctx, client, client.ServiceURL("lbaas", kind+"s", id), kind)
	if err == nil && s.Status == "ERROR" {
		err = &harness.StateError{Kind: strings.Replace(kind, "loadb", "load b", 1), ID: id, State: s.Status}
	}
	return s, err
}

// create creates a load balancer, or a part of it.
func create(ctx context.Context, client *gophercloud.ServiceClient, kind string, attributes map[string]any) (id string, err error) {
	reply := make(map[string]state, 1)
	response, err := client.Post(ctx, client.ServiceURL("lbaas", kind+"s"), map[string]any{kind: attributes}, &reply,
		&gophercloud.RequestOpts{OkCodes: []int{http.StatusCreated, http.StatusAccepted}})
	_, _, err = gophercloud.ParseResponse(response, err)
	return reply[kind].ID, err
}

// update changes a load balancer, or a part of it.
func update(ctx context.Context, client *gophercloud.ServiceClient, kind, id string, attributes map[string]any) error {
	response, err := client.Put(ctx, client.ServiceURL("lbaas", kind+"s", id), map[string]any{kind: attributes}, nil,
		&gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusAccepted}})
	_, _, err = gophercloud.ParseResponse(response, err)
	return err
}

// removeAll asks for the deletion of a load balancer with all its parts.
func removeAll(ctx context.Context, client *gophercloud.ServiceClient, id string) error {
	_, err := client.Delete(ctx, client.ServiceURL("lbaas", kindBalancer+"s", id)+"?cascade=true", nil)
	return err
}

// remove asks for the deletion of a load balancer, or a part of it.
func remove(ctx context.Context, client *gophercloud.ServiceClient, kind, id string) error {
	_, err := client.Delete(ctx, client.ServiceURL("lbaas", kind+"s", id), nil)
	return err
}
