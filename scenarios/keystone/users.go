package keystone

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/pacenote/pacenote/harness"
)

// newUser creates a user with a password that nobody knows: the action keystone.create_user.
func newUser(ctx context.Context, it *harness.Iteration, attributes harness.Object) (id string, err error) {
	return user.create(ctx, it, harness.Object{"password": rand.Text()}.With(attributes))
}

// A User is what scenarios ask for that create one.
type User struct {
	asAdmin
	NameLength
	Description string `arg:"description" help:"description of the user"`
	Email       string `arg:"email" help:"e-mail address of the user"`
}

// create is the action keystone.create_user.
func (u User) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return newUser(ctx, it, given(harness.Object{"description": u.Description, "email": u.Email}))
}

// CreateUser creates a user: KeystoneBasic.create_user.
type CreateUser struct{ User }

// Name is Rally's.
func (CreateUser) Name() string { return "KeystoneBasic.create_user" }

// Actions are those of Run.
func (CreateUser) Actions() []string { return []string{"keystone.create_user"} }

// Run creates a user.
func (s CreateUser) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.create(ctx, it)
	return err
}

// CreateDeleteUser creates a user and deletes it: KeystoneBasic.create_delete_user.
type CreateDeleteUser struct{ User }

// Name is Rally's.
func (CreateDeleteUser) Name() string { return "KeystoneBasic.create_delete_user" }

// Actions are those of Run.
func (CreateDeleteUser) Actions() []string {
	return []string{"keystone.create_user", "keystone.delete_user"}
}

// Run creates a user and deletes it.
func (s CreateDeleteUser) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return user.remove(ctx, it, id)
}

// CreateAndListUsers creates a user and lists all: KeystoneBasic.create_and_list_users.
type CreateAndListUsers struct{ User }

// Name is Rally's.
func (CreateAndListUsers) Name() string { return "KeystoneBasic.create_and_list_users" }

// Actions are those of Run.
func (CreateAndListUsers) Actions() []string {
	return []string{"keystone.create_user", "keystone.list_users"}
}

// Run creates a user and finds it in the list.
func (s CreateAndListUsers) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return user.find(ctx, it, nil, id)
}

// CreateUserSetEnabledAndDelete creates a user, enables or disables it, and deletes it:
// KeystoneBasic.create_user_set_enabled_and_delete.
type CreateUserSetEnabledAndDelete struct {
	User
	Enabled bool `arg:"enabled" help:"the user is enabled at first, and then disabled; false is the other way round"`
}

// Name is Rally's.
func (CreateUserSetEnabledAndDelete) Name() string {
	return "KeystoneBasic.create_user_set_enabled_and_delete"
}

// Actions are those of Run.
func (CreateUserSetEnabledAndDelete) Actions() []string {
	return []string{"keystone.create_user", "keystone.update_user", "keystone.delete_user"}
}

// Run creates a user, turns the flag, and deletes it.
func (s CreateUserSetEnabledAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := newUser(ctx, it, given(harness.Object{"description": s.Description, "email": s.Email}).With(harness.Object{"enabled": s.Enabled}))
	if err != nil {
		return err
	}
	if err := user.update(ctx, it, id, harness.Object{"enabled": !s.Enabled}); err != nil {
		return err
	}
	return user.remove(ctx, it, id)
}

// CreateUserUpdatePassword creates a user and gives it another password: KeystoneBasic.create_user_update_password.
type CreateUserUpdatePassword struct {
	asAdmin
	NameLength
	PasswordLength int `arg:"password_length" help:"has no effect, as in Rally"`
}

// Name is Rally's.
func (CreateUserUpdatePassword) Name() string { return "KeystoneBasic.create_user_update_password" }

// Actions are those of Run.
func (CreateUserUpdatePassword) Actions() []string {
	return []string{"keystone.create_user", "keystone.update_user"}
}

// Run creates a user and changes its password.
func (s CreateUserUpdatePassword) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := newUser(ctx, it, nil)
	if err != nil {
		return err
	}
	return user.update(ctx, it, id, harness.Object{"password": rand.Text()})
}

// CreateAndUpdateUser creates a user, changes it, and sees that every attribute is as it should be:
// KeystoneBasic.create_and_update_user.
type CreateAndUpdateUser struct {
	asAdmin
	Create harness.Object `arg:"create_user_kwargs" help:"attributes of the user, as keystone's API calls them: a JSON object"`
	Update harness.Object `arg:"update_user_kwargs,required" help:"attributes that the user has from then on: a JSON object"`
}

// Name is Rally's.
func (CreateAndUpdateUser) Name() string { return "KeystoneBasic.create_and_update_user" }

// Actions are those of Run.
func (CreateAndUpdateUser) Actions() []string {
	return []string{"keystone.create_user", "keystone.update_user", "keystone.get_user"}
}

// Validate refuses names.
func (s CreateAndUpdateUser) Validate() error {
	return errors.Join(s.Create.Without("create_user_kwargs", "name"), s.Update.Without("update_user_kwargs", "name"))
}

// Run creates a user, changes it and looks at it.
func (s CreateAndUpdateUser) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := newUser(ctx, it, s.Create)
	if err != nil {
		return err
	}
	if err := user.update(ctx, it, id, s.Update); err != nil {
		return err
	}
	shown, err := user.get(ctx, it, id)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(s.Update)) {
		if name != "password" && !reflect.DeepEqual(shown[name], s.Update[name]) {
			return &harness.AssertionError{Message: fmt.Sprintf("%s of user %s is %v: expected %v", name, id, shown[name], s.Update[name])}
		}
	}
	return nil
}
