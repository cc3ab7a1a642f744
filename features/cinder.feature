@cinder
Feature: Cinder
  Volumes of any size come and go.

  Scenario: volumes are created and deleted
    Given 2 projects with 2 users each
    And the run is cancelled unless
      | p95 of cinder_v3.create_volume | < 60s |
    When 4 users run "CinderVolumes.create_and_delete_volume" 16 times with
      | size | 1-2 |
    Then the run completes
    And nothing is left behind
