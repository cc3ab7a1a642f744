@fixtures
Feature: Fixtures
  Every state of the world that a benchmark can start from; the load is the lightest there is.

  Scenario: projects with all that compute, network, image and volume have
    Given a cloud that has compute, network, image and block-storage
    And 2 projects with 2 users each, chosen own
    And users have the role "reader"
    And these quotas in every project
      | compute       | instances | -1 |
      | block-storage | volumes   | 20 |
      | network       | network   | 10 |
    And a key pair for every user
    And a security group for SSH in every project
    And these flavors
      | name  | ram | vcpus | disk |
      | small | 64  | 1     | 1    |
    And the volume types "slow" and "fast"
    And a network in every project with
      | subnets_per_network | 2    |
      | dualstack           | true |
    And a router in every project
    And an image in every project with
      | image_name | picture   |
      | visibility | community |
      | size       | 4096      |
    And 2 volumes in every project with
      | type | fast |
    And a server in every project with
      | image  | picture |
      | flavor | small   |
    When 4 users run "Authenticate.keystone" 8 times
    Then the run completes
    And nothing is left behind

  Scenario: loads that run out of quota
    Given these quotas in every project
      | block-storage | volumes | 2 |
    And loads may exceed quotas
    And there is no service level
    When 1 user runs "CinderVolumes.create_volume" 5 times with
      | size | 1 |
    Then 3 iterations failed
    And nothing is left behind

  Scenario: existing users, who are no administrators
    Given the existing users "devcloud-demo1" and "devcloud-demo2", chosen round-robin
    And the existing networks of every project
    And a volume in every project
    When 2 users run "CinderVolumes.create_and_delete_volume" 4 times with
      | size | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: stacks and containers
    Given a cloud that has orchestration and object-store
    And 2 projects with 1 user each
    And a stack in every project with
      | resources_per_stack | 3 |
    And 2 containers in every project with
      | objects_per_container | 3 |
    When 2 users run "Authenticate.keystone" 4 times
    Then the run completes
    And nothing is left behind

  @rehearsal
  Scenario: zones, load balancers and shares
    Given a cloud that has dns, load-balancer and shared-file-system
    And 2 projects with 1 user each
    And 2 zones in every project
    And a network in every project
    And a load balancer in every project
    And a share network in every project
    And 2 shares in every project with
      | size | 3 |
    When 2 users run "Authenticate.keystone" 4 times
    Then the run completes
    And nothing is left behind
