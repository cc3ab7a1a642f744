package neutron

import (
	"context"
	"errors"
	"net/netip"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// Network is what every scenario asks for that creates a network.
type Network struct {
	asUser
	NetworkOptions harness.Object `arg:"network_create_args" help:"attributes of the network, as a JSON object"`
}

// Holds is a network.
func (Network) Holds() []harness.Holding { return []harness.Holding{network.holding(1)} }

// Validate refuses a name.
func (n Network) Validate() error { return n.NetworkOptions.Without("network_create_args", "name") }

// createNetwork is the action neutron.create_network.
func (n Network) createNetwork(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return network.createNamed(ctx, it, n.NetworkOptions)
}

// takeNetwork takes one of the networks that a fixture has given to the project, one after the other; if there is none, it
// creates one.
func (n Network) takeNetwork(ctx context.Context, it *harness.Iteration) (id string, taken bool, err error) {
	if own := projectNetworks(it); len(own) > 0 {
		return own[int((it.Number-1)%int64(len(own)))].ID, true, nil
	}
	id, err = n.createNetwork(ctx, it)
	return id, false, err
}

// projectNetworks are the networks that a fixture has given to the project of the iteration's user.
func projectNetworks(it *harness.Iteration) []fixtures.Network {
	byProject, _ := fixtures.ProjectNetworks.Of(it)
	return byProject[it.User.ProjectID()]
}

// CreateNetwork creates a network with one subnet: the actions neutron.create_network and neutron.create_subnet. The subnet
// is the n-th after first, which may be invalid: then it is the n-th after 10.2.0.0/24.
func CreateNetwork(ctx context.Context, it *harness.Iteration, networkOptions, subnetOptions harness.Object, first netip.Prefix, n int) (id string, err error) {
	if id, err = (Network{NetworkOptions: networkOptions}).createNetwork(ctx, it); err != nil {
		return "", err
	}
	_, err = Subnets{SubnetOptions: subnetOptions, FirstCIDR: first}.createSubnet(ctx, it, id, n, "")
	return id, err
}

// CreateAndDeleteNetworks creates a network and deletes it: NeutronNetworks.create_and_delete_networks.
type CreateAndDeleteNetworks struct{ Network }

// Name is Rally's.
func (CreateAndDeleteNetworks) Name() string { return "NeutronNetworks.create_and_delete_networks" }

// Actions are those of Run.
func (CreateAndDeleteNetworks) Actions() []string {
	return []string{"neutron.create_network", "neutron.delete_network"}
}

// Run creates a network and deletes it.
func (s CreateAndDeleteNetworks) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.createNetwork(ctx, it)
	if err != nil {
		return err
	}
	return network.remove(ctx, it, id)
}

// CreateAndListNetworks creates a network and lists all that the user sees: NeutronNetworks.create_and_list_networks.
type CreateAndListNetworks struct{ Network }

// Name is Rally's.
func (CreateAndListNetworks) Name() string { return "NeutronNetworks.create_and_list_networks" }

// Actions are those of Run.
func (CreateAndListNetworks) Actions() []string {
	return []string{"neutron.create_network", "neutron.list_networks"}
}

// Run creates a network and lists all.
func (s CreateAndListNetworks) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.createNetwork(ctx, it); err != nil {
		return err
	}
	_, err := network.list(ctx, it, nil)
	return err
}

// CreateAndShowNetwork creates a network and shows it: NeutronNetworks.create_and_show_network.
type CreateAndShowNetwork struct{ Network }

// Name is Rally's.
func (CreateAndShowNetwork) Name() string { return "NeutronNetworks.create_and_show_network" }

// Actions are those of Run.
func (CreateAndShowNetwork) Actions() []string {
	return []string{"neutron.create_network", "neutron.show_network"}
}

// Run creates a network and shows it.
func (s CreateAndShowNetwork) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.createNetwork(ctx, it)
	if err != nil {
		return err
	}
	return network.show(ctx, it, id)
}

// CreateAndUpdateNetworks creates a network and updates it: NeutronNetworks.create_and_update_networks.
type CreateAndUpdateNetworks struct {
	Network
	Update harness.Object `arg:"network_update_args,required" help:"attributes that the network has from then on, as a JSON object"`
}

// Name is Rally's.
func (CreateAndUpdateNetworks) Name() string { return "NeutronNetworks.create_and_update_networks" }

// Actions are those of Run.
func (CreateAndUpdateNetworks) Actions() []string {
	return []string{"neutron.create_network", "neutron.update_network"}
}

// Validate refuses names.
func (s CreateAndUpdateNetworks) Validate() error {
	return errors.Join(s.Network.Validate(), s.Update.Without("network_update_args", "name"))
}

// Run creates a network and updates it.
func (s CreateAndUpdateNetworks) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.createNetwork(ctx, it)
	if err != nil {
		return err
	}
	return network.update(ctx, it, id, s.Update)
}
