@designate @optional
Feature: Scenarios of Designate
  A sample of every scenario of the name service.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: DesignateBasic.create_and_delete_recordsets
    When 2 users run "DesignateBasic.create_and_delete_recordsets" 2 times with
      | recordsets_per_zone | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: DesignateBasic.create_and_delete_zone
    When 2 users run "DesignateBasic.create_and_delete_zone" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: DesignateBasic.create_and_list_recordsets
    When 2 users run "DesignateBasic.create_and_list_recordsets" 2 times with
      | recordsets_per_zone | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: DesignateBasic.create_and_list_zones
    When 2 users run "DesignateBasic.create_and_list_zones" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: DesignateBasic.list_recordsets
    Given a zone in every project
    When 2 users run "DesignateBasic.list_recordsets" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: DesignateBasic.list_zones
    When 2 users run "DesignateBasic.list_zones" 2 times
    Then the run completes
    And nothing is left behind
