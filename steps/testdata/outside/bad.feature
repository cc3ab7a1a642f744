@bad
Feature: Mistakes

  @phrase
  Scenario: an unknown phrase
    Given 2 project with 5 user each
    And a network in each project
    When 3 users start "Greetings.greet" 30 times

  @scenario
  Scenario: an unknown scenario
    When 3 users run "Greetings.great" 30 times

  @argument
  Scenario: an unknown argument
    When 3 users run "Greetings.greet" 30 times with
      | whon | me |

  @value
  Scenario: a bad value
    When 3 users run "Greetings.greet" 30 times with
      | wait | soon |

  @required
  Scenario: a missing argument
    When 3 users run "NovaServers.boot_and_delete_server" 3 times with
      | image | cirros |

  @figure
  Scenario: an unknown figure
    Given the run is cancelled unless
      | meen | < 8s |
    When 3 users run "Greetings.greet" 30 times

  @unit
  Scenario: a missing unit
    Given the run is cancelled unless
      | p95 | < 8 |
    When 3 users run "Greetings.greet" 30 times

  @action
  Scenario: an unknown action
    Given the run is cancelled unless
      | p95 of gret | < 8s |
    When 3 users run "Greetings.greet" 30 times

  @flavor
  Scenario: an unknown flavor
    When 3 users run "NovaServers.boot_and_delete_server" 3 times with
      | image  | cirros  |
      | flavor | m1.tinny |

  @broken
  Scenario: a broken promise that nobody asks about
    Given the run is cancelled unless
      | p95 | < 1ms |
    When 3 users run "Greetings.greet" 300 times with
      | wait | 1s |

  @asked
  Scenario: a broken promise, and somebody asks about another
    Given the run is cancelled unless
      | p95 | < 1ms |
    When 3 users run "Greetings.greet" 300 times with
      | wait | 1s |
    Then the run is cancelled because of the mean

  @service
  Scenario: a service that the cloud does not have
    Given a cloud that has compute and netwerk
    When 3 users run "Greetings.greet" 30 times

  @nothing
  Scenario: nothing is run
    Given 1 project with 1 user each

  @late
  Scenario: something is said after the verdict
    When 3 users run "Greetings.greet" 30 times
    Then the run completes
    And users begin over 5s

  @table
  Scenario: a table that nobody reads
    When 3 users run "Greetings.greet" 30 times
      | whom | me |

  @notable
  Scenario: a table that is missing
    When 3 users run "Greetings.greet" 30 times with

  @place
  Scenario: a service level of a load that there is not
    Given the run is cancelled unless
      | p95 in "Greetings.great" | < 8s |
    When 3 users run "Greetings.greet" 30 times

  @phase
  Scenario: a service level of a phase that no load has
    Given the run is cancelled unless
      | p95 in warm-up | < 8s |
    When 3 users run "Greetings.greet" 30 times
