@magnum @optional
Feature: Scenarios of Magnum
  A sample of every scenario of clusters.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: MagnumClusterTemplates.list_cluster_templates
    When 2 users run "MagnumClusterTemplates.list_cluster_templates" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: MagnumClusters.create_and_list_clusters
    When 2 users run "MagnumClusters.create_and_list_clusters" 2 times with
      | node_count | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: MagnumClusters.list_clusters
    When 2 users run "MagnumClusters.list_clusters" 2 times
    Then the run completes
    And nothing is left behind
