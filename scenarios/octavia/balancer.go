package octavia

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// LoadBalancers are what every scenario asks for that creates a load balancer on each subnet of the project's networks.
type LoadBalancers struct {
	onSubnets
	Description string    `arg:"description" help:"description of each load balancer"`
	AdminState  bool      `arg:"admin_state" help:"whether each load balancer is up"`
	Listeners   Listeners `arg:"listeners" help:"listeners that each load balancer is made with, as a JSON list of objects"`
	FlavorID    string    `arg:"flavor_id" help:"id of the flavor of each load balancer; octavia's own if there is none"`
	Provider    string    `arg:"provider" help:"who provides each load balancer; octavia chooses if there is none"`
	QoSPolicyID string    `arg:"vip_qos_policy_id" help:"id of the QoS policy of the address of each load balancer"`
}

// Listeners are those that a load balancer is made with, as octavia's API calls their attributes. As text they are a JSON list.
type Listeners []map[string]any

// UnmarshalText reads a JSON list.
func (l *Listeners) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*[]map[string]any)(l)); err != nil {
		return fmt.Errorf(`expected a JSON list of objects such as [{"protocol": "HTTP", "protocol_port": 80}]: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON list.
func (l Listeners) MarshalText() ([]byte, error) { return json.Marshal([]map[string]any(l)) }

const kindBalancer = "loadbalancer"

// attributes are those of a load balancer.
func (l LoadBalancers) attributes(it *harness.Iteration, subnetID string) map[string]any {
	attributes := map[string]any{"name": it.Name(), "project_id": it.User.ProjectID(), "vip_subnet_id": subnetID, "admin_state_up": l.AdminState}
	for name, value := range map[string]string{
		"description": l.Description, "flavor_id": l.FlavorID, "provider": l.Provider, "vip_qos_policy_id": l.QoSPolicyID,
	} {
		if value != "" {
			attributes[name] = value
		}
	}
	if len(l.Listeners) > 0 {
		attributes["listeners"] = []map[string]any(l.Listeners) // as JSON, not as text
	}
	return attributes
}

// create creates a load balancer on every subnet: the action octavia.load_balancer_create, for each.
func (l LoadBalancers) create(ctx context.Context, it *harness.Iteration) (ids []string, err error) {
	on, err := subnets(it)
	if err != nil {
		return nil, err
	}
	ids = make([]string, len(on))
	for i, subnetID := range on {
		if ids[i], err = l.createOn(ctx, it, subnetID); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// createOn creates a load balancer on one subnet.
func (l LoadBalancers) createOn(ctx context.Context, it *harness.Iteration, subnetID string) (id string, err error) {
	err = timed(ctx, it, "octavia.load_balancer_create", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		id, err = create(ctx, client, kindBalancer, l.attributes(it, subnetID))
		return err
	})
	return id, err
}

// await waits until a load balancer is active: the action octavia.wait_for_loadbalancers.
func await(ctx context.Context, it *harness.Iteration, id string) error {
	return it.Time(ctx, "octavia.wait_for_loadbalancers", func(ctx context.Context) error {
		return it.Wait(ctx, "load balancer "+id+" is ACTIVE", createLimit, func(ctx context.Context) (active bool, err error) {
			s, err := showBalancer(ctx, it, id)
			return s.Status == "ACTIVE", err
		})
	})
}

// showBalancer is the action octavia.load_balancer_show.
func showBalancer(ctx context.Context, it *harness.Iteration, id string) (s state, err error) {
	err = timed(ctx, it, "octavia.load_balancer_show", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		s, err = show(ctx, client, kindBalancer, id)
		return err
	})
	return s, err
}

// each creates a load balancer on every subnet, and then, one by one, waits until it is active and does something with it.
func (l LoadBalancers) each(ctx context.Context, it *harness.Iteration, do func(id string) error) (ids []string, err error) {
	if ids, err = l.create(ctx, it); err != nil {
		return nil, err
	}
	for _, id := range ids {
		if err := await(ctx, it, id); err != nil {
			return ids, err
		}
		if err := do(id); err != nil {
			return ids, err
		}
	}
	return ids, nil
}

// creating are the actions of each, and more.
func creating(more ...string) []string {
	list := append([]string{"octavia.load_balancer_create", "octavia.wait_for_loadbalancers", "octavia.wait_for_loadbalancers[octavia.load_balancer_show]"}, more...)
	slices.Sort(list)
	return list
}

// list lists all of a kind that the user sees, as an action.
func list(ctx context.Context, it *harness.Iteration, action, kind string) (all []state, err error) {
	err = timed(ctx, it, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		all, err = cloud.List[state](ctx, client, client.ServiceURL("lbaas", kind+"s"), kind+"s")
		return err
	})
	return all, err
}
