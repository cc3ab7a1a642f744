package neutron

import (
	"context"
	"errors"

	"github.com/pacenote/pacenote/harness"
)

// Rule is what every scenario asks for that is about the rules of a security group. Rules have no name: they go with their
// group.
type Rule struct {
	asUser
	Group   harness.Object `arg:"security_group_args" help:"attributes of the security group, as a JSON object"`
	Options harness.Object `arg:"security_group_rule_args" help:"attributes of each rule, as a JSON object; an ingress of TCP if they do not say otherwise"`
}

// Validate refuses a name.
func (r Rule) Validate() error { return r.Group.Without("security_group_args", "name") }

// createGroup is the action neutron.create_security_group.
func (r Rule) createGroup(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return securityGroup.createNamed(ctx, it, r.Group)
}

// create creates a rule of a group: the action neutron.create_security_group_rule.
func (r Rule) create(ctx context.Context, it *harness.Iteration, groupID string, attributes harness.Object) (id string, err error) {
	return securityGroupRule.create(ctx, it, harness.Object{"direction": "ingress", "protocol": "tcp"}.With(r.Options).With(attributes).With(harness.Object{"security_group_id": groupID}))
}

// createBoth creates a group with a rule.
func (r Rule) createBoth(ctx context.Context, it *harness.Iteration) (groupID, id string, err error) {
	if groupID, err = r.createGroup(ctx, it); err != nil {
		return "", "", err
	}
	id, err = r.create(ctx, it, groupID, nil)
	return groupID, id, err
}

// CreateAndDeleteSecurityGroupRule creates a security group with a rule, and deletes the rule and the group:
// NeutronSecurityGroup.create_and_delete_security_group_rule.
type CreateAndDeleteSecurityGroupRule struct{ Rule }

// Name is Rally's.
func (CreateAndDeleteSecurityGroupRule) Name() string {
	return "NeutronSecurityGroup.create_and_delete_security_group_rule"
}

// Actions are those of Run.
func (CreateAndDeleteSecurityGroupRule) Actions() []string {
	return []string{"neutron.create_security_group", "neutron.create_security_group_rule", "neutron.delete_security_group_rule", "neutron.delete_security_group"}
}

// Run creates a security group with a rule, and deletes both.
func (s CreateAndDeleteSecurityGroupRule) Run(ctx context.Context, it *harness.Iteration) error {
	groupID, id, err := s.createBoth(ctx, it)
	if err != nil {
		return err
	}
	if err := securityGroupRule.remove(ctx, it, id); err != nil {
		return err
	}
	return securityGroup.remove(ctx, it, groupID)
}

// CreateAndListSecurityGroupRules creates a security group with rules, one for each of the ports from 1 on, lists all rules that
// the user sees, and sees that they are among them: NeutronSecurityGroup.create_and_list_security_group_rules.
type CreateAndListSecurityGroupRules struct {
	Rule
	Count int `arg:"security_group_rules_count" help:"rules in the group; zero is 1"`
}

// Name is Rally's.
func (CreateAndListSecurityGroupRules) Name() string {
	return "NeutronSecurityGroup.create_and_list_security_group_rules"
}

// Actions are those of Run.
func (CreateAndListSecurityGroupRules) Actions() []string {
	return []string{"neutron.create_security_group", "neutron.create_security_group_rule", "neutron.list_security_group_rules"}
}

// Validate refuses a name, and a number of rules that is none.
func (s CreateAndListSecurityGroupRules) Validate() error {
	return errors.Join(s.Rule.Validate(), atLeastOne("security_group_rules_count", s.Count))
}

// Run creates a security group with rules, and finds them in the list.
func (s CreateAndListSecurityGroupRules) Run(ctx context.Context, it *harness.Iteration) error {
	groupID, err := s.createGroup(ctx, it)
	if err != nil {
		return err
	}
	ids := make([]string, max(s.Count, 1))
	for i := range ids {
		if ids[i], err = s.create(ctx, it, groupID, harness.Object{"port_range_min": i + 1, "port_range_max": i + 1}); err != nil {
			return err
		}
	}
	return securityGroupRule.find(ctx, it, ids...)
}

// CreateAndShowSecurityGroupRule creates a security group with a rule, and shows the rule:
// NeutronSecurityGroup.create_and_show_security_group_rule.
type CreateAndShowSecurityGroupRule struct{ Rule }

// Name is Rally's.
func (CreateAndShowSecurityGroupRule) Name() string {
	return "NeutronSecurityGroup.create_and_show_security_group_rule"
}

// Actions are those of Run.
func (CreateAndShowSecurityGroupRule) Actions() []string {
	return []string{"neutron.create_security_group", "neutron.create_security_group_rule", "neutron.show_security_group_rule"}
}

// Run creates a security group with a rule, and shows the rule.
func (s CreateAndShowSecurityGroupRule) Run(ctx context.Context, it *harness.Iteration) error {
	_, id, err := s.createBoth(ctx, it)
	if err != nil {
		return err
	}
	return securityGroupRule.show(ctx, it, id)
}
