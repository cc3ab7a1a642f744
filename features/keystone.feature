@keystone
Feature: Keystone
  A cloud is only as fast as its tokens.

  Scenario: twenty users ask for tokens
    Given 2 projects with 10 users each
    And the run is cancelled unless
      | failure rate                 | <= 1%   |                     |
      | p95 of authenticate.keystone | < 3s    | after 20 iterations |
    When 20 users run "Authenticate.keystone" 200 times
    Then the run completes
    And the failure rate is <= 1%
    And nothing is left behind

  Scenario: tokens at a constant rate
    Given 1 project with 5 users each
    When "Authenticate.keystone" runs 5 times a second for 10s, at most 20 at a time
    Then the run completes
    And 50 iterations succeeded
    And nothing is left behind

  Scenario: users come and go
    When 4 users run "KeystoneBasic.create_delete_user" 40 times
    Then the run completes
    And nothing is left behind

  Scenario: the identity service answers without a token
    When "HttpRequests.check_request" runs 10 times, one after another, with
      | url         | v3  |
      | method      | GET |
      | status_code | 200 |
    Then the run completes
