package nova

import (
	"context"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"
	"github.com/gophercloud/gophercloud/v2/openstack/image/v2/images"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// SnapshotServer boots a server, makes an image of it, deletes it, boots another one from that image, and deletes it and the
// image: NovaServers.snapshot_server.
type SnapshotServer struct{ RoundTrip }

// Name is Rally's.
func (SnapshotServer) Name() string { return "NovaServers.snapshot_server" }

// Actions are those of Run.
func (s SnapshotServer) Actions() []string {
	return append(s.actions(), "nova.snapshot_server", "nova.snapshot_server[glance_v2.get_image]", "nova.snapshot_server[glance.wait_for_image]",
		"nova.snapshot_server[nova.wait_for_server]", "nova.delete_image", "nova.delete_image[glance_v2.delete_image]",
		"nova.delete_image[glance.wait_for_delete]")
}

// Prepare looks the image and the flavor up.
func (s SnapshotServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, and another one from an image of it.
func (s SnapshotServer) Run(ctx context.Context, it *harness.Iteration) error {
	first, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	image, err := snapshot(ctx, it, first)
	if err != nil {
		return err
	}
	if err := s.remove(ctx, it, first); err != nil {
		return err
	}
	second, err := s.bootWith(ctx, it, Options{"imageRef": image})
	if err != nil {
		return err
	}
	if err := s.remove(ctx, it, second); err != nil {
		return err
	}
	return deleteImage(ctx, it, image)
}

// snapshot makes an image of a server, and waits until it is active and the server is left alone: the action
// nova.snapshot_server.
func snapshot(ctx context.Context, it *harness.Iteration, server string) (id string, err error) {
	err = timed(ctx, it, "nova.snapshot_server", func(ctx context.Context, client *gophercloud.ServiceClient) (err error) {
		if id, err = servers.CreateImage(ctx, client, server, servers.CreateImageOpts{Name: it.Name()}).ExtractImageID(); err != nil {
			return err
		}
		glance, err := it.User.Image(ctx)
		if err != nil {
			return err
		}
		err = it.Time(ctx, "glance_v2.get_image", func(ctx context.Context) error {
			_, err := lookAtImage(ctx, glance, id)
			return err
		})
		if err != nil {
			return err
		}
		err = it.Time(ctx, "glance.wait_for_image", func(ctx context.Context) error {
			return it.Wait(ctx, "image "+id+" is active", actionLimit, func(ctx context.Context) (bool, error) {
				status, err := lookAtImage(ctx, glance, id)
				return status == "active", err
			})
		})
		if err != nil {
			return err
		}
		return it.Time(ctx, "nova.wait_for_server", func(ctx context.Context) error {
			_, err := wait(ctx, it, client, server, "ACTIVE", actionLimit)
			return err
		})
	})
	return id, err
}

// lookAtImage is the status of an image, which is an error if it is of no use any more.
func lookAtImage(ctx context.Context, client *gophercloud.ServiceClient, id string) (string, error) {
	type image struct {
		Status string `json:"status"`
	}
	i, err := cloud.Show[image](ctx, client, client.ServiceURL("images", id), "")
	if err == nil && (i.Status == "killed" || i.Status == "deleted") {
		err = &harness.StateError{Kind: "image", ID: id, State: i.Status}
	}
	return i.Status, err
}

// deleteImage deletes an image and waits until it is gone: the action nova.delete_image.
func deleteImage(ctx context.Context, it *harness.Iteration, id string) error {
	return it.Time(ctx, "nova.delete_image", func(ctx context.Context) error {
		client, err := it.User.Image(ctx)
		if err != nil {
			return err
		}
		err = it.Time(ctx, "glance_v2.delete_image", func(ctx context.Context) error {
			return images.Delete(ctx, client, id).ExtractErr()
		})
		if err != nil {
			return err
		}
		return it.Time(ctx, "glance.wait_for_delete", func(ctx context.Context) error {
			return it.Wait(ctx, "image "+id+" is gone", actionLimit, func(ctx context.Context) (bool, error) {
				_, err := lookAtImage(ctx, client, id)
				if gophercloud.ResponseCodeIs(err, http.StatusNotFound) {
					return true, nil
				}
				return false, err
			})
		})
	})
}
