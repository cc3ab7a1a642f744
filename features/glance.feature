@glance
Feature: Glance
  Images come and go, and lists stay quick meanwhile.

  Scenario: images are created and deleted
    Given 2 projects with 2 users each
    When 2 users run "GlanceImages.create_and_delete_image" 12 times with
      | image_location   | files/tiny.img |
      | container_format | bare           |
      | disk_format      | raw            |
    Then the run completes
    And nothing is left behind

  Scenario: images are listed
    Given 1 project with 4 users each
    When 4 users run "GlanceImages.list_images" for 5s
    Then the run completes
    And the failure rate is == 0%
