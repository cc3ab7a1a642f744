package heat

import (
	"context"
	"fmt"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// An output is one of a stack, as heat shows it.
type output struct {
	Key   string `json:"output_key"`
	Value any    `json:"output_value"`
}

// outputs are those in the description of a stack, as older clients read them.
func (s stack) outputs(ctx context.Context, client *gophercloud.ServiceClient) ([]output, error) {
	shown, err := cloud.Show[struct {
		Outputs []output `json:"outputs"`
	}](ctx, client, s.at(client), "stack")
	return shown.Outputs, err
}

// among is an error if there is no output of a key.
func among(key string, list []output) error {
	if !slices.ContainsFunc(list, func(o output) bool { return o.Key == key }) {
		return &harness.AssertionError{Message: fmt.Sprintf("output %s is not among the %d of the stack", key, len(list))}
	}
	return nil
}

// An Output is what scenarios ask for that show one of a stack.
type Output struct {
	Stack
	Key string `arg:"output_key,required" help:"the output to show"`
}

// CreateStackAndListOutput creates a stack and lists its outputs: HeatStacks.create_stack_and_list_output.
type CreateStackAndListOutput struct{ Stack }

// Name is Rally's.
func (CreateStackAndListOutput) Name() string { return "HeatStacks.create_stack_and_list_output" }

// Actions are those of Run.
func (CreateStackAndListOutput) Actions() []string {
	return []string{"heat.create_stack", "heat.list_output"}
}

// Prepare reads the template.
func (s CreateStackAndListOutput) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run creates a stack and lists its outputs.
func (s CreateStackAndListOutput) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "heat.list_output", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.List[output](ctx, client, made.at(client, "outputs"), "outputs")
		return err
	})
}

// CreateStackAndListOutputViaAPI creates a stack and reads its outputs in its description:
// HeatStacks.create_stack_and_list_output_via_API.
type CreateStackAndListOutputViaAPI struct{ Stack }

// Name is Rally's.
func (CreateStackAndListOutputViaAPI) Name() string {
	return "HeatStacks.create_stack_and_list_output_via_API"
}

// Actions are those of Run.
func (CreateStackAndListOutputViaAPI) Actions() []string {
	return []string{"heat.create_stack", "heat.list_output_via_API"}
}

// Prepare reads the template.
func (s CreateStackAndListOutputViaAPI) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run creates a stack and reads its outputs.
func (s CreateStackAndListOutputViaAPI) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "heat.list_output_via_API", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := made.outputs(ctx, client)
		return err
	})
}

// CreateStackAndShowOutput creates a stack and shows one of its outputs: HeatStacks.create_stack_and_show_output.
type CreateStackAndShowOutput struct{ Output }

// Name is Rally's.
func (CreateStackAndShowOutput) Name() string { return "HeatStacks.create_stack_and_show_output" }

// Actions are those of Run.
func (CreateStackAndShowOutput) Actions() []string {
	return []string{"heat.create_stack", "heat.show_output"}
}

// Prepare reads the template.
func (s CreateStackAndShowOutput) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run creates a stack and shows an output.
func (s CreateStackAndShowOutput) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "heat.show_output", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		shown, err := cloud.Show[output](ctx, client, made.at(client, "outputs", s.Key), "output")
		if err != nil {
			return err
		}
		return among(s.Key, []output{shown})
	})
}

// CreateStackAndShowOutputViaAPI creates a stack and reads one of its outputs in its description:
// HeatStacks.create_stack_and_show_output_via_API.
type CreateStackAndShowOutputViaAPI struct{ Output }

// Name is Rally's.
func (CreateStackAndShowOutputViaAPI) Name() string {
	return "HeatStacks.create_stack_and_show_output_via_API"
}

// Actions are those of Run.
func (CreateStackAndShowOutputViaAPI) Actions() []string {
	return []string{"heat.create_stack", "heat.show_output_via_API"}
}

// Prepare reads the template.
func (s CreateStackAndShowOutputViaAPI) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run creates a stack and reads an output.
func (s CreateStackAndShowOutputViaAPI) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "heat.show_output_via_API", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		list, err := made.outputs(ctx, client)
		if err != nil {
			return err
		}
		return among(s.Key, list)
	})
}
