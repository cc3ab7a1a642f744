@manila @optional
Feature: Scenarios of Manila
  A sample of every scenario of shared file systems that boots no server.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: ManilaShares.attach_security_service_to_share_network
    When 2 users run "ManilaShares.attach_security_service_to_share_network" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.create_and_delete_share
    When 2 users run "ManilaShares.create_and_delete_share" 2 times with
      | share_proto | NFS |
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.create_and_extend_share
    When 2 users run "ManilaShares.create_and_extend_share" 2 times with
      | share_proto | NFS |
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.create_and_list_share
    When 2 users run "ManilaShares.create_and_list_share" 2 times with
      | share_proto | NFS |
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.create_and_shrink_share
    When 2 users run "ManilaShares.create_and_shrink_share" 2 times with
      | share_proto | NFS |
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.create_security_service_and_delete
    When 2 users run "ManilaShares.create_security_service_and_delete" 2 times with
      | security_service_type | kerberos  |
      | dns_ip                | 10.0.0.10 |
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.create_share_network_and_delete
    When 2 users run "ManilaShares.create_share_network_and_delete" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.create_share_network_and_list
    When 2 users run "ManilaShares.create_share_network_and_list" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.create_share_then_allow_and_deny_access
    When 2 users run "ManilaShares.create_share_then_allow_and_deny_access" 2 times with
      | share_proto | NFS         |
      | access_type | ip          |
      | access      | 10.0.0.0/24 |
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.list_share_servers
    When 2 users run "ManilaShares.list_share_servers" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.list_shares
    When 2 users run "ManilaShares.list_shares" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: ManilaShares.set_and_delete_metadata
    Given a share in every project
    When 2 users run "ManilaShares.set_and_delete_metadata" 2 times with
      | sets             | 4  |
      | set_size         | 3  |
      | delete_size      | 5  |
      | key_max_length   | 64 |
      | value_max_length | 64 |
    Then the run completes
    And nothing is left behind
