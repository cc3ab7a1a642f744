// Package keystone holds the scenarios of the identity service.
package keystone

import (
	"context"
	"crypto/rand"

	"github.com/gophercloud/gophercloud/v2/openstack/identity/v3/users"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// Authenticate asks for a token, in every iteration and as the iteration's own user: Authenticate.keystone.
type Authenticate struct{}

// Name is Rally's.
func (Authenticate) Name() string { return "Authenticate.keystone" }

// Actions are those of Run.
func (Authenticate) Actions() []string { return []string{"authenticate.keystone"} }

// Services are what it talks to.
func (Authenticate) Services() []string { return []string{"identity"} }

// Fixtures brings a user.
func (Authenticate) Fixtures() []harness.Fixture { return []harness.Fixture{fixtures.Users{}} }

// Run asks for a token.
func (Authenticate) Run(ctx context.Context, it *harness.Iteration) error {
	return it.Time(ctx, "authenticate.keystone", func(ctx context.Context) error {
		_, err := it.User.NewToken(ctx)
		return err
	})
}

// CreateDeleteUser creates a user and deletes it, as the administrator: KeystoneBasic.create_delete_user.
type CreateDeleteUser struct {
	NameLength int `arg:"name_length" help:"has no effect, as in Rally: names carry the owner's mark"`
}

// Name is Rally's.
func (CreateDeleteUser) Name() string { return "KeystoneBasic.create_delete_user" }

// Actions are those of Run.
func (CreateDeleteUser) Actions() []string {
	return []string{"keystone.create_user", "keystone.delete_user"}
}

// Services are what it talks to.
func (CreateDeleteUser) Services() []string { return []string{"identity"} }

// Fixtures brings the removal of what aborted iterations leave.
func (CreateDeleteUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Sweep{}}
}

// Run creates a user and deletes it.
func (CreateDeleteUser) Run(ctx context.Context, it *harness.Iteration) error {
	client, err := it.Cloud().Admin().Identity(ctx)
	if err != nil {
		return err
	}
	var user *users.User
	err = it.Time(ctx, "keystone.create_user", func(ctx context.Context) (err error) {
		user, err = users.Create(ctx, client, users.CreateOpts{Name: it.Name(), Password: rand.Text()}).Extract()
		return err
	})
	if err != nil {
		return err
	}
	return it.Time(ctx, "keystone.delete_user", func(ctx context.Context) error {
		return users.Delete(ctx, client, user.ID).ExtractErr()
	})
}
