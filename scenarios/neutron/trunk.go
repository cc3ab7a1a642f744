package neutron

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// vlans is how many there are in one network.
const vlans = 4094

// trunkCIDR is the CIDR of the first subnet below a trunk.
var trunkCIDR = netip.MustParsePrefix("1.0.0.0/24")

// CreatePort creates a network with one subnet, and a port on that: the actions neutron.create_network, neutron.create_subnet and
// neutron.create_port. The subnet is the n-th after 1.0.0.0/24, as Rally has it.
func CreatePort(ctx context.Context, it *harness.Iteration, networkOptions harness.Object, n int) (id string, err error) {
	networkID, err := Network{NetworkOptions: networkOptions}.createNetwork(ctx, it)
	if err != nil {
		return "", err
	}
	subnetID, err := Subnets{FirstCIDR: trunkCIDR}.createSubnet(ctx, it, networkID, n, "")
	if err != nil {
		return "", err
	}
	return createPort(ctx, it, networkID, harness.Object{"fixed_ips": []harness.Object{{"subnet_id": subnetID}}})
}

// CreateTrunk creates a trunk on a port, with ports below it whose VLANs count from 1: the action neutron.create_trunk.
func CreateTrunk(ctx context.Context, it *harness.Iteration, parent string, below ...string) (id string, err error) {
	return trunk.createNamed(ctx, it, harness.Object{"port_id": parent, "sub_ports": subports(1, below)})
}

// AddSubports puts ports below a trunk, whose VLANs count from first: the action neutron._add_subports_to_trunk.
func AddSubports(ctx context.Context, it *harness.Iteration, trunkID string, first int, below ...string) error {
	return timed(ctx, it, "neutron._add_subports_to_trunk", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := send[harness.Resource](ctx, client, http.MethodPut, client.ServiceURL(trunk.path, trunkID, "add_subports"), "",
			harness.Object{"sub_ports": subports(first, below)})
		return err
	})
}

func subports(first int, ids []string) []harness.Object {
	list := make([]harness.Object, len(ids))
	for i, id := range ids {
		list[i] = harness.Object{"port_id": id, "segmentation_type": "vlan", "segmentation_id": first + i}
	}
	return list
}

// CreateAndListTrunks creates a trunk with ports below it, lists the trunks that the user sees, and the ports below that one:
// NeutronTrunks.create_and_list_trunks.
type CreateAndListTrunks struct {
	Network
	Count int `arg:"subport_count" help:"ports below the trunk"`
}

// Name is Rally's.
func (CreateAndListTrunks) Name() string { return "NeutronTrunks.create_and_list_trunks" }

// Actions are those of Run.
func (CreateAndListTrunks) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_port", "neutron.create_trunk", "neutron.list_trunks", "neutron.list_subports_by_trunk"}
}

// Validate refuses a name, and a number of ports that no trunk can have.
func (s CreateAndListTrunks) Validate() error {
	return errors.Join(s.Network.Validate(), CheckSubports("subport_count", s.Count))
}

// CheckSubports refuses a number of ports below a trunk that is none, or more than there are VLANs.
func CheckSubports(argument string, n int) error {
	if n < 1 || n > vlans {
		return fmt.Errorf("argument %s: %d: expected 1 to %d, as there are VLANs", argument, n, vlans)
	}
	return nil
}

// Prepare sees that there are trunks.
func (s CreateAndListTrunks) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireExtension(ctx, w, "trunk")
}

// Run creates a trunk with ports below it, and lists them.
func (s CreateAndListTrunks) Run(ctx context.Context, it *harness.Iteration) error {
	networkID, err := s.createNetwork(ctx, it)
	if err != nil {
		return err
	}
	ids := make([]string, s.Count+1)
	for i := range ids {
		if ids[i], err = createPort(ctx, it, networkID, nil); err != nil {
			return err
		}
	}
	id, err := CreateTrunk(ctx, it, ids[0], ids[1:]...)
	if err != nil {
		return err
	}
	if _, err := trunk.list(ctx, it, nil); err != nil {
		return err
	}
	return timed(ctx, it, "neutron.list_subports_by_trunk", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		list, err := cloud.Show[[]struct {
			PortID string `json:"port_id"`
		}](ctx, client, client.ServiceURL(trunk.path, id, "get_subports"), "sub_ports")
		if err == nil && len(list) != s.Count {
			err = &harness.AssertionError{Message: fmt.Sprintf("trunk %s has %d ports below it: expected %d", id, len(list), s.Count)}
		}
		return err
	})
}
