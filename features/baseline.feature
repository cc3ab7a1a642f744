Feature: Baselines
  A release is compared with the one before: the run that passed last is what the next one is held against. A rehearsal
  repeats itself, so that it is never worse than it was.

  @baseline
  Scenario: tokens are no slower than they were
    Given 2 projects with 5 users each
    When 10 users run "Authenticate.keystone" 200 times
    Then the run completes
    And the p95 is at most 30% and 50ms worse than in the last passing run
    And the median of authenticate.keystone is no worse than in the last passing run
    And the failure rate is no worse than in the last passing run

  @baseline
  Scenario: images are listed as fast as they were, or the run fails
    Given 2 projects with 5 users each
    And the run is cancelled unless
      | failure rate                 | <= 1%                                                        | after 20 iterations |
      | p95 of glance_v2.list_images | at most 30% and 50ms worse than in the last passing run      |                     |
      | mean                         | at most 30% worse than in the last passing run               |                     |
    When 10 users run "GlanceImages.list_images" 200 times
    Then the run completes
