@glance
Feature: Scenarios of Glance
  A sample of every scenario of images that boots no server.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: GlanceImages.create_and_deactivate_image
    When 2 users run "GlanceImages.create_and_deactivate_image" 2 times with
      | image_location   | files/tiny.img |
      | container_format | bare           |
      | disk_format      | raw            |
    Then the run completes
    And nothing is left behind

  Scenario: GlanceImages.create_and_delete_image
    When 2 users run "GlanceImages.create_and_delete_image" 2 times with
      | image_location   | files/tiny.img |
      | container_format | bare           |
      | disk_format      | raw            |
    Then the run completes
    And nothing is left behind

  Scenario: GlanceImages.create_and_download_image
    When 2 users run "GlanceImages.create_and_download_image" 2 times with
      | image_location   | files/tiny.img |
      | container_format | bare           |
      | disk_format      | raw            |
    Then the run completes
    And nothing is left behind

  Scenario: GlanceImages.create_and_get_image
    When 2 users run "GlanceImages.create_and_get_image" 2 times with
      | image_location   | files/tiny.img |
      | container_format | bare           |
      | disk_format      | raw            |
    Then the run completes
    And nothing is left behind

  Scenario: GlanceImages.create_and_list_image
    When 2 users run "GlanceImages.create_and_list_image" 2 times with
      | image_location   | files/tiny.img |
      | container_format | bare           |
      | disk_format      | raw            |
    Then the run completes
    And nothing is left behind

  Scenario: GlanceImages.create_and_update_image
    When 2 users run "GlanceImages.create_and_update_image" 2 times with
      | image_location    | files/tiny.img   |
      | container_format  | bare             |
      | disk_format       | raw              |
      | create_properties | os=none,arch=any |
      | remove_props      | arch             |
      | update_min_ram    | 64               |
    Then the run completes
    And nothing is left behind

  Scenario: GlanceImages.create_image_and_boot_instances
    When 2 users run "GlanceImages.create_image_and_boot_instances" 2 times with
      | image_location   | files/tiny.img |
      | container_format | bare           |
      | disk_format      | raw            |
      | flavor           | m1.tiny        |
      | number_instances | 2              |
    Then the run completes
    And nothing is left behind

  Scenario: GlanceImages.import_and_delete_image
    When 2 users run "GlanceImages.import_and_delete_image" 2 times with
      | image_location   | files/tiny.img |
      | container_format | bare           |
      | disk_format      | raw            |
    Then the run completes
    And nothing is left behind

  Scenario: GlanceImages.list_images
    Given an image in every project
    When 2 users run "GlanceImages.list_images" 2 times
    Then the run completes
    And nothing is left behind
