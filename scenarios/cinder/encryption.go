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

// Encryption is what scenarios ask for that create an encryption type.
type Encryption struct {
	Specs           Options `arg:"create_specs" help:"all of it, as cinder's API calls it, a JSON object; better say it with the arguments below"`
	Provider        string  `arg:"provider" help:"what encrypts, such as luks"`
	Cipher          string  `arg:"cipher" help:"the algorithm, such as aes-xts-plain64"`
	KeySize         int     `arg:"key_size" help:"of the key, in bits"`
	ControlLocation string  `arg:"control_location" help:"where it is encrypted: front-end or back-end"`
}

// Validate refuses an encryption that nothing provides.
func (e Encryption) Validate() error {
	if e.Provider == "" && len(e.Specs) == 0 {
		return errors.New("argument provider is missing: what encrypts, such as luks")
	}
	return encryptable(e.KeySize, "control_location", e.ControlLocation)
}

// encryptable refuses a key size below zero, and an unknown location.
func encryptable(size int, argument, location string) error {
	if size < 0 {
		return fmt.Errorf("a key of %d bits: expected a size of 0 and above", size)
	}
	switch location {
	case "", "front-end", "back-end":
		return nil
	}
	return harness.Unknown(argument, location, []string{"front-end", "back-end"})
}

// ToEncryptionCreateMap is the body of the creation.
func (e Encryption) ToEncryptionCreateMap() (map[string]any, error) {
	specs := e.Specs
	if len(specs) == 0 {
		specs = encryption(e.Provider, e.Cipher, e.ControlLocation, e.KeySize)
	}
	return map[string]any{"encryption": map[string]any(specs)}, nil
}

// encryption are the specs that are given.
func encryption(provider, cipher, location string, size int) Options {
	specs := make(Options)
	for name, value := range map[string]string{"provider": provider, "cipher": cipher, "control_location": location} {
		if value != "" {
			specs[name] = value
		}
	}
	if size > 0 {
		specs["key_size"] = size
	}
	return specs
}

// encrypt creates the encryption type of a volume type: the action cinder_v3.create_encryption_type.
func encrypt(ctx context.Context, it *harness.Iteration, volumeType string, e Encryption) (id string, err error) {
	err = administered(ctx, it, "cinder_v3.create_encryption_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		created, err := volumetypes.CreateEncryption(ctx, client, volumeType, e).Extract()
		if err == nil {
			id = created.EncryptionID
		}
		return err
	})
	return id, err
}

// decrypt deletes the encryption type of a volume type: the action cinder_v3.delete_encryption_type.
func decrypt(ctx context.Context, it *harness.Iteration, volumeType, id string) error {
	return administered(ctx, it, "cinder_v3.delete_encryption_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return volumetypes.DeleteEncryption(ctx, client, volumeType, id).ExtractErr()
	})
}

// showEncryption gets the encryption type of a volume type, which may have none.
func showEncryption(ctx context.Context, client *gophercloud.ServiceClient, volumeType string) (string, error) {
	shown, err := cloud.Show[struct {
		ID string `json:"encryption_id"`
	}](ctx, client, client.ServiceURL("types", volumeType, "encryption"), "")
	return shown.ID, err
}
