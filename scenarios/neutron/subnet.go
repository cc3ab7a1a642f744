package neutron

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// Subnets are what every scenario asks for that creates subnets in a network.
type Subnets struct {
	Network
	SubnetOptions harness.Object `arg:"subnet_create_args" help:"attributes of each subnet, as a JSON object"`
	FirstCIDR     netip.Prefix   `arg:"subnet_cidr_start" help:"CIDR of the first subnet, the others follow it; 10.2.0.0/24 if none is given"`
	PerNet        int            `arg:"subnets_per_network" help:"subnets in the network; zero is 1"`

	lane int // once prepared
}

// Holds are a network and its subnets.
func (s Subnets) Holds() []harness.Holding {
	return append(s.Network.Holds(), subnet.holding(s.count()))
}

// count is how many subnets there are to be.
func (s Subnets) count() int { return max(s.PerNet, 1) }

// Validate refuses a number of subnets that is none, names, and what are no CIDRs of IPv4.
func (s Subnets) Validate() error {
	if s.FirstCIDR.IsValid() && !s.FirstCIDR.Addr().Is4() {
		return fmt.Errorf("argument subnet_cidr_start: %v: expected a CIDR of IPv4, such as 10.2.0.0/24", s.FirstCIDR)
	}
	err := errors.Join(atLeastOne("subnets_per_network", s.PerNet), s.Network.Validate(), s.SubnetOptions.Without("subnet_create_args", "name"))
	if err == nil {
		_, err = fixtures.NthCIDR(s.FirstCIDR, s.count()-1)
	}
	return err
}

// createSubnet creates the i-th subnet of a network: the action neutron.create_subnet. With a router, it is joined to that:
// its child neutron.add_interface_router.
func (s Subnets) createSubnet(ctx context.Context, it *harness.Iteration, networkID string, i int, routerID string) (id string, err error) {
	cidr, err := fixtures.NthCIDR(s.FirstCIDR, i)
	if err != nil {
		return "", err
	}
	err = timed(ctx, it, "neutron.create_subnet", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		id, err = subnet.post(ctx, client, harness.Object{"cidr": cidr.String(), "ip_version": 4}.With(s.SubnetOptions).With(harness.Object{
			"network_id": networkID, "name": it.Name(),
		}))
		if err != nil || routerID == "" {
			return err
		}
		return addInterface(ctx, it, routerID, id)
	})
	return id, err
}

// createSubnets creates all subnets of a network.
func (s Subnets) createSubnets(ctx context.Context, it *harness.Iteration, networkID string) (ids []string, err error) {
	ids = make([]string, s.count())
	for i := range ids {
		if ids[i], err = s.createSubnet(ctx, it, networkID, i, ""); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// inNewNetwork creates a network with its subnets.
func (s Subnets) inNewNetwork(ctx context.Context, it *harness.Iteration) (ids []string, err error) {
	networkID, err := s.createNetwork(ctx, it)
	if err != nil {
		return nil, err
	}
	return s.createSubnets(ctx, it, networkID)
}

// inTakenNetwork creates the subnets in one of the project's networks, or else in a new one. Those in a network that is there
// already have CIDRs that no other iteration has.
func (s Subnets) inTakenNetwork(ctx context.Context, it *harness.Iteration) (ids []string, err error) {
	networkID, taken, err := s.takeNetwork(ctx, it)
	if err != nil {
		return nil, err
	}
	if taken {
		if s.FirstCIDR, err = ownCIDR(s.FirstCIDR, s.lane, int(it.Number-1)*s.count()); err != nil {
			return nil, err
		}
	}
	return s.createSubnets(ctx, it, networkID)
}

// prepare makes sure that the workloads of a run do not have each other's CIDRs.
func (s *Subnets) prepare(w *harness.World) { s.lane = nextLane(w) }

// CreateAndDeleteSubnets creates a network with subnets and deletes the subnets: NeutronNetworks.create_and_delete_subnets.
// The network stays until the end of the run. If a fixture made networks, the subnets are in those.
type CreateAndDeleteSubnets struct{ Subnets }

// Name is Rally's.
func (CreateAndDeleteSubnets) Name() string { return "NeutronNetworks.create_and_delete_subnets" }

// Actions are those of Run.
func (CreateAndDeleteSubnets) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_subnet", "neutron.delete_subnet"}
}

// Prepare chooses the CIDRs.
func (s CreateAndDeleteSubnets) Prepare(_ context.Context, w *harness.World) (harness.Scenario, error) {
	s.prepare(w)
	return s, nil
}

// Run creates a network with subnets and deletes the subnets.
func (s CreateAndDeleteSubnets) Run(ctx context.Context, it *harness.Iteration) error {
	ids, err := s.inTakenNetwork(ctx, it)
	if err != nil {
		return err
	}
	return each(ids, func(id string) error { return subnet.remove(ctx, it, id) })
}

// CreateAndListSubnets creates a network with subnets and lists all that the user sees: NeutronNetworks.create_and_list_subnets.
type CreateAndListSubnets struct{ Subnets }

// Name is Rally's.
func (CreateAndListSubnets) Name() string { return "NeutronNetworks.create_and_list_subnets" }

// Actions are those of Run.
func (CreateAndListSubnets) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_subnet", "neutron.list_subnets"}
}

