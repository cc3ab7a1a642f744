@cinder
Feature: Scenarios of Cinder
  A sample of every scenario of block storage.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: CinderQos.create_and_get_qos
    When 2 users run "CinderQos.create_and_get_qos" 2 times with
      | consumer       | both |
      | write_iops_sec | 10   |
      | read_iops_sec  | 1000 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderQos.create_and_list_qos
    When 2 users run "CinderQos.create_and_list_qos" 2 times with
      | consumer       | both |
      | write_iops_sec | 10   |
      | read_iops_sec  | 1000 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderQos.create_and_set_qos
    When 2 users run "CinderQos.create_and_set_qos" 2 times with
      | consumer           | both      |
      | write_iops_sec     | 10        |
      | read_iops_sec      | 1000      |
      | set_consumer       | front-end |
      | set_write_iops_sec | 11        |
      | set_read_iops_sec  | 1001      |
    Then the run completes
    And nothing is left behind

  Scenario: CinderQos.create_qos_associate_and_disassociate_type
    Given the volume types "one", "two", "three" and "four"
    When 2 users run "CinderQos.create_qos_associate_and_disassociate_type" 2 times with
      | consumer       | both |
      | write_iops_sec | 10   |
      | read_iops_sec  | 1000 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeBackups.create_incremental_volume_backup
    When 2 users run "CinderVolumeBackups.create_incremental_volume_backup" 2 times with
      | size | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_and_delete_encryption_type
    Given the volume types "one", "two", "three" and "four"
    When 2 users run "CinderVolumeTypes.create_and_delete_encryption_type" 2 times with
      | provider | luks            |
      | cipher   | aes-xts-plain64 |
      | key_size | 256             |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_and_delete_volume_type
    When 2 users run "CinderVolumeTypes.create_and_delete_volume_type" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_and_get_volume_type
    When 2 users run "CinderVolumeTypes.create_and_get_volume_type" 2 times with
      | description | made by a sample |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_and_list_encryption_type
    Given the volume types "one", "two", "three" and "four"
    When 2 users run "CinderVolumeTypes.create_and_list_encryption_type" 2 times with
      | provider | luks            |
      | cipher   | aes-xts-plain64 |
      | key_size | 256             |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_and_list_volume_types
    When 2 users run "CinderVolumeTypes.create_and_list_volume_types" 2 times with
      | is_public | false |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_and_set_volume_type_keys
    When 2 users run "CinderVolumeTypes.create_and_set_volume_type_keys" 2 times with
      | volume_type_key | {"volume_backend_name": "files"} |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_and_update_encryption_type
    Given the volume types "one", "two", "three" and "four"
    When 2 users run "CinderVolumeTypes.create_and_update_encryption_type" 2 times with
      | create_provider         | luks            |
      | create_cipher           | aes-xts-plain64 |
      | create_key_size         | 256             |
      | update_key_size         | 512             |
      | update_control_location | back-end        |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_and_update_volume_type
    When 2 users run "CinderVolumeTypes.create_and_update_volume_type" 2 times with
      | update_name        | true                |
      | update_description | updated by a sample |
      | update_is_public   | true                |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_get_and_delete_encryption_type
    Given the volume types "one", "two", "three" and "four"
    When 2 users run "CinderVolumeTypes.create_get_and_delete_encryption_type" 2 times with
      | provider | luks            |
      | cipher   | aes-xts-plain64 |
      | key_size | 256             |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_volume_type_add_and_list_type_access
    When 2 users run "CinderVolumeTypes.create_volume_type_add_and_list_type_access" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumeTypes.create_volume_type_and_encryption_type
    When 2 users run "CinderVolumeTypes.create_volume_type_and_encryption_type" 2 times with
      | provider | luks            |
      | cipher   | aes-xts-plain64 |
      | key_size | 256             |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_accept_transfer
    When 2 users run "CinderVolumes.create_and_accept_transfer" 2 times with
      | size | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_delete_snapshot
    Given a volume in every project
    When 2 users run "CinderVolumes.create_and_delete_snapshot" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_delete_volume
    When 2 users run "CinderVolumes.create_and_delete_volume" 2 times with
      | size      | 1      |
      | image     | cirros |
      | max_sleep | 1s     |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_extend_volume
    When 2 users run "CinderVolumes.create_and_extend_volume" 2 times with
      | size     | 1 |
      | new_size | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_get_volume
    When 2 users run "CinderVolumes.create_and_get_volume" 2 times with
      | size | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_list_snapshots
    Given a volume in every project
    When 2 users run "CinderVolumes.create_and_list_snapshots" 2 times with
      | detailed | true |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_list_volume
    When 2 users run "CinderVolumes.create_and_list_volume" 2 times with
      | size     | 1-2  |
      | detailed | true |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_list_volume_backups
    When 2 users run "CinderVolumes.create_and_list_volume_backups" 2 times with
      | size | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_restore_volume_backup
    When 2 users run "CinderVolumes.create_and_restore_volume_backup" 2 times with
      | size | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_update_volume
    When 2 users run "CinderVolumes.create_and_update_volume" 2 times with
      | size                 | 1                                                           |
      | update_volume_kwargs | {"update_name": true, "description": "updated by a sample"} |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_and_upload_volume_to_image
    When 2 users run "CinderVolumes.create_and_upload_volume_to_image" 2 times with
      | size | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_from_volume_and_delete_volume
    Given a volume in every project
    When 2 users run "CinderVolumes.create_from_volume_and_delete_volume" 2 times with
      | size | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_volume
    When 2 users run "CinderVolumes.create_volume" 2 times with
      | size | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_volume_and_clone
    When 2 users run "CinderVolumes.create_volume_and_clone" 2 times with
      | size         | 1 |
      | nested_level | 2 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_volume_and_update_readonly_flag
    When 2 users run "CinderVolumes.create_volume_and_update_readonly_flag" 2 times with
      | size      | 1    |
      | read_only | true |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_volume_backup
    When 2 users run "CinderVolumes.create_volume_backup" 2 times with
      | size | 1 |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.create_volume_from_snapshot
    Given a volume in every project
    When 2 users run "CinderVolumes.create_volume_from_snapshot" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.list_transfers
    When 2 users run "CinderVolumes.list_transfers" 2 times with
      | detailed | true |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.list_types
    When 2 users run "CinderVolumes.list_types" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.list_volumes
    Given a volume in every project
    When 2 users run "CinderVolumes.list_volumes" 2 times with
      | detailed | true |
    Then the run completes
    And nothing is left behind

  Scenario: CinderVolumes.modify_volume_metadata
    Given a volume in every project
    When 2 users run "CinderVolumes.modify_volume_metadata" 2 times with
      | sets    | 4 |
      | deletes | 2 |
    Then the run completes
    And nothing is left behind
