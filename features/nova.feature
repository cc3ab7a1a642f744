@nova
Feature: Nova
  A new region takes a storm of boots from several tenants before it takes customers.

  Scenario: users boot and delete servers
    Given a cloud that has compute, network and image
    And 2 projects with 2 users each
    And a network in every project
    And the run is cancelled unless
      | failure rate            | <= 5%  | after 10 iterations |
      | p95 of nova.boot_server | < 120s |                     |
    When 4 users run "NovaServers.boot_and_delete_server" 16 times with
      | flavor | m1.tiny |
      | image  | cirros  |
    Then the run completes
    And nothing is left behind

  Scenario: lists grow while servers are booted
    Given 2 projects with 1 user each, chosen round-robin
    And a network in every project
    When 2 users run "NovaServers.boot_and_list_server" 8 times with
      | flavor   | m1.nano |
      | image    | cirros  |
      | detailed | true    |
    Then the run completes
    And nothing is left behind
