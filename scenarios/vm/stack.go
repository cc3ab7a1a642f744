package vm

import (
	"context"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

const (
	createStack = "heat.create"
	stackLimit  = time.Hour // Rally's
)

// A stack is as much of one as its use needs.
type stack struct {
	ID      string `json:"id"`
	Status  string `json:"stack_status"`
	Reason  string `json:"stack_status_reason"`
	Outputs []struct {
		Key         string `json:"output_key"`
		Description string `json:"description"`
		Value       any    `json:"output_value"`
	} `json:"outputs"`
}

// output is the value of one, nil if there is none.
func (s stack) output(key string) any {
	for _, o := range s.Outputs {
		if o.Key == key {
			return o.Value
		}
	}
	return nil
}

// create makes a stack and waits until it is complete: the action heat.create.
func (s RunCommandHeat) create(ctx context.Context, it *harness.Iteration) (made stack, err error) {
	parameters := maps.Clone(s.Parameters)
	if parameters == nil {
		parameters = make(Parameters)
	}
	pairs, _ := fixtures.UserKeyPairs.Of(it)
	parameters["key_name"] = pairs[it.User.UserID()].Name
	byProject, _ := fixtures.ProjectNetworks.Of(it)
	if networks := byProject[it.User.ProjectID()]; len(networks) > 0 && strings.Contains(s.template, "router_id") {
		parameters["router_id"] = networks[0].RouterID
	}
	err = it.Time(ctx, createStack, func(ctx context.Context) error {
		client, err := it.User.Service(ctx, "orchestration")
		if err != nil {
			return err
		}
		name := it.Name()
		body := map[string]any{"stack_name": name, "template": s.template, "files": s.files, "parameters": map[string]any(parameters)}
		var reply struct{ Stack harness.Resource }
		response, err := client.Post(ctx, client.ServiceURL("stacks"), body, &reply, &gophercloud.RequestOpts{OkCodes: []int{http.StatusCreated}})
		if _, _, err = gophercloud.ParseResponse(response, err); err != nil {
			return err
		}
		address := client.ServiceURL("stacks", name, reply.Stack.ID)
		return it.Wait(ctx, "stack "+reply.Stack.ID+" is complete", stackLimit, func(ctx context.Context) (bool, error) {
			made, err = cloud.Show[stack](ctx, client, address, "stack")
			if err == nil && strings.HasSuffix(made.Status, "_FAILED") {
				err = &harness.StateError{Kind: "stack", ID: made.ID, State: made.Status, Reason: made.Reason}
			}
			return made.Status == "CREATE_COMPLETE", err
		})
	})
	return made, err
}
