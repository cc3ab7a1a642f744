package cinder

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/snapshots"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/volumes"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// Options are attributes of something that is created, as cinder's API calls them. As text they are a JSON object.
type Options map[string]any

// UnmarshalText reads a JSON object.
func (o *Options) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*map[string]any)(o)); err != nil {
		return fmt.Errorf(`expected a JSON object such as {"description": "mine"}: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON object.
func (o Options) MarshalText() ([]byte, error) { return json.Marshal(map[string]any(o)) }

// with are the options, and attributes over them.
func (o Options) with(attributes Options) Options {
	all := maps.Clone(o)
	if all == nil {
		all = make(Options)
	}
	maps.Copy(all, attributes)
	return all
}

// ToVolumeCreateMap is the body of the creation of a volume.
func (o Options) ToVolumeCreateMap() (map[string]any, error) {
	return map[string]any{"volume": map[string]any(o)}, nil
}

// ToSnapshotCreateMap is the body of the creation of a snapshot.
func (o Options) ToSnapshotCreateMap() (map[string]any, error) {
	return map[string]any{"snapshot": map[string]any(o)}, nil
}

// Draw takes a size for a purpose of an iteration; a size without a Max is its Min.
func (s Size) Draw(it *harness.Iteration, purpose string) int {
	if s.Max <= s.Min {
		return s.Min
	}
	return s.Min + it.Rand(purpose).IntN(s.Max-s.Min+1)
}

// Create creates a volume of attributes, as cinder's API calls them, and waits until it is available: the action
// cinder_v3.create_volume.
func Create(ctx context.Context, it *harness.Iteration, attributes Options) (id string, err error) {
	err = it.Time(ctx, "cinder_v3.create_volume", func(ctx context.Context) error {
		client, err := it.User.BlockStorage(ctx)
		if err != nil {
			return err
		}
		volume, err := volumes.Create(ctx, client, attributes.with(Options{"name": it.Name()}), nil).Extract()
		if err != nil {
			return err
		}
		id = volume.ID
		return wait(ctx, it, client, id, "available", createLimit)
	})
	return id, err
}

// Delete deletes a volume and waits until it is gone: the action cinder_v3.delete_volume.
func Delete(ctx context.Context, it *harness.Iteration, id string) error {
	return it.Time(ctx, "cinder_v3.delete_volume", func(ctx context.Context) error {
		client, err := it.User.BlockStorage(ctx)
		if err != nil {
			return err
		}
		if err := volumes.Delete(ctx, client, id, nil).ExtractErr(); err != nil {
			return err
		}
		return wait(ctx, it, client, id, "gone", deleteLimit)
	})
}

// CreateSnapshot takes a snapshot of a volume, with attributes as cinder's API calls them, and waits until it is available: the
// action cinder_v3.create_snapshot.
func CreateSnapshot(ctx context.Context, it *harness.Iteration, volume string, attributes Options) (id string, err error) {
	err = it.Time(ctx, "cinder_v3.create_snapshot", func(ctx context.Context) error {
		client, err := it.User.BlockStorage(ctx)
		if err != nil {
			return err
		}
		snapshot, err := snapshots.Create(ctx, client, attributes.with(Options{"name": it.Name(), "volume_id": volume})).Extract()
		if err != nil {
			return err
		}
		id = snapshot.ID
		return it.Wait(ctx, "snapshot "+id+" is available", createLimit, func(ctx context.Context) (bool, error) {
			s, err := cloud.Show[state](ctx, client, client.ServiceURL("snapshots", id), "snapshot")
			if err == nil && s.Status == "error" {
				err = &harness.StateError{Kind: "snapshot", ID: id, State: s.Status}
			}
			return s.Status == "available", err
		})
	})
	return id, err
}

// DeleteSnapshot deletes a snapshot and waits until it is gone: the action cinder_v3.delete_snapshot.
func DeleteSnapshot(ctx context.Context, it *harness.Iteration, id string) error {
	return it.Time(ctx, "cinder_v3.delete_snapshot", func(ctx context.Context) error {
		client, err := it.User.BlockStorage(ctx)
		if err != nil {
			return err
		}
		if err := snapshots.Delete(ctx, client, id).ExtractErr(); err != nil {
			return err
		}
		return it.Wait(ctx, "snapshot "+id+" is gone", deleteLimit, func(ctx context.Context) (bool, error) {
			s, err := cloud.Show[state](ctx, client, client.ServiceURL("snapshots", id), "snapshot")
			switch {
			case gophercloud.ResponseCodeIs(err, http.StatusNotFound):
				return true, nil
			case err == nil && s.Status == "error_deleting":
				err = &harness.StateError{Kind: "snapshot", ID: id, State: s.Status}
			}
			return false, err
		})
	})
}
