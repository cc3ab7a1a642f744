package neutron

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// CreateAndBindPorts creates a subnet of each version of IP in each of the project's networks, and ports, each of which the
// administrator binds to a host with a live agent: NeutronNetworks.create_and_bind_ports.
type CreateAndBindPorts struct {
	asUser
	PerNet int `arg:"ports_per_network" help:"ports in each network; zero is 1"`

	host string // once prepared, as lane
	lane int
}

// binders are the types of agents that ports can be bound to, as Rally has them.
var binders = []string{"Open vSwitch agent", "Linux bridge agent"}

// boundDevice is the server that the ports are said to be of: Rally's, which there is in no cloud.
const boundDevice = "ba805478-85ff-11e9-a2e4-2b8dea218fc8"

// Name is Rally's.
func (CreateAndBindPorts) Name() string { return "NeutronNetworks.create_and_bind_ports" }

// Actions are those of Run.
func (CreateAndBindPorts) Actions() []string {
	return []string{"neutron.create_subnet", "neutron.create_port", "neutron.update_port"}
}

// Fixtures brings the administrator, a user with a network, and the removal of what is left.
func (CreateAndBindPorts) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Users{}, fixtures.Networks{NoRouter: true}, fixtures.Sweep{}}
}

// Validate refuses a number of ports that is none.
func (s CreateAndBindPorts) Validate() error { return atLeastOne("ports_per_network", s.PerNet) }

// Prepare looks for a host.
func (s CreateAndBindPorts) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	client, err := w.Cloud.Admin().Network(ctx)
	if err != nil {
		return nil, err
	}
	list, err := cloud.List[struct {
		Host  string
		Type  string `json:"agent_type"`
		Up    bool   `json:"admin_state_up"`
		Alive bool
	}](ctx, client, client.ServiceURL(agent.path), agent.plural())
	if err != nil {
		return nil, fmt.Errorf("list the agents of the network service: %w", err)
	}
	for _, a := range list {
		if a.Up && a.Alive && slices.Contains(binders, a.Type) {
			s.host = a.Host
		}
	}
	if s.host == "" {
		return nil, unbindable("no live agent to which a port could be bound among the %d of the network service: expected an %s", len(list), strings.Join(binders, " or a "))
	}
	s.lane = nextLane(w)
	return s, nil
}

// Run creates subnets and ports, and binds the ports.
func (s CreateAndBindPorts) Run(ctx context.Context, it *harness.Iteration) error {
	own := projectNetworks(it)
	if len(own) == 0 {
		return errors.New("the project has no network of a fixture")
	}
	for _, n := range own {
		if err := s.createSubnets(ctx, it, n.ID); err != nil {
			return err
		}
		for range max(s.PerNet, 1) {
			id, err := createPort(ctx, it, n.ID, nil)
			if err != nil {
				return err
			}
			if err := s.bind(ctx, it, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// createSubnets creates a subnet of IPv4 and one of IPv6.
func (s CreateAndBindPorts) createSubnets(ctx context.Context, it *harness.Iteration, networkID string) error {
	i := int(it.Number - 1)
	v4, err := ownCIDR(netip.Prefix{}, s.lane, i)
	if err != nil {
		return err
	}
	v6 := fmt.Sprintf("fd01:%x:%x::/64", s.lane, i&0xffff)
	for _, o := range []harness.Object{{"cidr": v4.String(), "ip_version": 4}, {"cidr": v6, "ip_version": 6}} {
		if _, err := subnet.createNamed(ctx, it, o.With(harness.Object{"network_id": networkID})); err != nil {
			return err
		}
	}
	return nil
}

// bind is the action neutron.update_port, of the administrator.
func (s CreateAndBindPorts) bind(ctx context.Context, it *harness.Iteration, id string) error {
	var bound struct {
		Type string `json:"binding:vif_type"`
	}
	err := administered(ctx, it, "neutron.update_port", func(ctx context.Context, client *gophercloud.ServiceClient) (err error) {
		attributes := harness.Object{"device_owner": "compute:nova", "device_id": boundDevice, "binding:host_id": s.host}
		bound, err = send[struct {
			Type string `json:"binding:vif_type"`
		}](ctx, client, "PUT", client.ServiceURL(port.path, id), port.key, map[string]any{port.key: attributes})
		return err
	})
	if err == nil && bound.Type == "binding_failed" {
		err = &harness.StateError{Kind: "port", ID: id, State: bound.Type, Reason: "host " + s.host}
	}
	return err
}

func unbindable(format string, args ...any) error {
	return &harness.UnmetError{Err: fmt.Errorf(format, args...)}
}
