package manila

import (
	"context"
	"errors"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// A ShareNetwork is what scenarios ask for that create one.
type ShareNetwork struct {
	asUser
	Network     string `arg:"neutron_net_id" help:"id of a network"`
	Subnet      string `arg:"neutron_subnet_id" help:"id of a subnet of it"`
	NovaNetwork string `arg:"nova_net_id" help:"has no effect: nova has no networks any more"`
	Title       string `arg:"name" help:"has no effect: names carry the owner's mark"`
	Description string `arg:"description" help:"description of the share network"`
}

// Validate refuses a subnet without its network.
func (n ShareNetwork) Validate() error {
	if (n.Network == "") != (n.Subnet == "") {
		return errors.New("neutron_net_id and neutron_subnet_id: expected both or none")
	}
	return nil
}

// create is the action manila.create_share_network.
func (n ShareNetwork) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	attributes := map[string]any{"name": it.Name()}
	for name, value := range map[string]string{"neutron_net_id": n.Network, "neutron_subnet_id": n.Subnet, "description": n.Description} {
		if value != "" {
			attributes[name] = value
		}
	}
	err = timed(ctx, it, "manila.create_share_network", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		id, err = create(ctx, client, "share-networks", "share_network", attributes)
		return err
	})
	return id, err
}

// CreateShareNetworkAndDelete creates a share network and deletes it: ManilaShares.create_share_network_and_delete.
type CreateShareNetworkAndDelete struct{ ShareNetwork }

// Name is Rally's.
func (CreateShareNetworkAndDelete) Name() string {
	return "ManilaShares.create_share_network_and_delete"
}

// Actions are those of Run.
func (CreateShareNetworkAndDelete) Actions() []string {
	return []string{"manila.create_share_network", "manila.delete_share_network"}
}

// Run creates a share network and deletes it.
func (s CreateShareNetworkAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "manila.delete_share_network", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return remove(ctx, client, "share-networks", id)
	})
}

// CreateShareNetworkAndList creates a share network and lists all: ManilaShares.create_share_network_and_list.
type CreateShareNetworkAndList struct {
	ShareNetwork
	Detailed bool           `arg:"detailed" help:"list all that manila knows of each share network"`
	Search   harness.Object `arg:"search_opts" help:"filters, as manila's API calls them: a JSON object"`
}

// Name is Rally's.
func (CreateShareNetworkAndList) Name() string { return "ManilaShares.create_share_network_and_list" }

// Actions are those of Run.
func (CreateShareNetworkAndList) Actions() []string {
	return []string{"manila.create_share_network", "manila.list_share_networks"}
}

// Run creates a share network and lists all.
func (s CreateShareNetworkAndList) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.create(ctx, it); err != nil {
		return err
	}
	_, err := list(ctx, it, it.User, "manila.list_share_networks", detailed("share-networks", s.Detailed), "share_networks", s.Search.Query())
	return err
}

// securityServices are the types that there are.
var securityServices = []string{"active_directory", "kerberos", "ldap"}

// checkSecurity refuses an unknown type.
func checkSecurity(kind string) error {
	if kind != "" && !slices.Contains(securityServices, kind) {
		return harness.Unknown("security_service_type", kind, securityServices)
	}
	return nil
}

// createSecurity is the action manila.create_security_service.
func createSecurity(ctx context.Context, it *harness.Iteration, attributes map[string]any) (id string, err error) {
	attributes["name"] = it.Name()
	err = timed(ctx, it, "manila.create_security_service", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		id, err = create(ctx, client, "security-services", "security_service", attributes)
		return err
	})
	return id, err
}

// CreateSecurityServiceAndDelete creates a security service and deletes it: ManilaShares.create_security_service_and_delete.
type CreateSecurityServiceAndDelete struct {
	asUser
	Type        string       `arg:"security_service_type,required" help:"ldap, kerberos or active_directory"`
	DNS         string       `arg:"dns_ip" help:"address of the name server inside"`
	Server      string       `arg:"server" help:"address or name of the service"`
	Domain      string       `arg:"domain" help:"domain of the service"`
	User        string       `arg:"user" help:"who the service is asked as"`
	Password    cloud.Secret `arg:"password" help:"of the user"`
	Title       string       `arg:"name" help:"has no effect: names carry the owner's mark"`
	Description string       `arg:"description" help:"description of the security service"`
}

// Name is Rally's.
func (CreateSecurityServiceAndDelete) Name() string {
	return "ManilaShares.create_security_service_and_delete"
}

// Actions are those of Run.
func (CreateSecurityServiceAndDelete) Actions() []string {
	return []string{"manila.create_security_service", "manila.delete_security_service"}
}

// Validate refuses an unknown type.
func (s CreateSecurityServiceAndDelete) Validate() error { return checkSecurity(s.Type) }

// Run creates a security service and deletes it.
func (s CreateSecurityServiceAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	attributes := map[string]any{"type": s.Type}
	for name, value := range map[string]string{"dns_ip": s.DNS, "server": s.Server, "domain": s.Domain, "user": s.User, "password": string(s.Password), "description": s.Description} {
		if value != "" {
			attributes[name] = value
		}
	}
	id, err := createSecurity(ctx, it, attributes)
	if err != nil {
		return err
	}
	return timed(ctx, it, "manila.delete_security_service", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return remove(ctx, client, "security-services", id)
	})
}

// AttachSecurityServiceToShareNetwork creates a share network and a security service, and adds the one to the other:
// ManilaShares.attach_security_service_to_share_network.
type AttachSecurityServiceToShareNetwork struct {
	asUser
	Type string `arg:"security_service_type" help:"ldap, kerberos or active_directory"`
}

// Name is Rally's.
func (AttachSecurityServiceToShareNetwork) Name() string {
	return "ManilaShares.attach_security_service_to_share_network"
}

// Actions are those of Run.
func (AttachSecurityServiceToShareNetwork) Actions() []string {
	return []string{"manila.create_share_network", "manila.create_security_service", "manila.add_security_service_to_share_network"}
}

// Validate refuses an unknown type.
func (s AttachSecurityServiceToShareNetwork) Validate() error { return checkSecurity(s.Type) }

// Run creates both, and adds the one to the other.
func (s AttachSecurityServiceToShareNetwork) Run(ctx context.Context, it *harness.Iteration) error {
	network, err := ShareNetwork{}.create(ctx, it)
	if err != nil {
		return err
	}
	security, err := createSecurity(ctx, it, map[string]any{"type": s.Type})
	if err != nil {
		return err
	}
	return timed(ctx, it, "manila.add_security_service_to_share_network", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return act(ctx, client, "share-networks", network, "add_security_service", map[string]string{"security_service_id": security}, nil)
	})
}
