@ironic @optional
Feature: Scenarios of Ironic
  A sample of every scenario of bare metal.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: IronicNodes.create_and_delete_node
    When 2 users run "IronicNodes.create_and_delete_node" 2 times with
      | driver     | fake-hardware |
      | properties | {"cpus":8}    |
    Then the run completes
    And nothing is left behind

  Scenario: IronicNodes.create_and_list_node
    When 2 users run "IronicNodes.create_and_list_node" 2 times with
      | driver | fake-hardware |
      | detail | true          |
    Then the run completes
    And nothing is left behind
