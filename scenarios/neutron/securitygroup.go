package neutron

import (
	"context"
	"errors"

	"github.com/pacenote/pacenote/harness"
)

// Group is what every scenario asks for that is about a security group.
type Group struct {
	asUser
	Options harness.Object `arg:"security_group_create_args" help:"attributes of the security group, as a JSON object"`
}

// Validate refuses a name.
func (g Group) Validate() error { return g.Options.Without("security_group_create_args", "name") }

// create is the action neutron.create_security_group.
func (g Group) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return securityGroup.createNamed(ctx, it, g.Options)
}

// CreateAndDeleteSecurityGroups creates a security group and deletes it: NeutronSecurityGroup.create_and_delete_security_groups.
type CreateAndDeleteSecurityGroups struct{ Group }

// Name is Rally's.
func (CreateAndDeleteSecurityGroups) Name() string {
	return "NeutronSecurityGroup.create_and_delete_security_groups"
}

// Actions are those of Run.
func (CreateAndDeleteSecurityGroups) Actions() []string {
	return []string{"neutron.create_security_group", "neutron.delete_security_group"}
}

// Run creates a security group and deletes it.
func (s CreateAndDeleteSecurityGroups) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return securityGroup.remove(ctx, it, id)
}

// CreateAndListSecurityGroups creates a security group and lists all that the user sees:
// NeutronSecurityGroup.create_and_list_security_groups.
type CreateAndListSecurityGroups struct{ Group }

// Name is Rally's.
func (CreateAndListSecurityGroups) Name() string {
	return "NeutronSecurityGroup.create_and_list_security_groups"
}

// Actions are those of Run.
func (CreateAndListSecurityGroups) Actions() []string {
	return []string{"neutron.create_security_group", "neutron.list_security_groups"}
}

// Run creates a security group and lists all.
func (s CreateAndListSecurityGroups) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.create(ctx, it); err != nil {
		return err
	}
	_, err := securityGroup.list(ctx, it, nil)
	return err
}

// CreateAndShowSecurityGroup creates a security group and shows it: NeutronSecurityGroup.create_and_show_security_group.
type CreateAndShowSecurityGroup struct{ Group }

// Name is Rally's.
func (CreateAndShowSecurityGroup) Name() string {
	return "NeutronSecurityGroup.create_and_show_security_group"
}

// Actions are those of Run.
func (CreateAndShowSecurityGroup) Actions() []string {
	return []string{"neutron.create_security_group", "neutron.show_security_group"}
}

// Run creates a security group and shows it.
func (s CreateAndShowSecurityGroup) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return securityGroup.show(ctx, it, id)
}

// CreateAndUpdateSecurityGroups creates a security group and gives it another name and other attributes:
// NeutronSecurityGroup.create_and_update_security_groups.
type CreateAndUpdateSecurityGroups struct {
	Group
	Update harness.Object `arg:"security_group_update_args" help:"attributes that the security group has from then on, as a JSON object"`
}

// Name is Rally's.
func (CreateAndUpdateSecurityGroups) Name() string {
	return "NeutronSecurityGroup.create_and_update_security_groups"
}

// Actions are those of Run.
func (CreateAndUpdateSecurityGroups) Actions() []string {
	return []string{"neutron.create_security_group", "neutron.update_security_group"}
}

// Validate refuses names.
func (s CreateAndUpdateSecurityGroups) Validate() error {
	return errors.Join(s.Group.Validate(), s.Update.Without("security_group_update_args", "name"))
}

// Run creates a security group and updates it.
func (s CreateAndUpdateSecurityGroups) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return securityGroup.update(ctx, it, id, s.Update.With(harness.Object{"name": it.Name()}))
}
