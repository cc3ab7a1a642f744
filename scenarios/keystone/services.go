package keystone

import (
	"context"
	"fmt"
	"slices"

	"github.com/pacenote/pacenote/harness"
)

// A Service is what scenarios ask for that add one to the catalog.
type Service struct {
	asAdmin
	ServiceName string `arg:"name" help:"has no effect: names carry the owner's mark"`
	Type        string `arg:"service_type" help:"type of the service; a name of its own if none is given"`
	Description string `arg:"description" help:"description of the service"`
}

// create is the action keystone.create_service.
func (s Service) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	kind := s.Type
	if kind == "" {
		kind = it.Name()
	}
	return service.create(ctx, it, given(harness.Object{"type": kind, "description": s.Description}))
}

// CreateAndDeleteService adds a service to the catalog and deletes it: KeystoneBasic.create_and_delete_service.
type CreateAndDeleteService struct{ Service }

// Name is Rally's.
func (CreateAndDeleteService) Name() string { return "KeystoneBasic.create_and_delete_service" }

// Actions are those of Run.
func (CreateAndDeleteService) Actions() []string {
	return []string{"keystone.create_service", "keystone.delete_service"}
}

// Run adds a service and deletes it.
func (s CreateAndDeleteService) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return service.remove(ctx, it, id)
}

// CreateAndListServices adds a service to the catalog and lists all: KeystoneBasic.create_and_list_services.
type CreateAndListServices struct{ Service }

// Name is Rally's.
func (CreateAndListServices) Name() string { return "KeystoneBasic.create_and_list_services" }

// Actions are those of Run.
func (CreateAndListServices) Actions() []string {
	return []string{"keystone.create_service", "keystone.list_services"}
}

// Run adds a service and finds it in the list.
func (s CreateAndListServices) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return service.find(ctx, it, nil, id)
}

// GetEntities creates a project, a user and a role, and gets them, and a service: KeystoneBasic.get_entities.
type GetEntities struct {
	asAdmin
	ServiceName string `arg:"service_name" help:"name of the service to get; \"none\" creates one"`
}

// none stands for no service, where Rally has null.
const none = "none"

// Name is Rally's.
func (GetEntities) Name() string { return "KeystoneBasic.get_entities" }

// Actions are those of Run.
func (s GetEntities) Actions() []string {
	list := []string{"keystone.create_project", "keystone.create_user", "keystone.create_role", "keystone.get_project", "keystone.get_user",
		"keystone.get_role", "keystone.get_service"}
	if s.ServiceName == none {
		return append(list, "keystone.create_service")
	}
	return append(list, "keystone.list_services")
}

// Run creates a project, a user and a role, and gets them all, and a service.
func (s GetEntities) Run(ctx context.Context, it *harness.Iteration) error {
	var ids [3]string
	kinds := [3]kind{project, user, role}
	for i, k := range kinds {
		create := k.create
		if k == user {
			create = func(ctx context.Context, it *harness.Iteration, _ harness.Object) (string, error) {
				return newUser(ctx, it, nil)
			}
		}
		var err error
		if ids[i], err = create(ctx, it, nil); err != nil {
			return err
		}
	}
	for i, k := range kinds {
		if _, err := k.get(ctx, it, ids[i]); err != nil {
			return err
		}
	}
	id, err := s.service(ctx, it)
	if err != nil {
		return err
	}
	_, err = service.get(ctx, it, id)
	return err
}

// service is the id of the service of the name, or of a new one.
func (s GetEntities) service(ctx context.Context, it *harness.Iteration) (id string, err error) {
	if s.ServiceName == none {
		return Service{}.create(ctx, it)
	}
	list, err := service.list(ctx, it, nil)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(list, func(r harness.Resource) bool { return r.Name == s.ServiceName })
	if i < 0 {
		return "", &harness.AssertionError{Message: fmt.Sprintf("service %s is not among the %d in the list", s.ServiceName, len(list))}
	}
	return list[i].ID, nil
}
