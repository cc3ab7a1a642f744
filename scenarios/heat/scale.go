package heat

import (
	"context"
	"fmt"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// CreateStackAndScale creates a stack with a scaling group, signals a scaling policy at the URL that an output holds, and waits
// until the group has as many members more, or fewer: HeatStacks.create_stack_and_scale.
type CreateStackAndScale struct {
	Output
	Delta int `arg:"delta,required" help:"members more that the policy makes; below zero, fewer"`
}

// Name is Rally's.
func (CreateStackAndScale) Name() string { return "HeatStacks.create_stack_and_scale" }

// Actions are those of Run.
func (s CreateStackAndScale) Actions() []string {
	return []string{"heat.create_stack", s.scaling(), s.scaling() + "[" + s.webhook() + "]"}
}

func (s CreateStackAndScale) scaling() string { return "heat.scale_with_" + s.Key }

func (s CreateStackAndScale) webhook() string { return "heat." + s.Key + "_webhook" }

// Prepare reads the template.
func (s CreateStackAndScale) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run creates a stack and scales it.
func (s CreateStackAndScale) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, s.scaling(), func(ctx context.Context, client *gophercloud.ServiceClient) error {
		before, err := made.members(ctx, client)
		if err != nil {
			return err
		}
		list, err := made.outputs(ctx, client)
		if err != nil {
			return err
		}
		err = it.Time(ctx, s.webhook(), func(ctx context.Context) error { return s.signal(ctx, client, list) })
		if err != nil {
			return err
		}
		what := fmt.Sprintf("stack %s has %d members", made.id, before+s.Delta)
		return it.Wait(ctx, what, limit, func(ctx context.Context) (bool, error) {
			now, err := made.members(ctx, client)
			return now == before+s.Delta, err
		})
	})
}

// signal posts to the URL in the output.
func (s CreateStackAndScale) signal(ctx context.Context, client *gophercloud.ServiceClient, list []output) error {
	for _, o := range list {
		address, ok := o.Value.(string)
		if o.Key != s.Key || !ok {
			continue
		}
		response, err := client.Post(ctx, address, nil, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusCreated, http.StatusAccepted}})
		_, _, err = gophercloud.ParseResponse(response, err)
		return err
	}
	return among(s.Key, nil)
}

// members is how many there are in the groups of a stack.
func (s stack) members(ctx context.Context, client *gophercloud.ServiceClient) (n int, err error) {
	list, err := cloud.List[struct {
		Group string `json:"parent_resource"`
	}](ctx, client, s.at(client, "resources")+"?nested_depth=1", "resources")
	for _, r := range list {
		if r.Group != "" {
			n++
		}
	}
	return n, err
}
