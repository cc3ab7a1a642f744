# A real OpenStack with a fake compute driver boots servers in which nothing runs: no guest answers. Where servers are real, take
# the tag away: every image below has to be one that takes the key of a server's key pair.
@vm @rehearsal
Feature: Scenarios within servers
  A sample of every scenario that works in servers over SSH.

  Background:
    Given 2 projects with 1 user each
    And a network in every project
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: ManilaShares.create_share_and_access_from_vm
    When 2 users run "ManilaShares.create_share_and_access_from_vm" 2 times with
      | image      | cirros  |
      | flavor     | m1.tiny |
      | username   | ubuntu  |
      | share_type | default |
    Then the run completes
    And nothing is left behind

  Scenario: VMTasks.boot_runcommand_delete
    When 2 users run "VMTasks.boot_runcommand_delete" 2 times with
      | image    | cirros                                                              |
      | flavor   | m1.tiny                                                             |
      | username | cirros                                                              |
      | command  | {"interpreter": "/bin/sh", "script_inline": "echo it runs; uptime"} |
    Then the run completes
    And nothing is left behind

  Scenario: VMTasks.check_designate_dns_resolving
    When 2 users run "VMTasks.check_designate_dns_resolving" 2 times with
      | image    | cirros  |
      | flavor   | m1.tiny |
      | username | ubuntu  |
    Then the run completes
    And nothing is left behind

  Scenario: VMTasks.dd_load_test
    Given the run is cancelled unless
      | mean of "Write, read and gzip file / write_50M" | < 2 |
    When 2 users run "VMTasks.dd_load_test" 2 times with
      | image       | cirros      |
      | flavor      | m1.tiny     |
      | username    | cirros      |
      | volume_args | {"size": 1} |
    Then the run completes
    And nothing is left behind

  Scenario: VMTasks.runcommand_heat
    When 2 users run "VMTasks.runcommand_heat" 2 times with
      | workload   | {"file": "files/vm/workload.sh", "username": "cirros"} |
      | template   | files/vm/gate.yaml                                     |
      | parameters | {"image": "cirros", "flavor": "m1.tiny"}               |
    Then the run completes
    And nothing is left behind
