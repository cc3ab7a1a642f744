@neutron @extensions
Feature: Scenarios of extensions of Neutron
  A sample of every scenario of firewalls and BGP VPNs.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  # No network service of a small cloud has BGP VPNs.
  @rehearsal
  Scenario: NeutronBGPVPN.create_and_delete_bgpvpns
    When 2 users run "NeutronBGPVPN.create_and_delete_bgpvpns" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has BGP VPNs.
  @rehearsal
  Scenario: NeutronBGPVPN.create_and_list_bgpvpns
    When 2 users run "NeutronBGPVPN.create_and_list_bgpvpns" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has BGP VPNs.
  @rehearsal
  Scenario: NeutronBGPVPN.create_and_list_networks_associations
    When 2 users run "NeutronBGPVPN.create_and_list_networks_associations" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has BGP VPNs.
  @rehearsal
  Scenario: NeutronBGPVPN.create_and_list_routers_associations
    When 2 users run "NeutronBGPVPN.create_and_list_routers_associations" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has BGP VPNs.
  @rehearsal
  Scenario: NeutronBGPVPN.create_and_update_bgpvpns
    When 2 users run "NeutronBGPVPN.create_and_update_bgpvpns" 2 times with
      | update_name           | true |
      | updated_route_targets | 1:2  |
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has BGP VPNs.
  @rehearsal
  Scenario: NeutronBGPVPN.create_bgpvpn_assoc_disassoc_networks
    When 2 users run "NeutronBGPVPN.create_bgpvpn_assoc_disassoc_networks" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has BGP VPNs.
  @rehearsal
  Scenario: NeutronBGPVPN.create_bgpvpn_assoc_disassoc_routers
    When 2 users run "NeutronBGPVPN.create_bgpvpn_assoc_disassoc_routers" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has firewalls.
  @rehearsal
  Scenario: NeutronFWaaS.create_and_delete_firewall_groups
    When 2 users run "NeutronFWaaS.create_and_delete_firewall_groups" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has firewalls.
  @rehearsal
  Scenario: NeutronFWaaS.create_and_delete_firewall_policies
    When 2 users run "NeutronFWaaS.create_and_delete_firewall_policies" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has firewalls.
  @rehearsal
  Scenario: NeutronFWaaS.create_and_delete_firewall_rules
    When 2 users run "NeutronFWaaS.create_and_delete_firewall_rules" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has firewalls.
  @rehearsal
  Scenario: NeutronFWaaS.create_and_list_firewall_groups
    When 2 users run "NeutronFWaaS.create_and_list_firewall_groups" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has firewalls.
  @rehearsal
  Scenario: NeutronFWaaS.create_and_list_firewall_policies
    When 2 users run "NeutronFWaaS.create_and_list_firewall_policies" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has firewalls.
  @rehearsal
  Scenario: NeutronFWaaS.create_and_list_firewall_rules
    When 2 users run "NeutronFWaaS.create_and_list_firewall_rules" 2 times
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has firewalls.
  @rehearsal
  Scenario: NeutronFWaaS.create_and_update_firewall_groups
    When 2 users run "NeutronFWaaS.create_and_update_firewall_groups" 2 times with
      | firewall_group_update_args | {"admin_state_up":false} |
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has firewalls.
  @rehearsal
  Scenario: NeutronFWaaS.create_and_update_firewall_policies
    When 2 users run "NeutronFWaaS.create_and_update_firewall_policies" 2 times with
      | firewall_policy_update_args | {"description":"another"} |
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has firewalls.
  @rehearsal
  Scenario: NeutronFWaaS.create_and_update_firewall_rules
    When 2 users run "NeutronFWaaS.create_and_update_firewall_rules" 2 times with
      | firewall_rule_update_args | {"action":"allow"} |
    Then the run completes
    And nothing is left behind

  # No network service of a small cloud has firewalls.
  @rehearsal
  Scenario: NeutronFWaaS.create_policy_add_and_remove_rules
    When 2 users run "NeutronFWaaS.create_policy_add_and_remove_rules" 2 times
    Then the run completes
    And nothing is left behind
