package scenarios_test

// vmArguments are those of the scenarios that work within servers.
var vmArguments = map[string]string{
	"ManilaShares.create_share_and_access_from_vm": aServer + " username=ubuntu share_type=default max_log_length=10",
	"VMTasks.boot_runcommand_delete":               aServer + ` username=cirros volume_args={"size":1} command={"interpreter":"/bin/sh","script_file":"some.img"}`,
	"VMTasks.check_designate_dns_resolving":        aServer + " username=ubuntu use_floating_ip=false",
	"VMTasks.dd_load_test":                         aServer + " username=cirros floating_network=public force_delete=true",
	"VMTasks.runcommand_heat":                      `workload={"file":"files/vm/workload.sh","username":"ubuntu"} template=files/vm/gate.yaml parameters={"image":"cirros","flavor":"m1.tiny"}`,
}

// onFailure are the actions that happen only if something fails.
var onFailure = map[string]bool{"nova.get_console_output_server": true}
