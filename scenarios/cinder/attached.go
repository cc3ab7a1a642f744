package cinder

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// Await waits until a volume has a status, such as in-use or available. A status of an error is one.
func Await(ctx context.Context, it *harness.Iteration, id, status string, limit time.Duration) error {
	client, err := it.User.BlockStorage(ctx)
	if err != nil {
		return err
	}
	return it.Wait(ctx, "volume "+id+" is "+status, limit, func(ctx context.Context) (bool, error) {
		s, err := cloud.Show[state](ctx, client, client.ServiceURL("volumes", id), "volume")
		if err == nil && strings.HasPrefix(s.Status, "error") {
			err = &harness.StateError{Kind: "volume", ID: id, State: s.Status}
		}
		return s.Status == status, err
	})
}

// ExtendsAttached is the microversion that ExtendAttached takes.
const ExtendsAttached = "3.42"

// ExtendAttached extends a volume that a server uses, to a size in GB, and waits until it is in-use again: the action
// cinder_v3.extend_volume.
func ExtendAttached(ctx context.Context, it *harness.Iteration, id string, size int) error {
	return it.Time(ctx, "cinder_v3.extend_volume", func(ctx context.Context) error {
		client, err := it.User.BlockStorage(ctx)
		if err != nil {
			return err
		}
		own := *client
		own.Microversion = ExtendsAttached
		response, err := own.Post(ctx, own.ServiceURL("volumes", id, "action"), map[string]any{"os-extend": map[string]int{"new_size": size}}, nil,
			&gophercloud.RequestOpts{OkCodes: []int{http.StatusAccepted}})
		if _, _, err = gophercloud.ParseResponse(response, err); err != nil {
			return err
		}
		return Await(ctx, it, id, "in-use", createLimit)
	})
}
