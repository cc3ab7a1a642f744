@nova @hosts
Feature: Scenarios of Nova without servers
  A sample of every scenario of compute that is about hosts, flavors, key pairs and groups.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: NovaAggregates.create_aggregate_add_and_remove_host
    When 2 users run "NovaAggregates.create_aggregate_add_and_remove_host" 2 times with
      | availability_zone | nova |
    Then the run completes
    And nothing is left behind

  # The scheduler of a real cloud may be without AggregateInstanceExtraSpecsFilter.
  @rehearsal
  Scenario: NovaAggregates.create_aggregate_add_host_and_boot_server
    When 2 users run "NovaAggregates.create_aggregate_add_host_and_boot_server" 2 times with
      | image    | cirros          |
      | metadata | {"ssd": "true"} |
    Then the run completes
    And nothing is left behind

  Scenario: NovaAggregates.create_and_delete_aggregate
    When 2 users run "NovaAggregates.create_and_delete_aggregate" 2 times with
      | availability_zone | nova |
    Then the run completes
    And nothing is left behind

  Scenario: NovaAggregates.create_and_get_aggregate_details
    When 2 users run "NovaAggregates.create_and_get_aggregate_details" 2 times with
      | availability_zone | nova |
    Then the run completes
    And nothing is left behind

  Scenario: NovaAggregates.create_and_list_aggregates
    When 2 users run "NovaAggregates.create_and_list_aggregates" 2 times with
      | availability_zone | nova |
    Then the run completes
    And nothing is left behind

  Scenario: NovaAggregates.create_and_update_aggregate
    When 2 users run "NovaAggregates.create_and_update_aggregate" 2 times with
      | availability_zone | nova |
    Then the run completes
    And nothing is left behind

  Scenario: NovaAggregates.list_aggregates
    When 2 users run "NovaAggregates.list_aggregates" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NovaAvailabilityZones.list_availability_zones
    When 2 users run "NovaAvailabilityZones.list_availability_zones" 2 times with
      | detailed | true |
    Then the run completes
    And nothing is left behind

  Scenario: NovaFlavors.create_and_delete_flavor
    When 2 users run "NovaFlavors.create_and_delete_flavor" 2 times with
      | ram   | 128 |
      | vcpus | 1   |
      | disk  | 1   |
    Then the run completes
    And nothing is left behind

  Scenario: NovaFlavors.create_and_get_flavor
    When 2 users run "NovaFlavors.create_and_get_flavor" 2 times with
      | ram   | 128 |
      | vcpus | 1   |
      | disk  | 1   |
    Then the run completes
    And nothing is left behind

  Scenario: NovaFlavors.create_and_list_flavor_access
    When 2 users run "NovaFlavors.create_and_list_flavor_access" 2 times with
      | ram   | 128 |
      | vcpus | 1   |
      | disk  | 1   |
    Then the run completes
    And nothing is left behind

  Scenario: NovaFlavors.create_flavor
    When 2 users run "NovaFlavors.create_flavor" 2 times with
      | ram   | 128 |
      | vcpus | 1   |
      | disk  | 1   |
    Then the run completes
    And nothing is left behind

  Scenario: NovaFlavors.create_flavor_and_add_tenant_access
    When 2 users run "NovaFlavors.create_flavor_and_add_tenant_access" 2 times with
      | ram       | 128   |
      | vcpus     | 1     |
      | disk      | 1     |
      | is_public | false |
    Then the run completes
    And nothing is left behind

  Scenario: NovaFlavors.create_flavor_and_set_keys
    When 2 users run "NovaFlavors.create_flavor_and_set_keys" 2 times with
      | ram         | 128                                    |
      | vcpus       | 1                                      |
      | disk        | 1                                      |
      | extra_specs | {"quota:disk_read_bytes_sec": "10240"} |
    Then the run completes
    And nothing is left behind

  Scenario: NovaFlavors.list_flavors
    When 2 users run "NovaFlavors.list_flavors" 2 times with
      | min_ram  | 64   |
      | sort_key | name |
    Then the run completes
    And nothing is left behind

  Scenario: NovaHypervisors.list_and_get_hypervisors
    When 2 users run "NovaHypervisors.list_and_get_hypervisors" 2 times with
      | detailed | true |
    Then the run completes
    And nothing is left behind

  # Not every hypervisor says how long it has been up: a fake one answers 501.
  @rehearsal
  Scenario: NovaHypervisors.list_and_get_uptime_hypervisors
    When 2 users run "NovaHypervisors.list_and_get_uptime_hypervisors" 2 times with
      | detailed | true |
    Then the run completes
    And nothing is left behind

  Scenario: NovaHypervisors.list_and_search_hypervisors
    When 2 users run "NovaHypervisors.list_and_search_hypervisors" 2 times with
      | detailed | true |
    Then the run completes
    And nothing is left behind

  Scenario: NovaHypervisors.list_hypervisors
    When 2 users run "NovaHypervisors.list_hypervisors" 2 times with
      | detailed | true |
    Then the run completes
    And nothing is left behind

  Scenario: NovaHypervisors.statistics_hypervisors
    When 2 users run "NovaHypervisors.statistics_hypervisors" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NovaKeypair.create_and_delete_keypair
    When 2 users run "NovaKeypair.create_and_delete_keypair" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NovaKeypair.create_and_get_keypair
    When 2 users run "NovaKeypair.create_and_get_keypair" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NovaKeypair.create_and_list_keypairs
    When 2 users run "NovaKeypair.create_and_list_keypairs" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: NovaServerGroups.create_and_delete_server_group
    When 2 users run "NovaServerGroups.create_and_delete_server_group" 2 times with
      | policies | affinity |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServerGroups.create_and_get_server_group
    When 2 users run "NovaServerGroups.create_and_get_server_group" 2 times with
      | policies | anti-affinity |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServerGroups.create_and_list_server_groups
    When 2 users run "NovaServerGroups.create_and_list_server_groups" 2 times with
      | policies     | soft-affinity |
      | all_projects | true          |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServices.list_services
    When 2 users run "NovaServices.list_services" 2 times with
      | binary | nova-compute |
    Then the run completes
    And nothing is left behind
