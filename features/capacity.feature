@capacity
Feature: Capacity
  How much a cloud takes before a promise breaks, and how it does at each of several loads.

  Scenario: keystone is asked for tokens more and more often
    Given 1 project with 4 users each
    And the run is cancelled unless
      | failure rate                 | <= 1%   |
      | p95 of authenticate.keystone | < 500ms |
    When "Authenticate.keystone" runs more and more often until a promise breaks, up to 400 times a second
    And it begins with 16
    And each load lasts 20s
    And it rests 2s between loads
    And it stops at once on "http 503" and "connection refused"
    Then it sustains at least 2 a second
    And nothing is left behind

  @rehearsal
  Scenario: more and more users share what one service can do
    Given 1 project with 4 users each
    And the run is cancelled unless
      | p95 of authenticate.keystone | < 150ms |
    When more and more users run "Authenticate.keystone" until a promise breaks, up to 64
    And it begins with 2
    And each load lasts 20s
    And the limit is found to 10%
    And the best load is confirmed 2 times
    Then it sustains at least 8 users

  @rehearsal
  Scenario: a ceiling is as far as it goes
    When "Dummy.dummy" runs more and more often until a promise breaks, up to 20 times a second
    And each load lasts 10s
    Then it sustains at least 20 a second

  Scenario: a table of users and times
    When "Dummy.dummy" runs for 10s for each row of
      | users | sleep |
      | 1     | 0.1s  |
      | 4     | 0.1s  |
      | 16    | 0.1s  |
      | 1     | 1s    |
      | 4     | 1s    |
      | 16    | 1s    |
    And it rests 1s between loads
    Then the run completes
