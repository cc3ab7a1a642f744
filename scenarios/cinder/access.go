package cinder

import (
	"context"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/volumetypes"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// CreateVolumeTypeAddAndListTypeAccess creates a private volume type, gives the project of the iteration's user access to it, and
// lists who has: CinderVolumeTypes.create_volume_type_add_and_list_type_access.
type CreateVolumeTypeAddAndListTypeAccess struct{ Type }

// Name is Rally's.
func (CreateVolumeTypeAddAndListTypeAccess) Name() string {
	return "CinderVolumeTypes.create_volume_type_add_and_list_type_access"
}

// Actions are those of Run.
func (CreateVolumeTypeAddAndListTypeAccess) Actions() []string {
	return []string{"cinder_v3.create_volume_type", "cinder_v3.add_type_access", "cinder_v3.list_type_access"}
}

// Fixtures brings a user, the administrator, and the removal of what is left.
func (CreateVolumeTypeAddAndListTypeAccess) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Administrator{}, fixtures.Sweep{}}
}

// Run creates a volume type, gives access, and lists accesses.
func (s CreateVolumeTypeAddAndListTypeAccess) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	err = administered(ctx, it, "cinder_v3.add_type_access", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return volumetypes.AddAccess(ctx, client, t.ID, volumetypes.AddAccessOpts{Project: it.User.ProjectID()}).ExtractErr()
	})
	if err != nil {
		return err
	}
	return administered(ctx, it, "cinder_v3.list_type_access", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.List[volumetypes.VolumeTypeAccess](ctx, client, client.ServiceURL("types", t.ID, "os-volume-type-access"), "volume_type_access")
		return err
	})
}
