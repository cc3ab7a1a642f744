package neutron

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	one := Subnets{PerNet: 1}
	routers := Routers{Subnets: one}
	ports := Ports{PerNet: 1}
	vpn := BGPVPN{Type: "l3"}
	association := Association{vpn}
	return harness.Catalogue{
		harness.NewEntry("NeutronBGPVPN.create_and_delete_bgpvpns", "create a BGP VPN, delete it", CreateAndDeleteBGPVPNs{vpn}),
		harness.NewEntry("NeutronBGPVPN.create_and_list_bgpvpns", "create a BGP VPN, find it in the list", CreateAndListBGPVPNs{vpn}),
		harness.NewEntry("NeutronBGPVPN.create_and_list_networks_associations", "associate a network with a BGP VPN, find that in the list", CreateAndListNetworksAssociations{association}),
		harness.NewEntry("NeutronBGPVPN.create_and_list_routers_associations", "associate a router with a BGP VPN, find that in the list", CreateAndListRoutersAssociations{association}),
		harness.NewEntry("NeutronBGPVPN.create_and_update_bgpvpns", "create a BGP VPN, update it", CreateAndUpdateBGPVPNs{BGPVPN: vpn}),
		harness.NewEntry("NeutronBGPVPN.create_bgpvpn_assoc_disassoc_networks", "associate a network with a BGP VPN, take it off", CreateBGPVPNAssocDisassocNetworks{association}),
		harness.NewEntry("NeutronBGPVPN.create_bgpvpn_assoc_disassoc_routers", "associate a router with a BGP VPN, take it off", CreateBGPVPNAssocDisassocRouters{association}),
		harness.NewEntry("NeutronFWaaS.create_and_delete_firewall_groups", "create a firewall group, delete it", CreateAndDeleteFirewallGroups{}),
		harness.NewEntry("NeutronFWaaS.create_and_delete_firewall_policies", "create a firewall policy, delete it", CreateAndDeleteFirewallPolicies{}),
		harness.NewEntry("NeutronFWaaS.create_and_delete_firewall_rules", "create a firewall rule, delete it", CreateAndDeleteFirewallRules{}),
		harness.NewEntry("NeutronFWaaS.create_and_list_firewall_groups", "create a firewall group, list all", CreateAndListFirewallGroups{}),
		harness.NewEntry("NeutronFWaaS.create_and_list_firewall_policies", "create a firewall policy, list all", CreateAndListFirewallPolicies{}),
		harness.NewEntry("NeutronFWaaS.create_and_list_firewall_rules", "create a firewall rule, list all", CreateAndListFirewallRules{}),
		harness.NewEntry("NeutronFWaaS.create_and_update_firewall_groups", "create a firewall group, update it", CreateAndUpdateFirewallGroups{}),
		harness.NewEntry("NeutronFWaaS.create_and_update_firewall_policies", "create a firewall policy, update it", CreateAndUpdateFirewallPolicies{}),
		harness.NewEntry("NeutronFWaaS.create_and_update_firewall_rules", "create a firewall rule, update it", CreateAndUpdateFirewallRules{}),
		harness.NewEntry("NeutronFWaaS.create_policy_add_and_remove_rules", "create a firewall policy, put a rule into it, take it out", CreatePolicyAddAndRemoveRules{}),
		harness.NewEntry("NeutronNetworks.associate_and_dissociate_floating_ips", "give a port a floating IP, take it off", AssociateAndDissociateFloatingIPs{}),
		harness.NewEntry("NeutronNetworks.create_and_bind_ports", "create ports on subnets of both versions of IP, bind each to a host", CreateAndBindPorts{PerNet: 1}),
		harness.NewEntry("NeutronNetworks.create_and_delete_floating_ips", "take a floating IP, give it back", CreateAndDeleteFloatingIPs{}),
		harness.NewEntry("NeutronNetworks.create_and_delete_networks", "create a network, delete it", CreateAndDeleteNetworks{}),
		harness.NewEntry("NeutronNetworks.create_and_delete_ports", "create ports, delete each", CreateAndDeletePorts{ports}),
		harness.NewEntry("NeutronNetworks.create_and_delete_routers", "create routers with a subnet each, take the subnets off, delete the routers", CreateAndDeleteRouters{routers}),
		harness.NewEntry("NeutronNetworks.create_and_delete_subnets", "create a network with subnets, delete the subnets", CreateAndDeleteSubnets{one}),
		harness.NewEntry("NeutronNetworks.create_and_list_floating_ips", "take a floating IP, list all", CreateAndListFloatingIPs{}),
		harness.NewEntry("NeutronNetworks.create_and_list_networks", "create a network, list all", CreateAndListNetworks{}),
		harness.NewEntry("NeutronNetworks.create_and_list_ports", "create ports, list all", CreateAndListPorts{ports}),
		harness.NewEntry("NeutronNetworks.create_and_list_routers", "create routers with a subnet each, list all", CreateAndListRouters{routers}),
		harness.NewEntry("NeutronNetworks.create_and_list_subnets", "create a network with subnets, list all", CreateAndListSubnets{one}),
		harness.NewEntry("NeutronNetworks.create_and_show_network", "create a network, show it", CreateAndShowNetwork{}),
		harness.NewEntry("NeutronNetworks.create_and_show_ports", "create ports, show each", CreateAndShowPorts{ports}),
		harness.NewEntry("NeutronNetworks.create_and_show_routers", "create routers with a subnet each, show each", CreateAndShowRouters{routers}),
		harness.NewEntry("NeutronNetworks.create_and_show_subnets", "create a network with subnets, show each", CreateAndShowSubnets{one}),
		harness.NewEntry("NeutronNetworks.create_and_update_networks", "create a network, update it", CreateAndUpdateNetworks{}),
		harness.NewEntry("NeutronNetworks.create_and_update_ports", "create ports, update each", CreateAndUpdatePorts{Ports: ports}),
		harness.NewEntry("NeutronNetworks.create_and_update_routers", "create routers with a subnet each, update each", CreateAndUpdateRouters{Routers: routers}),
		harness.NewEntry("NeutronNetworks.create_and_update_subnets", "create a network with subnets, update each", CreateAndUpdateSubnets{Subnets: one}),
		harness.NewEntry("NeutronNetworks.list_agents", "list the agents of the network service", ListAgents{}),
		harness.NewEntry("NeutronNetworks.set_and_clear_router_gateway", "let a router lead to an external network, and no more", SetAndClearRouterGateway{EnableSNAT: true}),
		harness.NewEntry("NeutronSecurityGroup.create_and_delete_security_group_rule", "create a security group with a rule, delete both", CreateAndDeleteSecurityGroupRule{}),
		harness.NewEntry("NeutronSecurityGroup.create_and_delete_security_groups", "create a security group, delete it", CreateAndDeleteSecurityGroups{}),
		harness.NewEntry("NeutronSecurityGroup.create_and_list_security_group_rules", "create a security group with rules, find them in the list", CreateAndListSecurityGroupRules{Count: 1}),
		harness.NewEntry("NeutronSecurityGroup.create_and_list_security_groups", "create a security group, list all", CreateAndListSecurityGroups{}),
		harness.NewEntry("NeutronSecurityGroup.create_and_show_security_group", "create a security group, show it", CreateAndShowSecurityGroup{}),
		harness.NewEntry("NeutronSecurityGroup.create_and_show_security_group_rule", "create a security group with a rule, show the rule", CreateAndShowSecurityGroupRule{}),
		harness.NewEntry("NeutronSecurityGroup.create_and_update_security_groups", "create a security group, update it", CreateAndUpdateSecurityGroups{}),
		harness.NewEntry("NeutronSubnets.delete_subnets", "delete one of the project's subnets", DeleteSubnets{}),
		harness.NewEntry("NeutronTrunks.create_and_list_trunks", "create a trunk with ports below it, list trunks and the ports", CreateAndListTrunks{Count: 10}),
	}
}
