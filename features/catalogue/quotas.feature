@quotas
Feature: Scenarios of quotas
  A sample of every scenario of quotas, of whichever service. Each iteration has a project of its own: nova answers 500 to one that
  sets the quotas of a project while another one deletes them.

  Background:
    Given 4 projects with 1 user each, chosen round-robin
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: Quotas.cinder_get
    When 2 users run "Quotas.cinder_get" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: Quotas.cinder_update
    When 2 users run "Quotas.cinder_update" 2 times with
      | max_quota | 1024 |
    Then the run completes
    And nothing is left behind

  Scenario: Quotas.cinder_update_and_delete
    When 2 users run "Quotas.cinder_update_and_delete" 2 times with
      | max_quota | 1024 |
    Then the run completes
    And nothing is left behind

  Scenario: Quotas.neutron_update
    When 2 users run "Quotas.neutron_update" 2 times with
      | max_quota | 1024 |
    Then the run completes
    And nothing is left behind

  Scenario: Quotas.nova_get
    When 2 users run "Quotas.nova_get" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: Quotas.nova_update
    When 2 users run "Quotas.nova_update" 2 times with
      | max_quota | 1024 |
    Then the run completes
    And nothing is left behind

  Scenario: Quotas.nova_update_and_delete
    When 2 users run "Quotas.nova_update_and_delete" 2 times with
      | max_quota | 1024 |
    Then the run completes
    And nothing is left behind
