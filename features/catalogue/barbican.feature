@barbican @optional
Feature: Scenarios of Barbican
  A sample of every scenario of the key manager.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: BarbicanContainers.create_and_add
    When 2 users run "BarbicanContainers.create_and_add" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanContainers.create_and_delete
    When 2 users run "BarbicanContainers.create_and_delete" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanContainers.create_certificate_and_delete
    When 2 users run "BarbicanContainers.create_certificate_and_delete" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanContainers.create_rsa_and_delete
    When 2 users run "BarbicanContainers.create_rsa_and_delete" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanContainers.list
    When 2 users run "BarbicanContainers.list" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanOrders.create_asymmetric_and_delete
    When 2 users run "BarbicanOrders.create_asymmetric_and_delete" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanOrders.create_certificate_and_delete
    When 2 users run "BarbicanOrders.create_certificate_and_delete" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanOrders.create_key_and_delete
    When 2 users run "BarbicanOrders.create_key_and_delete" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanOrders.list
    When 2 users run "BarbicanOrders.list" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanSecrets.create
    When 2 users run "BarbicanSecrets.create" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanSecrets.create_and_delete
    When 2 users run "BarbicanSecrets.create_and_delete" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanSecrets.create_and_get
    When 2 users run "BarbicanSecrets.create_and_get" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanSecrets.create_and_list
    When 2 users run "BarbicanSecrets.create_and_list" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanSecrets.create_symmetric_and_delete
    When 2 users run "BarbicanSecrets.create_symmetric_and_delete" 2 times with
      | payload    | rally |
      | algorithm  | aes   |
      | bit_length | 256   |
      | mode       | cbc   |
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanSecrets.get
    When 2 users run "BarbicanSecrets.get" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: BarbicanSecrets.list
    When 2 users run "BarbicanSecrets.list" 2 times
    Then the run completes
    And nothing is left behind
