package nova

import (
	"context"
	"fmt"
	"maps"
	"net/netip"
	"slices"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/neutron"
)

// Find looks the image and the flavor up, and sees that the image fits on the flavor.
func (b *Boot) Find(ctx context.Context, w *harness.World) error { return b.prepare(ctx, w) }

// ImageID is the id of the image, once it is found.
func (b *Boot) ImageID() string { return b.imageID }

// Create creates a server of attributes that go before all others, and waits until it is active: the action nova.boot_server.
// It has an id also where it failed, once nova took the request.
func (b *Boot) Create(ctx context.Context, it *harness.Iteration, more Options) (id string, err error) {
	return b.bootWith(ctx, it, more)
}

// Remove deletes a server and waits until it is gone: the action nova.delete_server, or nova.force_delete_server.
func (d Deletion) Remove(ctx context.Context, it *harness.Iteration, id string) error {
	return d.remove(ctx, it, id)
}

// Removing is the action of Remove.
func (d Deletion) Removing() string { return d.deletion() }

// ConsoleOutput reads the last lines of a server's console, all if length is zero: the action
// nova.get_console_output_server.
func ConsoleOutput(ctx context.Context, it *harness.Iteration, id string, length int) (text string, err error) {
	err = timed(ctx, it, "nova.get_console_output_server", func(ctx context.Context, client *gophercloud.ServiceClient) (err error) {
		text, err = servers.ShowConsoleOutput(ctx, client, id, servers.ShowConsoleOutputOpts{Length: length}).Extract()
		return err
	})
	return text, err
}

// FixedAddress is the first fixed address of a server, of IPv4 if it has one.
func FixedAddress(ctx context.Context, it *harness.Iteration, id string) (string, error) {
	client, err := it.User.Compute(ctx)
	if err != nil {
		return "", err
	}
	type addressed struct {
		Addresses map[string][]struct {
			Address netip.Addr `json:"addr"`
			Type    string     `json:"OS-EXT-IPS:type"`
		} `json:"addresses"`
	}
	s, err := cloud.Show[addressed](ctx, client, client.ServiceURL("servers", id), "server")
	if err != nil {
		return "", err
	}
	var other string
	for _, network := range slices.Sorted(maps.Keys(s.Addresses)) {
		for _, a := range s.Addresses[network] {
			switch {
			case a.Type == "floating":
			case a.Address.Is4():
				return a.Address.String(), nil
			case other == "":
				other = a.Address.String()
			}
		}
	}
	if other == "" {
		err = fmt.Errorf("server %s is on no network", id)
	}
	return other, err
}

// AssociateFloatingIP gives a floating IP to a server, and waits until nova shows it: the action nova.associate_floating_ip.
func AssociateFloatingIP(ctx context.Context, it *harness.Iteration, ip neutron.FloatingIP, server string) error {
	return timed(ctx, it, associateIP, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if err := neutron.AssociateFloatingIP(ctx, it, ip, server); err != nil {
			return err
		}
		return waitAddress(ctx, it, client, server, ip.Address, true)
	})
}

// DissociateFloatingIP takes a floating IP off a server, and waits until nova does not show it: the action
// nova.dissociate_floating_ip.
func DissociateFloatingIP(ctx context.Context, it *harness.Iteration, ip neutron.FloatingIP, server string) error {
	return timed(ctx, it, dissociateIP, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if err := neutron.DissociateFloatingIP(ctx, it, ip); err != nil {
			return err
		}
		return waitAddress(ctx, it, client, server, ip.Address, false)
	})
}

const (
	associateIP  = "nova.associate_floating_ip"
	dissociateIP = "nova.dissociate_floating_ip"
)

// Associating are the actions of AssociateFloatingIP.
func Associating() []string {
	const inner = associateIP + "[neutron.associate_floating_ip]"
	return []string{associateIP, inner, inner + "[neutron.list_ports]", inner + "[neutron.update_floating_ip]"}
}

// Dissociating are the actions of DissociateFloatingIP.
func Dissociating() []string {
	const inner = dissociateIP + "[neutron.dissociate_floating_ip]"
	return []string{dissociateIP, inner, inner + "[neutron.update_floating_ip]"}
}

// With are the options, and attributes over them.
func (o Options) With(attributes Options) Options { return o.with(attributes) }

// Check refuses a name, by which what is left could not be found, in the argument of a name.
func (o Options) Check(argument string) error { return o.check(argument) }
