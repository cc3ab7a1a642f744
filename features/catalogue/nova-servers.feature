@nova @servers
Feature: Scenarios of servers
  A sample of every scenario of Nova that boots servers, and of those of Cinder that need one. Each runs once: a small cloud
  takes seconds for that.

  Background:
    Given 1 project with 1 user each
    And a network in every project
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: NovaServers.boot_and_associate_floating_ip
    When 1 user runs "NovaServers.boot_and_associate_floating_ip" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_and_bounce_server
    When 1 user runs "NovaServers.boot_and_bounce_server" 1 time with
      | image   | cirros                                                                                                                                                                       |
      | flavor  | m1.tiny                                                                                                                                                                      |
      | actions | [{"hard_reboot": 1}, {"soft_reboot": 1}, {"stop_start": 1}, {"rescue_unrescue": 1}, {"pause_unpause": 1}, {"suspend_resume": 1}, {"lock_unlock": 1}, {"shelve_unshelve": 1}] |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_and_delete_multiple_servers
    When 1 user runs "NovaServers.boot_and_delete_multiple_servers" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
      | count  | 2       |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_and_delete_server
    When 1 user runs "NovaServers.boot_and_delete_server" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_and_get_console_output
    When 1 user runs "NovaServers.boot_and_get_console_output" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
      | length | 10      |
    Then the run completes
    And nothing is left behind

  # A cloud without a console proxy refuses it.
  @rehearsal
  Scenario: NovaServers.boot_and_get_console_url
    When 1 user runs "NovaServers.boot_and_get_console_url" 1 time with
      | image        | cirros  |
      | flavor       | m1.tiny |
      | console_type | novnc   |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_and_list_server
    When 1 user runs "NovaServers.boot_and_list_server" 1 time with
      | image    | cirros  |
      | flavor   | m1.tiny |
      | detailed | true    |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_and_live_migrate_server
    When 1 user runs "NovaServers.boot_and_live_migrate_server" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_and_migrate_server
    When 1 user runs "NovaServers.boot_and_migrate_server" 1 time with
      | image   | cirros  |
      | flavor  | m1.tiny |
      | confirm | true    |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_and_rebuild_server
    When 1 user runs "NovaServers.boot_and_rebuild_server" 1 time with
      | from_image | cirros  |
      | to_image   | cirros  |
      | flavor     | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_and_show_server
    When 1 user runs "NovaServers.boot_and_show_server" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_and_update_server
    When 1 user runs "NovaServers.boot_and_update_server" 1 time with
      | image       | cirros      |
      | flavor      | m1.tiny     |
      | description | another one |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_lock_unlock_and_delete
    When 1 user runs "NovaServers.boot_lock_unlock_and_delete" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server
    When 1 user runs "NovaServers.boot_server" 1 time with
      | image              | cirros                           |
      | flavor             | m1.tiny                          |
      | boot_server_kwargs | {"metadata": {"kind": "sample"}} |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_and_attach_interface
    When 1 user runs "NovaServers.boot_server_and_attach_interface" 1 time with
      | image              | cirros                 |
      | flavor             | m1.tiny                |
      | subnet_create_args | {"enable_dhcp": false} |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_and_list_interfaces
    When 1 user runs "NovaServers.boot_server_and_list_interfaces" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_associate_and_dissociate_floating_ip
    When 1 user runs "NovaServers.boot_server_associate_and_dissociate_floating_ip" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_attach_created_volume_and_extend
    When 1 user runs "NovaServers.boot_server_attach_created_volume_and_extend" 1 time with
      | image           | cirros  |
      | flavor          | m1.tiny |
      | volume_size     | 1       |
      | new_volume_size | 2       |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_attach_created_volume_and_live_migrate
    When 1 user runs "NovaServers.boot_server_attach_created_volume_and_live_migrate" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
      | size   | 1       |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_attach_created_volume_and_resize
    When 1 user runs "NovaServers.boot_server_attach_created_volume_and_resize" 1 time with
      | image       | cirros   |
      | flavor      | m1.tiny  |
      | to_flavor   | m1.small |
      | volume_size | 1        |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_attach_volume_and_list_attachments
    When 1 user runs "NovaServers.boot_server_attach_volume_and_list_attachments" 1 time with
      | image       | cirros  |
      | flavor      | m1.tiny |
      | volume_size | 1       |
      | volume_num  | 2       |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_from_volume
    When 1 user runs "NovaServers.boot_server_from_volume" 1 time with
      | image       | cirros  |
      | flavor      | m1.tiny |
      | volume_size | 1       |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_from_volume_and_delete
    When 1 user runs "NovaServers.boot_server_from_volume_and_delete" 1 time with
      | image       | cirros  |
      | flavor      | m1.tiny |
      | volume_size | 1       |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_from_volume_and_live_migrate
    When 1 user runs "NovaServers.boot_server_from_volume_and_live_migrate" 1 time with
      | image       | cirros  |
      | flavor      | m1.tiny |
      | volume_size | 1       |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_from_volume_and_resize
    When 1 user runs "NovaServers.boot_server_from_volume_and_resize" 1 time with
      | image       | cirros   |
      | flavor      | m1.tiny  |
      | to_flavor   | m1.small |
      | volume_size | 1        |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.boot_server_from_volume_snapshot
    When 1 user runs "NovaServers.boot_server_from_volume_snapshot" 1 time with
      | image       | cirros  |
      | flavor      | m1.tiny |
      | volume_size | 1       |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.list_servers
    Given a server in every project with
      | image  | cirros  |
      | flavor | m1.tiny |
    When 1 user runs "NovaServers.list_servers" 1 time with
      | detailed | true |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.pause_and_unpause_server
    When 1 user runs "NovaServers.pause_and_unpause_server" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.resize_server
    When 1 user runs "NovaServers.resize_server" 1 time with
      | image     | cirros   |
      | flavor    | m1.tiny  |
      | to_flavor | m1.small |
      | confirm   | true     |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.resize_shutoff_server
    When 1 user runs "NovaServers.resize_shutoff_server" 1 time with
      | image     | cirros   |
      | flavor    | m1.tiny  |
      | to_flavor | m1.small |
      | confirm   | false    |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.shelve_and_unshelve_server
    When 1 user runs "NovaServers.shelve_and_unshelve_server" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.snapshot_server
    When 1 user runs "NovaServers.snapshot_server" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaServers.suspend_and_resume_server
    When 1 user runs "NovaServers.suspend_and_resume_server" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: NovaKeypair.boot_and_delete_server_with_keypair
    When 1 user runs "NovaKeypair.boot_and_delete_server_with_keypair" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_attach_volume
    When 1 user runs "CinderVolumes.create_and_attach_volume" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
      | size   | 1       |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_nested_snapshots_and_attach_volume
    When 1 user runs "CinderVolumes.create_nested_snapshots_and_attach_volume" 1 time with
      | image        | cirros  |
      | flavor       | m1.tiny |
      | size         | 1       |
      | nested_level | 2       |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_snapshot_and_attach_volume
    When 1 user runs "CinderVolumes.create_snapshot_and_attach_volume" 1 time with
      | image  | cirros  |
      | flavor | m1.tiny |
      | size   | 1       |
    Then the run completes
    And nothing is left behind
