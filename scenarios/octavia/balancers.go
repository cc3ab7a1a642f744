package octavia

import (
	"context"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// CreateAndDeleteLoadBalancers creates a load balancer on every subnet, and deletes each as soon as it is active:
// Octavia.create_and_delete_loadbalancers. It does not wait until they are gone. Listeners go with them, which Rally does not ask
// for: octavia refuses to delete a load balancer that has some.
type CreateAndDeleteLoadBalancers struct{ LoadBalancers }

// Name is Rally's.
func (CreateAndDeleteLoadBalancers) Name() string { return "Octavia.create_and_delete_loadbalancers" }

// Actions are those of Run.
func (CreateAndDeleteLoadBalancers) Actions() []string {
	return creating("octavia.load_balancer_delete")
}

// Run creates load balancers, and deletes them.
func (s CreateAndDeleteLoadBalancers) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.each(ctx, it, func(id string) error {
		return timed(ctx, it, "octavia.load_balancer_delete", func(ctx context.Context, client *gophercloud.ServiceClient) error {
			return removeAll(ctx, client, id)
		})
	})
	return err
}

// CreateAndListLoadBalancers creates a load balancer on every subnet, and lists all that the user sees:
// Octavia.create_and_list_loadbalancers.
type CreateAndListLoadBalancers struct{ LoadBalancers }

// Name is Rally's.
func (CreateAndListLoadBalancers) Name() string { return "Octavia.create_and_list_loadbalancers" }

// Actions are those of Run.
func (CreateAndListLoadBalancers) Actions() []string { return creating("octavia.load_balancer_list") }

// Run creates load balancers, and lists all.
func (s CreateAndListLoadBalancers) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.each(ctx, it, func(string) error { return nil }); err != nil {
		return err
	}
	_, err := list(ctx, it, "octavia.load_balancer_list", kindBalancer)
	return err
}

// CreateAndShowLoadBalancers creates a load balancer on every subnet, and shows each: Octavia.create_and_show_loadbalancers.
type CreateAndShowLoadBalancers struct{ LoadBalancers }

// Name is Rally's.
func (CreateAndShowLoadBalancers) Name() string { return "Octavia.create_and_show_loadbalancers" }

// Actions are those of Run.
func (CreateAndShowLoadBalancers) Actions() []string { return creating("octavia.load_balancer_show") }

// Run creates load balancers, and shows each.
func (s CreateAndShowLoadBalancers) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.each(ctx, it, func(id string) error {
		_, err := showBalancer(ctx, it, id)
		return err
	})
	return err
}

// CreateAndStatsLoadBalancers creates a load balancer on every subnet, and asks for the statistics of each:
// Octavia.create_and_stats_loadbalancers.
type CreateAndStatsLoadBalancers struct{ LoadBalancers }

// Name is Rally's.
func (CreateAndStatsLoadBalancers) Name() string { return "Octavia.create_and_stats_loadbalancers" }

// Actions are those of Run.
func (CreateAndStatsLoadBalancers) Actions() []string {
	return creating("octavia.load_balancer_stats_show")
}

// Run creates load balancers, and asks for the statistics of each.
func (s CreateAndStatsLoadBalancers) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.each(ctx, it, func(id string) error {
		return timed(ctx, it, "octavia.load_balancer_stats_show", func(ctx context.Context, client *gophercloud.ServiceClient) error {
			_, err := client.Get(ctx, client.ServiceURL("lbaas", kindBalancer+"s", id, "stats"), nil, nil)
			return err
		})
	})
	return err
}

// CreateAndUpdateLoadBalancers creates a load balancer on every subnet, gives each another name, and waits until they are active
// again: Octavia.create_and_update_loadbalancers.
type CreateAndUpdateLoadBalancers struct{ LoadBalancers }

// Name is Rally's.
func (CreateAndUpdateLoadBalancers) Name() string { return "Octavia.create_and_update_loadbalancers" }

// Actions are those of Run.
func (CreateAndUpdateLoadBalancers) Actions() []string {
	return creating("octavia.load_balancer_set")
}

// Run creates load balancers, and gives each another name.
func (s CreateAndUpdateLoadBalancers) Run(ctx context.Context, it *harness.Iteration) error {
	ids, err := s.each(ctx, it, func(id string) error {
		return timed(ctx, it, "octavia.load_balancer_set", func(ctx context.Context, client *gophercloud.ServiceClient) error {
			return update(ctx, client, kindBalancer, id, map[string]any{"name": it.Name()})
		})
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := await(ctx, it, id); err != nil {
			return err
		}
	}
	return nil
}
