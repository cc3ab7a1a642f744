package neutron

import (
	"context"
	"errors"

	"github.com/pacenote/pacenote/harness"
)

// Ports are what every scenario asks for that creates ports in a network: one of the project's, if a fixture made any, else a
// new one.
type Ports struct {
	Network
	PortOptions harness.Object `arg:"port_create_args" help:"attributes of each port, as a JSON object"`
	PerNet      int            `arg:"ports_per_network" help:"ports in the network; zero is 1"`
}

// Holds are a network and its ports.
func (p Ports) Holds() []harness.Holding {
	return append(p.Network.Holds(), port.holding(max(p.PerNet, 1)))
}

// Validate refuses a number of ports that is none, and names.
func (p Ports) Validate() error {
	return errors.Join(atLeastOne("ports_per_network", p.PerNet), p.Network.Validate(), p.PortOptions.Without("port_create_args", "name"))
}

// createPort creates a port in a network: the action neutron.create_port.
func createPort(ctx context.Context, it *harness.Iteration, networkID string, options harness.Object) (id string, err error) {
	return port.createNamed(ctx, it, options.With(harness.Object{"network_id": networkID}))
}

// eachPort creates the ports one by one, and does something with each.
func (p Ports) eachPort(ctx context.Context, it *harness.Iteration, do func(id string) error) error {
	networkID, _, err := p.takeNetwork(ctx, it)
	if err != nil {
		return err
	}
	for range max(p.PerNet, 1) {
		id, err := createPort(ctx, it, networkID, p.PortOptions)
		if err != nil {
			return err
		}
		if err := do(id); err != nil {
			return err
		}
	}
	return nil
}

// CreateAndDeletePorts creates ports, and deletes each: NeutronNetworks.create_and_delete_ports.
type CreateAndDeletePorts struct{ Ports }

// Name is Rally's.
func (CreateAndDeletePorts) Name() string { return "NeutronNetworks.create_and_delete_ports" }

// Actions are those of Run.
func (CreateAndDeletePorts) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_port", "neutron.delete_port"}
}

// Run creates ports, and deletes each.
func (s CreateAndDeletePorts) Run(ctx context.Context, it *harness.Iteration) error {
	return s.eachPort(ctx, it, func(id string) error { return port.remove(ctx, it, id) })
}

// CreateAndListPorts creates ports and lists all that the user sees: NeutronNetworks.create_and_list_ports.
type CreateAndListPorts struct{ Ports }

// Name is Rally's.
func (CreateAndListPorts) Name() string { return "NeutronNetworks.create_and_list_ports" }

// Actions are those of Run.
func (CreateAndListPorts) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_port", "neutron.list_ports"}
}

// Run creates ports and lists all.
func (s CreateAndListPorts) Run(ctx context.Context, it *harness.Iteration) error {
	if err := s.eachPort(ctx, it, func(string) error { return nil }); err != nil {
		return err
	}
	_, err := port.list(ctx, it, nil)
	return err
}

// CreateAndShowPorts creates ports, and shows each: NeutronNetworks.create_and_show_ports.
type CreateAndShowPorts struct{ Ports }

// Name is Rally's.
func (CreateAndShowPorts) Name() string { return "NeutronNetworks.create_and_show_ports" }

// Actions are those of Run.
func (CreateAndShowPorts) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_port", "neutron.show_port"}
}

// Run creates ports, and shows each.
func (s CreateAndShowPorts) Run(ctx context.Context, it *harness.Iteration) error {
	return s.eachPort(ctx, it, func(id string) error { return port.show(ctx, it, id) })
}

// CreateAndUpdatePorts creates ports, and updates each: NeutronNetworks.create_and_update_ports.
type CreateAndUpdatePorts struct {
	Ports
	Update harness.Object `arg:"port_update_args,required" help:"attributes that the ports have from then on, as a JSON object"`
}

// Name is Rally's.
func (CreateAndUpdatePorts) Name() string { return "NeutronNetworks.create_and_update_ports" }

// Actions are those of Run.
func (CreateAndUpdatePorts) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_port", "neutron.update_port"}
}

// Validate refuses names, and what are no ports.
func (s CreateAndUpdatePorts) Validate() error {
	return errors.Join(s.Ports.Validate(), s.Update.Without("port_update_args", "name"))
}

// Run creates ports, and updates each.
func (s CreateAndUpdatePorts) Run(ctx context.Context, it *harness.Iteration) error {
	return s.eachPort(ctx, it, func(id string) error { return port.update(ctx, it, id, s.Update) })
}
