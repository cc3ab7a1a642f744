package keystone

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// A Project is what scenarios ask for that create one.
type Project struct {
	asAdmin
	NameLength
	Description string `arg:"description" help:"description of the project"`
}

// create is the action keystone.create_project.
func (p Project) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return project.create(ctx, it, given(harness.Object{"description": p.Description}))
}

// CreateTenant creates a project: KeystoneBasic.create_tenant.
type CreateTenant struct{ Project }

// Name is Rally's.
func (CreateTenant) Name() string { return "KeystoneBasic.create_tenant" }

// Actions are those of Run.
func (CreateTenant) Actions() []string { return []string{"keystone.create_project"} }

// Run creates a project.
func (s CreateTenant) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.create(ctx, it)
	return err
}

// CreateAndListTenants creates a project and lists all: KeystoneBasic.create_and_list_tenants.
type CreateAndListTenants struct{ Project }

// Name is Rally's.
func (CreateAndListTenants) Name() string { return "KeystoneBasic.create_and_list_tenants" }

// Actions are those of Run.
func (CreateAndListTenants) Actions() []string {
	return []string{"keystone.create_project", "keystone.list_projects"}
}

// Run creates a project and finds it in the list.
func (s CreateAndListTenants) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return project.find(ctx, it, nil, id)
}

// CreateUpdateAndDeleteTenant creates a project, gives it another name and description, and deletes it:
// KeystoneBasic.create_update_and_delete_tenant.
type CreateUpdateAndDeleteTenant struct{ Project }

// Name is Rally's.
func (CreateUpdateAndDeleteTenant) Name() string {
	return "KeystoneBasic.create_update_and_delete_tenant"
}

// Actions are those of Run.
func (CreateUpdateAndDeleteTenant) Actions() []string {
	return []string{"keystone.create_project", "keystone.update_project", "keystone.delete_project"}
}

// Run creates a project, changes it, and deletes it.
func (s CreateUpdateAndDeleteTenant) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	if err := project.update(ctx, it, id, harness.Object{"name": it.Name(), "description": it.Name()}); err != nil {
		return err
	}
	return project.remove(ctx, it, id)
}

// CreateTenantWithUsers creates a project and users who are members of it: KeystoneBasic.create_tenant_with_users.
type CreateTenantWithUsers struct {
	Project
	Count int `arg:"users_per_tenant,required" help:"users to create"`
}

// Name is Rally's.
func (CreateTenantWithUsers) Name() string { return "KeystoneBasic.create_tenant_with_users" }

// Actions are those of Run.
func (CreateTenantWithUsers) Actions() []string {
	return []string{"keystone.create_project", "keystone.list_roles", "keystone.create_user", "keystone.add_role"}
}

// Validate refuses a number of users that is none.
func (s CreateTenantWithUsers) Validate() error {
	if s.Count < 0 {
		return fmt.Errorf("argument users_per_tenant: %d: expected 1 or more", s.Count)
	}
	return nil
}

// Run creates a project and users, and makes them its members.
func (s CreateTenantWithUsers) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	roles, err := role.list(ctx, it, nil)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(roles, func(r harness.Resource) bool { return strings.EqualFold(r.Name, "member") })
	if i < 0 {
		return &harness.AssertionError{Message: fmt.Sprintf("the role member is not among the %d in the list", len(roles))}
	}
	for range s.Count {
		member, err := newUser(ctx, it, harness.Object{"default_project_id": id})
		if err != nil {
			return err
		}
		if err := grant(ctx, it, id, member, roles[i].ID); err != nil {
			return err
		}
	}
	return nil
}

// grant gives a user a role on a project: the action keystone.add_role.
func grant(ctx context.Context, it *harness.Iteration, projectID, userID, roleID string) error {
	return administered(ctx, it, "keystone.add_role", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := client.Put(ctx, client.ServiceURL("projects", projectID, "users", userID, "roles", roleID), nil, nil, &gophercloud.RequestOpts{OkCodes: []int{204}})
		return err
	})
}
