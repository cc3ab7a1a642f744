package gnocchi

import (
	"context"

	"github.com/pacenote/pacenote/harness"
)

// A ArchivePolicy is what scenarios ask for that create one.
type ArchivePolicy struct {
	asAdmin
	Definition List     `arg:"definition" help:"granularities and time spans: a JSON list; one second for an hour if none is given"`
	Methods    []string `arg:"aggregation_methods" help:"such as mean, max; gnocchi's defaults if none are given"`
}

// create is the action gnocchi.create_archive_policy.
func (s ArchivePolicy) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	body := map[string]any{"name": it.Name(), "definition": s.Definition}
	if len(s.Definition) == 0 {
		body["definition"] = []map[string]string{{"granularity": "0:00:01", "timespan": "1:00:00"}}
	}
	if len(s.Methods) > 0 {
		body["aggregation_methods"] = s.Methods
	}
	return create(ctx, it, it.Cloud().Admin(), "gnocchi.create_archive_policy", "archive_policy", body)
}

// CreateArchivePolicy creates an archive policy: GnocchiArchivePolicy.create_archive_policy.
type CreateArchivePolicy struct{ ArchivePolicy }

// Name is Rally's.
func (CreateArchivePolicy) Name() string { return "GnocchiArchivePolicy.create_archive_policy" }

// Actions are those of Run.
func (CreateArchivePolicy) Actions() []string {
	return []string{"gnocchi.create_archive_policy"}
}

// Run creates an archive policy.
func (s CreateArchivePolicy) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.create(ctx, it)
	return err
}

// CreateDeleteArchivePolicy creates an archive policy and deletes it: GnocchiArchivePolicy.create_delete_archive_policy.
type CreateDeleteArchivePolicy struct{ ArchivePolicy }

// Name is Rally's.
func (CreateDeleteArchivePolicy) Name() string {
	return "GnocchiArchivePolicy.create_delete_archive_policy"
}

// Actions are those of Run.
func (CreateDeleteArchivePolicy) Actions() []string {
	return []string{"gnocchi.create_archive_policy", "gnocchi.delete_archive_policy"}
}

// Run creates an archive policy and deletes it.
func (s CreateDeleteArchivePolicy) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return drop(ctx, it, it.Cloud().Admin(), "gnocchi.delete_archive_policy", "archive_policy", id)
}

// A ArchivePolicyRule is what scenarios ask for that create one.
type ArchivePolicyRule struct {
	asAdmin
	Pattern string `arg:"metric_pattern" help:"names of metrics, such as cpu_*"`
	Policy  string `arg:"archive_policy_name" help:"archive policy of such metrics"`
}

// create is the action gnocchi.create_archive_policy_rule.
func (s ArchivePolicyRule) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	body := map[string]any{"name": it.Name(), "metric_pattern": s.Pattern, "archive_policy_name": s.Policy}
	return create(ctx, it, it.Cloud().Admin(), "gnocchi.create_archive_policy_rule", "archive_policy_rule", body)
}

// CreateArchivePolicyRule creates an archive policy rule: GnocchiArchivePolicyRule.create_archive_policy_rule.
type CreateArchivePolicyRule struct{ ArchivePolicyRule }

// Name is Rally's.
func (CreateArchivePolicyRule) Name() string {
	return "GnocchiArchivePolicyRule.create_archive_policy_rule"
}

// Actions are those of Run.
func (CreateArchivePolicyRule) Actions() []string {
	return []string{"gnocchi.create_archive_policy_rule"}
}

// Run creates an archive policy rule.
func (s CreateArchivePolicyRule) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.create(ctx, it)
	return err
}

// CreateDeleteArchivePolicyRule creates an archive policy rule and deletes it: GnocchiArchivePolicyRule.create_delete_archive_policy_rule.
type CreateDeleteArchivePolicyRule struct{ ArchivePolicyRule }

// Name is Rally's.
func (CreateDeleteArchivePolicyRule) Name() string {
	return "GnocchiArchivePolicyRule.create_delete_archive_policy_rule"
}

// Actions are those of Run.
func (CreateDeleteArchivePolicyRule) Actions() []string {
	return []string{"gnocchi.create_archive_policy_rule", "gnocchi.delete_archive_policy_rule"}
}

// Run creates an archive policy rule and deletes it.
func (s CreateDeleteArchivePolicyRule) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return drop(ctx, it, it.Cloud().Admin(), "gnocchi.delete_archive_policy_rule", "archive_policy_rule", id)
}

// A Metric is what scenarios ask for that create one.
type Metric struct {
	asUser
	Policy   string `arg:"archive_policy_name" help:"archive policy of the metric"`
	Resource string `arg:"resource_id" help:"id of the resource that it is about"`
	Unit     string `arg:"unit" help:"unit of the measures"`
}

