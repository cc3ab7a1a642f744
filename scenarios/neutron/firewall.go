package neutron

import (
	"context"
	"errors"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// What scenarios ask for that create a firewall group, policy or rule of FWaaS v2.
type (
	// FirewallGroup is a group that is created.
	FirewallGroup struct {
		asUser
		Options harness.Object `arg:"firewall_group_create_args" help:"attributes of the firewall group, as a JSON object"`
	}

	// FirewallPolicy is a policy that is created.
	FirewallPolicy struct {
		asUser
		Options harness.Object `arg:"firewall_policy_create_args" help:"attributes of the firewall policy, as a JSON object"`
	}

	// FirewallRule is a rule that is created.
	FirewallRule struct {
		asUser
		Options harness.Object `arg:"firewall_rule_create_args" help:"attributes of the firewall rule, as a JSON object; it allows TCP to port 22 if they do not say otherwise"`
	}
)

// Validate refuses a name.
func (f FirewallGroup) Validate() error {
	return f.Options.Without("firewall_group_create_args", "name")
}

// Validate refuses a name.
func (f FirewallPolicy) Validate() error {
	return f.Options.Without("firewall_policy_create_args", "name")
}

// Validate refuses a name.
func (f FirewallRule) Validate() error { return f.Options.Without("firewall_rule_create_args", "name") }

// create is the action neutron.create_firewall_group.
func (f FirewallGroup) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return firewallGroup.createNamed(ctx, it, f.Options)
}

// create is the action neutron.create_firewall_policy.
func (f FirewallPolicy) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return firewallPolicy.createNamed(ctx, it, f.Options)
}

// create is the action neutron.create_firewall_rule.
func (f FirewallRule) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return firewallRule.createNamed(ctx, it, harness.Object{
		"protocol": "tcp", "action": "allow", "destination_port": "22", "ip_version": 4, "enabled": true,
	}.With(f.Options))
}

// requireFirewalls is an error if neutron is without FWaaS v2.
func requireFirewalls(ctx context.Context, w *harness.World) error {
	return requireExtension(ctx, w, "fwaas_v2")
}

// renamed are the attributes of an update, which gives another name, too.
func renamed(it *harness.Iteration, change harness.Object) harness.Object {
	return change.With(harness.Object{"name": it.Name()})
}

// insertRule puts a rule into a policy: the action neutron.insert_firewall_rule_in_policy.
func insertRule(ctx context.Context, it *harness.Iteration, policyID, ruleID string) error {
	return changeRules(ctx, it, "neutron.insert_firewall_rule_in_policy", policyID, "insert_rule", ruleID)
}

// removeRule takes a rule out of a policy: the action neutron.remove_firewall_rule_from_policy.
func removeRule(ctx context.Context, it *harness.Iteration, policyID, ruleID string) error {
	return changeRules(ctx, it, "neutron.remove_firewall_rule_from_policy", policyID, "remove_rule", ruleID)
}

func changeRules(ctx context.Context, it *harness.Iteration, action, policyID, verb, ruleID string) error {
	return timed(ctx, it, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := send[harness.Resource](ctx, client, http.MethodPut, client.ServiceURL(firewallPolicy.path, policyID, verb), "",
			harness.Object{"firewall_rule_id": ruleID})
		return err
	})
}

// CreatePolicyAddAndRemoveRules creates a firewall rule and a policy, puts the rule into the policy, and takes it out:
// NeutronFWaaS.create_policy_add_and_remove_rules.
type CreatePolicyAddAndRemoveRules struct {
	asUser
	Rule   harness.Object `arg:"firewall_rule_create_args" help:"attributes of the firewall rule, as a JSON object; it allows TCP to port 22 if they do not say otherwise"`
	Policy harness.Object `arg:"firewall_policy_create_args" help:"attributes of the firewall policy, as a JSON object"`
}

// Name is Rally's.
func (CreatePolicyAddAndRemoveRules) Name() string {
	return "NeutronFWaaS.create_policy_add_and_remove_rules"
}

// Actions are those of Run.
func (CreatePolicyAddAndRemoveRules) Actions() []string {
	return []string{"neutron.create_firewall_rule", "neutron.create_firewall_policy", "neutron.insert_firewall_rule_in_policy", "neutron.remove_firewall_rule_from_policy"}
}

// Validate refuses names.
func (s CreatePolicyAddAndRemoveRules) Validate() error {
	return errors.Join(FirewallRule{Options: s.Rule}.Validate(), FirewallPolicy{Options: s.Policy}.Validate())
}

// Prepare sees that there are firewalls.
func (s CreatePolicyAddAndRemoveRules) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, requireFirewalls(ctx, w)
}

// Run creates a rule and a policy, puts the rule into the policy, and takes it out.
func (s CreatePolicyAddAndRemoveRules) Run(ctx context.Context, it *harness.Iteration) error {
	ruleID, err := FirewallRule{Options: s.Rule}.create(ctx, it)
	if err != nil {
		return err
	}
	policyID, err := FirewallPolicy{Options: s.Policy}.create(ctx, it)
	if err != nil {
		return err
	}
	if err := insertRule(ctx, it, policyID, ruleID); err != nil {
		return err
	}
	return removeRule(ctx, it, policyID, ruleID)
}
