package cinder

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/volumetypes"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// Type is what every scenario asks for that creates a volume type.
type Type struct {
	asAdmin
	Description string `arg:"description" help:"of the volume type"`
	Public      bool   `arg:"is_public" help:"whether every project sees it"`
}

// create creates the volume type: the action cinder_v3.create_volume_type.
func (t Type) create(ctx context.Context, it *harness.Iteration) (made *volumetypes.VolumeType, err error) {
	err = administered(ctx, it, "cinder_v3.create_volume_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		made, err = volumetypes.Create(ctx, client, volumetypes.CreateOpts{Name: it.Name(), Description: t.Description, IsPublic: &t.Public}).Extract()
		return err
	})
	return made, err
}

// CreateAndDeleteVolumeType creates a volume type and deletes it: CinderVolumeTypes.create_and_delete_volume_type.
type CreateAndDeleteVolumeType struct{ Type }

// Name is Rally's.
func (CreateAndDeleteVolumeType) Name() string {
	return "CinderVolumeTypes.create_and_delete_volume_type"
}

// Actions are those of Run.
func (CreateAndDeleteVolumeType) Actions() []string {
	return []string{"cinder_v3.create_volume_type", "cinder_v3.delete_volume_type"}
}

// Run creates a volume type and deletes it.
func (s CreateAndDeleteVolumeType) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "cinder_v3.delete_volume_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return volumetypes.Delete(ctx, client, t.ID).ExtractErr()
	})
}

// CreateAndGetVolumeType creates a volume type and gets it: CinderVolumeTypes.create_and_get_volume_type.
type CreateAndGetVolumeType struct{ Type }

// Name is Rally's.
func (CreateAndGetVolumeType) Name() string { return "CinderVolumeTypes.create_and_get_volume_type" }

// Actions are those of Run.
func (CreateAndGetVolumeType) Actions() []string {
	return []string{"cinder_v3.create_volume_type", "cinder_v3.get_volume_type"}
}

// Run creates a volume type and gets it.
func (s CreateAndGetVolumeType) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "cinder_v3.get_volume_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return volumetypes.Get(ctx, client, t.ID).Err
	})
}

// CreateAndListVolumeTypes creates a volume type, lists all, and sees that it is among them:
// CinderVolumeTypes.create_and_list_volume_types.
type CreateAndListVolumeTypes struct{ Type }

// Name is Rally's.
func (CreateAndListVolumeTypes) Name() string {
	return "CinderVolumeTypes.create_and_list_volume_types"
}

// Actions are those of Run.
func (CreateAndListVolumeTypes) Actions() []string {
	return []string{"cinder_v3.create_volume_type", "cinder_v3.list_types"}
}

// Run creates a volume type and finds it in the list.
func (s CreateAndListVolumeTypes) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	var list []made
	err = administered(ctx, it, "cinder_v3.list_types", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		list, err = cloud.List[made](ctx, client, client.ServiceURL("types")+"?is_public=None", "volume_types")
		return err
	})
	if err == nil && !slices.Contains(list, made{t.ID}) {
		err = &harness.AssertionError{Message: fmt.Sprintf("volume type %s is not among the %d in the list", t.ID, len(list))}
	}
	return err
}

// CreateAndUpdateVolumeType creates a volume type and updates it: CinderVolumeTypes.create_and_update_volume_type.
type CreateAndUpdateVolumeType struct {
	Type
	UpdateName        bool   `arg:"update_name" help:"give it a new name"`
	UpdateDescription string `arg:"update_description" help:"the new description, if there is to be one"`
	UpdatePublic      bool   `arg:"update_is_public" help:"make it private if it is public, and the other way round"`
}

// Name is Rally's.
func (CreateAndUpdateVolumeType) Name() string {
	return "CinderVolumeTypes.create_and_update_volume_type"
}

// Actions are those of Run.
func (CreateAndUpdateVolumeType) Actions() []string {
	return []string{"cinder_v3.create_volume_type", "cinder_v3.update_volume_type"}
}

// Run creates a volume type and updates it; where nothing is to be changed, it keeps its name.
func (s CreateAndUpdateVolumeType) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	var changed volumetypes.UpdateOpts
	if s.UpdateDescription != "" {
		changed.Description = &s.UpdateDescription
	}
	if s.UpdatePublic {
		other := !s.Public
		changed.IsPublic = &other
	}
	if s.UpdateName {
		t.Name = it.Name()
	}
	if s.UpdateName || changed == (volumetypes.UpdateOpts{}) {
		changed.Name = &t.Name
	}
	return administered(ctx, it, "cinder_v3.update_volume_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return volumetypes.Update(ctx, client, t.ID, changed).Err
	})
}

// CreateAndSetVolumeTypeKeys creates a volume type and sets its extra specs:
// CinderVolumeTypes.create_and_set_volume_type_keys.
type CreateAndSetVolumeTypeKeys struct {
	Type
	Keys Options `arg:"volume_type_key,required" help:"the extra specs: a JSON object"`
}

// Name is Rally's.
func (CreateAndSetVolumeTypeKeys) Name() string {
	return "CinderVolumeTypes.create_and_set_volume_type_keys"
}

// Actions are those of Run.
func (CreateAndSetVolumeTypeKeys) Actions() []string {
	return []string{"cinder_v3.create_volume_type", "cinder_v3.set_volume_type_keys"}
}

// Run creates a volume type and sets its keys.
func (s CreateAndSetVolumeTypeKeys) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "cinder_v3.set_volume_type_keys", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return volumetypes.CreateExtraSpecs(ctx, client, t.ID, volumetypes.ExtraSpecsOpts(s.Keys.texts())).Err
	})
}

// withTypes is a scenario of the administrator that takes the volume types of a fixture in turn.
type withTypes struct{}

// Services are what it talks to.
func (withTypes) Services() []string { return []string{"block-storage"} }

// Fixtures brings the administrator, ten volume types, and the removal of what is left. A type is taken by every tenth
// iteration: bring as many as there are users, or, where what was done to a type stays, as iterations.
func (withTypes) Fixtures() []harness.Fixture {
	types := make(fixtures.VolumeTypes, 10)
	for i := range types {
		types[i] = fmt.Sprintf("type%d", i+1)
	}
	return []harness.Fixture{fixtures.Administrator{}, types, fixtures.Sweep{}}
}

// aType is the volume type whose turn it is.
func aType(it *harness.Iteration) (id string, err error) {
	list, _ := fixtures.MadeVolumeTypes.Of(it)
	if len(list) == 0 {
		return "", errors.New("there is no volume type of a fixture")
	}
	return list[int(it.Number-1)%len(list)].ID, nil
}
