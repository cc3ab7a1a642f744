package neutron

import (
	"context"
	"errors"

	"github.com/pacenote/pacenote/harness"
)

// CreateAndDeleteFirewallGroups creates a firewall group and deletes it: NeutronFWaaS.create_and_delete_firewall_groups.
type CreateAndDeleteFirewallGroups struct{ FirewallGroup }

// Name is Rally's.
func (CreateAndDeleteFirewallGroups) Name() string {
	return "NeutronFWaaS.create_and_delete_firewall_groups"
}

// Actions are those of Run.
func (CreateAndDeleteFirewallGroups) Actions() []string {
	return []string{"neutron.create_firewall_group", "neutron.delete_firewall_group"}
}

// Prepare sees that there are firewalls.
func (s CreateAndDeleteFirewallGroups) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireFirewalls(ctx, w)
}

// Run creates a firewall group and deletes it.
func (s CreateAndDeleteFirewallGroups) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return firewallGroup.remove(ctx, it, id)
}

// CreateAndListFirewallGroups creates a firewall group and lists all that the user sees: NeutronFWaaS.create_and_list_firewall_groups.
type CreateAndListFirewallGroups struct{ FirewallGroup }

// Name is Rally's.
func (CreateAndListFirewallGroups) Name() string {
	return "NeutronFWaaS.create_and_list_firewall_groups"
}

// Actions are those of Run.
func (CreateAndListFirewallGroups) Actions() []string {
	return []string{"neutron.create_firewall_group", "neutron.list_firewall_groups"}
}

// Prepare sees that there are firewalls.
func (s CreateAndListFirewallGroups) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireFirewalls(ctx, w)
}

// Run creates a firewall group and lists all.
func (s CreateAndListFirewallGroups) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.create(ctx, it); err != nil {
		return err
	}
	_, err := firewallGroup.list(ctx, it, nil)
	return err
}

// CreateAndUpdateFirewallGroups creates a firewall group and gives it another name and other attributes:
// NeutronFWaaS.create_and_update_firewall_groups.
type CreateAndUpdateFirewallGroups struct {
	FirewallGroup
	Update harness.Object `arg:"firewall_group_update_args" help:"attributes that the firewall group has from then on, as a JSON object"`
}

// Name is Rally's.
func (CreateAndUpdateFirewallGroups) Name() string {
	return "NeutronFWaaS.create_and_update_firewall_groups"
}

// Actions are those of Run.
func (CreateAndUpdateFirewallGroups) Actions() []string {
	return []string{"neutron.create_firewall_group", "neutron.update_firewall_group"}
}

// Validate refuses names.
func (s CreateAndUpdateFirewallGroups) Validate() error {
	return errors.Join(s.FirewallGroup.Validate(), s.Update.Without("firewall_group_update_args", "name"))
}

// Prepare sees that there are firewalls.
func (s CreateAndUpdateFirewallGroups) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireFirewalls(ctx, w)
}

// Run creates a firewall group and updates it.
func (s CreateAndUpdateFirewallGroups) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return firewallGroup.update(ctx, it, id, renamed(it, s.Update))
}
