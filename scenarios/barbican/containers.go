package barbican

import (
	"context"
	"path"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/request"
)

// createContainer creates a container of a type, as an action. It returns where it is.
func createContainer(ctx context.Context, it *harness.Iteration, action, kind string, secrets ...string) (reference string, err error) {
	references := make([]map[string]string, len(secrets))
	for i, secret := range secrets {
		references[i] = map[string]string{"name": "secret", "secret_ref": secret}
	}
	body := map[string]any{"name": it.Name(), "type": kind, "secret_refs": references}
	err = service.Time(ctx, it, it.Cloud().Admin(), action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var reply struct {
			Reference string `json:"container_ref"`
		}
		err := request.Post(ctx, client, "containers", body, &reply)
		reference = reply.Reference
		return err
	})
	return reference, err
}

// deleteContainer is the action barbican.container_delete.
func deleteContainer(ctx context.Context, it *harness.Iteration, reference string) error {
	return service.Time(ctx, it, it.Cloud().Admin(), "barbican.container_delete", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return request.Delete(ctx, client, "containers", path.Base(reference))
	})
}

// CreateContainerAndAdd stores a secret, creates a container that holds it, and deletes the container: BarbicanContainers.create_and_add.
type CreateContainerAndAdd struct{ asAdmin }

// Name is Rally's.
func (CreateContainerAndAdd) Name() string { return "BarbicanContainers.create_and_add" }

// Actions are those of Run.
func (CreateContainerAndAdd) Actions() []string {
	return []string{"barbican.create_secret", "barbican.container_create", "barbican.container_delete"}
}

// Run stores a secret, creates a container that holds it, and deletes the container.
func (CreateContainerAndAdd) Run(ctx context.Context, it *harness.Iteration) error {
	secret, err := aSecret(ctx, it)
	if err != nil {
		return err
	}
	reference, err := createContainer(ctx, it, "barbican.container_create", "generic", secret)
	if err != nil {
		return err
	}
	return deleteContainer(ctx, it, reference)
}

// CreateContainerAndDelete creates an empty container of the type generic and deletes it: BarbicanContainers.create_and_delete.
type CreateContainerAndDelete struct{ asAdmin }

// Name is Rally's.
func (CreateContainerAndDelete) Name() string { return "BarbicanContainers.create_and_delete" }

// Actions are those of Run.
func (CreateContainerAndDelete) Actions() []string {
	return []string{"barbican.container_create", "barbican.container_delete"}
}

// Run creates an empty container of the type generic and deletes it.
func (CreateContainerAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	reference, err := createContainer(ctx, it, "barbican.container_create", "generic")
	if err != nil {
		return err
	}
	return deleteContainer(ctx, it, reference)
}

// CreateCertificateContainerAndDelete creates an empty container of the type certificate and deletes it: BarbicanContainers.create_certificate_and_delete.
type CreateCertificateContainerAndDelete struct{ asAdmin }

// Name is Rally's.
func (CreateCertificateContainerAndDelete) Name() string {
	return "BarbicanContainers.create_certificate_and_delete"
}

// Actions are those of Run.
func (CreateCertificateContainerAndDelete) Actions() []string {
	return []string{"barbican.create_certificate_container", "barbican.container_delete"}
}

// Run creates an empty container of the type certificate and deletes it.
func (CreateCertificateContainerAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	reference, err := createContainer(ctx, it, "barbican.create_certificate_container", "certificate")
	if err != nil {
		return err
	}
	return deleteContainer(ctx, it, reference)
}

// CreateRSAContainerAndDelete creates an empty container of the type rsa and deletes it: BarbicanContainers.create_rsa_and_delete.
type CreateRSAContainerAndDelete struct{ asAdmin }

// Name is Rally's.
func (CreateRSAContainerAndDelete) Name() string { return "BarbicanContainers.create_rsa_and_delete" }

// Actions are those of Run.
func (CreateRSAContainerAndDelete) Actions() []string {
	return []string{"barbican.create_rsa_container", "barbican.container_delete"}
}

// Run creates an empty container of the type rsa and deletes it.
func (CreateRSAContainerAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	reference, err := createContainer(ctx, it, "barbican.create_rsa_container", "rsa")
	if err != nil {
		return err
	}
	return deleteContainer(ctx, it, reference)
}

// ListContainers lists containers: BarbicanContainers.list.
type ListContainers struct{ asAdmin }

// Name is Rally's.
func (ListContainers) Name() string { return "BarbicanContainers.list" }

// Actions are those of Run.
func (ListContainers) Actions() []string { return []string{"barbican.list_container"} }

// Run lists containers.
func (ListContainers) Run(ctx context.Context, it *harness.Iteration) error {
	return list(ctx, it, "barbican.list_container", "containers")
}
