package nova

import (
	"context"
	"errors"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/neutron"
)

// WithFloatingIP is a server with an address on an external network.
type WithFloatingIP struct {
	Boot
	Network   string         `arg:"floating_network" help:"external network of the floating IP: name, id or regular expression; the first one if none is given"`
	Arguments harness.Object `arg:"create_floating_ip_args" help:"attributes of the floating IP, as neutron's API calls them: a JSON object"`

	networkID string // once prepared
}

// Services are what it talks to.
func (WithFloatingIP) Services() []string { return onNetwork{}.Services() }

// Fixtures brings a user, a network in its project, and the removal of what is left.
func (WithFloatingIP) Fixtures() []harness.Fixture { return onNetwork{}.Fixtures() }

// associating are the actions of associate.
func (WithFloatingIP) associating() []string {
	return append([]string{"nova.boot_server", "neutron.create_floating_ip"}, Associating()...)
}

// Validate refuses a description, which carries the mark of the run, and what a server cannot be booted with.
func (f WithFloatingIP) Validate() error {
	var err error
	if f.Arguments["description"] != nil {
		err = errors.New("argument create_floating_ip_args: description: expected none, since it carries the mark of the run")
	}
	return errors.Join(err, f.Boot.Validate())
}

// prepare looks the image, the flavor and the external network up.
func (f *WithFloatingIP) prepare(ctx context.Context, w *harness.World) (err error) {
	if err := f.Boot.prepare(ctx, w); err != nil {
		return err
	}
	if f.networkID, err = neutron.FindExternalNetwork(ctx, w, f.Network); err != nil {
		err = fmt.Errorf("argument floating_network: %w", err)
	}
	return err
}

// associate boots a server and gives it a floating IP: the last action is nova.associate_floating_ip.
func (f WithFloatingIP) associate(ctx context.Context, it *harness.Iteration) (server string, ip neutron.FloatingIP, err error) {
	if server, err = f.boot(ctx, it); err != nil {
		return server, ip, err
	}
	if ip, err = neutron.CreateFloatingIP(ctx, it, f.networkID, f.Arguments); err != nil {
		return server, ip, err
	}
	return server, ip, AssociateFloatingIP(ctx, it, ip, server)
}

// waitAddress waits until nova shows an address of a server, or shows it no more.
func waitAddress(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, server, address string, wanted bool) error {
	type addressed struct {
		Addresses map[string][]struct {
			Address string `json:"addr"`
		} `json:"addresses"`
	}
	what := "server " + server + " has no address " + address
	if wanted {
		what = "server " + server + " has address " + address
	}
	return it.Wait(ctx, what, actionLimit, func(ctx context.Context) (bool, error) {
		s, err := cloud.Show[addressed](ctx, client, client.ServiceURL("servers", server), "server")
		has := false
		for _, network := range s.Addresses {
			for _, a := range network {
				has = has || a.Address == address
			}
		}
		return has == wanted, err
	})
}

// BootAndAssociateFloatingIP boots a server and gives it a floating IP: NovaServers.boot_and_associate_floating_ip.
type BootAndAssociateFloatingIP struct{ WithFloatingIP }

// Name is Rally's.
func (BootAndAssociateFloatingIP) Name() string { return "NovaServers.boot_and_associate_floating_ip" }

// Actions are those of Run.
func (s BootAndAssociateFloatingIP) Actions() []string { return s.associating() }

// Prepare looks the image, the flavor and the external network up.
func (s BootAndAssociateFloatingIP) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server and gives it a floating IP.
func (s BootAndAssociateFloatingIP) Run(ctx context.Context, it *harness.Iteration) error {
	_, _, err := s.associate(ctx, it)
	return err
}

// BootServerAssociateAndDissociateFloatingIP boots a server, gives it a floating IP, and takes that off again:
// NovaServers.boot_server_associate_and_dissociate_floating_ip.
type BootServerAssociateAndDissociateFloatingIP struct{ WithFloatingIP }

// Name is Rally's.
func (BootServerAssociateAndDissociateFloatingIP) Name() string {
	return "NovaServers.boot_server_associate_and_dissociate_floating_ip"
}

// Actions are those of Run.
func (s BootServerAssociateAndDissociateFloatingIP) Actions() []string {
	return append(s.associating(), Dissociating()...)
}

// Prepare looks the image, the flavor and the external network up.
func (s BootServerAssociateAndDissociateFloatingIP) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, gives it a floating IP, and takes that off.
func (s BootServerAssociateAndDissociateFloatingIP) Run(ctx context.Context, it *harness.Iteration) error {
	server, ip, err := s.associate(ctx, it)
	if err != nil {
		return err
	}
	return DissociateFloatingIP(ctx, it, ip, server)
}
