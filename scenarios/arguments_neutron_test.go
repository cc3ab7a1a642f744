package scenarios_test

// neutronArguments are what the scenarios of the network need, and some that they can have.
var neutronArguments = map[string]string{
	"NeutronBGPVPN.create_and_update_bgpvpns":                   "update_name=true updated_route_targets=1:2",
	"NeutronFWaaS.create_and_update_firewall_groups":            `firewall_group_update_args={"admin_state_up":false}`,
	"NeutronFWaaS.create_and_update_firewall_policies":          `firewall_policy_update_args={"description":"another"}`,
	"NeutronFWaaS.create_and_update_firewall_rules":             `firewall_rule_update_args={"action":"allow"}`,
	"NeutronNetworks.create_and_delete_ports":                   "ports_per_network=3",
	"NeutronNetworks.create_and_delete_routers":                 "subnets_per_network=2",
	"NeutronNetworks.create_and_update_networks":                `network_update_args={"admin_state_up":false}`,
	"NeutronNetworks.create_and_update_ports":                   `port_update_args={"admin_state_up":false}`,
	"NeutronNetworks.create_and_update_routers":                 `router_update_args={"admin_state_up":false}`,
	"NeutronNetworks.create_and_update_subnets":                 `subnet_update_args={"enable_dhcp":false}`,
	"NeutronNetworks.create_and_bind_ports":                     "ports_per_network=2",
	"NeutronSecurityGroup.create_and_list_security_group_rules": "security_group_rules_count=5",
	"NeutronTrunks.boot_server_and_add_subports":                "image=cirros flavor=m1.tiny subport_count=3",
	"NeutronTrunks.boot_server_and_batch_add_subports":          "image=cirros flavor=m1.tiny subports_per_batch=2 batches=2",
	"NeutronTrunks.boot_server_with_subports":                   "image=cirros flavor=m1.tiny subport_count=3",
	"NeutronTrunks.create_and_list_trunks":                      "subport_count=3",
}
