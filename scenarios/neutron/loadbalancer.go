package neutron

import (
	"context"
	"errors"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// balanceLimit is Rally's.
const balanceLimit = 500 * time.Second

// CreateAndListLoadBalancers creates a load balancer of LBaaS v2, which was neutron's before there was octavia, on every subnet of
// the project's networks, and lists all that the user sees: NeutronLoadbalancerV2.create_and_list_loadbalancers.
type CreateAndListLoadBalancers struct {
	asUser
	Options Options `arg:"lb_create_args" help:"attributes of each load balancer, as a JSON object"`
}

// Name is Rally's.
func (CreateAndListLoadBalancers) Name() string {
	return "NeutronLoadbalancerV2.create_and_list_loadbalancers"
}

// Actions are those of Run.
func (CreateAndListLoadBalancers) Actions() []string {
	return []string{"neutron.create_lbaasv2_loadbalancer", "neutron.list_lbaasv2_loadbalancers"}
}

// Fixtures brings a user with a network, and the removal of what is left.
func (CreateAndListLoadBalancers) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Networks{}, fixtures.Sweep{}}
}

// Validate refuses a name.
func (s CreateAndListLoadBalancers) Validate() error {
	return s.Options.check("lb_create_args", "name")
}

// Prepare sees that there are load balancers of neutron.
func (s CreateAndListLoadBalancers) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireExtension(ctx, w, "lbaasv2")
}

// Run creates load balancers, and lists all.
func (s CreateAndListLoadBalancers) Run(ctx context.Context, it *harness.Iteration) error {
	own := projectNetworks(it)
	if len(own) == 0 {
		return errors.New("the project has no network of a fixture")
	}
	for _, n := range own {
		for _, id := range n.Subnets {
			if err := s.create(ctx, it, id); err != nil {
				return err
			}
		}
	}
	_, err := loadBalancer.list(ctx, it, nil)
	return err
}

// create creates a load balancer, and waits until it is active: the action neutron.create_lbaasv2_loadbalancer.
func (s CreateAndListLoadBalancers) create(ctx context.Context, it *harness.Iteration, subnetID string) error {
	return timed(ctx, it, "neutron.create_lbaasv2_loadbalancer", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		attributes := Options{"vip_subnet_id": subnetID}.with(s.Options).with(Options{"name": it.Name()})
		id, err := loadBalancer.post(ctx, client, attributes)
		if err != nil {
			return err
		}
		return it.Wait(ctx, "load balancer "+id+" is ACTIVE", balanceLimit, func(ctx context.Context) (bool, error) {
			shown, err := cloud.Show[struct {
				Status string `json:"provisioning_status"`
			}](ctx, client, client.ServiceURL(loadBalancer.path, id), loadBalancer.key)
			if err == nil && shown.Status == "ERROR" {
				err = &harness.StateError{Kind: "load balancer", ID: id, State: shown.Status}
			}
			return shown.Status == "ACTIVE", err
		})
	})
}
