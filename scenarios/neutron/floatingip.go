package neutron

import (
	"context"
	"fmt"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// A FloatingIP is as much of one as its use needs.
type FloatingIP struct {
	ID      string `json:"id"`
	Address string `json:"floating_ip_address"`
}

// CreateFloatingIP takes a floating IP of an external network: the action neutron.create_floating_ip. It has no name; its
// description carries the mark of the run.
func CreateFloatingIP(ctx context.Context, it *harness.Iteration, externalID string, options harness.Object) (ip FloatingIP, err error) {
	err = timed(ctx, it, "neutron.create_floating_ip", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		body := map[string]any{floatingIP.key: options.With(harness.Object{"floating_network_id": externalID, "description": it.Name()})}
		ip, err = send[FloatingIP](ctx, client, http.MethodPost, client.ServiceURL(floatingIP.path), floatingIP.key, body)
		return err
	})
	return ip, err
}

// AssociateFloatingIP gives a floating IP to the first port of a server: the action neutron.associate_floating_ip.
func AssociateFloatingIP(ctx context.Context, it *harness.Iteration, ip FloatingIP, server string) error {
	return it.Time(ctx, "neutron.associate_floating_ip", func(ctx context.Context) error {
		ports, err := port.list(ctx, it, harness.Object{"device_id": server})
		if err != nil {
			return err
		}
		if len(ports) == 0 {
			return fmt.Errorf("server %s has no port for a floating IP", server)
		}
		return floatingIP.update(ctx, it, ip.ID, harness.Object{"port_id": ports[0].ID})
	})
}

// associate gives a floating IP to a port: the action neutron.associate_floating_ip.
func associate(ctx context.Context, it *harness.Iteration, ip FloatingIP, portID string) error {
	return it.Time(ctx, "neutron.associate_floating_ip", func(ctx context.Context) error {
		return floatingIP.update(ctx, it, ip.ID, harness.Object{"port_id": portID})
	})
}

// DissociateFloatingIP takes a floating IP off its port: the action neutron.dissociate_floating_ip.
func DissociateFloatingIP(ctx context.Context, it *harness.Iteration, ip FloatingIP) error {
	return it.Time(ctx, "neutron.dissociate_floating_ip", func(ctx context.Context) error {
		return floatingIP.update(ctx, it, ip.ID, harness.Object{"port_id": nil})
	})
}

// Floating is what every scenario asks for that takes a floating IP.
type Floating struct {
	asUser
	External string `arg:"floating_network" help:"external network of the floating IP: name, id or regular expression; the first one if none is given"`

	externalID string // once prepared
}

// Holds is a floating IP.
func (Floating) Holds() []harness.Holding { return []harness.Holding{floatingIP.holding(1)} }

// prepare looks the external network up.
func (f *Floating) prepare(ctx context.Context, w *harness.World) (err error) {
	if f.externalID, err = FindExternalNetwork(ctx, w, f.External); err != nil {
		err = fmt.Errorf("argument floating_network: %w", err)
	}
	return err
}

// FloatingOptions are attributes of a floating IP.
type FloatingOptions struct {
	Options harness.Object `arg:"floating_ip_args" help:"attributes of the floating IP, as a JSON object"`
}

// Validate refuses a description.
func (f FloatingOptions) Validate() error {
	return f.Options.Without("floating_ip_args", "description")
}

// CreateAndDeleteFloatingIPs takes a floating IP and gives it back: NeutronNetworks.create_and_delete_floating_ips.
type CreateAndDeleteFloatingIPs struct {
	Floating
	FloatingOptions
}

// Name is Rally's.
func (CreateAndDeleteFloatingIPs) Name() string {
	return "NeutronNetworks.create_and_delete_floating_ips"
}

// Actions are those of Run.
func (CreateAndDeleteFloatingIPs) Actions() []string {
	return []string{"neutron.create_floating_ip", "neutron.delete_floating_ip"}
}

