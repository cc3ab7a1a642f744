@heat
Feature: Scenarios of Heat
  A sample of every scenario of orchestration.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: HeatStacks.create_and_delete_stack
    When 2 users run "HeatStacks.create_and_delete_stack" 2 times with
      | template_path | files/heat/random.yaml |
      | parameters    | {"length": 6}          |
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.create_and_list_stack
    When 2 users run "HeatStacks.create_and_list_stack" 2 times with
      | template_path | files/heat/random.yaml |
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.create_check_delete_stack
    When 2 users run "HeatStacks.create_check_delete_stack" 2 times with
      | template_path | files/heat/random.yaml |
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.create_snapshot_restore_delete_stack
    When 2 users run "HeatStacks.create_snapshot_restore_delete_stack" 2 times with
      | template_path | files/heat/random.yaml |
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.create_stack_and_list_output
    When 2 users run "HeatStacks.create_stack_and_list_output" 2 times with
      | template_path | files/heat/random.yaml |
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.create_stack_and_list_output_via_API
    When 2 users run "HeatStacks.create_stack_and_list_output_via_API" 2 times with
      | template_path | files/heat/random.yaml |
    Then the run completes
    And nothing is left behind

  # A heat without its CloudFormation API takes no notice of signals.
  @rehearsal
  Scenario: HeatStacks.create_stack_and_scale
    When 2 users run "HeatStacks.create_stack_and_scale" 2 times with
      | template_path | files/heat/scaling.yaml |
      | output_key    | scaling_url             |
      | delta         | 1                       |
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.create_stack_and_show_output
    When 2 users run "HeatStacks.create_stack_and_show_output" 2 times with
      | template_path | files/heat/random.yaml |
      | output_key    | word                   |
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.create_stack_and_show_output_via_API
    When 2 users run "HeatStacks.create_stack_and_show_output_via_API" 2 times with
      | template_path | files/heat/random.yaml |
      | output_key    | word                   |
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.create_suspend_resume_delete_stack
    When 2 users run "HeatStacks.create_suspend_resume_delete_stack" 2 times with
      | template_path | files/heat/random.yaml |
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.create_update_delete_stack
    When 2 users run "HeatStacks.create_update_delete_stack" 2 times with
      | template_path         | files/heat/random.yaml      |
      | updated_template_path | files/heat/random-more.yaml |
      | updated_parameters    | {"length": 6}               |
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.list_stacks_and_events
    Given 2 stacks in every project
    When 2 users run "HeatStacks.list_stacks_and_events" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: HeatStacks.list_stacks_and_resources
    Given 2 stacks in every project
    When 2 users run "HeatStacks.list_stacks_and_resources" 2 times
    Then the run completes
    And nothing is left behind
