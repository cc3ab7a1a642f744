package vm

import (
	"context"
	"net/http"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// The limits are Rally's.
const (
	shareLimit       = 300 * time.Second
	accessLimit      = 300 * time.Second
	shareDeleteLimit = 180 * time.Second
)

// timedShare times what the user does with shares as an action.
func timedShare(ctx context.Context, it *harness.Iteration, action string, do func(context.Context, *gophercloud.ServiceClient) error) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		client, err := sharesOf(ctx, it)
		if err != nil {
			return err
		}
		return do(ctx, client)
	})
}

// createShare creates a share and waits until it is available: the action manila.create_share. It has an id also where it
// failed, once manila took the request.
func createShare(ctx context.Context, it *harness.Iteration, attributes nova.Options) (id string, err error) {
	err = timedShare(ctx, it, "manila.create_share", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var reply struct{ Share harness.Resource }
		response, err := client.Post(ctx, client.ServiceURL("shares"), map[string]any{"share": map[string]any(attributes.With(nova.Options{"name": it.Name()}))}, &reply,
			&gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusAccepted}})
		if _, _, err = gophercloud.ParseResponse(response, err); err != nil {
			return err
		}
		id = reply.Share.ID
		return it.Wait(ctx, "share "+id+" is available", shareLimit, func(ctx context.Context) (bool, error) {
			s, err := lookAtShare(ctx, client, id)
			return s == "available", err
		})
	})
	return id, err
}

// deleteShare deletes a share and waits until it is gone: the action manila.delete_share.
func deleteShare(ctx context.Context, it *harness.Iteration, id string) error {
	return timedShare(ctx, it, "manila.delete_share", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if _, err := client.Delete(ctx, client.ServiceURL("shares", id), &gophercloud.RequestOpts{OkCodes: []int{http.StatusAccepted}}); err != nil {
			return err
		}
		return it.Wait(ctx, "share "+id+" is gone", shareDeleteLimit, func(ctx context.Context) (bool, error) {
			_, err := lookAtShare(ctx, client, id)
			if gophercloud.ResponseCodeIs(err, http.StatusNotFound) {
				return true, nil
			}
			return false, err
		})
	})
}

// lookAtShare is the status of a share, which is an error if that is one.
func lookAtShare(ctx context.Context, client *gophercloud.ServiceClient, id string) (string, error) {
	s, err := cloud.Show[struct {
		Status string `json:"status"`
	}](ctx, client, client.ServiceURL("shares", id), "share")
	if err == nil && (s.Status == "error" || s.Status == "error_deleting") {
		err = &harness.StateError{Kind: "share", ID: id, State: s.Status}
	}
	return s.Status, err
}

// allowAddress lets an address read and write a share, and waits until the rule is active: the action
// manila.access_allow_share.
func allowAddress(ctx context.Context, it *harness.Iteration, share, address string) error {
	return timedShare(ctx, it, "manila.access_allow_share", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		act := func(body, reply any) error {
			response, err := client.Post(ctx, client.ServiceURL("shares", share, "action"), body, reply, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
			_, _, err = gophercloud.ParseResponse(response, err)
			return err
		}
		var made struct{ Access harness.Resource }
		if err := act(map[string]any{"allow_access": map[string]string{"access_type": "ip", "access_to": address, "access_level": "rw"}}, &made); err != nil {
			return err
		}
		return it.Wait(ctx, "access rule "+made.Access.ID+" is active", accessLimit, func(context.Context) (bool, error) {
			var all struct {
				List []struct{ ID, State string } `json:"access_list"`
			}
			err := act(map[string]any{"access_list": nil}, &all)
			for _, rule := range all.List {
				if rule.ID != made.Access.ID {
					continue
				}
				if rule.State == "error" {
					err = &harness.StateError{Kind: "access rule", ID: rule.ID, State: rule.State}
				}
				return rule.State == "active", err
			}
			return false, err
		})
	})
}
