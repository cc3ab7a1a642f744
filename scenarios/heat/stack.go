package heat

import (
	"context"
	"maps"
	"net/http"
	"strings"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// A stack is one that an iteration made.
type stack struct{ name, id string }

// at is an address below a stack's own.
func (s stack) at(client *gophercloud.ServiceClient, below ...string) string {
	return client.ServiceURL(append([]string{"stacks", s.name, s.id}, below...)...)
}

// A state is as much of a stack as waiting needs.
type state struct {
	Status string `json:"stack_status"`
	Reason string `json:"stack_status_reason"`
}

// wait polls until a stack has a status. One that failed is an error.
func (s stack) wait(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, wanted string) error {
	return it.Wait(ctx, "stack "+s.id+" is "+wanted, limit, func(ctx context.Context) (bool, error) {
		now, err := cloud.Show[state](ctx, client, s.at(client), "stack")
		if err == nil && strings.HasSuffix(now.Status, "_FAILED") {
			err = &harness.StateError{Kind: "stack", ID: s.id, State: now.Status, Reason: now.Reason}
		}
		return now.Status == wanted, err
	})
}

// create creates a stack and waits until it is complete: the action heat.create_stack.
func (t Template) create(ctx context.Context, it *harness.Iteration) (s stack, err error) {
	err = timed(ctx, it, "heat.create_stack", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		body := maps.Clone(t.body)
		s.name = it.Name()
		body["stack_name"] = s.name
		var reply struct{ Stack struct{ ID string } }
		response, err := client.Post(ctx, client.ServiceURL("stacks"), body, &reply, &gophercloud.RequestOpts{OkCodes: []int{http.StatusCreated}})
		if _, _, err = gophercloud.ParseResponse(response, err); err != nil {
			return err
		}
		s.id = reply.Stack.ID
		return s.wait(ctx, it, client, "CREATE_COMPLETE")
	})
	return s, err
}

// update makes a stack what another template says, and waits until that is done: the action heat.update_stack.
func (t Template) update(ctx context.Context, it *harness.Iteration, s stack) error {
	return timed(ctx, it, "heat.update_stack", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		response, err := client.Put(ctx, s.at(client), t.body, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusAccepted}})
		if _, _, err = gophercloud.ParseResponse(response, err); err != nil {
			return err
		}
		return s.wait(ctx, it, client, "UPDATE_COMPLETE")
	})
}

// remove deletes a stack and waits until it is gone: the action heat.delete_stack.
func (s stack) remove(ctx context.Context, it *harness.Iteration) error {
	return timed(ctx, it, "heat.delete_stack", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if _, err := client.Delete(ctx, s.at(client), nil); err != nil {
			return err
		}
		return it.Wait(ctx, "stack "+s.id+" is gone", limit, func(ctx context.Context) (bool, error) {
			now, err := cloud.Show[state](ctx, client, s.at(client), "stack")
			if gophercloud.ResponseCodeIs(err, http.StatusNotFound) {
				return true, nil
			}
			if err == nil && now.Status == "DELETE_FAILED" {
				err = &harness.StateError{Kind: "stack", ID: s.id, State: now.Status, Reason: now.Reason}
			}
			return now.Status == "DELETE_COMPLETE", err
		})
	})
}

// act has a stack do something, such as check, and waits until that is done: the action heat.VERB_stack.
func (s stack) act(ctx context.Context, it *harness.Iteration, verb string) error {
	return timed(ctx, it, "heat."+verb+"_stack", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		response, err := client.Post(ctx, s.at(client, "actions"), map[string]any{verb: nil}, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusCreated}})
		if _, _, err = gophercloud.ParseResponse(response, err); err != nil {
			return err
		}
		return s.wait(ctx, it, client, strings.ToUpper(verb)+"_COMPLETE")
	})
}

// snapshot takes a snapshot of a stack and waits until that is done: the action heat.snapshot_stack.
func (s stack) snapshot(ctx context.Context, it *harness.Iteration) (id string, err error) {
	err = timed(ctx, it, "heat.snapshot_stack", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var made harness.Resource
		response, err := client.Post(ctx, s.at(client, "snapshots"), map[string]string{"name": it.Name()}, &made, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusCreated}})
		if _, _, err = gophercloud.ParseResponse(response, err); err != nil {
			return err
		}
		id = made.ID
		return s.wait(ctx, it, client, "SNAPSHOT_COMPLETE")
	})
	return id, err
}

// restore makes a stack what it was at a snapshot, and waits until that is done: the action heat.restore_stack.
func (s stack) restore(ctx context.Context, it *harness.Iteration, snapshot string) error {
	return timed(ctx, it, "heat.restore_stack", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		response, err := client.Post(ctx, s.at(client, "snapshots", snapshot, "restore"), nil, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusAccepted}})
		if _, _, err = gophercloud.ParseResponse(response, err); err != nil {
			return err
		}
		return s.wait(ctx, it, client, "RESTORE_COMPLETE")
	})
}
