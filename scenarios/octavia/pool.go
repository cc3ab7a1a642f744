package octavia

import (
	"context"
	"fmt"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// Pools are what every scenario asks for that creates a load balancer with a pool on each subnet of the project's networks.
type Pools struct {
	onSubnets
	Protocol  string `arg:"protocol,required" help:"what members speak: HTTP, HTTPS, PROXY, PROXYV2, SCTP, TCP or UDP"`
	Algorithm string `arg:"lb_algorithm,required" help:"how a member is chosen: LEAST_CONNECTIONS, ROUND_ROBIN, SOURCE_IP or SOURCE_IP_PORT"`
}

const kindPool = "pool"

var (
	protocols  = []string{"HTTP", "HTTPS", "PROXY", "PROXYV2", "SCTP", "TCP", "UDP"}
	algorithms = []string{"LEAST_CONNECTIONS", "ROUND_ROBIN", "SOURCE_IP", "SOURCE_IP_PORT"}
)

// Validate refuses unknown protocols and algorithms.
func (p Pools) Validate() error {
	if !slices.Contains(protocols, p.Protocol) {
		return fmt.Errorf("argument protocol: %w", harness.Unknown("protocol", p.Protocol, protocols))
	}
	if !slices.Contains(algorithms, p.Algorithm) {
		return fmt.Errorf("argument lb_algorithm: %w", harness.Unknown("algorithm", p.Algorithm, algorithms))
	}
	return nil
}

// create creates a pool of a load balancer, and waits until both are active: the action octavia.pool_create.
func (p Pools) create(ctx context.Context, it *harness.Iteration, balancerID string) (id string, err error) {
	err = timed(ctx, it, "octavia.pool_create", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		id, err = create(ctx, client, kindPool, map[string]any{
			"name": it.Name(), "loadbalancer_id": balancerID, "protocol": p.Protocol, "lb_algorithm": p.Algorithm, "admin_state_up": true,
		})
		if err != nil {
			return err
		}
		return it.Wait(ctx, "pool "+id+" is ACTIVE", createLimit, func(ctx context.Context) (bool, error) {
			pool, err := show(ctx, client, kindPool, id)
			if err != nil || pool.Status != "ACTIVE" {
				return false, err
			}
			balancer, err := show(ctx, client, kindBalancer, balancerID) // which refuses changes for a moment longer
			return balancer.Status == "ACTIVE", err
		})
	})
	return id, err
}

// each creates a load balancer with a pool on every subnet, and does something with each pool.
func (p Pools) each(ctx context.Context, it *harness.Iteration, do func(id string) error) error {
	_, err := LoadBalancers{AdminState: true}.each(ctx, it, func(balancerID string) error {
		id, err := p.create(ctx, it, balancerID)
		if err != nil {
			return err
		}
		return do(id)
	})
	return err
}

// creating are the actions of each, and one more.
func (Pools) creating(more string) []string { return creating("octavia.pool_create", more) }

// CreateAndDeletePools creates a load balancer with a pool on every subnet, and deletes the pool: Octavia.create_and_delete_pools.
type CreateAndDeletePools struct{ Pools }

// Name is Rally's.
func (CreateAndDeletePools) Name() string { return "Octavia.create_and_delete_pools" }

// Actions are those of Run.
func (s CreateAndDeletePools) Actions() []string { return s.creating("octavia.pool_delete") }

// Run creates load balancers with pools, and deletes the pools.
func (s CreateAndDeletePools) Run(ctx context.Context, it *harness.Iteration) error {
	return s.each(ctx, it, func(id string) error {
		return timed(ctx, it, "octavia.pool_delete", func(ctx context.Context, client *gophercloud.ServiceClient) error {
			return remove(ctx, client, kindPool, id)
		})
	})
}

// CreateAndListPools creates a load balancer with a pool on every subnet, and lists all pools that the user sees:
// Octavia.create_and_list_pools.
type CreateAndListPools struct{ Pools }

// Name is Rally's.
func (CreateAndListPools) Name() string { return "Octavia.create_and_list_pools" }

// Actions are those of Run.
func (s CreateAndListPools) Actions() []string { return s.creating("octavia.pool_list") }

// Run creates load balancers with pools, and lists all pools.
func (s CreateAndListPools) Run(ctx context.Context, it *harness.Iteration) error {
	if err := s.each(ctx, it, func(string) error { return nil }); err != nil {
		return err
	}
	_, err := list(ctx, it, "octavia.pool_list", kindPool)
	return err
}

// CreateAndShowPools creates a load balancer with a pool on every subnet, and shows the pool: Octavia.create_and_show_pools.
type CreateAndShowPools struct{ Pools }

// Name is Rally's.
func (CreateAndShowPools) Name() string { return "Octavia.create_and_show_pools" }

// Actions are those of Run.
func (s CreateAndShowPools) Actions() []string { return s.creating("octavia.pool_show") }

// Run creates load balancers with pools, and shows the pools.
func (s CreateAndShowPools) Run(ctx context.Context, it *harness.Iteration) error {
	return s.each(ctx, it, func(id string) error {
		return timed(ctx, it, "octavia.pool_show", func(ctx context.Context, client *gophercloud.ServiceClient) error {
			_, err := show(ctx, client, kindPool, id)
			return err
		})
	})
}

// CreateAndUpdatePools creates a load balancer with a pool on every subnet, and gives the pool another name:
// Octavia.create_and_update_pools. It does not wait until the load balancer has taken that up.
type CreateAndUpdatePools struct{ Pools }

// Name is Rally's.
func (CreateAndUpdatePools) Name() string { return "Octavia.create_and_update_pools" }

// Actions are those of Run.
func (s CreateAndUpdatePools) Actions() []string { return s.creating("octavia.pool_set") }

// Run creates load balancers with pools, and gives the pools other names.
func (s CreateAndUpdatePools) Run(ctx context.Context, it *harness.Iteration) error {
	return s.each(ctx, it, func(id string) error {
		return timed(ctx, it, "octavia.pool_set", func(ctx context.Context, client *gophercloud.ServiceClient) error {
			return update(ctx, client, kindPool, id, map[string]any{"name": it.Name()})
		})
	})
}
