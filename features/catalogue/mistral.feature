@mistral @optional
Feature: Scenarios of Mistral
  A sample of every scenario of workflows.

  Background:
    Given 2 projects with 1 user each
    And the run is cancelled unless
      | failure rate | <= 0% |

  Scenario: MistralExecutions.create_execution_from_workbook
    When 2 users run "MistralExecutions.create_execution_from_workbook" 2 times with
      | definition | files/mistral/workbook.yaml |
      | wf_input   | files/mistral/input.json    |
      | do_delete  | true                        |
    Then the run completes
    And nothing is left behind

  Scenario: MistralExecutions.list_executions
    When 2 users run "MistralExecutions.list_executions" 2 times
    Then the run completes
    And nothing is left behind

  Scenario: MistralWorkbooks.create_workbook
    When 2 users run "MistralWorkbooks.create_workbook" 2 times with
      | definition | files/mistral/workbook.yaml |
    Then the run completes
    And nothing is left behind

  Scenario: MistralWorkbooks.list_workbooks
    When 2 users run "MistralWorkbooks.list_workbooks" 2 times
    Then the run completes
    And nothing is left behind
