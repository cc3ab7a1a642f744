package heat

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("HeatStacks.create_and_delete_stack", "create a stack, delete it", CreateAndDeleteStack{}),
		harness.NewEntry("HeatStacks.create_and_list_stack", "create a stack, find it in the list", CreateAndListStack{}),
		harness.NewEntry("HeatStacks.create_check_delete_stack", "create a stack, have it checked, delete it", CreateCheckDeleteStack{}),
		harness.NewEntry("HeatStacks.create_snapshot_restore_delete_stack", "create a stack, take a snapshot, restore it, delete the stack", CreateSnapshotRestoreDeleteStack{}),
		harness.NewEntry("HeatStacks.create_stack_and_list_output", "create a stack, list its outputs", CreateStackAndListOutput{}),
		harness.NewEntry("HeatStacks.create_stack_and_list_output_via_API", "create a stack, read its outputs in its description", CreateStackAndListOutputViaAPI{}),
		harness.NewEntry("HeatStacks.create_stack_and_scale", "create a stack, signal a scaling policy, wait until the group is larger or smaller", CreateStackAndScale{}),
		harness.NewEntry("HeatStacks.create_stack_and_show_output", "create a stack, show an output", CreateStackAndShowOutput{}),
		harness.NewEntry("HeatStacks.create_stack_and_show_output_via_API", "create a stack, read an output in its description", CreateStackAndShowOutputViaAPI{}),
		harness.NewEntry("HeatStacks.create_suspend_resume_delete_stack", "create a stack, suspend and resume it, delete it", CreateSuspendResumeDeleteStack{}),
		harness.NewEntry("HeatStacks.create_update_delete_stack", "create a stack, update it, delete it", CreateUpdateDeleteStack{}),
		harness.NewEntry("HeatStacks.list_stacks_and_events", "list stacks, and the events of each", ListStacksAndEvents{}),
		harness.NewEntry("HeatStacks.list_stacks_and_resources", "list stacks, and the resources of each", ListStacksAndResources{}),
	}
}
