package nova

import (
	"context"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/keypairs"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// KeyPair is what every scenario asks for that creates a key pair.
type KeyPair struct {
	PublicKey string `arg:"public_key" help:"public key to import; nova makes a pair if there is none"`
	KeyType   string `arg:"key_type" help:"ssh or x509, by microversion 2.2; ssh if none is given"`
}

// Validate refuses a type that nova does not know.
func (k KeyPair) Validate() error {
	known := []string{"ssh", "x509"}
	if k.KeyType != "" && harness.Nearest(k.KeyType, known) != k.KeyType {
		return harness.Unknown("key_type", k.KeyType, known)
	}
	return nil
}

// keyTypes is the microversion since which key pairs have one.
const keyTypes = "2.2"

// Microversions is the one that a type takes.
func (k KeyPair) Microversions() []harness.Microversion {
	if k.KeyType == "" {
		return nil
	}
	return since(keyTypes)
}

// create creates a key pair: the action nova.create_keypair. Key pairs are known by their names.
func (k KeyPair) create(ctx context.Context, it *harness.Iteration) (name string, err error) {
	err = timed(ctx, it, "nova.create_keypair", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if k.KeyType != "" {
			client = at(client, keyTypes)
		}
		pair, err := keypairs.Create(ctx, client, keypairs.CreateOpts{Name: it.Name(), PublicKey: k.PublicKey, Type: k.KeyType}).Extract()
		if err == nil {
			name = pair.Name
		}
		return err
	})
	return name, err
}

// deleteKeyPair is the action nova.delete_keypair.
func deleteKeyPair(ctx context.Context, it *harness.Iteration, name string) error {
	return timed(ctx, it, "nova.delete_keypair", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return keypairs.Delete(ctx, client, name, nil).ExtractErr()
	})
}

// CreateAndDeleteKeyPair creates a key pair and deletes it: NovaKeypair.create_and_delete_keypair.
type CreateAndDeleteKeyPair struct {
	asUser
	KeyPair
}

// Name is Rally's.
func (CreateAndDeleteKeyPair) Name() string { return "NovaKeypair.create_and_delete_keypair" }

// Actions are those of Run.
func (CreateAndDeleteKeyPair) Actions() []string {
	return []string{"nova.create_keypair", "nova.delete_keypair"}
}

// Run creates a key pair and deletes it.
func (s CreateAndDeleteKeyPair) Run(ctx context.Context, it *harness.Iteration) error {
	name, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return deleteKeyPair(ctx, it, name)
}

// CreateAndGetKeyPair creates a key pair and shows it: NovaKeypair.create_and_get_keypair.
type CreateAndGetKeyPair struct {
	asUser
	KeyPair
}

// Name is Rally's.
func (CreateAndGetKeyPair) Name() string { return "NovaKeypair.create_and_get_keypair" }

// Actions are those of Run.
func (CreateAndGetKeyPair) Actions() []string {
	return []string{"nova.create_keypair", "nova.get_keypair"}
}

// Run creates a key pair and shows it.
func (s CreateAndGetKeyPair) Run(ctx context.Context, it *harness.Iteration) error {
	name, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "nova.get_keypair", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := keypairs.Get(ctx, client, name, nil).Extract()
		return err
	})
}

// CreateAndListKeyPairs creates a key pair, lists those of the user, and sees that it is among them:
// NovaKeypair.create_and_list_keypairs.
type CreateAndListKeyPairs struct {
	asUser
	KeyPair
}

// Name is Rally's.
func (CreateAndListKeyPairs) Name() string { return "NovaKeypair.create_and_list_keypairs" }

// Actions are those of Run.
func (CreateAndListKeyPairs) Actions() []string {
	return []string{"nova.create_keypair", "nova.list_keypairs"}
}

// Run creates a key pair and finds it in the list.
func (s CreateAndListKeyPairs) Run(ctx context.Context, it *harness.Iteration) error {
	name, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	type entry struct {
		KeyPair harness.Resource `json:"keypair"`
	}
	var list []entry
	err = timed(ctx, it, "nova.list_keypairs", func(ctx context.Context, client *gophercloud.ServiceClient) (err error) {
		list, err = cloud.List[entry](ctx, client, client.ServiceURL("os-keypairs"), "keypairs")
		return err
	})
	if err != nil {
		return err
	}
	for _, e := range list {
		if e.KeyPair.Name == name {
			return nil
		}
	}
	return &harness.AssertionError{Message: fmt.Sprintf("key pair %s is not among the %d in the list", name, len(list))}
}

// BootAndDeleteServerWithKeyPair creates a key pair, boots a server with it, and deletes both:
// NovaKeypair.boot_and_delete_server_with_keypair.
type BootAndDeleteServerWithKeyPair struct {
	Boot
	KeyPair
}

// Name is Rally's.
func (BootAndDeleteServerWithKeyPair) Name() string {
	return "NovaKeypair.boot_and_delete_server_with_keypair"
}

// Actions are those of Run.
func (BootAndDeleteServerWithKeyPair) Actions() []string {
	return []string{"nova.create_keypair", "nova.boot_server", "nova.delete_server", "nova.delete_keypair"}
}

// Validate refuses a type of key that nova does not know, and what a server cannot be booted with.
func (s BootAndDeleteServerWithKeyPair) Validate() error {
	if err := s.KeyPair.Validate(); err != nil {
		return err
	}
	return s.Boot.Validate()
}

// Prepare looks the image and the flavor up.
func (s BootAndDeleteServerWithKeyPair) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run creates a key pair, boots a server with it, and deletes both.
func (s BootAndDeleteServerWithKeyPair) Run(ctx context.Context, it *harness.Iteration) error {
	name, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	id, err := s.bootWith(ctx, it, Options{"key_name": name})
	if err != nil {
		return err
	}
	if err := remove(ctx, it, id, false); err != nil {
		return err
	}
	return deleteKeyPair(ctx, it, name)
}
