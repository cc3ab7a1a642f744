@core
Feature: Scenarios without a service
  A sample of every scenario that needs no service of OpenStack but the one that it is told to ask.

  Background:
    Given 1 project with 1 user each

  Scenario: Dummy.dummy
    When 2 users run "Dummy.dummy" 4 times with
      | sleep | 0.1 |
    Then the run completes

  Scenario: Dummy.dummy_output
    When 2 users run "Dummy.dummy_output" 4 times with
      | random_range | 3 |
    Then the run completes

  Scenario: Dummy.failure
    When 2 users run "Dummy.failure" 4 times with
      | from_iteration | 5 |
      | to_iteration   | 9 |
    Then the run completes

  Scenario: HttpRequests.check_request
    When 2 users run "HttpRequests.check_request" 4 times with
      | url         | v3  |
      | method      | get |
      | status_code | 200 |
    Then the run completes
