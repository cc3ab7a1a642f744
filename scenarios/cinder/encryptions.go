package cinder

import (
	"context"
	"errors"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/volumetypes"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// CreateVolumeTypeAndEncryptionType creates a volume type and gives it an encryption type:
// CinderVolumeTypes.create_volume_type_and_encryption_type.
type CreateVolumeTypeAndEncryptionType struct {
	Type
	Encryption
}

// Name is Rally's.
func (CreateVolumeTypeAndEncryptionType) Name() string {
	return "CinderVolumeTypes.create_volume_type_and_encryption_type"
}

// Actions are those of Run.
func (CreateVolumeTypeAndEncryptionType) Actions() []string {
	return []string{"cinder_v3.create_volume_type", "cinder_v3.create_encryption_type"}
}

// Run creates a volume type and its encryption type.
func (s CreateVolumeTypeAndEncryptionType) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	_, err = encrypt(ctx, it, t.ID, s.Encryption)
	return err
}

// CreateAndDeleteEncryptionType gives one of the fixture's volume types an encryption type and deletes that:
// CinderVolumeTypes.create_and_delete_encryption_type.
type CreateAndDeleteEncryptionType struct {
	withTypes
	Encryption
}

// Name is Rally's.
func (CreateAndDeleteEncryptionType) Name() string {
	return "CinderVolumeTypes.create_and_delete_encryption_type"
}

// Actions are those of Run.
func (CreateAndDeleteEncryptionType) Actions() []string {
	return []string{"cinder_v3.create_encryption_type", "cinder_v3.delete_encryption_type"}
}

// Run creates an encryption type and deletes it.
func (s CreateAndDeleteEncryptionType) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := aType(it)
	if err != nil {
		return err
	}
	id, err := encrypt(ctx, it, t, s.Encryption)
	if err != nil {
		return err
	}
	return decrypt(ctx, it, t, id)
}

// CreateGetAndDeleteEncryptionType gives one of the fixture's volume types an encryption type, gets that, and deletes it:
// CinderVolumeTypes.create_get_and_delete_encryption_type.
type CreateGetAndDeleteEncryptionType struct {
	withTypes
	Encryption
}

// Name is Rally's.
func (CreateGetAndDeleteEncryptionType) Name() string {
	return "CinderVolumeTypes.create_get_and_delete_encryption_type"
}

// Actions are those of Run.
func (CreateGetAndDeleteEncryptionType) Actions() []string {
	return []string{"cinder_v3.create_encryption_type", "cinder_v3.get_encryption_type", "cinder_v3.delete_encryption_type"}
}

// Run creates an encryption type, gets it, and deletes it.
func (s CreateGetAndDeleteEncryptionType) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := aType(it)
	if err != nil {
		return err
	}
	id, err := encrypt(ctx, it, t, s.Encryption)
	if err != nil {
		return err
	}
	err = administered(ctx, it, "cinder_v3.get_encryption_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		shown, err := showEncryption(ctx, client, t)
		if err == nil && shown != id {
			err = &harness.AssertionError{Message: fmt.Sprintf("volume type %s has the encryption type %q, not %s", t, shown, id)}
		}
		return err
	})
	if err != nil {
		return err
	}
	return decrypt(ctx, it, t, id)
}

// CreateAndListEncryptionType gives one of the fixture's volume types an encryption type and lists those of all volume types:
// CinderVolumeTypes.create_and_list_encryption_type. It never deletes: it takes as many volume types as iterations.
type CreateAndListEncryptionType struct {
	withTypes
	Encryption
	Search Options `arg:"search_opts" help:"filters of the volume types, as cinder's API calls them: a JSON object"`
}

// Name is Rally's.
func (CreateAndListEncryptionType) Name() string {
	return "CinderVolumeTypes.create_and_list_encryption_type"
}

// Actions are those of Run.
func (CreateAndListEncryptionType) Actions() []string {
	return []string{"cinder_v3.create_encryption_type", "cinder_v3.list_encryption_type"}
}

// Run creates an encryption type and asks every volume type for its own: cinder has no list of them.
func (s CreateAndListEncryptionType) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := aType(it)
	if err != nil {
		return err
	}
	if _, err := encrypt(ctx, it, t, s.Encryption); err != nil {
		return err
	}
	return administered(ctx, it, "cinder_v3.list_encryption_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		types, err := cloud.List[made](ctx, client, client.ServiceURL("types")+s.Search.query(), "volume_types")
		if err != nil {
			return err
		}
		for _, one := range types {
			_, err := showEncryption(ctx, client, one.ID)
			if err != nil && !gophercloud.ResponseCodeIs(err, 404) { // another iteration's type may be gone
				return err
			}
		}
		return nil
	})
}

// CreateAndUpdateEncryptionType gives one of the fixture's volume types an encryption type and updates that:
// CinderVolumeTypes.create_and_update_encryption_type. It never deletes: it takes as many volume types as iterations.
type CreateAndUpdateEncryptionType struct {
	withTypes
	CreateProvider        string `arg:"create_provider" help:"what encrypts, such as luks"`
	CreateCipher          string `arg:"create_cipher" help:"the algorithm, such as aes-xts-plain64"`
	CreateKeySize         int    `arg:"create_key_size" help:"of the key, in bits"`
	CreateControlLocation string `arg:"create_control_location" help:"where it is encrypted: front-end or back-end"`
	UpdateProvider        string `arg:"update_provider" help:"what encrypts from then on"`
	UpdateCipher          string `arg:"update_cipher" help:"the algorithm from then on"`
	UpdateKeySize         int    `arg:"update_key_size" help:"of the key from then on, in bits"`
	UpdateControlLocation string `arg:"update_control_location" help:"where it is encrypted from then on: front-end or back-end"`
}

// Name is Rally's.
func (CreateAndUpdateEncryptionType) Name() string {
	return "CinderVolumeTypes.create_and_update_encryption_type"
}

// Actions are those of Run.
func (CreateAndUpdateEncryptionType) Actions() []string {
	return []string{"cinder_v3.create_encryption_type", "cinder_v3.update_encryption_type"}
}

// Validate refuses an encryption that nothing provides, and an update of nothing.
func (s CreateAndUpdateEncryptionType) Validate() error {
	if s.CreateProvider == "" {
		return errors.New("argument create_provider is missing: what encrypts, such as luks")
	}
	if len(s.update()) == 0 {
		return errors.New("nothing to update: expected update_provider, update_cipher, update_key_size or update_control_location")
	}
	return errors.Join(encryptable(s.CreateKeySize, "create_control_location", s.CreateControlLocation),
		encryptable(s.UpdateKeySize, "update_control_location", s.UpdateControlLocation))
}

func (s CreateAndUpdateEncryptionType) update() Options {
	return encryption(s.UpdateProvider, s.UpdateCipher, s.UpdateControlLocation, s.UpdateKeySize)
}

// Run creates an encryption type and updates it.
func (s CreateAndUpdateEncryptionType) Run(ctx context.Context, it *harness.Iteration) error {
	t, err := aType(it)
	if err != nil {
		return err
	}
	id, err := encrypt(ctx, it, t, Encryption{
		Provider: s.CreateProvider, Cipher: s.CreateCipher, KeySize: s.CreateKeySize, ControlLocation: s.CreateControlLocation,
	})
	if err != nil {
		return err
	}
	return administered(ctx, it, "cinder_v3.update_encryption_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return volumetypes.UpdateEncryption(ctx, client, t, id, s.update()).Err
	})
}
