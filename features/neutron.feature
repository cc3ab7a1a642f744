@neutron
Feature: Neutron
  Tenants make networks of their own.

  Scenario: networks are created and listed
    Given 2 projects with 2 users each
    When 4 users run "NeutronNetworks.create_and_list_networks" 20 times
    Then the run completes
    And nothing is left behind

  Scenario: subnets are created and deleted
    Given 2 projects with 2 users each
    When 2 users run "NeutronNetworks.create_and_delete_subnets" 10 times with
      | subnets_per_network | 2            |
      | subnet_cidr_start   | 10.100.0.0/24 |
    Then the run completes
    And nothing is left behind
