package heat

import (
	"context"
	"fmt"

	"github.com/pacenote/pacenote/harness"
)

// CreateUpdateDeleteStack creates a stack, makes it what another template says, and deletes it:
// HeatStacks.create_update_delete_stack. What is not given for the update is that of the creation.
type CreateUpdateDeleteStack struct {
	Stack
	UpdatedPath        string         `arg:"updated_template_path,required" help:"file below the features that holds the other template"`
	UpdatedParameters  harness.Object `arg:"updated_parameters" help:"of the other template: a JSON object"`
	UpdatedFiles       harness.Object `arg:"updated_files" help:"files that the other template names, and where they are below the features: a JSON object"`
	UpdatedEnvironment harness.Object `arg:"updated_environment" help:"environment of the stack from then on: a JSON object"`

	updated Template // once read
}

// Name is Rally's.
func (CreateUpdateDeleteStack) Name() string { return "HeatStacks.create_update_delete_stack" }

// Actions are those of Run.
func (CreateUpdateDeleteStack) Actions() []string {
	return []string{"heat.create_stack", "heat.update_stack", "heat.delete_stack"}
}

// Validate refuses files whose places are no texts.
func (s CreateUpdateDeleteStack) Validate() error {
	if err := s.Template.Validate(); err != nil {
		return err
	}
	if err := (Template{Files: s.UpdatedFiles}).Validate(); err != nil {
		return fmt.Errorf("updated: %w", err)
	}
	return nil
}

// Prepare reads both templates.
func (s CreateUpdateDeleteStack) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	if err := s.prepare(ctx, w); err != nil {
		return nil, err
	}
	or := func(updated, created harness.Object) harness.Object {
		if updated == nil {
			return created
		}
		return updated
	}
	s.updated = Template{Path: s.UpdatedPath, Parameters: or(s.UpdatedParameters, s.Parameters), Files: or(s.UpdatedFiles, s.Files),
		Environment: or(s.UpdatedEnvironment, s.Environment)}
	err := s.updated.read(ctx, w, "updated_template_path")
	return s, err
}

// Run creates a stack, updates and deletes it.
func (s CreateUpdateDeleteStack) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	if err := s.updated.update(ctx, it, made); err != nil {
		return err
	}
	return made.remove(ctx, it)
}
