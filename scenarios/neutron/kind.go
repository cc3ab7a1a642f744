package neutron

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// A kind is a kind of resource of the network service. Its methods are the actions of Rally that all kinds have.
type kind struct {
	one, many string // as actions call it: neutron.create_network, neutron.list_networks
	key       string // of one, in bodies
	path      string // of all
	as        func(context.Context, *harness.Iteration, string, request) error
}

var (
	network           = kind{"network", "networks", "network", "networks", timed}
	subnet            = kind{"subnet", "subnets", "subnet", "subnets", timed}
	port              = kind{"port", "ports", "port", "ports", timed}
	router            = kind{"router", "routers", "router", "routers", timed}
	floatingIP        = kind{"floating_ip", "floating_ips", "floatingip", "floatingips", timed}
	securityGroup     = kind{"security_group", "security_groups", "security_group", "security-groups", timed}
	securityGroupRule = kind{"security_group_rule", "security_group_rules", "security_group_rule", "security-group-rules", timed}
	trunk             = kind{"trunk", "trunks", "trunk", "trunks", timed}
	agent             = kind{"agent", "agents", "agent", "agents", timed}
	bgpvpn            = kind{"bgpvpn", "bgpvpns", "bgpvpn", "bgpvpn/bgpvpns", administered}
	firewallGroup     = kind{"firewall_group", "firewall_groups", "firewall_group", "fwaas/firewall_groups", timed}
	firewallPolicy    = kind{"firewall_policy", "firewall_policies", "firewall_policy", "fwaas/firewall_policies", timed}
	firewallRule      = kind{"firewall_rule", "firewall_rules", "firewall_rule", "fwaas/firewall_rules", timed}
)

// holding is a number of them, which count for a quota until they are deleted.
func (k kind) holding(n int) harness.Holding {
	return harness.Holding{Service: "network", Quota: k.key, N: n, Freed: "delete_" + k.one}
}

// create creates one: the action neutron.create_KIND.
func (k kind) create(ctx context.Context, it *harness.Iteration, attributes harness.Object) (id string, err error) {
	err = k.as(ctx, it, "neutron.create_"+k.one, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		id, err = k.post(ctx, client, attributes)
		return err
	})
	return id, err
}

// createNamed is create, under the next name of the iteration.
func (k kind) createNamed(ctx context.Context, it *harness.Iteration, options harness.Object) (id string, err error) {
	return k.create(ctx, it, options.With(harness.Object{"name": it.Name()}))
}

// post creates one, which is no action.
func (k kind) post(ctx context.Context, client *gophercloud.ServiceClient, attributes harness.Object) (id string, err error) {
	made, err := send[harness.Resource](ctx, client, http.MethodPost, client.ServiceURL(k.path), k.key, map[string]any{k.key: attributes})
	return made.ID, err
}

// show shows one, which has to be the one that was asked for: the action neutron.show_KIND.
func (k kind) show(ctx context.Context, it *harness.Iteration, id string) error {
	return k.as(ctx, it, "neutron.show_"+k.one, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		shown, err := cloud.Show[harness.Resource](ctx, client, client.ServiceURL(k.path, id), k.key)
		if err == nil && shown.ID != id {
			err = &harness.AssertionError{Message: fmt.Sprintf("%s %s was asked for, and %s is shown", k.one, id, shown.ID)}
		}
		return err
	})
}

// update changes one: the action neutron.update_KIND.
func (k kind) update(ctx context.Context, it *harness.Iteration, id string, attributes harness.Object) error {
	return k.as(ctx, it, "neutron.update_"+k.one, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := send[harness.Resource](ctx, client, http.MethodPut, client.ServiceURL(k.path, id), k.key, map[string]any{k.key: attributes})
		return err
	})
}

// remove deletes one: the action neutron.delete_KIND.
func (k kind) remove(ctx context.Context, it *harness.Iteration, id string) error {
	return k.as(ctx, it, "neutron.delete_"+k.one, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := client.Delete(ctx, client.ServiceURL(k.path, id), &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusNoContent}})
		return err
	})
}

// list lists those that a query asks for, all if it is empty: the action neutron.list_KINDS.
func (k kind) list(ctx context.Context, it *harness.Iteration, query harness.Object) (list []harness.Resource, err error) {
	err = k.as(ctx, it, "neutron.list_"+k.many, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		list, err = cloud.List[harness.Resource](ctx, client, client.ServiceURL(k.path)+query.Query(), k.plural())
		return err
	})
	return list, err
}

// find lists all, and is an error if one of these is not among them.
func (k kind) find(ctx context.Context, it *harness.Iteration, ids ...string) error {
	list, err := k.list(ctx, it, nil)
	if err != nil {
		return err
	}
	listed := make(map[string]bool, len(list))
	for _, r := range list {
		listed[r.ID] = true
	}
	for _, id := range ids {
		if !listed[id] {
			return &harness.AssertionError{Message: fmt.Sprintf("%s %s is not among the %d in the list", k.one, id, len(list))}
		}
	}
	return nil
}

// plural is the name of a list in bodies.
func (k kind) plural() string {
	return strings.ReplaceAll(k.path[strings.LastIndexByte(k.path, '/')+1:], "-", "_")
}

// send sends a body, and reads the value of a key in the answer; "" is the whole answer.
func send[T any](ctx context.Context, client *gophercloud.ServiceClient, method, address, key string, body any) (v T, err error) {
	reply := map[string]*T{key: &v}
	var into any = &reply
	if key == "" {
		into = &v
	}
	response, err := client.Request(ctx, method, address, &gophercloud.RequestOpts{
		JSONBody: body, JSONResponse: into, OkCodes: []int{http.StatusOK, http.StatusCreated},
	})
	if _, _, err = gophercloud.ParseResponse(response, err); err != nil || key == "" {
		return v, err
	}
	if got := reply[key]; got != nil {
		v = *got
	}
	return v, nil
}
