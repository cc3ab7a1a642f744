@dummy
Feature: The engine
  What the harness promises about itself, on scenarios that need no cloud.

  Scenario: an empty scenario
    When 10 users run "Dummy.dummy" 1000 times with
      | sleep | 10ms |
    Then the run completes
    And 1000 iterations succeeded

  Scenario: failures are counted
    When 2 users run "Dummy.failure" 20 times with
      | from_iteration | 1  |
      | to_iteration   | 20 |
      | each           | 5  |
    Then 4 iterations failed
    And 16 iterations succeeded

  Scenario: an iteration that takes too long has failed
    Given an iteration may take 50ms
    And there is no service level
    When 2 users run "Dummy.dummy" 4 times with
      | sleep | 10s |
    Then the run completes
    And 4 iterations failed

  @promise
  Scenario: a promise that nobody can keep stops the run
    Given 1 project with 4 users each
    And the run is cancelled unless
      | p95 | < 1ns |
    When 4 users run "Authenticate.keystone" 100000 times
    Then the run is cancelled because of the p95
    And no iteration started after that
    And nothing is left behind
