package neutron

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// CreateNetwork creates a network with one subnet: the actions neutron.create_network and neutron.create_subnet. The subnet
// is the n-th after first, which may be invalid: then it is the n-th after 10.2.0.0/24.
func CreateNetwork(ctx context.Context, it *harness.Iteration, network, subnet Options, first netip.Prefix, n int) (id string, err error) {
	client, err := it.User.Network(ctx)
	if err != nil {
		return "", err
	}
	made, err := createNetwork(ctx, it, client, network)
	if err != nil {
		return "", err
	}
	if first, err = fixtures.NthCIDR(first, n); err != nil {
		return "", err
	}
	_, err = CreateAndDeleteSubnets{Subnet: subnet, FirstCIDR: first}.create(ctx, it, client, made.ID, 0)
	return made.ID, err
}

// FindExternalNetwork returns the id of the external network that a name, an id or a regular expression means; "" means the
// first that there is.
func FindExternalNetwork(ctx context.Context, w *harness.World, word string) (string, error) {
	client, err := w.Cloud.Admin().Network(ctx)
	if err != nil {
		return "", err
	}
	list, err := cloud.List[harness.Resource](ctx, client, client.ServiceURL("networks")+"?router:external=True", "networks")
	if err != nil {
		return "", fmt.Errorf("list external networks: %w", err)
	}
	if word == "" {
		if len(list) == 0 {
			return "", errors.New("the cloud has no external network")
		}
		return list[0].ID, nil
	}
	id, err := fixtures.FindNetwork(ctx, w, word)
	if err == nil && !slices.ContainsFunc(list, func(n harness.Resource) bool { return n.ID == id }) {
		err = fmt.Errorf("network %q is not external", word)
	}
	return id, err
}

// A FloatingIP is as much of one as its use needs.
type FloatingIP struct {
	ID      string `json:"id"`
	Address string `json:"floating_ip_address"`
}

// CreateFloatingIP takes a floating IP of an external network: the action neutron.create_floating_ip. It has no name; its
// description carries the mark of the run.
func CreateFloatingIP(ctx context.Context, it *harness.Iteration, network string, options Options) (ip FloatingIP, err error) {
	err = it.Time(ctx, "neutron.create_floating_ip", func(ctx context.Context) error {
		body := options.create("floatingip", map[string]any{"floating_network_id": network, "description": it.Name()})
		return request(ctx, it, http.MethodPost, []string{"floatingips"}, body, &ip)
	})
	return ip, err
}

// AssociateFloatingIP gives a floating IP to the first port of a server: the action neutron.associate_floating_ip.
func AssociateFloatingIP(ctx context.Context, it *harness.Iteration, ip FloatingIP, server string) error {
	return it.Time(ctx, "neutron.associate_floating_ip", func(ctx context.Context) error {
		var ports []harness.Resource
		err := it.Time(ctx, "neutron.list_ports", func(ctx context.Context) error {
			client, err := it.User.Network(ctx)
			if err != nil {
				return err
			}
			ports, err = cloud.List[harness.Resource](ctx, client, client.ServiceURL("ports")+"?device_id="+server, "ports")
			return err
		})
		if err != nil {
			return err
		}
		if len(ports) == 0 {
			return fmt.Errorf("server %s has no port for a floating IP", server)
		}
		return updateFloatingIP(ctx, it, ip, map[string]any{"port_id": ports[0].ID})
	})
}

// DissociateFloatingIP takes a floating IP off its port: the action neutron.dissociate_floating_ip.
func DissociateFloatingIP(ctx context.Context, it *harness.Iteration, ip FloatingIP) error {
	return it.Time(ctx, "neutron.dissociate_floating_ip", func(ctx context.Context) error {
		return updateFloatingIP(ctx, it, ip, map[string]any{"port_id": nil})
	})
}

func updateFloatingIP(ctx context.Context, it *harness.Iteration, ip FloatingIP, change map[string]any) error {
	return it.Time(ctx, "neutron.update_floating_ip", func(ctx context.Context) error {
		return request(ctx, it, http.MethodPut, []string{"floatingips", ip.ID}, map[string]any{"floatingip": change}, &ip)
	})
}

// request sends a floating IP, and reads it back.
func request(ctx context.Context, it *harness.Iteration, method string, path []string, body any, ip *FloatingIP) error {
	client, err := it.User.Network(ctx)
	if err != nil {
		return err
	}
	reply := struct{ FloatingIP *FloatingIP }{ip}
	response, err := client.Request(ctx, method, client.ServiceURL(path...), &gophercloud.RequestOpts{
		JSONBody: body, JSONResponse: &reply, OkCodes: []int{http.StatusOK, http.StatusCreated},
	})
	_, _, err = gophercloud.ParseResponse(response, err)
	return err
}
