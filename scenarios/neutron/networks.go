package neutron

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/networking/v2/networks"
	"github.com/gophercloud/gophercloud/v2/openstack/networking/v2/subnets"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// createNetwork is the action neutron.create_network.
func createNetwork(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, options Options) (network *networks.Network, err error) {
	err = it.Time(ctx, "neutron.create_network", func(ctx context.Context) (err error) {
		network, err = networks.Create(ctx, client, networkOptions(options.create("network", map[string]any{"name": it.Name()}))).Extract()
		return err
	})
	return network, err
}

// CreateAndListNetworks creates a network and lists all that the user sees: NeutronNetworks.create_and_list_networks.
type CreateAndListNetworks struct {
	Network Options `arg:"network_create_args" help:"attributes of the network, as a JSON object"`
}

// Name is Rally's.
func (CreateAndListNetworks) Name() string { return "NeutronNetworks.create_and_list_networks" }

// Actions are those of Run.
func (CreateAndListNetworks) Actions() []string {
	return []string{"neutron.create_network", "neutron.list_networks"}
}

// Services are what it talks to.
func (CreateAndListNetworks) Services() []string { return []string{"network"} }

// Fixtures brings a user, and the removal of what is left.
func (CreateAndListNetworks) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// Run creates a network and lists all.
func (s CreateAndListNetworks) Run(ctx context.Context, it *harness.Iteration) error {
	client, err := it.User.Network(ctx)
	if err != nil {
		return err
	}
	if _, err := createNetwork(ctx, it, client, s.Network); err != nil {
		return err
	}
	return it.Time(ctx, "neutron.list_networks", func(ctx context.Context) error {
		_, err := cloud.List[networks.Network](ctx, client, client.ServiceURL("networks"), "networks")
		return err
	})
}

// CreateAndDeleteSubnets creates a network with subnets and deletes the subnets: NeutronNetworks.create_and_delete_subnets.
// The network stays until the end of the run.
type CreateAndDeleteSubnets struct {
	Network   Options      `arg:"network_create_args" help:"attributes of the network, as a JSON object"`
	Subnet    Options      `arg:"subnet_create_args" help:"attributes of each subnet, as a JSON object"`
	FirstCIDR netip.Prefix `arg:"subnet_cidr_start" help:"CIDR of the first subnet, the others follow it; 10.2.0.0/24 if none is given"`
	PerNet    int          `arg:"subnets_per_network" help:"subnets in the network; zero is 1"`
}

// Name is Rally's.
func (CreateAndDeleteSubnets) Name() string { return "NeutronNetworks.create_and_delete_subnets" }

// Actions are those of Run.
func (CreateAndDeleteSubnets) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_subnet", "neutron.delete_subnet"}
}

// Services are what it talks to.
func (CreateAndDeleteSubnets) Services() []string { return []string{"network"} }

// Fixtures brings a user, and the removal of what is left.
func (CreateAndDeleteSubnets) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// Validate refuses a number of subnets that is none, and what are no CIDRs of IPv4.
func (s CreateAndDeleteSubnets) Validate() error {
	if s.PerNet < 0 {
		return fmt.Errorf("%d subnets per network", s.PerNet)
	}
	if s.FirstCIDR.IsValid() && !s.FirstCIDR.Addr().Is4() {
		return fmt.Errorf("argument subnet_cidr_start: %v: expected a CIDR of IPv4, such as 10.2.0.0/24", s.FirstCIDR)
	}
	_, err := fixtures.NthCIDR(s.FirstCIDR, max(s.PerNet, 1)-1)
	return err
}

// Run creates a network with subnets and deletes the subnets.
func (s CreateAndDeleteSubnets) Run(ctx context.Context, it *harness.Iteration) error {
	client, err := it.User.Network(ctx)
	if err != nil {
		return err
	}
	network, err := createNetwork(ctx, it, client, s.Network)
	if err != nil {
		return err
	}
	ids := make([]string, max(s.PerNet, 1))
	for i := range ids {
		if ids[i], err = s.create(ctx, it, client, network.ID, i); err != nil {
			return err
		}
	}
	for _, id := range ids {
		err := it.Time(ctx, "neutron.delete_subnet", func(ctx context.Context) error {
			return subnets.Delete(ctx, client, id).ExtractErr()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s CreateAndDeleteSubnets) create(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, network string, i int) (id string, err error) {
	cidr, err := fixtures.NthCIDR(s.FirstCIDR, i)
	if err != nil {
		return "", err
	}
	err = it.Time(ctx, "neutron.create_subnet", func(ctx context.Context) error {
		subnet, err := subnets.Create(ctx, client, subnetOptions(s.Subnet.create("subnet", map[string]any{
			"network_id": network, "name": it.Name(), "cidr": cidr.String(), "ip_version": 4,
		}))).Extract()
		if err == nil {
			id = subnet.ID
		}
		return err
	})
	return id, err
}
