package neutron

import (
	"context"
	"errors"

	"github.com/pacenote/pacenote/harness"
)

// CreateAndDeleteFirewallPolicies creates a firewall policy and deletes it: NeutronFWaaS.create_and_delete_firewall_policies.
type CreateAndDeleteFirewallPolicies struct{ FirewallPolicy }

// Name is Rally's.
func (CreateAndDeleteFirewallPolicies) Name() string {
	return "NeutronFWaaS.create_and_delete_firewall_policies"
}

// Actions are those of Run.
func (CreateAndDeleteFirewallPolicies) Actions() []string {
	return []string{"neutron.create_firewall_policy", "neutron.delete_firewall_policy"}
}

// Prepare sees that there are firewalls.
func (s CreateAndDeleteFirewallPolicies) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireFirewalls(ctx, w)
}

// Run creates a firewall policy and deletes it.
func (s CreateAndDeleteFirewallPolicies) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return firewallPolicy.remove(ctx, it, id)
}

// CreateAndListFirewallPolicies creates a firewall policy and lists all that the user sees: NeutronFWaaS.create_and_list_firewall_policies.
type CreateAndListFirewallPolicies struct{ FirewallPolicy }

// Name is Rally's.
func (CreateAndListFirewallPolicies) Name() string {
	return "NeutronFWaaS.create_and_list_firewall_policies"
}

// Actions are those of Run.
func (CreateAndListFirewallPolicies) Actions() []string {
	return []string{"neutron.create_firewall_policy", "neutron.list_firewall_policies"}
}

// Prepare sees that there are firewalls.
func (s CreateAndListFirewallPolicies) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireFirewalls(ctx, w)
}

// Run creates a firewall policy and lists all.
func (s CreateAndListFirewallPolicies) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.create(ctx, it); err != nil {
		return err
	}
	_, err := firewallPolicy.list(ctx, it, nil)
	return err
}

// CreateAndUpdateFirewallPolicies creates a firewall policy and gives it another name and other attributes:
// NeutronFWaaS.create_and_update_firewall_policies.
type CreateAndUpdateFirewallPolicies struct {
	FirewallPolicy
	Update harness.Object `arg:"firewall_policy_update_args" help:"attributes that the firewall policy has from then on, as a JSON object"`
}

// Name is Rally's.
func (CreateAndUpdateFirewallPolicies) Name() string {
	return "NeutronFWaaS.create_and_update_firewall_policies"
}

// Actions are those of Run.
func (CreateAndUpdateFirewallPolicies) Actions() []string {
	return []string{"neutron.create_firewall_policy", "neutron.update_firewall_policy"}
}

// Validate refuses names.
func (s CreateAndUpdateFirewallPolicies) Validate() error {
	return errors.Join(s.FirewallPolicy.Validate(), s.Update.Without("firewall_policy_update_args", "name"))
}

// Prepare sees that there are firewalls.
func (s CreateAndUpdateFirewallPolicies) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireFirewalls(ctx, w)
}

// Run creates a firewall policy and updates it.
func (s CreateAndUpdateFirewallPolicies) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return firewallPolicy.update(ctx, it, id, renamed(it, s.Update))
}
