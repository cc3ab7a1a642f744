@neutron
Feature: Scenarios of Neutron
  A sample of every scenario of networks, subnets, routers, ports, floating IPs, security groups and trunks.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: NeutronNetworks.associate_and_dissociate_floating_ips
    When 2 users run "NeutronNetworks.associate_and_dissociate_floating_ips" 2 times
    Then the run completes
    And nothing is left behind

  # It takes an agent on a host, which a cloud without virtual switches has not.
  @rehearsal
  Scenario: NeutronNetworks.create_and_bind_ports
    When 2 users run "NeutronNetworks.create_and_bind_ports" 2 times with
      | ports_per_network | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_delete_floating_ips
    When 2 users run "NeutronNetworks.create_and_delete_floating_ips" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_delete_networks
    When 2 users run "NeutronNetworks.create_and_delete_networks" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_delete_ports
    When 2 users run "NeutronNetworks.create_and_delete_ports" 2 times with
      | ports_per_network | 3 |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_delete_routers
    When 2 users run "NeutronNetworks.create_and_delete_routers" 2 times with
      | subnets_per_network | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_delete_subnets
    When 2 users run "NeutronNetworks.create_and_delete_subnets" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_list_floating_ips
    When 2 users run "NeutronNetworks.create_and_list_floating_ips" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_list_networks
    When 2 users run "NeutronNetworks.create_and_list_networks" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_list_ports
    When 2 users run "NeutronNetworks.create_and_list_ports" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_list_routers
    When 2 users run "NeutronNetworks.create_and_list_routers" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_list_subnets
    When 2 users run "NeutronNetworks.create_and_list_subnets" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_show_network
    When 2 users run "NeutronNetworks.create_and_show_network" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_show_ports
    When 2 users run "NeutronNetworks.create_and_show_ports" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_show_routers
    When 2 users run "NeutronNetworks.create_and_show_routers" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_show_subnets
    When 2 users run "NeutronNetworks.create_and_show_subnets" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_update_networks
    When 2 users run "NeutronNetworks.create_and_update_networks" 2 times with
      | network_update_args | {"admin_state_up":false} |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_update_ports
    When 2 users run "NeutronNetworks.create_and_update_ports" 2 times with
      | port_update_args | {"admin_state_up":false} |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_update_routers
    When 2 users run "NeutronNetworks.create_and_update_routers" 2 times with
      | router_update_args | {"admin_state_up":false} |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.create_and_update_subnets
    When 2 users run "NeutronNetworks.create_and_update_subnets" 2 times with
      | subnet_update_args | {"enable_dhcp":false} |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.list_agents
    When 2 users run "NeutronNetworks.list_agents" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronNetworks.set_and_clear_router_gateway
    When 2 users run "NeutronNetworks.set_and_clear_router_gateway" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronSecurityGroup.create_and_delete_security_group_rule
    When 2 users run "NeutronSecurityGroup.create_and_delete_security_group_rule" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronSecurityGroup.create_and_delete_security_groups
    When 2 users run "NeutronSecurityGroup.create_and_delete_security_groups" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronSecurityGroup.create_and_list_security_group_rules
    When 2 users run "NeutronSecurityGroup.create_and_list_security_group_rules" 2 times with
      | security_group_rules_count | 5 |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronSecurityGroup.create_and_list_security_groups
    When 2 users run "NeutronSecurityGroup.create_and_list_security_groups" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronSecurityGroup.create_and_show_security_group
    When 2 users run "NeutronSecurityGroup.create_and_show_security_group" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronSecurityGroup.create_and_show_security_group_rule
    When 2 users run "NeutronSecurityGroup.create_and_show_security_group_rule" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronSecurityGroup.create_and_update_security_groups
    When 2 users run "NeutronSecurityGroup.create_and_update_security_groups" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronSubnets.delete_subnets
    Given a network in every project with
      | no_router           | true |
      | subnets_per_network | 4    |
    When 2 users run "NeutronSubnets.delete_subnets" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NeutronTrunks.boot_server_and_add_subports
    When 2 users run "NeutronTrunks.boot_server_and_add_subports" 2 times with
      | image         | cirros  |
      | flavor        | m1.tiny |
      | subport_count | 3       |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronTrunks.boot_server_and_batch_add_subports
    When 2 users run "NeutronTrunks.boot_server_and_batch_add_subports" 2 times with
      | image              | cirros  |
      | flavor             | m1.tiny |
      | subports_per_batch | 2       |
      | batches            | 2       |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronTrunks.boot_server_with_subports
    When 2 users run "NeutronTrunks.boot_server_with_subports" 2 times with
      | image         | cirros  |
      | flavor        | m1.tiny |
      | subport_count | 3       |
    Then the run completes
    And nothing is left behind

  Scenario: NeutronTrunks.create_and_list_trunks
    When 2 users run "NeutronTrunks.create_and_list_trunks" 2 times with
      | subport_count | 3 |
    Then the run completes
    And nothing is left behind
