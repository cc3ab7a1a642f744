package nova

import (
	"context"
	"errors"
	"fmt"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/neutron"
)

// OnTrunk is what every scenario asks for that boots a server on a trunk.
type OnTrunk struct {
	Boot
	NetworkOptions harness.Object `arg:"network_create_args" help:"attributes of the networks, as a JSON object"`
}

// Services are what it talks to.
func (OnTrunk) Services() []string { return onNetwork{}.Services() }

// Validate refuses names.
func (o OnTrunk) Validate() error {
	_, named := o.NetworkOptions["name"]
	if named {
		return errors.Join(o.Boot.Validate(), errors.New("argument network_create_args: name: expected none, since it carries the mark of the run"))
	}
	return o.Boot.Validate()
}

// actions are those of a server on a trunk, and more.
func (OnTrunk) actions(more ...string) []string {
	return append([]string{"neutron.create_network", "neutron.create_subnet", "neutron.create_port", "neutron.create_trunk", "nova.boot_server"}, more...)
}

// ports makes networks with a port each.
func (o *OnTrunk) ports(ctx context.Context, it *harness.Iteration, n int) (ids []string, err error) {
	ids = make([]string, n)
	for i := range ids {
		if ids[i], err = neutron.CreatePort(ctx, it, o.NetworkOptions, i); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// bootOn makes a trunk on a port, with ports below it, and boots a server on it.
func (o *OnTrunk) bootOn(ctx context.Context, it *harness.Iteration, parent string, below ...string) (trunk string, err error) {
	if trunk, err = neutron.CreateTrunk(ctx, it, parent, below...); err != nil {
		return "", err
	}
	_, err = o.bootWith(ctx, it, Options{"networks": []map[string]string{{"port": parent}}})
	return trunk, err
}

// BootServerWithSubports makes networks with a port each, a trunk of all ports, and boots a server on it:
// NeutronTrunks.boot_server_with_subports.
type BootServerWithSubports struct {
	OnTrunk
	Count int `arg:"subport_count" help:"ports below the trunk"`
}

// Name is Rally's.
func (BootServerWithSubports) Name() string { return "NeutronTrunks.boot_server_with_subports" }

// Actions are those of Run.
func (s BootServerWithSubports) Actions() []string { return s.actions() }

// Validate refuses names, and a number of ports that no trunk can have.
func (s BootServerWithSubports) Validate() error {
	return errors.Join(s.OnTrunk.Validate(), neutron.CheckSubports("subport_count", s.Count))
}

// Prepare looks the image and the flavor up.
func (s BootServerWithSubports) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run boots a server on a trunk.
func (s BootServerWithSubports) Run(ctx context.Context, it *harness.Iteration) error {
	ports, err := s.ports(ctx, it, s.Count+1)
	if err != nil {
		return err
	}
	_, err = s.bootOn(ctx, it, ports[0], ports[1:]...)
	return err
}

// BootServerAndAddSubports makes networks with a port each, boots a server on a trunk on the first port, and puts the others below
// the trunk, one by one: NeutronTrunks.boot_server_and_add_subports.
type BootServerAndAddSubports struct {
	OnTrunk
	Count int `arg:"subport_count" help:"ports to put below the trunk"`
}

// Name is Rally's.
func (BootServerAndAddSubports) Name() string { return "NeutronTrunks.boot_server_and_add_subports" }

// Actions are those of Run.
func (s BootServerAndAddSubports) Actions() []string {
	return s.actions("neutron._add_subports_to_trunk")
}

// Validate refuses names, and a number of ports that no trunk can have.
func (s BootServerAndAddSubports) Validate() error {
	return errors.Join(s.OnTrunk.Validate(), neutron.CheckSubports("subport_count", s.Count))
}

// Prepare looks the image and the flavor up.
func (s BootServerAndAddSubports) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run boots a server on a trunk, and puts ports below it.
func (s BootServerAndAddSubports) Run(ctx context.Context, it *harness.Iteration) error {
	return s.grow(ctx, it, s.Count, 1)
}

// grow boots a server on a trunk, and puts batches of ports below it.
func (o *OnTrunk) grow(ctx context.Context, it *harness.Iteration, batches, size int) error {
	ports, err := o.ports(ctx, it, batches*size+1)
	if err != nil {
		return err
	}
	trunk, err := o.bootOn(ctx, it, ports[0])
	if err != nil {
		return err
	}
	for i := range batches {
		if err := neutron.AddSubports(ctx, it, trunk, i*size+1, ports[i*size+1:(i+1)*size+1]...); err != nil {
			return err
		}
	}
	return nil
}

// BootServerAndBatchAddSubports makes networks with a port each, boots a server on a trunk on the first port, and puts the others
// below the trunk, batch by batch: NeutronTrunks.boot_server_and_batch_add_subports.
type BootServerAndBatchAddSubports struct {
	OnTrunk
	Size    int `arg:"subports_per_batch" help:"ports to put below the trunk at once"`
	Batches int `arg:"batches" help:"how many times"`
}

// Name is Rally's.
func (BootServerAndBatchAddSubports) Name() string {
	return "NeutronTrunks.boot_server_and_batch_add_subports"
}

// Actions are those of Run.
func (s BootServerAndBatchAddSubports) Actions() []string {
	return s.actions("neutron._add_subports_to_trunk")
}

// Validate refuses names, and numbers of ports that no trunk can have.
func (s BootServerAndBatchAddSubports) Validate() error {
	var err error
	if s.Batches < 1 {
		err = fmt.Errorf("argument batches: %d: expected 1 or more", s.Batches)
	}
	return errors.Join(s.OnTrunk.Validate(), err, neutron.CheckSubports("subports_per_batch", s.Size), neutron.CheckSubports("subports_per_batch times batches", s.Size*max(s.Batches, 1)))
}

// Prepare looks the image and the flavor up.
func (s BootServerAndBatchAddSubports) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.prepare(ctx, w)
	return s, err
}

// Run boots a server on a trunk, and puts batches of ports below it.
func (s BootServerAndBatchAddSubports) Run(ctx context.Context, it *harness.Iteration) error {
	return s.grow(ctx, it, s.Batches, s.Size)
}
