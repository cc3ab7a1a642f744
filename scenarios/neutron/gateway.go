package neutron

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

const onlyExternal = "?router%3Aexternal=True"

// FindExternalNetwork returns the id of the external network that a name, an id or a regular expression means; "" means the
// first that there is.
func FindExternalNetwork(ctx context.Context, w *harness.World, word string) (string, error) {
	client, err := w.Cloud.Admin().Network(ctx)
	if err != nil {
		return "", err
	}
	list, err := cloud.List[harness.Resource](ctx, client, client.ServiceURL(network.path)+onlyExternal, network.plural())
	if err != nil {
		return "", fmt.Errorf("list external networks: %w", err)
	}
	if word == "" {
		if len(list) == 0 {
			return "", &harness.UnmetError{Err: errors.New("the cloud has no external network")}
		}
		return list[0].ID, nil
	}
	id, err := fixtures.FindNetwork(ctx, w, word)
	if err == nil && !slices.ContainsFunc(list, func(n harness.Resource) bool { return n.ID == id }) {
		err = &harness.UnmetError{Err: fmt.Errorf("network %q is not external", word)}
	}
	return id, err
}

// firstExternal is the first external network that the user sees: the action neutron.list_networks.
func firstExternal(ctx context.Context, it *harness.Iteration) (id string, err error) {
	list, err := network.list(ctx, it, harness.Object{"router:external": true})
	if err == nil && len(list) == 0 {
		err = errors.New("the cloud has no external network")
	}
	if err != nil {
		return "", err
	}
	return list[0].ID, nil
}

// addGateway lets a router lead to an external network: the action neutron.add_gateway_router. Whether it translates addresses
// is an administrator's to say; nil leaves it to neutron.
func addGateway(ctx context.Context, it *harness.Iteration, routerID, externalID string, snat *bool) error {
	info := harness.Object{"network_id": externalID}
	if snat != nil {
		info["enable_snat"] = *snat
	}
	return setGateway(ctx, it, "neutron.add_gateway_router", routerID, info)
}

// removeGateway is the action neutron.remove_gateway_router.
func removeGateway(ctx context.Context, it *harness.Iteration, routerID string) error {
	return setGateway(ctx, it, "neutron.remove_gateway_router", routerID, harness.Object{})
}

func setGateway(ctx context.Context, it *harness.Iteration, action, routerID string, info harness.Object) error {
	return timed(ctx, it, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		body := map[string]any{router.key: harness.Object{"external_gateway_info": info}}
		_, err := send[harness.Resource](ctx, client, http.MethodPut, client.ServiceURL(router.path, routerID), router.key, body)
		return err
	})
}

// SetAndClearRouterGateway creates an external network and a router, lets the router lead to the network, and no more:
// NeutronNetworks.set_and_clear_router_gateway. External networks are an administrator's to create, so that its users have the
// role admin.
type SetAndClearRouterGateway struct {
	Network
	RouterOptions
	EnableSNAT bool `arg:"enable_snat" help:"the router translates addresses"`
}

// Name is Rally's.
func (SetAndClearRouterGateway) Name() string { return "NeutronNetworks.set_and_clear_router_gateway" }

// Actions are those of Run.
func (s SetAndClearRouterGateway) Actions() []string {
	return append(s.creating(), "neutron.create_network", "neutron.add_gateway_router", "neutron.remove_gateway_router")
}

// Fixtures brings a user with the role admin, and the removal of what is left.
func (SetAndClearRouterGateway) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Roles{"admin"}, fixtures.Sweep{}}
}

// Validate refuses names.
func (s SetAndClearRouterGateway) Validate() error {
	return errors.Join(s.Network.Validate(), s.RouterOptions.Validate())
}

// Run creates an external network and a router, lets the router lead to the network, and no more.
func (s SetAndClearRouterGateway) Run(ctx context.Context, it *harness.Iteration) error {
	externalID, err := network.createNamed(ctx, it, harness.Object{"router:external": true}.With(s.NetworkOptions))
	if err != nil {
		return err
	}
	routerID, err := s.createRouter(ctx, it)
	if err != nil {
		return err
	}
	if err := addGateway(ctx, it, routerID, externalID, &s.EnableSNAT); err != nil {
		return err
	}
	return removeGateway(ctx, it, routerID)
}
