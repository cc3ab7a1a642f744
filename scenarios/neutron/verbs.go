package neutron

import (
	"context"
	"net/netip"

	"github.com/pacenote/pacenote/harness"
)

// Verbs are those of this package.
func Verbs() []harness.Verb {
	list := []harness.Verb{
		{Form: "creates a network", Makes: "network", Doc: "create a network", New: harness.NewDoer(creating{kind: &network})},
		{Form: "creates a subnet on NETWORK", Makes: "subnet", Doc: "create a subnet", New: harness.NewDoer(subnetting{})},
		{Form: "creates a port on NETWORK", Makes: "port", Doc: "create a port", New: harness.NewDoer(creating{kind: &port})},
		{Form: "creates a router", Makes: "router", Doc: "create a router", New: harness.NewDoer(creating{kind: &router})},
		{Form: "creates a security group", Makes: "security group", Doc: "create a security group", New: harness.NewDoer(creating{kind: &securityGroup})},
		{Form: "creates a floating IP", Makes: "floating IP", Doc: "allocate an address on an external network", New: harness.NewDoer(floating{})},
		{Form: "gives FLOATING IP to SERVER", Doc: "associate a floating IP with the first port of a server", New: harness.NewDoer(harness.Deed{
			Does: []string{"neutron.associate_floating_ip", "neutron.associate_floating_ip[neutron.list_ports]", "neutron.associate_floating_ip[neutron.update_floating_ip]"},
			Asks: asUser{}.Services(), Brings: asUser{}.Fixtures(),
			Run: func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", AssociateFloatingIP(ctx, it, FloatingIP{ID: with.ID(0)}, with.ID(1))
			}})},
		{Form: "leads ROUTER outside", Doc: "give a router a gateway to an external network", New: harness.NewDoer(leading{})},
		{Form: "leads ROUTER to SUBNET", Doc: "give a router an interface on a subnet", New: deed("neutron.add_interface_router",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", addInterface(ctx, it, with.ID(0), with.ID(1))
			})},
		{Form: "takes ROUTER off SUBNET", Doc: "remove the interface of a router on a subnet", New: deed("neutron.remove_interface_router",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", removeInterface(ctx, it, with.ID(0), with.ID(1))
			})},
		{Form: "lists networks", Doc: "list all networks that the user sees", New: deed("neutron.list_networks",
			func(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
				_, err := network.list(ctx, it, nil)
				return "", err
			})},
	}
	for _, k := range []struct {
		thing string
		kind  *kind
	}{{"NETWORK", &network}, {"SUBNET", &subnet}, {"PORT", &port}, {"ROUTER", &router}, {"SECURITY GROUP", &securityGroup}, {"FLOATING IP", &floatingIP}} {
		list = append(list, harness.Verb{Form: "deletes " + k.thing, Ends: true, Doc: "delete it", New: deed("neutron.delete_"+k.kind.one,
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", k.kind.remove(ctx, it, with.ID(0))
			})})
	}
	return list
}

// deed is what a user does without arguments.
func deed(action string, run func(context.Context, *harness.Iteration, harness.Things) (string, error)) func() harness.Doer {
	return harness.NewDoer(harness.Deed{Does: []string{action}, Asks: asUser{}.Services(), Brings: asUser{}.Fixtures(), Run: run})
}

// creating creates a resource of a kind, on a network if the sentence names one.
type creating struct {
	asUser
	Options harness.Object `arg:"attributes" help:"more attributes, as neutron's API calls them: a JSON object"`

	kind *kind
}

// Validate refuses a name.
func (c creating) Validate() error { return c.Options.Without("attributes", "name") }

// Actions is that of the creation.
func (c creating) Actions() []string { return []string{"neutron.create_" + c.kind.one} }

// Do creates it.
func (c creating) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
	options := c.Options
	if with.Len() > 0 {
		options = options.With(harness.Object{"network_id": with.ID(0)})
	}
	return c.kind.createNamed(ctx, it, options)
}

// subnetting creates a subnet.
type subnetting struct {
	asUser
	CIDR    netip.Prefix   `arg:"cidr" help:"10.2.0.0/24 if it is not given"`
	Options harness.Object `arg:"attributes" help:"more attributes, as neutron's API calls them: a JSON object"`
}

// Validate refuses a name.
func (s subnetting) Validate() error { return s.Options.Without("attributes", "name") }

// Actions is that of the creation.
func (subnetting) Actions() []string { return []string{"neutron.create_subnet"} }

// Do creates it.
func (s subnetting) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
	return Subnets{SubnetOptions: s.Options, FirstCIDR: s.CIDR}.createSubnet(ctx, it, with.ID(0), 0, "")
}

// outside is an external network that a verb needs.
type outside struct {
	asUser
	Network string `arg:"floating_network" help:"external network: name, id or regular expression; the first one if none is given"`

	networkID string // once found
}

func (o outside) find(ctx context.Context, w *harness.World) (_ outside, err error) {
	o.networkID, err = FindExternalNetwork(ctx, w, o.Network)
	return o, err
}

// floating allocates a floating IP.
type floating struct{ outside }

// Actions is that of the allocation.
func (floating) Actions() []string { return []string{"neutron.create_floating_ip"} }

// Prepare looks the external network up.
func (f floating) Prepare(ctx context.Context, w *harness.World) (_ harness.Doer, err error) {
	f.outside, err = f.find(ctx, w)
	return f, err
}

// Do allocates it.
func (f floating) Do(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
	ip, err := CreateFloatingIP(ctx, it, f.networkID, nil)
	return ip.ID, err
}

// leading gives a router a gateway.
type leading struct{ outside }

// Actions is that of the gateway.
func (leading) Actions() []string { return []string{"neutron.add_gateway_router"} }

// Prepare looks the external network up.
func (l leading) Prepare(ctx context.Context, w *harness.World) (_ harness.Doer, err error) {
	l.outside, err = l.find(ctx, w)
	return l, err
}

// Do leads the router outside.
func (l leading) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
	return "", addGateway(ctx, it, with.ID(0), l.networkID, nil)
}
