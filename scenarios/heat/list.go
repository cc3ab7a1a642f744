package heat

import (
	"context"
	"fmt"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// A listed stack is as much of one as what follows needs.
type listed struct {
	ID   string `json:"id"`
	Name string `json:"stack_name"`
}

// list lists the stacks of the project: the action heat.list_stacks.
func list(ctx context.Context, it *harness.Iteration) (stacks []listed, err error) {
	err = timed(ctx, it, "heat.list_stacks", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		stacks, err = cloud.List[listed](ctx, client, client.ServiceURL("stacks"), "stacks")
		return err
	})
	return stacks, err
}

// CreateAndListStack creates a stack and lists all: HeatStacks.create_and_list_stack.
type CreateAndListStack struct{ Stack }

// Name is Rally's.
func (CreateAndListStack) Name() string { return "HeatStacks.create_and_list_stack" }

// Actions are those of Run.
func (CreateAndListStack) Actions() []string {
	return []string{"heat.create_stack", "heat.list_stacks"}
}

// Prepare reads the template.
func (s CreateAndListStack) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run creates a stack and finds it in the list.
func (s CreateAndListStack) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	stacks, err := list(ctx, it)
	if err == nil && !slices.ContainsFunc(stacks, func(l listed) bool { return l.ID == made.id }) {
		err = &harness.AssertionError{Message: fmt.Sprintf("stack %s, which is complete, is not among the %d in the list", made.id, len(stacks))}
	}
	return err
}

// onStacks is a scenario of a user whose project has stacks.
type onStacks struct{ asUser }

// Fixtures brings a user with stacks, and the removal of what is left.
func (onStacks) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Stacks{}, fixtures.Sweep{}}
}

// each lists something of every stack of the project, as an action for each.
func (onStacks) each(ctx context.Context, it *harness.Iteration, action, of string) error {
	stacks, err := list(ctx, it)
	if err != nil {
		return err
	}
	for _, l := range stacks {
		err := timed(ctx, it, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
			_, err := cloud.List[harness.Resource](ctx, client, stack{l.Name, l.ID}.at(client, of), of)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// ListStacksAndEvents lists the stacks, and the events of each: HeatStacks.list_stacks_and_events.
type ListStacksAndEvents struct{ onStacks }

// Name is Rally's.
func (ListStacksAndEvents) Name() string { return "HeatStacks.list_stacks_and_events" }

// Actions are those of Run.
func (ListStacksAndEvents) Actions() []string {
	return []string{"heat.list_stacks", "heat.list_events"}
}

// Run lists stacks and their events.
func (s ListStacksAndEvents) Run(ctx context.Context, it *harness.Iteration) error {
	return s.each(ctx, it, "heat.list_events", "events")
}

// ListStacksAndResources lists the stacks, and the resources of each: HeatStacks.list_stacks_and_resources.
type ListStacksAndResources struct{ onStacks }

// Name is Rally's.
func (ListStacksAndResources) Name() string { return "HeatStacks.list_stacks_and_resources" }

// Actions are those of Run.
func (ListStacksAndResources) Actions() []string {
	return []string{"heat.list_stacks", "heat.list_resources"}
}

// Run lists stacks and their resources.
func (s ListStacksAndResources) Run(ctx context.Context, it *harness.Iteration) error {
	return s.each(ctx, it, "heat.list_resources", "resources")
}
