package mistral

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("MistralExecutions.create_execution_from_workbook", "create a workbook, execute one of its workflows", CreateExecutionFromWorkbook{}),
		harness.NewEntry("MistralExecutions.list_executions", "list executions", ListExecutions{}),
		harness.NewEntry("MistralWorkbooks.create_workbook", "create a workbook", CreateWorkbook{}),
		harness.NewEntry("MistralWorkbooks.list_workbooks", "list workbooks", ListWorkbooks{}),
	}
}
