@loads
Feature: Loads
  Every shape that a load can have, on light scenarios.

  @rehearsal
  Scenario: users come, stay and go
    When "Dummy.dummy" runs in stages
      | 1 to 10 users | for 20s |
      | 10 users      | for 20s |
      | 10 to 0 users | for 20s |
    And each user pauses for 500ms to 1500ms
    Then the run completes

  @rehearsal
  Scenario: users pace themselves
    Given "two seconds of work" is "Dummy.dummy" with
      | sleep | 2s |
    When 10 users run "two seconds of work" 6 times each
    And users begin over 5s
    And each user starts every 10s
    Then 60 iterations succeeded

  @rehearsal
  Scenario: a rate that grows evenly
    When "Dummy.dummy" runs 0 to 20 times a second for 30s
    Then 300 iterations succeeded

  @rehearsal
  Scenario: a rate that grows by steps
    When "Dummy.dummy" runs 5 to 20 times a second in steps of 5 every 10s for 50s
    Then 700 iterations succeeded

  @rehearsal
  Scenario: a spike
    When "Dummy.dummy" runs in stages
      | 5 a second        | for 20s |
      | 50 a second       | for 4s  |
      | 5 a second        | for 20s |
      | 5 to 0 a second   | for 10s |
    Then 425 iterations succeeded

  Scenario: waves, at random moments
    Given there is no service level
    When "Authenticate.keystone" runs 0 to 4 times a second in waves of 20s for 40s
    And starts come at random moments
    Then the run completes

  @rehearsal
  Scenario: a slow service loses what nobody waits for
    When "Dummy.dummy" runs 10 times a second for 10s with
      | sleep | 1s |
    And at most 5 are in flight, and late starts are skipped
    Then 50 iterations succeeded
    And 50 starts were skipped

  Scenario: readers and writers side by side
    Given 2 projects with 5 users each
    And what is in flight at the end may go on for 30s
    And the run is cancelled unless
      | failure rate                            | <= 0% |
      | p95 of authenticate.keystone in any 10s | < 5s  |
      | p95 in "writers"                        | < 30s |
    When 4 users run "Authenticate.keystone" for 50s
    And each user pauses for 100ms to 500ms
    And it is called "readers"
    And it has 80% of the users
    And its first 10s is warm-up
    And "KeystoneBasic.create_delete_user" runs 1 times a second for 30s
    And it is called "writers"
    And it begins 10s later
    And 2 users run "Dummy.dummy" 4 times with
      | sleep | 1s |
    And it begins 5s after "writers" has ended
    Then the run completes
    And the p95 of authenticate.keystone in "readers" is < 5s
    And nothing is left behind

  Scenario: a mix by weights
    Given 1 project with 4 users each
    And "a day at the desk" is a mix of
      | 3 | Authenticate.keystone               |
      | 1 | KeystoneBasic.create_delete_user |
    And the run is cancelled unless
      | p99 in "Authenticate.keystone" | < 10s |
    When 4 users run "a day at the desk" 80 times
    Then 80 iterations succeeded
    And the failure rate in "KeystoneBasic.create_delete_user" is <= 0%

  Scenario: every iteration has arguments of its own
    Given 1 project with 2 users each
    When 2 users run "GlanceImages.create_and_delete_image" for 2m with
      | container_format | bare |
    And each iteration takes another row of "files/images.csv"
    Then 4 iterations succeeded
    And nothing is left behind
