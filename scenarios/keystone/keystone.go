// Package keystone holds the scenarios of the identity service.
package keystone

import (
	"context"

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
