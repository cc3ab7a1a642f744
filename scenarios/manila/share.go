package manila

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// A Share is what every scenario that creates one asks for.
type Share struct {
	asUser
	Protocol    string         `arg:"share_proto,required" help:"NFS, CIFS, GLUSTERFS, HDFS, CEPHFS or MAPRFS"`
	Size        int            `arg:"size" help:"in GB"`
	Snapshot    string         `arg:"snapshot_id" help:"id of a snapshot that the share is made from"`
	Description string         `arg:"description" help:"description of the share"`
	Metadata    harness.Object `arg:"metadata" help:"keys and values of the share: a JSON object"`
	Network     string         `arg:"share_network" help:"id of a share network; that of a fixture if none is given"`
	Type        string         `arg:"share_type" help:"name or id of the share type; manila's default if none is given"`
	Public      bool           `arg:"is_public" help:"every project sees it"`
	Zone        string         `arg:"availability_zone" help:"availability zone; manila chooses if there is none"`
	Group       string         `arg:"share_group_id" help:"id of a share group"`
}

var protocols = []string{"NFS", "CIFS", "GLUSTERFS", "HDFS", "CEPHFS", "MAPRFS"}

// Validate refuses an unknown protocol, and a size that is none.
func (s Share) Validate() error {
	var errs []error
	if s.Protocol != "" && !slices.Contains(protocols, s.Protocol) {
		errs = append(errs, fmt.Errorf("argument share_proto: %w", harness.Unknown("protocol", s.Protocol, protocols)))
	}
	if s.Size < 1 {
		errs = append(errs, fmt.Errorf("argument size: %d: expected 1 or more", s.Size))
	}
	return errors.Join(errs...)
}

// Holds are a share and its gigabytes.
func (s Share) Holds() []harness.Holding {
	return []harness.Holding{
		{Service: "shared-file-system", Quota: "shares", N: 1, Freed: "delete_share"},
		{Service: "shared-file-system", Quota: "gigabytes", N: s.Size, Freed: "delete_share"},
	}
}

// create creates the share and waits until it is available: the action manila.create_share.
func (s Share) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	attributes := map[string]any{"name": it.Name(), "share_proto": s.Protocol, "size": s.Size, "is_public": s.Public}
	network := s.Network
	if byProject, _ := fixtures.ProjectShareNetworks.Of(it); network == "" && len(byProject[it.User.ProjectID()]) > 0 {
		network = byProject[it.User.ProjectID()][0].ID
	}
	for name, value := range map[string]string{"snapshot_id": s.Snapshot, "description": s.Description, "share_network_id": network,
		"share_type": s.Type, "availability_zone": s.Zone, "share_group_id": s.Group} {
		if value != "" {
			attributes[name] = value
		}
	}
	if len(s.Metadata) > 0 {
		attributes["metadata"] = s.Metadata
	}
	err = timed(ctx, it, "manila.create_share", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if id, err = create(ctx, client, "shares", "share", attributes); err != nil {
			return err
		}
		return wait(ctx, it, client, id, "available")
	})
	return id, err
}

// deleteShare deletes a share and waits until it is gone: the action manila.delete_share.
func deleteShare(ctx context.Context, it *harness.Iteration, id string) error {
	return timed(ctx, it, "manila.delete_share", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if err := remove(ctx, client, "shares", id); err != nil {
			return err
		}
		return it.Wait(ctx, "share "+id+" is gone", deleteLimit, func(ctx context.Context) (bool, error) {
			s, err := cloud.Show[state](ctx, client, client.ServiceURL("shares", id), "share")
			if gophercloud.ResponseCodeIs(err, http.StatusNotFound) {
				return true, nil
			}
			if err == nil && s.Status == "error_deleting" {
				err = &harness.StateError{Kind: "share", ID: id, State: s.Status}
			}
			return false, err
		})
	})
}

// resize extends or shrinks a share, and waits until it is available: the action manila.VERB_share.
func resize(ctx context.Context, it *harness.Iteration, id, verb string, size int) error {
	return timed(ctx, it, "manila."+verb+"_share", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if err := act(ctx, client, "shares", id, verb, map[string]int{"new_size": size}, nil); err != nil {
			return err
		}
		return wait(ctx, it, client, id, "available")
	})
}
