@core
Feature: Scenarios without a service
  A sample of every scenario that needs no service of OpenStack but the one that it is told to ask.

  Background:
    Given 1 project with 1 user each

  Scenario: Dummy.dummy
    When 2 users run "Dummy.dummy" 4 times with
      | sleep | 0.1 |
    Then the run completes

  Scenario: Dummy.dummy_exception
    When 2 users run "Dummy.dummy_exception" 4 times with
      | size_of_message | 10  |
      | sleep           | 0.1 |
    Then 4 iterations failed

  Scenario: Dummy.dummy_exception_probability
    Given there is no service level
    When 2 users run "Dummy.dummy_exception_probability" 20 times with
      | exception_probability | 0.25 |
    Then the failure rate is < 80%

  Scenario: Dummy.dummy_output
    When 2 users run "Dummy.dummy_output" 4 times with
      | random_range | 3 |
    Then the run completes

  Scenario: Dummy.dummy_random_action
    When 2 users run "Dummy.dummy_random_action" 4 times with
      | actions_num | 3   |
      | sleep_max   | 0.1 |
    Then the run completes

  Scenario: Dummy.dummy_random_fail_in_atomic
    Given there is no service level
    When 2 users run "Dummy.dummy_random_fail_in_atomic" 20 times with
      | exception_probability | 0.25 |
    Then the failure rate is < 80%

  Scenario: Dummy.dummy_timed_atomic_actions
    When 2 users run "Dummy.dummy_timed_atomic_actions" 4 times with
      | number_of_actions | 3    |
      | sleep_factor      | 0.05 |
    Then the run completes

  Scenario: Dummy.failure
    When 2 users run "Dummy.failure" 4 times with
      | from_iteration | 5 |
      | to_iteration   | 9 |
    Then the run completes

  Scenario: Dummy.openstack
    When 2 users run "Dummy.openstack" 4 times with
      | sleep | 0.1 |
    Then the run completes

  Scenario: HttpRequests.check_random_request
    When 2 users run "HttpRequests.check_random_request" 4 times with
      | requests    | [{"url": "v3", "method": "GET"}, {"url": "v3/users", "method": "GET", "status_code": 401}] |
      | status_code | 200                                                                                    |
    Then the run completes

  Scenario: HttpRequests.check_request
    When 2 users run "HttpRequests.check_request" 4 times with
      | url         | v3  |
      | method      | get |
      | status_code | 200 |
    Then the run completes
