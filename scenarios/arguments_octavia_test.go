package scenarios_test

// octaviaArguments are what the scenarios of load balancing need.
var octaviaArguments = map[string]string{
	"Octavia.create_and_delete_pools":       "protocol=HTTP lb_algorithm=ROUND_ROBIN",
	"Octavia.create_and_list_pools":         "protocol=HTTP lb_algorithm=ROUND_ROBIN",
	"Octavia.create_and_show_pools":         "protocol=HTTP lb_algorithm=ROUND_ROBIN",
	"Octavia.create_and_update_pools":       "protocol=HTTP lb_algorithm=ROUND_ROBIN",
	"Octavia.create_and_show_loadbalancers": "description=mine admin_state=false",
}
