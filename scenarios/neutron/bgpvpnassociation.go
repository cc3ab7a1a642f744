package neutron

import (
	"context"
	"errors"
	"fmt"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// Association is what every scenario asks for that associates a network, or a router, with a BGP VPN. The administrator creates
// the BGP VPN in the user's project, with a route target that is drawn if none is given; the user associates with it what a
// fixture has made. Rally wants servers on the network, of which it makes no use; give the benchmark some if they are to be there.
type Association struct{ BGPVPN }

// Fixtures brings the administrator, a user with a network and a router, and the removal of what is left.
func (Association) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Users{}, fixtures.Networks{}, fixtures.Sweep{}}
}

// A partner is what is associated with a BGP VPN.
type partner string

const (
	aNetwork partner = "network"
	aRouter  partner = "router"
)

// creating are the actions of create.
func (a partner) creating(more string) []string {
	return []string{"neutron.create_bgpvpn", "neutron.create_bgpvpn_" + string(a) + "_assoc", more}
}

// of is the kind of the associations of a BGP VPN.
func (a partner) of(id string) kind {
	name := "bgpvpn_" + string(a) + "_assoc"
	key := string(a) + "_association"
	return kind{name, name + "s", key, bgpvpn.path + "/" + id + "/" + key + "s", timed}
}

// first is the first network of the project, or its router.
func (a partner) first(it *harness.Iteration) (id string, err error) {
	own := projectNetworks(it)
	switch {
	case len(own) == 0:
		return "", errors.New("the project has no network of a fixture")
	case a == aNetwork:
		return own[0].ID, nil
	case own[0].RouterID == "":
		return "", fmt.Errorf("network %s of the project has no router of a fixture", own[0].Name)
	}
	return own[0].RouterID, nil
}

// associate creates a BGP VPN and associates a network or a router of the project with it: the actions neutron.create_bgpvpn and
// neutron.create_bgpvpn_network_assoc, or neutron.create_bgpvpn_router_assoc.
func (s Association) associate(ctx context.Context, it *harness.Iteration, a partner) (associations kind, id string, err error) {
	own, err := a.first(it)
	if err != nil {
		return kind{}, "", err
	}
	if len(s.RouteTargets) == 0 {
		s.RouteTargets = []string{drawTarget(it)}
	}
	vpn, err := s.create(ctx, it, it.User.ProjectID())
	if err != nil {
		return kind{}, "", err
	}
	associations = a.of(vpn)
	id, err = associations.create(ctx, it, harness.Object{string(a) + "_id": own})
	return associations, id, err
}

// associateAndFind associates, and finds the association in the list.
func (s Association) associateAndFind(ctx context.Context, it *harness.Iteration, a partner) error {
	associations, id, err := s.associate(ctx, it, a)
	if err != nil {
		return err
	}
	return associations.find(ctx, it, id)
}

// associateAndDelete associates, and deletes the association.
func (s Association) associateAndDelete(ctx context.Context, it *harness.Iteration, a partner) error {
	associations, id, err := s.associate(ctx, it, a)
	if err != nil {
		return err
	}
	return associations.remove(ctx, it, id)
}

// CreateAndListNetworksAssociations associates a network with a BGP VPN, and finds the association in the list:
// NeutronBGPVPN.create_and_list_networks_associations.
type CreateAndListNetworksAssociations struct{ Association }

// Name is Rally's.
func (CreateAndListNetworksAssociations) Name() string {
	return "NeutronBGPVPN.create_and_list_networks_associations"
}

// Actions are those of Run.
func (CreateAndListNetworksAssociations) Actions() []string {
	return aNetwork.creating("neutron.list_bgpvpn_network_assocs")
}

// Prepare sees that there are BGP VPNs.
func (s CreateAndListNetworksAssociations) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run associates a network, and finds the association in the list.
func (s CreateAndListNetworksAssociations) Run(ctx context.Context, it *harness.Iteration) error {
	return s.associateAndFind(ctx, it, aNetwork)
}

// CreateAndListRoutersAssociations associates a router with a BGP VPN, and finds the association in the list:
// NeutronBGPVPN.create_and_list_routers_associations.
type CreateAndListRoutersAssociations struct{ Association }

// Name is Rally's.
func (CreateAndListRoutersAssociations) Name() string {
	return "NeutronBGPVPN.create_and_list_routers_associations"
}

// Actions are those of Run.
func (CreateAndListRoutersAssociations) Actions() []string {
	return aRouter.creating("neutron.list_bgpvpn_router_assocs")
}

// Prepare sees that there are BGP VPNs.
func (s CreateAndListRoutersAssociations) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run associates a router, and finds the association in the list.
func (s CreateAndListRoutersAssociations) Run(ctx context.Context, it *harness.Iteration) error {
	return s.associateAndFind(ctx, it, aRouter)
}

// CreateBGPVPNAssocDisassocNetworks associates a network with a BGP VPN, and deletes the association:
// NeutronBGPVPN.create_bgpvpn_assoc_disassoc_networks.
type CreateBGPVPNAssocDisassocNetworks struct{ Association }

// Name is Rally's.
func (CreateBGPVPNAssocDisassocNetworks) Name() string {
	return "NeutronBGPVPN.create_bgpvpn_assoc_disassoc_networks"
}

// Actions are those of Run.
func (CreateBGPVPNAssocDisassocNetworks) Actions() []string {
	return aNetwork.creating("neutron.delete_bgpvpn_network_assoc")
}

// Prepare sees that there are BGP VPNs.
func (s CreateBGPVPNAssocDisassocNetworks) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run associates a network, and deletes the association.
func (s CreateBGPVPNAssocDisassocNetworks) Run(ctx context.Context, it *harness.Iteration) error {
	return s.associateAndDelete(ctx, it, aNetwork)
}

// CreateBGPVPNAssocDisassocRouters associates a router with a BGP VPN, and deletes the association:
// NeutronBGPVPN.create_bgpvpn_assoc_disassoc_routers.
type CreateBGPVPNAssocDisassocRouters struct{ Association }

// Name is Rally's.
func (CreateBGPVPNAssocDisassocRouters) Name() string {
	return "NeutronBGPVPN.create_bgpvpn_assoc_disassoc_routers"
}

// Actions are those of Run.
func (CreateBGPVPNAssocDisassocRouters) Actions() []string {
	return aRouter.creating("neutron.delete_bgpvpn_router_assoc")
}

// Prepare sees that there are BGP VPNs.
func (s CreateBGPVPNAssocDisassocRouters) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run associates a router, and deletes the association.
func (s CreateBGPVPNAssocDisassocRouters) Run(ctx context.Context, it *harness.Iteration) error {
	return s.associateAndDelete(ctx, it, aRouter)
}
