@good
Feature: Greetings

  Scenario: an own scenario
    When 3 users run "Greetings.greet" 30 times with
      | whom | the world |
      | wait | 1s        |
    Then the run completes
    And the p95 of greet is < 1.5s

  Scenario: a scenario of the catalogue
    When 2 users run "Authenticate.keystone" 10 times
    Then the run completes
    And nothing is left behind
