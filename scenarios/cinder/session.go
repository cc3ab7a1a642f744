// Package cinder holds the scenarios of the block storage service.
package cinder

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// createLimit and deleteLimit are Rally's, of volumes, snapshots and backups.
const (
	createLimit = 600 * time.Second
	deleteLimit = 600 * time.Second
)

// asUser is a scenario of the iteration's user.
type asUser struct{}

// Services are what it talks to.
func (asUser) Services() []string { return []string{"block-storage"} }

// Fixtures brings a user, and the removal of what is left.
func (asUser) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// asAdmin is a scenario of the administrator.
type asAdmin struct{}

// Services are what it talks to.
func (asAdmin) Services() []string { return []string{"block-storage"} }

// Fixtures brings the administrator, and the removal of what is left.
func (asAdmin) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Sweep{}}
}

// timed times what the iteration's user does as an action.
func timed(ctx context.Context, it *harness.Iteration, action string, do func(context.Context, *gophercloud.ServiceClient) error) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := it.User.BlockStorage(ctx)
		if err != nil {
			return err
		}
		return do(ctx, client)
	})
}

// administered times what the administrator does as an action.
func administered(ctx context.Context, it *harness.Iteration, action string, do func(context.Context, *gophercloud.ServiceClient) error) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := it.Cloud().Admin().BlockStorage(ctx)
		if err != nil {
			return err
		}
		return do(ctx, client)
	})
}

// A state is as much of a volume, a snapshot or a backup as waiting needs.
type state struct {
	Status string `json:"status"`
	Reason string `json:"fail_reason"` // of a backup
}

// gone is the state of what is not there.
const gone = "gone"

// wait polls until a volume, a snapshot or a backup is in a state.
func wait(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, kind, id, wanted string, limit time.Duration) error {
	address := client.ServiceURL(kind+"s", id)
	return it.Wait(ctx, kind+" "+id+" is "+wanted, limit, func(ctx context.Context) (bool, error) {
		s, err := cloud.Show[state](ctx, client, address, kind)
		switch {
		case wanted == gone && gophercloud.ResponseCodeIs(err, http.StatusNotFound):
			return true, nil
		case err == nil && strings.HasPrefix(s.Status, "error"):
			err = &harness.StateError{Kind: kind, ID: id, State: s.Status, Reason: s.Reason}
		}
		return s.Status == wanted, err
	})
}

// remove deletes a volume, a snapshot or a backup, and waits until it is gone.
func remove(ctx context.Context, it *harness.Iteration, action, kind, id string) error {
	return timed(ctx, it, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := client.Delete(ctx, client.ServiceURL(kind+"s", id), &gophercloud.RequestOpts{OkCodes: []int{http.StatusAccepted}})
		if err != nil {
			return err
		}
		return wait(ctx, it, client, kind, id, gone, deleteLimit)
	})
}

// A made thing is as much of what was created as going on needs.
type made struct {
	ID string `json:"id"`
}
