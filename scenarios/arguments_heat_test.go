package scenarios_test

// heatArguments are what the scenarios of orchestration need.
var heatArguments = map[string]string{
	"HeatStacks.create_and_delete_stack":              `template_path=files/heat/random.yaml parameters={"length":6}`,
	"HeatStacks.create_and_list_stack":                `template_path=files/heat/random.yaml`,
	"HeatStacks.create_check_delete_stack":            `template_path=files/heat/random.yaml`,
	"HeatStacks.create_snapshot_restore_delete_stack": `template_path=files/heat/random.yaml`,
	"HeatStacks.create_stack_and_list_output":         `template_path=files/heat/random.yaml`,
	"HeatStacks.create_stack_and_list_output_via_API": `template_path=files/heat/random.yaml`,
	"HeatStacks.create_stack_and_scale":               `template_path=files/heat/scaling.yaml output_key=scaling_url delta=1`,
	"HeatStacks.create_stack_and_show_output":         `template_path=files/heat/random.yaml output_key=word`,
	"HeatStacks.create_stack_and_show_output_via_API": `template_path=files/heat/random.yaml output_key=word`,
	"HeatStacks.create_suspend_resume_delete_stack":   `template_path=files/heat/random.yaml`,
	"HeatStacks.create_update_delete_stack":           `template_path=files/heat/random.yaml updated_template_path=files/heat/random-more.yaml updated_parameters={"length":6}`,
}
