@octavia @optional
Feature: Scenarios of Octavia
  A sample of every scenario of load balancing.

  Background:
    Given 2 projects with 1 user each
    And a network in every project
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: Octavia.create_and_delete_loadbalancers
    When 2 users run "Octavia.create_and_delete_loadbalancers" 2 times with
      | listeners | [{"protocol": "HTTP", "protocol_port": 80}] |
    Then the run completes
    And nothing is left behind

  Scenario: Octavia.create_and_delete_pools
    When 2 users run "Octavia.create_and_delete_pools" 2 times with
      | protocol     | HTTP        |
      | lb_algorithm | ROUND_ROBIN |
    Then the run completes
    And nothing is left behind

  Scenario: Octavia.create_and_list_loadbalancers
    When 2 users run "Octavia.create_and_list_loadbalancers" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: Octavia.create_and_list_pools
    When 2 users run "Octavia.create_and_list_pools" 2 times with
      | protocol     | HTTP        |
      | lb_algorithm | ROUND_ROBIN |
    Then the run completes
    And nothing is left behind

  Scenario: Octavia.create_and_show_loadbalancers
    When 2 users run "Octavia.create_and_show_loadbalancers" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: Octavia.create_and_show_pools
    When 2 users run "Octavia.create_and_show_pools" 2 times with
      | protocol     | HTTP        |
      | lb_algorithm | ROUND_ROBIN |
    Then the run completes
    And nothing is left behind

  Scenario: Octavia.create_and_stats_loadbalancers
    When 2 users run "Octavia.create_and_stats_loadbalancers" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: Octavia.create_and_update_loadbalancers
    When 2 users run "Octavia.create_and_update_loadbalancers" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: Octavia.create_and_update_pools
    When 2 users run "Octavia.create_and_update_pools" 2 times with
      | protocol     | HTTP        |
      | lb_algorithm | ROUND_ROBIN |
    Then the run completes
    And nothing is left behind
