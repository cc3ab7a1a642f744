Feature: Baselines

  @compared
  Scenario: as fast as before
    Given the run is cancelled unless
      | mean of greet | at most 10% and 100ms worse than in the last passing run |
    When 3 users run "Greetings.greet" 90 times with
      | wait | 1s |
    And its first 5s is warm-up
    Then the p95 of greet is no worse than in the last passing run
    And the failure rate is no worse than in the last passing run
    And the median in warm-up is at most 5% worse than in the last passing run

  @pinned
  Scenario: as fast as in a run that nobody kept
    When 3 users run "Greetings.greet" 30 times
    Then the p95 is no worse than in run "1a2b3c4d"

  @comparedslowest
  Scenario: there is only one slowest
    When 3 users run "Greetings.greet" 30 times
    Then the slowest is no worse than in the last passing run

  @comparedwindow
  Scenario: windows are over when a run has ended
    Given the run is cancelled unless
      | p95 in any 30s | no worse than in the last passing run |
    When 3 users run "Greetings.greet" 30 times

  @comparedword
  Scenario: an allowance that cannot be read
    When 3 users run "Greetings.greet" 30 times
    Then the p95 is at most 30% and 50 worse than in the last passing run

  @comparedaction
  Scenario: an action that nobody produces
    When 3 users run "Greetings.greet" 30 times
    Then the p95 of gret is no worse than in the last passing run
