package neutron

import (
	"context"
	"errors"

	"github.com/pacenote/pacenote/harness"
)

// CreateAndDeleteFirewallRules creates a firewall rule and deletes it: NeutronFWaaS.create_and_delete_firewall_rules.
type CreateAndDeleteFirewallRules struct{ FirewallRule }

// Name is Rally's.
func (CreateAndDeleteFirewallRules) Name() string {
	return "NeutronFWaaS.create_and_delete_firewall_rules"
}

// Actions are those of Run.
func (CreateAndDeleteFirewallRules) Actions() []string {
	return []string{"neutron.create_firewall_rule", "neutron.delete_firewall_rule"}
}

// Prepare sees that there are firewalls.
func (s CreateAndDeleteFirewallRules) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireFirewalls(ctx, w)
}

// Run creates a firewall rule and deletes it.
func (s CreateAndDeleteFirewallRules) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return firewallRule.remove(ctx, it, id)
}

// CreateAndListFirewallRules creates a firewall rule and lists all that the user sees: NeutronFWaaS.create_and_list_firewall_rules.
type CreateAndListFirewallRules struct{ FirewallRule }

// Name is Rally's.
func (CreateAndListFirewallRules) Name() string { return "NeutronFWaaS.create_and_list_firewall_rules" }

// Actions are those of Run.
func (CreateAndListFirewallRules) Actions() []string {
	return []string{"neutron.create_firewall_rule", "neutron.list_firewall_rules"}
}

// Prepare sees that there are firewalls.
func (s CreateAndListFirewallRules) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireFirewalls(ctx, w)
}

// Run creates a firewall rule and lists all.
func (s CreateAndListFirewallRules) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.create(ctx, it); err != nil {
		return err
	}
	_, err := firewallRule.list(ctx, it, nil)
	return err
}

// CreateAndUpdateFirewallRules creates a firewall rule and gives it another name and other attributes:
// NeutronFWaaS.create_and_update_firewall_rules.
type CreateAndUpdateFirewallRules struct {
	FirewallRule
	Update harness.Object `arg:"firewall_rule_update_args" help:"attributes that the firewall rule has from then on, as a JSON object"`
}

// Name is Rally's.
func (CreateAndUpdateFirewallRules) Name() string {
	return "NeutronFWaaS.create_and_update_firewall_rules"
}

// Actions are those of Run.
func (CreateAndUpdateFirewallRules) Actions() []string {
	return []string{"neutron.create_firewall_rule", "neutron.update_firewall_rule"}
}

// Validate refuses names.
func (s CreateAndUpdateFirewallRules) Validate() error {
	return errors.Join(s.FirewallRule.Validate(), s.Update.Without("firewall_rule_update_args", "name"))
}

// Prepare sees that there are firewalls.
func (s CreateAndUpdateFirewallRules) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireFirewalls(ctx, w)
}

// Run creates a firewall rule and updates it.
func (s CreateAndUpdateFirewallRules) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return firewallRule.update(ctx, it, id, renamed(it, s.Update))
}
