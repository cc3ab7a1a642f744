package nova

import (
	"context"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/aggregates"

	"github.com/pacenote/pacenote/harness"
)

// Aggregate is what every scenario asks for that creates a host aggregate.
type Aggregate struct {
	asAdmin
	Zone string `arg:"availability_zone,required" help:"availability zone that the hosts of the aggregate are in"`
}

// create creates an aggregate in a zone, which may be none: the action nova.create_aggregate.
func (a Aggregate) create(ctx context.Context, it *harness.Iteration) (int, error) {
	return createAggregate(ctx, it, a.Zone)
}

func createAggregate(ctx context.Context, it *harness.Iteration, zone string) (id int, err error) {
	err = administered(ctx, it, "nova.create_aggregate", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		aggregate, err := aggregates.Create(ctx, client, aggregates.CreateOpts{Name: it.Name(), AvailabilityZone: zone}).Extract()
		if err == nil {
			id = aggregate.ID
		}
		return err
	})
	return id, err
}

// addHost puts a host into an aggregate: the action nova.aggregate_add_host.
func addHost(ctx context.Context, it *harness.Iteration, id int, host string) error {
	return administered(ctx, it, "nova.aggregate_add_host", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return aggregates.AddHost(ctx, client, id, aggregates.AddHostOpts{Host: host}).Err
	})
}

// CreateAndDeleteAggregate creates an aggregate and deletes it: NovaAggregates.create_and_delete_aggregate.
type CreateAndDeleteAggregate struct{ Aggregate }

// Name is Rally's.
func (CreateAndDeleteAggregate) Name() string { return "NovaAggregates.create_and_delete_aggregate" }

// Actions are those of Run.
func (CreateAndDeleteAggregate) Actions() []string {
	return []string{"nova.create_aggregate", "nova.delete_aggregate"}
}

// Run creates an aggregate and deletes it.
func (s CreateAndDeleteAggregate) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "nova.delete_aggregate", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return aggregates.Delete(ctx, client, id).ExtractErr()
	})
}

// CreateAndGetAggregateDetails creates an aggregate and shows it: NovaAggregates.create_and_get_aggregate_details.
type CreateAndGetAggregateDetails struct{ Aggregate }

// Name is Rally's.
func (CreateAndGetAggregateDetails) Name() string {
	return "NovaAggregates.create_and_get_aggregate_details"
}

// Actions are those of Run.
func (CreateAndGetAggregateDetails) Actions() []string {
	return []string{"nova.create_aggregate", "nova.get_aggregate_details"}
}

// Run creates an aggregate and shows it.
func (s CreateAndGetAggregateDetails) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "nova.get_aggregate_details", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return aggregates.Get(ctx, client, id).Err
	})
}

// CreateAndUpdateAggregate creates an aggregate, and gives it another name and another zone, which is called like it:
// NovaAggregates.create_and_update_aggregate.
type CreateAndUpdateAggregate struct{ Aggregate }

// Name is Rally's.
func (CreateAndUpdateAggregate) Name() string { return "NovaAggregates.create_and_update_aggregate" }

// Actions are those of Run.
func (CreateAndUpdateAggregate) Actions() []string {
	return []string{"nova.create_aggregate", "nova.update_aggregate"}
}

// Run creates an aggregate and updates it.
func (s CreateAndUpdateAggregate) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "nova.update_aggregate", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return aggregates.Update(ctx, client, id, aggregates.UpdateOpts{Name: it.Name(), AvailabilityZone: it.Name()}).Err
	})
}
