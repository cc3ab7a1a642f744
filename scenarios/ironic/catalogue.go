package ironic

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("IronicNodes.create_and_delete_node", "enroll a node, delete it", CreateAndDeleteNode{}),
		harness.NewEntry("IronicNodes.create_and_list_node", "enroll a node, find it in the list", CreateAndListNode{}),
	}
}
