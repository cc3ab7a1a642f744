@authenticate
Feature: Scenarios of authentication
  A sample of every scenario that asks for tokens or has them validated.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: Authenticate.keystone
    When 2 users run "Authenticate.keystone" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: Authenticate.validate_cinder
    When 2 users run "Authenticate.validate_cinder" 2 times with
      | repetitions | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: Authenticate.validate_glance
    When 2 users run "Authenticate.validate_glance" 2 times with
      | repetitions | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: Authenticate.validate_heat
    When 2 users run "Authenticate.validate_heat" 2 times with
      | repetitions | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: Authenticate.validate_neutron
    When 2 users run "Authenticate.validate_neutron" 2 times with
      | repetitions | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: Authenticate.validate_nova
    When 2 users run "Authenticate.validate_nova" 2 times with
      | repetitions | 2 |
    Then the run completes
    And nothing is left behind

  # The real cloud of the tests has no octavia.
  @rehearsal
  Scenario: Authenticate.validate_octavia
    When 2 users run "Authenticate.validate_octavia" 2 times with
      | repetitions | 2 |
    Then the run completes
    And nothing is left behind
