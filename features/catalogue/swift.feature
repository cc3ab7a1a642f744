@swift
Feature: Scenarios of Swift
  A sample of every scenario of the object store.

  Background:
    Given 2 projects with 1 user each
    And users have the role "admin"
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: SwiftObjects.create_container_and_object_then_delete_all
    When 2 users run "SwiftObjects.create_container_and_object_then_delete_all" 2 times with
      | objects_per_container | 2     |
      | object_size           | 10240 |
    Then the run completes
    And nothing is left behind

  Scenario: SwiftObjects.create_container_and_object_then_download_object
    When 2 users run "SwiftObjects.create_container_and_object_then_download_object" 2 times with
      | objects_per_container | 2     |
      | object_size           | 10240 |
    Then the run completes
    And nothing is left behind

  Scenario: SwiftObjects.create_container_and_object_then_list_objects
    When 2 users run "SwiftObjects.create_container_and_object_then_list_objects" 2 times with
      | objects_per_container | 2     |
      | object_size           | 10240 |
    Then the run completes
    And nothing is left behind

  Scenario: SwiftObjects.list_and_download_objects_in_containers
    Given 2 containers in every project
    When 2 users run "SwiftObjects.list_and_download_objects_in_containers" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: SwiftObjects.list_objects_in_containers
    Given 2 containers in every project
    When 2 users run "SwiftObjects.list_objects_in_containers" 2 times
    Then the run completes
    And nothing is left behind
