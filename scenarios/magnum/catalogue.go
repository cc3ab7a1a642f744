package magnum

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("MagnumClusterTemplates.list_cluster_templates", "list cluster templates", ListClusterTemplates{}),
		harness.NewEntry("MagnumClusters.create_and_list_clusters", "create a key pair and a cluster, find it in the list", CreateAndListClusters{}),
		harness.NewEntry("MagnumClusters.list_clusters", "list clusters", ListClusters{}),
	}
}
