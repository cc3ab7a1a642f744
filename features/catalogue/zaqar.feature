@zaqar @optional
Feature: Scenarios of Zaqar
  A sample of every scenario of messages.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: ZaqarBasic.create_queue
    When 2 users run "ZaqarBasic.create_queue" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: ZaqarBasic.producer_consumer
    When 2 users run "ZaqarBasic.producer_consumer" 2 times with
      | min_msg_count | 5  |
      | max_msg_count | 20 |
    Then the run completes
    And nothing is left behind
