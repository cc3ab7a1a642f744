package gnocchi

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("Gnocchi.get_status", "ask how much there is still to process", GetStatus{}),
		harness.NewEntry("Gnocchi.list_capabilities", "ask what can be aggregated", ListCapabilities{}),
		harness.NewEntry("GnocchiArchivePolicy.create_archive_policy", "create an archive policy", CreateArchivePolicy{}),
		harness.NewEntry("GnocchiArchivePolicy.create_delete_archive_policy", "create an archive policy, delete it", CreateDeleteArchivePolicy{}),
		harness.NewEntry("GnocchiArchivePolicy.list_archive_policy", "list archive policies", ListArchivePolicy{}),
		harness.NewEntry("GnocchiArchivePolicyRule.create_archive_policy_rule", "create an archive policy rule", CreateArchivePolicyRule{ArchivePolicyRule{Pattern: "cpu_*", Policy: "low"}}),
		harness.NewEntry("GnocchiArchivePolicyRule.create_delete_archive_policy_rule", "create an archive policy rule, delete it", CreateDeleteArchivePolicyRule{ArchivePolicyRule{Pattern: "cpu_*", Policy: "low"}}),
		harness.NewEntry("GnocchiArchivePolicyRule.list_archive_policy_rule", "list archive policy rules", ListArchivePolicyRule{}),
		harness.NewEntry("GnocchiMetric.create_delete_metric", "create a metric, delete it", CreateDeleteMetric{Metric{Policy: "low"}}),
		harness.NewEntry("GnocchiMetric.create_metric", "create a metric", CreateMetric{Metric{Policy: "low"}}),
		harness.NewEntry("GnocchiMetric.list_metric", "list metrics", ListMetric{}),
		harness.NewEntry("GnocchiResource.create_delete_resource", "create a resource, delete it", CreateDeleteResource{Resource{Type: "generic"}}),
		harness.NewEntry("GnocchiResource.create_resource", "create a resource", CreateResource{Resource{Type: "generic"}}),
		harness.NewEntry("GnocchiResourceType.create_delete_resource_type", "create a resource type, delete it", CreateDeleteResourceType{}),
		harness.NewEntry("GnocchiResourceType.create_resource_type", "create a resource type", CreateResourceType{}),
		harness.NewEntry("GnocchiResourceType.list_resource_type", "list resource types", ListResourceType{}),
	}
}
