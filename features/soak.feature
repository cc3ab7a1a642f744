@soak @rehearsal
Feature: Soak
  What a day does to a cloud. In a rehearsal it takes seconds.

  Scenario: a hundred users keep servers for a day
    Given 10 projects with 10 users each
    And a network in every project
    And the run is cancelled unless
      | failure rate | <= 1% | after 100 iterations |
    When 100 users run "NovaServers.boot_and_delete_server" for 24h with
      | flavor    | m1.tiny |
      | image     | cirros  |
      | min_sleep | 5m      |
      | max_sleep | 15m     |
    Then the run completes
    And nothing is left behind

  Scenario: twenty users boot servers for an hour
    Given 4 projects with 5 users each
    And a network in every project
    When 20 users run "NovaServers.boot_and_delete_server" for 1h with
      | flavor | m1.tiny |
      | image  | cirros  |
    Then the run completes
    And nothing is left behind
