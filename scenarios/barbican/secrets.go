package barbican

import (
	"context"

	"github.com/pacenote/pacenote/harness"
)

// Create stores a secret: BarbicanSecrets.create.
type Create struct{ asAdmin }

// Name is Rally's.
func (Create) Name() string { return "BarbicanSecrets.create" }

// Actions are those of Run.
func (Create) Actions() []string { return []string{"barbican.create_secret"} }

// Run stores a secret.
func (Create) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := aSecret(ctx, it)
	return err
}

// CreateAndDelete stores a secret and deletes it: BarbicanSecrets.create_and_delete.
type CreateAndDelete struct{ asAdmin }

// Name is Rally's.
func (CreateAndDelete) Name() string { return "BarbicanSecrets.create_and_delete" }

// Actions are those of Run.
func (CreateAndDelete) Actions() []string {
	return []string{"barbican.create_secret", "barbican.delete_secret"}
}

// Run stores a secret and deletes it.
func (CreateAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	reference, err := aSecret(ctx, it)
	if err != nil {
		return err
	}
	return deleteSecret(ctx, it, reference)
}

// CreateAndGet stores a secret and fetches it: BarbicanSecrets.create_and_get.
type CreateAndGet struct{ asAdmin }

// Name is Rally's.
func (CreateAndGet) Name() string { return "BarbicanSecrets.create_and_get" }

// Actions are those of Run.
func (CreateAndGet) Actions() []string {
	return []string{"barbican.create_secret", "barbican.get_secret"}
}

// Run stores a secret and fetches it.
func (CreateAndGet) Run(ctx context.Context, it *harness.Iteration) error {
	reference, err := aSecret(ctx, it)
	if err != nil {
		return err
	}
	return getSecret(ctx, it, reference)
}

// CreateAndList stores a secret and lists all: BarbicanSecrets.create_and_list.
type CreateAndList struct{ asAdmin }

// Name is Rally's.
func (CreateAndList) Name() string { return "BarbicanSecrets.create_and_list" }

// Actions are those of Run.
func (CreateAndList) Actions() []string {
	return []string{"barbican.create_secret", "barbican.list_secrets"}
}

// Run stores a secret and lists all.
func (CreateAndList) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := aSecret(ctx, it); err != nil {
		return err
	}
	return list(ctx, it, "barbican.list_secrets", "secrets")
}

// Get fetches a secret that is there, or stores one and fetches that: BarbicanSecrets.get.
type Get struct {
	asAdmin
	Reference string `arg:"secret_ref" help:"address or id of the secret; a new one if none is given"`
}

// Name is Rally's.
func (Get) Name() string { return "BarbicanSecrets.get" }

// Actions are those of Run.
func (s Get) Actions() []string {
	if s.Reference != "" {
		return []string{"barbican.get_secret"}
	}
	return []string{"barbican.create_secret", "barbican.get_secret"}
}

// Run fetches a secret.
func (s Get) Run(ctx context.Context, it *harness.Iteration) (err error) {
	reference := s.Reference
	if reference == "" {
		if reference, err = aSecret(ctx, it); err != nil {
			return err
		}
	}
	return getSecret(ctx, it, reference)
}

// List lists secrets: BarbicanSecrets.list.
type List struct{ asAdmin }

// Name is Rally's.
func (List) Name() string { return "BarbicanSecrets.list" }

// Actions are those of Run.
func (List) Actions() []string { return []string{"barbican.list_secrets"} }

// Run lists secrets.
func (List) Run(ctx context.Context, it *harness.Iteration) error {
	return list(ctx, it, "barbican.list_secrets", "secrets")
}