// Run creates a network with subnets and lists all.
func (s CreateAndListSubnets) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.inNewNetwork(ctx, it); err != nil {
		return err
	}
	_, err := subnet.list(ctx, it, nil)
	return err
}

// CreateAndShowSubnets creates a network with subnets and shows each: NeutronNetworks.create_and_show_subnets. If a fixture
// made networks, the subnets are in those.
type CreateAndShowSubnets struct{ Subnets }

// Name is Rally's.
func (CreateAndShowSubnets) Name() string { return "NeutronNetworks.create_and_show_subnets" }

// Actions are those of Run.
func (CreateAndShowSubnets) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_subnet", "neutron.show_subnet"}
}

// Prepare chooses the CIDRs.
func (s CreateAndShowSubnets) Prepare(_ context.Context, w *harness.World) (harness.Scenario, error) {
	s.prepare(w)
	return s, nil
}

// Run creates a network with subnets and shows each.
func (s CreateAndShowSubnets) Run(ctx context.Context, it *harness.Iteration) error {
	ids, err := s.inTakenNetwork(ctx, it)
	if err != nil {
		return err
	}
	return each(ids, func(id string) error { return subnet.show(ctx, it, id) })
}

// CreateAndUpdateSubnets creates a network with subnets and updates each: NeutronNetworks.create_and_update_subnets.
type CreateAndUpdateSubnets struct {
	Subnets
	Update harness.Object `arg:"subnet_update_args,required" help:"attributes that the subnets have from then on, as a JSON object"`
}

// Name is Rally's.
func (CreateAndUpdateSubnets) Name() string { return "NeutronNetworks.create_and_update_subnets" }

// Actions are those of Run.
func (CreateAndUpdateSubnets) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_subnet", "neutron.update_subnet"}
}

// Validate refuses names, and what are no subnets.
func (s CreateAndUpdateSubnets) Validate() error {
	return errors.Join(s.Subnets.Validate(), s.Update.Without("subnet_update_args", "name"))
}

// Run creates a network with subnets and updates each.
func (s CreateAndUpdateSubnets) Run(ctx context.Context, it *harness.Iteration) error {
	ids, err := s.inNewNetwork(ctx, it)
	if err != nil {
		return err
	}
	return each(ids, func(id string) error { return subnet.update(ctx, it, id, s.Update) })
}

// each does something with each of the ids, until there is an error.
func each(ids []string, do func(id string) error) error {
	for _, id := range ids {
		if err := do(id); err != nil {
			return err
		}
	}
	return nil
}
