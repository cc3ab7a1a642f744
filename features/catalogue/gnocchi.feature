@gnocchi @optional
Feature: Scenarios of Gnocchi
  A sample of every scenario of metrics.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: Gnocchi.get_status
    When 2 users run "Gnocchi.get_status" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: Gnocchi.list_capabilities
    When 2 users run "Gnocchi.list_capabilities" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiArchivePolicy.create_archive_policy
    When 2 users run "GnocchiArchivePolicy.create_archive_policy" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiArchivePolicy.create_delete_archive_policy
    When 2 users run "GnocchiArchivePolicy.create_delete_archive_policy" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiArchivePolicy.list_archive_policy
    When 2 users run "GnocchiArchivePolicy.list_archive_policy" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiArchivePolicyRule.create_archive_policy_rule
    When 2 users run "GnocchiArchivePolicyRule.create_archive_policy_rule" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiArchivePolicyRule.create_delete_archive_policy_rule
    When 2 users run "GnocchiArchivePolicyRule.create_delete_archive_policy_rule" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiArchivePolicyRule.list_archive_policy_rule
    When 2 users run "GnocchiArchivePolicyRule.list_archive_policy_rule" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiMetric.create_delete_metric
    When 2 users run "GnocchiMetric.create_delete_metric" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiMetric.create_metric
    When 2 users run "GnocchiMetric.create_metric" 2 times with
      | unit | B |
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiMetric.list_metric
    When 2 users run "GnocchiMetric.list_metric" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiResource.create_delete_resource
    When 2 users run "GnocchiResource.create_delete_resource" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiResource.create_resource
    When 2 users run "GnocchiResource.create_resource" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiResourceType.create_delete_resource_type
    When 2 users run "GnocchiResourceType.create_delete_resource_type" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiResourceType.create_resource_type
    When 2 users run "GnocchiResourceType.create_resource_type" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: GnocchiResourceType.list_resource_type
    When 2 users run "GnocchiResourceType.list_resource_type" 2 times
    Then the run completes
    And nothing is left behind
