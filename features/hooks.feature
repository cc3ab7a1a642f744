Feature: Hooks
  What happens to a cloud while it is under load, and what becomes of the load.

  @keystone @rehearsal
  Scenario: keystone is down for five seconds
    Given 2 projects with 3 users each
    And the run is cancelled unless
      | recovery from "outage" | < 10s | at the end |
      | downtime of "outage"   | < 8s  | at the end |
    When "Authenticate.keystone" runs 10 times a second for 30s
    And after 10s, identity is down for 5s
    And that is called "outage"
    Then the run completes
    And it recovers from "outage" within 8s
    And the downtime of "outage" is >= 4s

  @glance
  Scenario: the way to glance gets longer
    Given 1 project with 2 users each
    When 2 users run "GlanceImages.list_images" for 20s
    And after 6s, image answers 300ms later for 5s
    Then the run completes
    And it recovers from "answers of image take 300ms longer" within 10s
