@dummy
Feature: Output
  What scenarios measure themselves is charted, and promises can be made about it.

  Scenario: every kind of chart
    Given the run is cancelled unless
      | mean of "Additive Lines / bar 1"         | > 5   | after 100 iterations |
      | p95 of "Additive StatsTable / foo stat"  | <= 25 |                      |
      | highest of "Additive Pie / spam 1"       | <= 25 |                      |
    When "Dummy.dummy_output" runs 10 times a second for 1m
    Then the run completes
    And 600 iterations succeeded
    And the lowest of "Additive Lines / bar 2" is >= 1
    And the median of "Additive Lines / bar 3" is < 20
    And the count of "Additive StackedArea (no description) / foo 6" is == 600

  Scenario: a value that is too large stops the run
    Given the run is cancelled unless
      | highest of "Additive Pie / spam 2" | < 100 |
    When "Dummy.dummy_output" runs 10 times a second for 10m with
      | random_range | 200 |
    Then the run is cancelled because of the highest of "Additive Pie / spam 2"
    And no iteration started after that

  Scenario: in a mix, and in any window
    Given "large" is "Dummy.dummy_output" with
      | random_range | 1000 |
    And "work" is a mix of
      | 3 | Dummy.dummy_output |
      | 1 | large              |
    And the run is cancelled unless
      | highest of "Additive Pie / spam 3" in "Dummy.dummy_output" | <= 25 |                     |
      | mean of "Additive Lines / bar 1" in any 10s                | > 13  | after 40 iterations |
    When "work" runs 10 times a second for 1m
    Then the run completes
