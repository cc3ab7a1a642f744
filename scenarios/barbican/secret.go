package barbican

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"path"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/request"
)

// createSecret stores a secret: the action barbican.create_secret. It returns where it is.
func createSecret(ctx context.Context, it *harness.Iteration, attributes map[string]any) (reference string, err error) {
	attributes["name"] = it.Name()
	err = service.Time(ctx, it, it.Cloud().Admin(), "barbican.create_secret", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var reply struct {
			Reference string `json:"secret_ref"`
		}
		err := request.Post(ctx, client, "secrets", attributes, &reply)
		reference = reply.Reference
		return err
	})
	return reference, err
}

// aSecret stores a random text.
func aSecret(ctx context.Context, it *harness.Iteration) (reference string, err error) {
	return createSecret(ctx, it, map[string]any{"payload": rand.Text(), "payload_content_type": "text/plain"})
}

// getSecret fetches a secret, which has to be the one that was asked for: the action barbican.get_secret.
func getSecret(ctx context.Context, it *harness.Iteration, reference string) error {
	return service.Time(ctx, it, it.Cloud().Admin(), "barbican.get_secret", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		shown, err := cloud.Show[struct {
			Reference string `json:"secret_ref"`
		}](ctx, client, client.ServiceURL("secrets", path.Base(reference)), "")
		if err == nil && path.Base(shown.Reference) != path.Base(reference) {
			err = &harness.AssertionError{Message: fmt.Sprintf("secret %s was asked for, and %s is shown", path.Base(reference), path.Base(shown.Reference))}
		}
		return err
	})
}

// deleteSecret is the action barbican.delete_secret.
func deleteSecret(ctx context.Context, it *harness.Iteration, reference string) error {
	return service.Time(ctx, it, it.Cloud().Admin(), "barbican.delete_secret", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return request.Delete(ctx, client, "secrets", path.Base(reference))
	})
}

// list lists all of a collection, as an action.
func list(ctx context.Context, it *harness.Iteration, action, collection string) error {
	return service.Time(ctx, it, it.Cloud().Admin(), action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.List[struct{}](ctx, client, client.ServiceURL(collection), collection)
		return err
	})
}

// A SymmetricKey is what CreateSymmetricAndDelete makes.
type SymmetricKey struct {
	Payload   cloud.Secret `arg:"payload,required" help:"a word that the key is derived from"`
	Algorithm string       `arg:"algorithm,required" help:"such as aes"`
	Bits      int          `arg:"bit_length,required" help:"of the key, such as 256"`
	Mode      string       `arg:"mode,required" help:"such as cbc"`
}

// CreateSymmetricAndDelete derives a key from a word, as PBKDF2 does with SHA-256 and a thousand rounds, stores it for five
// days, and deletes it: BarbicanSecrets.create_symmetric_and_delete. The derivation is in no action.
type CreateSymmetricAndDelete struct {
	asAdmin
	SymmetricKey
}

// Name is Rally's.
func (CreateSymmetricAndDelete) Name() string { return "BarbicanSecrets.create_symmetric_and_delete" }

// Actions are those of Run.
func (CreateSymmetricAndDelete) Actions() []string {
	return []string{"barbican.create_secret", "barbican.delete_secret"}
}

// Run derives a key, stores it and deletes it.
func (s CreateSymmetricAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	salt := make([]byte, 16)
	rand.Read(salt)
	key, err := pbkdf2.Key(sha256.New, string(s.Payload), salt, 1000, 32)
	if err != nil {
		return err
	}
	reference, err := createSecret(ctx, it, map[string]any{
		"payload": base64.StdEncoding.EncodeToString(key), "payload_content_type": "application/octet-stream", "payload_content_encoding": "base64",
		"algorithm": s.Algorithm, "bit_length": s.Bits, "mode": s.Mode, "expiration": time.Now().UTC().AddDate(0, 0, 5).Format("2006-01-02T15:04:05"),
	})
	if err != nil {
		return err
	}
	return deleteSecret(ctx, it, reference)
}
