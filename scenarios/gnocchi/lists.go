package gnocchi

import (
	"context"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// GetStatus asks how much there is still to process: Gnocchi.get_status.
type GetStatus struct {
	asAdmin
	Detailed bool `arg:"detailed" help:"for each metric"`
}

// Name is Rally's.
func (GetStatus) Name() string { return "Gnocchi.get_status" }

// Actions are those of Run.
func (GetStatus) Actions() []string {
	return []string{"gnocchi.get_status"}
}

// Run asks for the status.
func (s GetStatus) Run(ctx context.Context, it *harness.Iteration) error {
	return service.Time(ctx, it, it.Cloud().Admin(), "gnocchi.get_status", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		address := client.ServiceURL("status")
		if !s.Detailed {
			address += "?details=False"
		}
		_, err := cloud.Show[map[string]any](ctx, client, address, "")
		return err
	})
}

// ListCapabilities asks what gnocchi can aggregate: Gnocchi.list_capabilities.
type ListCapabilities struct{ asUser }

// Name is Rally's.
func (ListCapabilities) Name() string { return "Gnocchi.list_capabilities" }

// Actions are those of Run.
func (ListCapabilities) Actions() []string {
	return []string{"gnocchi.list_capabilities"}
}

// Run asks for the capabilities.
func (ListCapabilities) Run(ctx context.Context, it *harness.Iteration) error {
	return service.Time(ctx, it, it.User, "gnocchi.list_capabilities", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.Show[map[string]any](ctx, client, client.ServiceURL("capabilities"), "")
		return err
	})
}

// ListMetric lists metrics: GnocchiMetric.list_metric.
type ListMetric struct {
	asUser
	Limit int `arg:"limit" help:"most metrics; all if it is not given"`
}

// Name is Rally's.
func (ListMetric) Name() string { return "GnocchiMetric.list_metric" }

// Actions are those of Run.
func (ListMetric) Actions() []string {
	return []string{"gnocchi.list_metric"}
}

// Run lists metrics.
func (s ListMetric) Run(ctx context.Context, it *harness.Iteration) error {
	if s.Limit == 0 {
		return list(ctx, it, "gnocchi.list_metric", "metric")
	}
	return service.Time(ctx, it, it.User, "gnocchi.list_metric", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.Show[[]struct{}](ctx, client, fmt.Sprintf("%s?limit=%d", client.ServiceURL("metric"), s.Limit), "")
		return err
	})
}

// ListArchivePolicy lists archive policies: GnocchiArchivePolicy.list_archive_policy.
type ListArchivePolicy struct{ asUser }

// Name is Rally's.
func (ListArchivePolicy) Name() string { return "GnocchiArchivePolicy.list_archive_policy" }

// Actions are those of Run.
func (ListArchivePolicy) Actions() []string {
	return []string{"gnocchi.list_archive_policy"}
}

// Run lists archive policies.
func (ListArchivePolicy) Run(ctx context.Context, it *harness.Iteration) error {
	return list(ctx, it, "gnocchi.list_archive_policy", "archive_policy")
}

// ListArchivePolicyRule lists archive policy rules: GnocchiArchivePolicyRule.list_archive_policy_rule.
type ListArchivePolicyRule struct{ asUser }

// Name is Rally's.
func (ListArchivePolicyRule) Name() string {
	return "GnocchiArchivePolicyRule.list_archive_policy_rule"
}

// Actions are those of Run.
func (ListArchivePolicyRule) Actions() []string {
	return []string{"gnocchi.list_archive_policy_rule"}
}

// Run lists archive policy rules.
func (ListArchivePolicyRule) Run(ctx context.Context, it *harness.Iteration) error {
	return list(ctx, it, "gnocchi.list_archive_policy_rule", "archive_policy_rule")
}

// ListResourceType lists resource types: GnocchiResourceType.list_resource_type.
type ListResourceType struct{ asUser }

// Name is Rally's.
func (ListResourceType) Name() string { return "GnocchiResourceType.list_resource_type" }

// Actions are those of Run.
func (ListResourceType) Actions() []string {
	return []string{"gnocchi.list_resource_type"}
}

// Run lists resource types.
func (ListResourceType) Run(ctx context.Context, it *harness.Iteration) error {
	return list(ctx, it, "gnocchi.list_resource_type", "resource_type")
}
