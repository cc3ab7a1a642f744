package keystone

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// CreateAndDeleteRole creates a role and deletes it: KeystoneBasic.create_and_delete_role.
type CreateAndDeleteRole struct{ asAdmin }

// Name is Rally's.
func (CreateAndDeleteRole) Name() string { return "KeystoneBasic.create_and_delete_role" }

// Actions are those of Run.
func (CreateAndDeleteRole) Actions() []string {
	return []string{"keystone.create_role", "keystone.delete_role"}
}

// Run creates a role and deletes it.
func (CreateAndDeleteRole) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := role.create(ctx, it, nil)
	if err != nil {
		return err
	}
	return role.remove(ctx, it, id)
}

// CreateAndGetRole creates a role and gets it: KeystoneBasic.create_and_get_role.
type CreateAndGetRole struct {
	asAdmin
	Description string `arg:"description" help:"description of the role"`
}

// Name is Rally's.
func (CreateAndGetRole) Name() string { return "KeystoneBasic.create_and_get_role" }

// Actions are those of Run.
func (CreateAndGetRole) Actions() []string {
	return []string{"keystone.create_role", "keystone.get_role"}
}

// Run creates a role and gets it.
func (s CreateAndGetRole) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := role.create(ctx, it, given(harness.Object{"description": s.Description}))
	if err != nil {
		return err
	}
	_, err = role.get(ctx, it, id)
	return err
}

// CreateAndListRoles creates a role and lists all: KeystoneBasic.create_and_list_roles.
type CreateAndListRoles struct {
	asAdmin
	Create harness.Object `arg:"create_role_kwargs" help:"attributes of the role, as keystone's API calls them: a JSON object"`
	List   harness.Object `arg:"list_role_kwargs" help:"filters of the list, as keystone's API calls them: a JSON object"`
}

// Name is Rally's.
func (CreateAndListRoles) Name() string { return "KeystoneBasic.create_and_list_roles" }

// Actions are those of Run.
func (CreateAndListRoles) Actions() []string {
	return []string{"keystone.create_role", "keystone.list_roles"}
}

// Validate refuses a name.
func (s CreateAndListRoles) Validate() error { return s.Create.Without("create_role_kwargs", "name") }

// Run creates a role and finds it in the list.
func (s CreateAndListRoles) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := role.create(ctx, it, s.Create)
	if err != nil {
		return err
	}
	return role.find(ctx, it, s.List, id)
}

// granted creates a role and gives it to the iteration's user on its project.
func granted(ctx context.Context, it *harness.Iteration) (roleID string, err error) {
	if roleID, err = role.create(ctx, it, nil); err != nil {
		return "", err
	}
	return roleID, grant(ctx, it, it.User.ProjectID(), it.User.UserID(), roleID)
}

// AddAndRemoveUserRole creates a role, gives it to the user, and takes it away again: KeystoneBasic.add_and_remove_user_role. That
// makes tokens of the user invalid, as the real keystone does.
type AddAndRemoveUserRole struct{ forUser }

// Name is Rally's.
func (AddAndRemoveUserRole) Name() string { return "KeystoneBasic.add_and_remove_user_role" }

// Actions are those of Run.
func (AddAndRemoveUserRole) Actions() []string {
	return []string{"keystone.create_role", "keystone.add_role", "keystone.revoke_role"}
}

// Run gives the user a role, and takes it away.
func (AddAndRemoveUserRole) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := granted(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "keystone.revoke_role", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := client.Delete(ctx, client.ServiceURL("projects", it.User.ProjectID(), "users", it.User.UserID(), "roles", id), nil)
		return err
	})
}

// CreateAddAndListUserRoles creates a role, gives it to the user, and lists the user's roles:
// KeystoneBasic.create_add_and_list_user_roles.
type CreateAddAndListUserRoles struct{ forUser }

// Name is Rally's.
func (CreateAddAndListUserRoles) Name() string { return "KeystoneBasic.create_add_and_list_user_roles" }

// Actions are those of Run.
func (CreateAddAndListUserRoles) Actions() []string {
	return []string{"keystone.create_role", "keystone.add_role", "keystone.list_role_assignments"}
}

// Run gives the user a role, and finds it in the list.
func (CreateAddAndListUserRoles) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := granted(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "keystone.list_role_assignments", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		query := url.Values{"user.id": {it.User.UserID()}, "scope.project.id": {it.User.ProjectID()}}
		type assignment struct{ Role struct{ ID string } }
		list, err := cloud.List[assignment](ctx, client, client.ServiceURL("role_assignments")+"?"+query.Encode(), "role_assignments")
		if err == nil && !slices.ContainsFunc(list, func(a assignment) bool { return a.Role.ID == id }) {
			err = &harness.AssertionError{Message: fmt.Sprintf("role %s is not among the %d of user %s", id, len(list), it.User.UserID())}
		}
		return err
	})
}

// AuthenticateUserAndValidateToken asks for a token as the administrator, and has keystone validate it:
// KeystoneBasic.authenticate_user_and_validate_token.
type AuthenticateUserAndValidateToken struct{ asAdmin }

// Name is Rally's.
func (AuthenticateUserAndValidateToken) Name() string {
	return "KeystoneBasic.authenticate_user_and_validate_token"
}

// Actions are those of Run.
func (AuthenticateUserAndValidateToken) Actions() []string {
	return []string{"keystone.fetch_token", "keystone.validate_token"}
}

// Run asks for a token and validates it.
func (AuthenticateUserAndValidateToken) Run(ctx context.Context, it *harness.Iteration) error {
	admin := it.Cloud().Admin()
	var token cloud.Token
	err := it.Time(ctx, "keystone.fetch_token", func(ctx context.Context) (err error) {
		token, err = admin.NewToken(ctx)
		return err
	})
	if err != nil {
		return err
	}
	return administered(ctx, it, "keystone.validate_token", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := client.Get(ctx, client.ServiceURL("auth", "tokens"), nil, &gophercloud.RequestOpts{
			MoreHeaders: map[string]string{"X-Subject-Token": string(token.ID)}})
		var code gophercloud.ErrUnexpectedResponseCode
		if errors.As(err, &code) && code.Actual == 404 {
			err = &harness.AssertionError{Message: "keystone does not know the token that it has just issued"}
		}
		return err
	})
}