// Prepare looks the external network up.
func (s CreateAndDeleteFloatingIPs) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run takes a floating IP and gives it back.
func (s CreateAndDeleteFloatingIPs) Run(ctx context.Context, it *harness.Iteration) error {
	ip, err := CreateFloatingIP(ctx, it, s.externalID, s.Options)
	if err != nil {
		return err
	}
	return floatingIP.remove(ctx, it, ip.ID)
}

// CreateAndListFloatingIPs takes a floating IP and lists all that the user sees: NeutronNetworks.create_and_list_floating_ips.
type CreateAndListFloatingIPs struct {
	Floating
	FloatingOptions
}

// Name is Rally's.
func (CreateAndListFloatingIPs) Name() string {
	return "NeutronNetworks.create_and_list_floating_ips"
}

// Actions are those of Run.
func (CreateAndListFloatingIPs) Actions() []string {
	return []string{"neutron.create_floating_ip", "neutron.list_floating_ips"}
}

// Prepare looks the external network up.
func (s CreateAndListFloatingIPs) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run takes a floating IP and lists all.
func (s CreateAndListFloatingIPs) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := CreateFloatingIP(ctx, it, s.externalID, s.Options); err != nil {
		return err
	}
	_, err := floatingIP.list(ctx, it, nil)
	return err
}

// AssociateAndDissociateFloatingIPs takes a floating IP, creates a port on a network that a router joins to the external one,
// gives the port the floating IP, and takes it off again: NeutronNetworks.associate_and_dissociate_floating_ips.
type AssociateAndDissociateFloatingIPs struct{ Floating }

// Name is Rally's.
func (AssociateAndDissociateFloatingIPs) Name() string {
	return "NeutronNetworks.associate_and_dissociate_floating_ips"
}

// Actions are those of Run.
func (AssociateAndDissociateFloatingIPs) Actions() []string {
	return []string{"neutron.list_networks", "neutron.create_floating_ip", "neutron.create_network", "neutron.create_subnet",
		"neutron.create_port", "neutron.create_router", "neutron.add_gateway_router", "neutron.add_interface_router",
		"neutron.associate_floating_ip", "neutron.associate_floating_ip[neutron.update_floating_ip]",
		"neutron.dissociate_floating_ip", "neutron.dissociate_floating_ip[neutron.update_floating_ip]"}
}

// Prepare looks the external network up.
func (s AssociateAndDissociateFloatingIPs) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run gives a port a floating IP, and takes it off again.
func (s AssociateAndDissociateFloatingIPs) Run(ctx context.Context, it *harness.Iteration) error {
	if err := network.find(ctx, it, s.externalID); err != nil {
		return err
	}
	ip, err := CreateFloatingIP(ctx, it, s.externalID, nil)
	if err != nil {
		return err
	}
	portID, err := s.createReachablePort(ctx, it)
	if err != nil {
		return err
	}
	if err := associate(ctx, it, ip, portID); err != nil {
		return err
	}
	return DissociateFloatingIP(ctx, it, ip)
}

// createReachablePort creates a port on a network that a router joins to the external one.
func (s AssociateAndDissociateFloatingIPs) createReachablePort(ctx context.Context, it *harness.Iteration) (id string, err error) {
	networkID, err := Network{}.createNetwork(ctx, it)
	if err != nil {
		return "", err
	}
	subnetID, err := Subnets{}.createSubnet(ctx, it, networkID, 0, "")
	if err != nil {
		return "", err
	}
	if id, err = createPort(ctx, it, networkID, nil); err != nil {
		return "", err
	}
	routerID, err := RouterOptions{}.createRouter(ctx, it)
	if err != nil {
		return "", err
	}
	if err := addGateway(ctx, it, routerID, s.externalID, nil); err != nil {
		return "", err
	}
	return id, addInterface(ctx, it, routerID, subnetID)
}
