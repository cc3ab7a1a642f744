package neutron

import (
	"context"
	"errors"

	"github.com/pacenote/pacenote/harness"
)

// CreateAndDeleteRouters creates routers with a subnet each, takes the subnets off, and deletes the routers:
// NeutronNetworks.create_and_delete_routers.
type CreateAndDeleteRouters struct{ Routers }

// Name is Rally's.
func (CreateAndDeleteRouters) Name() string { return "NeutronNetworks.create_and_delete_routers" }

// Actions are those of Run.
func (s CreateAndDeleteRouters) Actions() []string {
	return s.creating("neutron.remove_interface_router", "neutron.delete_router")
}

// Run creates routers, takes the subnets off, and deletes the routers.
func (s CreateAndDeleteRouters) Run(ctx context.Context, it *harness.Iteration) error {
	return s.eachRouter(ctx, it, func(j joined) error {
		if err := removeInterface(ctx, it, j.router, j.subnet); err != nil {
			return err
		}
		return router.remove(ctx, it, j.router)
	})
}

// CreateAndListRouters creates routers with a subnet each, and lists all that the user sees: NeutronNetworks.create_and_list_routers.
type CreateAndListRouters struct{ Routers }

// Name is Rally's.
func (CreateAndListRouters) Name() string { return "NeutronNetworks.create_and_list_routers" }

// Actions are those of Run.
func (s CreateAndListRouters) Actions() []string { return s.creating("neutron.list_routers") }

// Run creates routers, and lists all.
func (s CreateAndListRouters) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.createRouters(ctx, it); err != nil {
		return err
	}
	_, err := router.list(ctx, it, nil)
	return err
}

// CreateAndShowRouters creates routers with a subnet each, and shows each: NeutronNetworks.create_and_show_routers.
type CreateAndShowRouters struct{ Routers }

// Name is Rally's.
func (CreateAndShowRouters) Name() string { return "NeutronNetworks.create_and_show_routers" }

// Actions are those of Run.
func (s CreateAndShowRouters) Actions() []string { return s.creating("neutron.show_router") }

// Run creates routers, and shows each.
func (s CreateAndShowRouters) Run(ctx context.Context, it *harness.Iteration) error {
	return s.eachRouter(ctx, it, func(j joined) error { return router.show(ctx, it, j.router) })
}

// CreateAndUpdateRouters creates routers with a subnet each, and updates each: NeutronNetworks.create_and_update_routers.
type CreateAndUpdateRouters struct {
	Routers
	Update harness.Object `arg:"router_update_args,required" help:"attributes that the routers have from then on, as a JSON object"`
}

// Name is Rally's.
func (CreateAndUpdateRouters) Name() string { return "NeutronNetworks.create_and_update_routers" }

// Actions are those of Run.
func (s CreateAndUpdateRouters) Actions() []string { return s.creating("neutron.update_router") }

// Validate refuses names, and what are no subnets.
func (s CreateAndUpdateRouters) Validate() error {
	return errors.Join(s.Routers.Validate(), s.Update.Without("router_update_args", "name"))
}

// Run creates routers, and updates each.
func (s CreateAndUpdateRouters) Run(ctx context.Context, it *harness.Iteration) error {
	return s.eachRouter(ctx, it, func(j joined) error { return router.update(ctx, it, j.router, s.Update) })
}