// create is the action gnocchi.create_metric.
func (s Metric) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	body := map[string]any{"name": it.Name(), "archive_policy_name": s.Policy}
	if s.Resource != "" {
		body["resource_id"] = s.Resource
	}
	if s.Unit != "" {
		body["unit"] = s.Unit
	}
	return create(ctx, it, it.User, "gnocchi.create_metric", "metric", body)
}

// CreateMetric creates a metric: GnocchiMetric.create_metric.
type CreateMetric struct{ Metric }

// Name is Rally's.
func (CreateMetric) Name() string { return "GnocchiMetric.create_metric" }

// Actions are those of Run.
func (CreateMetric) Actions() []string {
	return []string{"gnocchi.create_metric"}
}

// Run creates a metric.
func (s CreateMetric) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.create(ctx, it)
	return err
}

// CreateDeleteMetric creates a metric and deletes it: GnocchiMetric.create_delete_metric.
type CreateDeleteMetric struct{ Metric }

// Name is Rally's.
func (CreateDeleteMetric) Name() string { return "GnocchiMetric.create_delete_metric" }

// Actions are those of Run.
func (CreateDeleteMetric) Actions() []string {
	return []string{"gnocchi.create_metric", "gnocchi.delete_metric"}
}

// Run creates a metric and deletes it.
func (s CreateDeleteMetric) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return drop(ctx, it, it.User, "gnocchi.delete_metric", "metric", id)
}

// A Resource is what scenarios ask for that create one.
type Resource struct {
	asUser
	Type string `arg:"resource_type" help:"type of the resource"`
}

// create is the action gnocchi.create_resource.
func (s Resource) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	body := map[string]any{"id": it.Name()} // gnocchi makes a UUID of it
	return create(ctx, it, it.User, "gnocchi.create_resource", "resource/"+s.Type, body)
}

// CreateResource creates a resource: GnocchiResource.create_resource.
type CreateResource struct{ Resource }

// Name is Rally's.
func (CreateResource) Name() string { return "GnocchiResource.create_resource" }

// Actions are those of Run.
func (CreateResource) Actions() []string {
	return []string{"gnocchi.create_resource"}
}

// Run creates a resource.
func (s CreateResource) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.create(ctx, it)
	return err
}

// CreateDeleteResource creates a resource and deletes it: GnocchiResource.create_delete_resource.
type CreateDeleteResource struct{ Resource }

// Name is Rally's.
func (CreateDeleteResource) Name() string { return "GnocchiResource.create_delete_resource" }

// Actions are those of Run.
func (CreateDeleteResource) Actions() []string {
	return []string{"gnocchi.create_resource", "gnocchi.delete_resource"}
}

// Run creates a resource and deletes it.
func (s CreateDeleteResource) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return drop(ctx, it, it.User, "gnocchi.delete_resource", "resource/"+s.Type, id)
}

// A ResourceType is what scenarios ask for that create one.
type ResourceType struct {
	asAdmin
	Attributes harness.Object `arg:"attributes" help:"of such resources: a JSON object"`
}

// create is the action gnocchi.create_resource_type.
func (s ResourceType) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	body := map[string]any{"name": it.Name()}
	if len(s.Attributes) > 0 {
		body["attributes"] = s.Attributes
	}
	return create(ctx, it, it.Cloud().Admin(), "gnocchi.create_resource_type", "resource_type", body)
}

// CreateResourceType creates a resource type: GnocchiResourceType.create_resource_type.
type CreateResourceType struct{ ResourceType }

// Name is Rally's.
func (CreateResourceType) Name() string { return "GnocchiResourceType.create_resource_type" }

// Actions are those of Run.
func (CreateResourceType) Actions() []string {
	return []string{"gnocchi.create_resource_type"}
}

// Run creates a resource type.
func (s CreateResourceType) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.create(ctx, it)
	return err
}

// CreateDeleteResourceType creates a resource type and deletes it: GnocchiResourceType.create_delete_resource_type.
type CreateDeleteResourceType struct{ ResourceType }

// Name is Rally's.
func (CreateDeleteResourceType) Name() string {
	return "GnocchiResourceType.create_delete_resource_type"
}

// Actions are those of Run.
func (CreateDeleteResourceType) Actions() []string {
	return []string{"gnocchi.create_resource_type", "gnocchi.delete_resource_type"}
}

// Run creates a resource type and deletes it.
func (s CreateDeleteResourceType) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return drop(ctx, it, it.Cloud().Admin(), "gnocchi.delete_resource_type", "resource_type", id)
}
