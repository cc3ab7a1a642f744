package cinder

import (
	"context"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/transfers"

	"github.com/pacenote/pacenote/harness"
)

// CreateAndAcceptTransfer creates a volume, offers it for transfer, and accepts it as the same user:
// CinderVolumes.create_and_accept_transfer.
type CreateAndAcceptTransfer struct{ Volume }

// Name is Rally's.
func (CreateAndAcceptTransfer) Name() string { return "CinderVolumes.create_and_accept_transfer" }

// Actions are those of Run.
func (CreateAndAcceptTransfer) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder_v3.transfer_create", "cinder_v3.transfer_accept"}
}

// Prepare looks the image up.
func (s CreateAndAcceptTransfer) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.Volume, err = s.Find(ctx, w)
	return s, err
}

// Run creates a volume, offers it, and accepts it.
func (s CreateAndAcceptTransfer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.Create(ctx, it)
	if err != nil {
		return err
	}
	var transfer *transfers.Transfer
	err = timed(ctx, it, "cinder_v3.transfer_create", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		transfer, err = transfers.Create(ctx, client, transfers.CreateOpts{VolumeID: id, Name: it.Name()}).Extract()
		return err
	})
	if err != nil {
		return err
	}
	return timed(ctx, it, "cinder_v3.transfer_accept", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return transfers.Accept(ctx, client, transfer.ID, transfers.AcceptOpts{AuthKey: transfer.AuthKey}).Err
	})
}
