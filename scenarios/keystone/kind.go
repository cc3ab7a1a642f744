package keystone

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// A kind is a kind of resource of the identity service, which the administrator writes. Its methods are the actions of Rally
// that all kinds have.
type kind struct {
	one  string // as actions and bodies call it
	path string // of all, and the name of a list of them
}

var (
	project = kind{"project", "projects"}
	user    = kind{"user", "users"}
	role    = kind{"role", "roles"}
	service = kind{"service", "services"}
)

// create creates one, under the next name of the iteration unless the attributes have one: the action keystone.create_KIND.
func (k kind) create(ctx context.Context, it *harness.Iteration, attributes harness.Object) (id string, err error) {
	named := harness.Object{"name": it.Name()}.With(attributes)
	err = administered(ctx, it, "keystone.create_"+k.one, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var reply map[string]harness.Resource
		response, err := client.Post(ctx, client.ServiceURL(k.path), map[string]any{k.one: named}, &reply, &gophercloud.RequestOpts{OkCodes: []int{http.StatusCreated}})
		_, _, err = gophercloud.ParseResponse(response, err)
		id = reply[k.one].ID
		return err
	})
	return id, err
}

// get shows one, which has to be the one that was asked for: the action keystone.get_KIND. It returns its attributes.
func (k kind) get(ctx context.Context, it *harness.Iteration, id string) (shown map[string]any, err error) {
	err = administered(ctx, it, "keystone.get_"+k.one, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		shown, err = cloud.Show[map[string]any](ctx, client, client.ServiceURL(k.path, id), k.one)
		if err == nil && shown["id"] != id {
			err = &harness.AssertionError{Message: fmt.Sprintf("%s %s was asked for, and %v is shown", k.one, id, shown["id"])}
		}
		return err
	})
	return shown, err
}

// update changes one: the action keystone.update_KIND.
func (k kind) update(ctx context.Context, it *harness.Iteration, id string, attributes harness.Object) error {
	return administered(ctx, it, "keystone.update_"+k.one, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		response, err := client.Patch(ctx, client.ServiceURL(k.path, id), map[string]any{k.one: attributes}, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
		_, _, err = gophercloud.ParseResponse(response, err)
		return err
	})
}

// remove deletes one: the action keystone.delete_KIND.
func (k kind) remove(ctx context.Context, it *harness.Iteration, id string) error {
	return administered(ctx, it, "keystone.delete_"+k.one, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := client.Delete(ctx, client.ServiceURL(k.path, id), nil)
		return err
	})
}

// list lists those that a query asks for, all if it is empty: the action keystone.list_KINDs.
func (k kind) list(ctx context.Context, it *harness.Iteration, query harness.Object) (list []harness.Resource, err error) {
	err = administered(ctx, it, "keystone.list_"+k.path, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		list, err = cloud.List[harness.Resource](ctx, client, client.ServiceURL(k.path)+query.Query(), k.path)
		return err
	})
	return list, err
}

// find lists those that a query asks for, and is an error if this one is not among them.
func (k kind) find(ctx context.Context, it *harness.Iteration, query harness.Object, id string) error {
	list, err := k.list(ctx, it, query)
	if err == nil && !slices.ContainsFunc(list, func(r harness.Resource) bool { return r.ID == id }) {
		err = &harness.AssertionError{Message: fmt.Sprintf("%s %s is not among the %d in the list", k.one, id, len(list))}
	}
	return err
}
