@keystone
Feature: Scenarios of Keystone
  A sample of every scenario of identity.

  Background:
    Given the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: KeystoneBasic.add_and_remove_user_role
    When 2 users run "KeystoneBasic.add_and_remove_user_role" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.authenticate_user_and_validate_token
    When 2 users run "KeystoneBasic.authenticate_user_and_validate_token" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_add_and_list_user_roles
    When 2 users run "KeystoneBasic.create_add_and_list_user_roles" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_and_delete_ec2credential
    When 2 users run "KeystoneBasic.create_and_delete_ec2credential" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_and_delete_role
    When 2 users run "KeystoneBasic.create_and_delete_role" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_and_delete_service
    When 2 users run "KeystoneBasic.create_and_delete_service" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_and_get_role
    When 2 users run "KeystoneBasic.create_and_get_role" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_and_list_ec2credentials
    When 2 users run "KeystoneBasic.create_and_list_ec2credentials" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_and_list_roles
    When 2 users run "KeystoneBasic.create_and_list_roles" 2 times with
      | create_role_kwargs | {"description": "mine"} |
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_and_list_services
    When 2 users run "KeystoneBasic.create_and_list_services" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_and_list_tenants
    When 2 users run "KeystoneBasic.create_and_list_tenants" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_and_list_users
    When 2 users run "KeystoneBasic.create_and_list_users" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_and_update_user
    When 2 users run "KeystoneBasic.create_and_update_user" 2 times with
      | update_user_kwargs | {"email": "me@example.org", "enabled": false} |
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_delete_user
    When 2 users run "KeystoneBasic.create_delete_user" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_tenant
    When 2 users run "KeystoneBasic.create_tenant" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_tenant_with_users
    When 2 users run "KeystoneBasic.create_tenant_with_users" 2 times with
      | users_per_tenant | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_update_and_delete_tenant
    When 2 users run "KeystoneBasic.create_update_and_delete_tenant" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_user
    When 2 users run "KeystoneBasic.create_user" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_user_set_enabled_and_delete
    When 2 users run "KeystoneBasic.create_user_set_enabled_and_delete" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.create_user_update_password
    When 2 users run "KeystoneBasic.create_user_update_password" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: KeystoneBasic.get_entities
    When 2 users run "KeystoneBasic.get_entities" 2 times
    Then the run completes
    And nothing is left behind
