# 5 calls of session.log became 6 sentences, of which the pauses take 6s.
#
# Left out of the recording:
#      1  polling: sentences wait themselves, and a pause stands in where no sentence does
#
# In the feature, but not as it was:
#      1  calls as they were, since no sentence says them: nothing waits for what they set going
#
# There has to be in the cloud, for every user of the run to see:
#   flavor m1.tiny
#   image 70a599e0-31e7-49b7-b260-868f441e862b
#
# Whoever was recorded may have had roles that the users of a run do not have: a call that needs them will fail.
Feature: A recording

  Scenario: what was recorded
    Given 1 project with 2 users each
    And a network in every project
    And "somebody who was recorded" is a user who
      | calls an API              | service=compute | path=flavors/detail                      |
      | pauses                    | for=2s          |                                          |
      | boots a server "server 1" | flavor=m1.tiny  | image=70a599e0-31e7-49b7-b260-868f441e862b |
      | pauses                    | for=4s          |                                          |
      | stops "server 1"          |                 |                                          |
      | deletes "server 1"        |                 |                                          |
    When 2 users run "somebody who was recorded" 4 times
    Then the run completes
    And nothing is left behind
