@composed
Feature: Scenarios of a feature
  What users do all day is no single scenario of a catalogue. A feature says it, sentence by sentence.

  Scenario: somebody works with a disk
    Given 2 projects with 2 users each
    And a network in every project
    And "somebody with a disk" is a user who
      | boots a server "web"       | flavor=m1.tiny | image=cirros |
      | creates a volume "data"    | size=1         |              |
      | attaches "data" to "web"   |                |              |
      | pauses                     | from=1s        | to=3s        |
      | detaches "data" from "web" |                |              |
      | deletes "web"              |                |              |
      | deletes "data"             |                |              |
    And the run is cancelled unless
      | failure rate               | <= 0%  |
      | p95 of nova.attach_volume  | < 20s  |
    When 4 users run "somebody with a disk" 12 times
    Then the run completes
    And nothing is left behind

  Scenario: those who look are more than those who do
    Given 2 projects with 2 users each
    And a network in every project
    And "an onlooker" is a user who
      | lists servers                                                                      |                 |                          |
      | lists volumes                                                                      |                 |                          |
      | calls an API                                                                       | service=compute | path=servers/detail      |
    And "an operator" is a user who
      | boots a server                | flavor=m1.tiny  | image=cirros         |
      | stops the server              |                 |                      |
      | starts the server             |                 |                      |
      | calls an API                  | service=compute | path=limits          |
      | deletes the server            |                 |                      |
    And "all of them" is a mix of
      | 3 | an onlooker |
      | 1 | an operator |
    When 4 users run "all of them" 12 times
    Then the run completes
    And nothing is left behind
