package nova

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/attachinterfaces"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/neutron"
)

// onNetwork is a server on a network of its project.
type onNetwork struct{}

// Services are what it talks to.
func (onNetwork) Services() []string { return []string{"compute", "image", "network"} }

// Fixtures brings a user, a network in its project, and the removal of what is left.
func (onNetwork) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Networks{}, fixtures.Sweep{}}
}

// BootServerAndListInterfaces boots a server on a network and lists its interfaces:
// NovaServers.boot_server_and_list_interfaces.
type BootServerAndListInterfaces struct{ Boot }

// Name is Rally's.
func (BootServerAndListInterfaces) Name() string {
	return "NovaServers.boot_server_and_list_interfaces"
}

// Actions are those of Run.
func (BootServerAndListInterfaces) Actions() []string {
	return []string{"nova.boot_server", "nova.list_interfaces"}
}

// Services are what it talks to.
func (BootServerAndListInterfaces) Services() []string { return onNetwork{}.Services() }

// Fixtures brings a user, a network in its project, and the removal of what is left.
func (BootServerAndListInterfaces) Fixtures() []harness.Fixture { return onNetwork{}.Fixtures() }

// Prepare looks the image and the flavor up.
func (s BootServerAndListInterfaces) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server and lists its interfaces.
func (s BootServerAndListInterfaces) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "nova.list_interfaces", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.List[attachinterfaces.Interface](ctx, client, client.ServiceURL("servers", id, "os-interface"), "interfaceAttachments")
		return err
	})
}

// BootServerAndAttachInterface creates a network with a subnet, boots a server, and attaches an interface of that network to it:
// NovaServers.boot_server_and_attach_interface. The server itself is on a network that a fixture has made.
type BootServerAndAttachInterface struct {
	Boot
	Network   harness.Object `arg:"network_create_args" help:"attributes of the network, as a JSON object"`
	Subnet    harness.Object `arg:"subnet_create_args" help:"attributes of the subnet, as a JSON object"`
	FirstCIDR netip.Prefix   `arg:"subnet_cidr_start" help:"CIDR of the first iteration's subnet, the others follow it; 10.100.0.0/26 if none is given"`
	Server    Options        `arg:"boot_server_args" help:"more attributes of the server, as nova's API calls them: a JSON object; Rally's name for boot_server_kwargs here"`
}

// Name is Rally's.
func (BootServerAndAttachInterface) Name() string {
	return "NovaServers.boot_server_and_attach_interface"
}

// Actions are those of Run.
func (BootServerAndAttachInterface) Actions() []string {
	return []string{"neutron.create_network", "neutron.create_subnet", "nova.boot_server", "nova.attach_interface"}
}

// Services are what it talks to.
func (BootServerAndAttachInterface) Services() []string { return onNetwork{}.Services() }

// Fixtures brings a user, a network in its project, and the removal of what is left.
func (BootServerAndAttachInterface) Fixtures() []harness.Fixture { return onNetwork{}.Fixtures() }

// cidrs is how many subnets there are before they begin again: each is in a network of its own, so they may.
const cidrs = 1000

// first is the CIDR of the first subnet.
func (s BootServerAndAttachInterface) first() netip.Prefix {
	if s.FirstCIDR.IsValid() {
		return s.FirstCIDR
	}
	return netip.MustParsePrefix("10.100.0.0/26")
}

// Validate refuses what is no CIDR of IPv4, and names in the attributes.
func (s BootServerAndAttachInterface) Validate() error {
	if !s.first().Addr().Is4() {
		return fmt.Errorf("argument subnet_cidr_start: %v: expected a CIDR of IPv4, such as 10.100.0.0/26", s.FirstCIDR)
	}
	_, last := fixtures.NthCIDR(s.first(), cidrs-1)
	return errors.Join(last, s.Boot.Validate(), s.Server.check("boot_server_args"))
}

// Prepare looks the image and the flavor up.
func (s BootServerAndAttachInterface) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run creates a network, boots a server, and attaches an interface.
func (s BootServerAndAttachInterface) Run(ctx context.Context, it *harness.Iteration) error {
	network, err := neutron.CreateNetwork(ctx, it, s.Network, s.Subnet, s.first(), int(it.Number%cidrs))
	if err != nil {
		return err
	}
	id, err := s.bootWith(ctx, it, s.Server)
	if err != nil {
		return err
	}
	return timed(ctx, it, "nova.attach_interface", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := attachinterfaces.Create(ctx, client, id, attachinterfaces.CreateOpts{NetworkID: network}).Extract()
		return err
	})
}
