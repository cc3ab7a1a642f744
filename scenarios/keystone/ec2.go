package keystone

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// asUser is a scenario of the iteration's user. EC2 credentials have no names: they go with the temporary user.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{"identity"} }

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// A pair is as much of an EC2 credential as going on needs.
type pair struct{ Access string }

// createEC2 creates a credential of the user for its project: the action keystone.create_credential.
func createEC2(ctx context.Context, it *harness.Iteration) (access string, err error) {
	err = timedAs(ctx, it, it.User, "keystone.create_credential", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var reply struct{ Credential pair }
		response, err := client.Post(ctx, client.ServiceURL("users", it.User.UserID(), "credentials", "OS-EC2"), map[string]string{"tenant_id": it.User.ProjectID()}, &reply,
			&gophercloud.RequestOpts{OkCodes: []int{http.StatusCreated}})
		_, _, err = gophercloud.ParseResponse(response, err)
		access = reply.Credential.Access
		return err
	})
	return access, err
}

// CreateAndDeleteEC2Credential creates an EC2 credential and deletes it: KeystoneBasic.create_and_delete_ec2credential.
type CreateAndDeleteEC2Credential struct{ asUser }

// Name is Rally's.
func (CreateAndDeleteEC2Credential) Name() string {
	return "KeystoneBasic.create_and_delete_ec2credential"
}

// Actions are those of Run.
func (CreateAndDeleteEC2Credential) Actions() []string {
	return []string{"keystone.create_credential", "keystone.delete_credential"}
}

// Run creates a credential and deletes it.
func (CreateAndDeleteEC2Credential) Run(ctx context.Context, it *harness.Iteration) error {
	access, err := createEC2(ctx, it)
	if err != nil {
		return err
	}
	return timedAs(ctx, it, it.User, "keystone.delete_credential", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := client.Delete(ctx, client.ServiceURL("users", it.User.UserID(), "credentials", "OS-EC2", access), nil)
		return err
	})
}

// CreateAndListEC2Credentials creates an EC2 credential and lists the user's: KeystoneBasic.create_and_list_ec2credentials.
type CreateAndListEC2Credentials struct{ asUser }

// Name is Rally's.
func (CreateAndListEC2Credentials) Name() string {
	return "KeystoneBasic.create_and_list_ec2credentials"
}

// Actions are those of Run.
func (CreateAndListEC2Credentials) Actions() []string {
	return []string{"keystone.create_credential", "keystone.list_credentials"}
}

// Run creates a credential and finds it in the list.
func (CreateAndListEC2Credentials) Run(ctx context.Context, it *harness.Iteration) error {
	access, err := createEC2(ctx, it)
	if err != nil {
		return err
	}
	return timedAs(ctx, it, it.User, "keystone.list_credentials", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		list, err := cloud.List[pair](ctx, client, client.ServiceURL("users", it.User.UserID(), "credentials", "OS-EC2"), "credentials")
		if err == nil && !slices.Contains(list, pair{access}) {
			err = &harness.AssertionError{Message: fmt.Sprintf("the credential is not among the %d of user %s", len(list), it.User.UserID())}
		}
		return err
	})
}
