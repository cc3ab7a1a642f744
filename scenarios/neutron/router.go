package neutron

import (
	"context"
	"errors"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// RouterOptions are what every scenario asks for that creates routers. Beside neutron's own attributes, discover_external_gw
// lets a router lead to the first external network that there is.
type RouterOptions struct {
	Router harness.Object `arg:"router_create_args" help:"attributes of each router, as a JSON object; \"discover_external_gw\": true lets it lead to an external network"`
}

// Validate refuses a name.
func (r RouterOptions) Validate() error { return r.Router.Without("router_create_args", "name") }

// discovers tells whether a router is to lead to an external network.
func (r RouterOptions) discovers() bool { return r.Router["discover_external_gw"] == true }

// creating are the actions of createRouter.
func (r RouterOptions) creating() []string {
	if r.discovers() {
		return []string{"neutron.create_router", "neutron.create_router[neutron.list_networks]"}
	}
	return []string{"neutron.create_router"}
}

// createRouter creates a router: the action neutron.create_router.
func (r RouterOptions) createRouter(ctx context.Context, it *harness.Iteration) (id string, err error) {
	err = timed(ctx, it, "neutron.create_router", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		attributes := r.Router.With(harness.Object{"name": it.Name()})
		if r.discovers() {
			delete(attributes, "discover_external_gw")
			external, err := firstExternal(ctx, it)
			if err != nil {
				return err
			}
			attributes["external_gateway_info"] = harness.Object{"network_id": external}
		}
		id, err = router.post(ctx, client, attributes)
		return err
	})
	return id, err
}

// addInterface joins a subnet to a router: the action neutron.add_interface_router.
func addInterface(ctx context.Context, it *harness.Iteration, routerID, subnetID string) error {
	return changeInterface(ctx, it, "add", routerID, subnetID)
}

// removeInterface takes a subnet off a router: the action neutron.remove_interface_router.
func removeInterface(ctx context.Context, it *harness.Iteration, routerID, subnetID string) error {
	return changeInterface(ctx, it, "remove", routerID, subnetID)
}

func changeInterface(ctx context.Context, it *harness.Iteration, verb, routerID, subnetID string) error {
	return timed(ctx, it, "neutron."+verb+"_interface_router", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		address := client.ServiceURL(router.path, routerID, verb+"_router_interface")
		_, err := send[harness.Resource](ctx, client, http.MethodPut, address, "", harness.Object{"subnet_id": subnetID})
		return err
	})
}

// Routers are what every scenario asks for that creates routers, each with a subnet of one network.
type Routers struct {
	Subnets
	RouterOptions
}

// Holds are a network, its subnets, and a router for each.
func (r Routers) Holds() []harness.Holding {
	return append(r.Subnets.Holds(), router.holding(r.count()))
}

// creating are the actions of createRouters.
func (r Routers) creating(more ...string) []string {
	list := append(r.RouterOptions.creating(), "neutron.create_network", "neutron.create_subnet", "neutron.create_subnet[neutron.add_interface_router]")
	return append(list, more...)
}

// Validate refuses names, and what are no subnets.
func (r Routers) Validate() error {
	return errors.Join(r.Subnets.Validate(), r.RouterOptions.Validate())
}

// A joined router is one with a subnet.
type joined struct{ router, subnet string }

// createRouters creates a network, the routers, and then the subnets, each of which is joined to a router.
func (r Routers) createRouters(ctx context.Context, it *harness.Iteration) (list []joined, err error) {
	networkID, err := r.createNetwork(ctx, it)
	if err != nil {
		return nil, err
	}
	list = make([]joined, r.count())
	for i := range list {
		if list[i].router, err = r.createRouter(ctx, it); err != nil {
			return nil, err
		}
	}
	for i := range list {
		if list[i].subnet, err = r.createSubnet(ctx, it, networkID, i, list[i].router); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// eachRouter creates the routers, and then does something with each.
func (r Routers) eachRouter(ctx context.Context, it *harness.Iteration, do func(joined) error) error {
	list, err := r.createRouters(ctx, it)
	if err != nil {
		return err
	}
	for _, j := range list {
		if err := do(j); err != nil {
			return err
		}
	}
	return nil
}
