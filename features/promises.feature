Feature: Promises
  What can be promised of a load, and what becomes of a promise that breaks.

  Scenario: a promise of every kind
    Given 1 project with 4 users each
    And the run is cancelled unless
      | failure rate                        | <= 1%      |                     |
      | rate of "http 503"                  | <= 1%      |                     |
      | failure rate of authenticate.keystone | <= 1%    |                     |
      | p99                                 | < 20s      | after 20 iterations |
      | p95 of response time                | < 10s      |                     |
      | p95 of identity POST /auth/tokens   | < 10s      |                     |
      | p50 of lateness                     | < 2s       |                     |
      | p95 in any 3s                       | < 10s      | for 2s              |
      | throughput in any 4s                | >= 0.5/s   |                     |
      | throughput                          | >= 2/s     |                     |
      | achieved rate                       | >= 50%     |                     |
      | outliers                            | <= 30      | at the end          |
      | degradation                         | < 1000000% | at the end          |
    When "Authenticate.keystone" runs 5 times a second for 12s
    Then the run completes
    And the throughput is >= 2/s
    And the achieved rate is >= 50%

  @rehearsal
  Scenario: what is slow for a moment may be, what is for long may not
    Given 1 project with 4 users each
    And the run is cancelled unless
      | p90 in any 2s | < 300ms | for 6s |
    When "Authenticate.keystone" runs 10 times a second for 40s
    And after 5s, identity answers 500ms later for 2s
    And that is called "a moment"
    And after 20s, identity answers 500ms later for 15s
    And that is called "for long"
    Then the run is cancelled because of the p90
    And no iteration started after that
    And it recovers from "a moment" within 5s

  @rehearsal
  Scenario: something is done when a promise is near its limit
    Given 1 project with 4 users each
    And the run is cancelled unless
      | failure rate | < 30% |
    When "Authenticate.keystone" runs 10 times a second for 30s
    And after 5s, identity answers 100% with 503 for 2s
    And as soon as the failure rate is not < 10%, "systemctl restart keystone" runs
    And that is called "rescue"
    Then the run completes
    And 20 iterations failed
