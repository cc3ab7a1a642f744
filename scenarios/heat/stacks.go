package heat

import (
	"context"

	"github.com/pacenote/pacenote/harness"
)

// A Stack is what scenarios ask for that make one.
type Stack struct {
	asUser
	Template
}

// prepare reads the template.
func (s *Stack) prepare(ctx context.Context, w *harness.World) error {
	return s.read(ctx, w, "template_path")
}

// CreateAndDeleteStack creates a stack and deletes it: HeatStacks.create_and_delete_stack.
type CreateAndDeleteStack struct{ Stack }

// Name is Rally's.
func (CreateAndDeleteStack) Name() string { return "HeatStacks.create_and_delete_stack" }

// Actions are those of Run.
func (CreateAndDeleteStack) Actions() []string {
	return []string{"heat.create_stack", "heat.delete_stack"}
}

// Prepare reads the template.
func (s CreateAndDeleteStack) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run creates a stack and deletes it.
func (s CreateAndDeleteStack) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return made.remove(ctx, it)
}

// CreateCheckDeleteStack creates a stack, has it checked, and deletes it: HeatStacks.create_check_delete_stack.
type CreateCheckDeleteStack struct{ Stack }

// Name is Rally's.
func (CreateCheckDeleteStack) Name() string { return "HeatStacks.create_check_delete_stack" }

// Actions are those of Run.
func (CreateCheckDeleteStack) Actions() []string {
	return []string{"heat.create_stack", "heat.check_stack", "heat.delete_stack"}
}

// Prepare reads the template.
func (s CreateCheckDeleteStack) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run creates a stack, has it checked, and deletes it.
func (s CreateCheckDeleteStack) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	if err := made.act(ctx, it, "check"); err != nil {
		return err
	}
	return made.remove(ctx, it)
}

// CreateSuspendResumeDeleteStack creates a stack, suspends and resumes it, and deletes it:
// HeatStacks.create_suspend_resume_delete_stack.
type CreateSuspendResumeDeleteStack struct{ Stack }

// Name is Rally's.
func (CreateSuspendResumeDeleteStack) Name() string {
	return "HeatStacks.create_suspend_resume_delete_stack"
}

// Actions are those of Run.
func (CreateSuspendResumeDeleteStack) Actions() []string {
	return []string{"heat.create_stack", "heat.suspend_stack", "heat.resume_stack", "heat.delete_stack"}
}

// Prepare reads the template.
func (s CreateSuspendResumeDeleteStack) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run creates a stack, suspends and resumes it, and deletes it.
func (s CreateSuspendResumeDeleteStack) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	for _, verb := range []string{"suspend", "resume"} {
		if err := made.act(ctx, it, verb); err != nil {
			return err
		}
	}
	return made.remove(ctx, it)
}

// CreateSnapshotRestoreDeleteStack creates a stack, takes a snapshot, restores it, and deletes the stack with the snapshot:
// HeatStacks.create_snapshot_restore_delete_stack.
type CreateSnapshotRestoreDeleteStack struct{ Stack }

// Name is Rally's.
func (CreateSnapshotRestoreDeleteStack) Name() string {
	return "HeatStacks.create_snapshot_restore_delete_stack"
}

// Actions are those of Run.
func (CreateSnapshotRestoreDeleteStack) Actions() []string {
	return []string{"heat.create_stack", "heat.snapshot_stack", "heat.restore_stack", "heat.delete_stack"}
}

// Prepare reads the template.
func (s CreateSnapshotRestoreDeleteStack) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run creates a stack, takes a snapshot, restores it, and deletes the stack.
func (s CreateSnapshotRestoreDeleteStack) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	snapshot, err := made.snapshot(ctx, it)
	if err != nil {
		return err
	}
	if err := made.restore(ctx, it, snapshot); err != nil {
		return err
	}
	return made.remove(ctx, it)
}
