package designate

import (
	"context"
	"fmt"
	"slices"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/dns/v2/zones"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// createZone creates a zone: the action designate.create_zone.
func createZone(ctx context.Context, it *harness.Iteration) (id string, err error) {
	err = timed(ctx, it, "designate.create_zone", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		zone, err := zones.Create(ctx, client, zones.CreateOpts{Name: it.Name() + ".example.", Email: "hostmaster@example.com"}).Extract()
		if err == nil {
			id = zone.ID
		}
		return err
	})
	return id, err
}

// listZones lists the zones of the project: the action designate.list_zones.
func listZones(ctx context.Context, it *harness.Iteration) (list []harness.Resource, err error) {
	err = timed(ctx, it, "designate.list_zones", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		list, err = cloud.List[harness.Resource](ctx, client, client.ServiceURL("zones"), "zones")
		return err
	})
	return list, err
}

// CreateAndDeleteZone creates a zone and deletes it: DesignateBasic.create_and_delete_zone.
type CreateAndDeleteZone struct{ asUser }

// Name is Rally's.
func (CreateAndDeleteZone) Name() string { return "DesignateBasic.create_and_delete_zone" }

// Actions are those of Run.
func (CreateAndDeleteZone) Actions() []string {
	return []string{"designate.create_zone", "designate.delete_zone"}
}

// Run creates a zone and deletes it.
func (CreateAndDeleteZone) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := createZone(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "designate.delete_zone", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return zones.Delete(ctx, client, id).Err
	})
}

// CreateAndListZones creates a zone and lists all: DesignateBasic.create_and_list_zones.
type CreateAndListZones struct{ asUser }

// Name is Rally's.
func (CreateAndListZones) Name() string { return "DesignateBasic.create_and_list_zones" }

// Actions are those of Run.
func (CreateAndListZones) Actions() []string {
	return []string{"designate.create_zone", "designate.list_zones"}
}

// Run creates a zone and finds it in the list.
func (CreateAndListZones) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := createZone(ctx, it)
	if err != nil {
		return err
	}
	list, err := listZones(ctx, it)
	if err == nil && !slices.ContainsFunc(list, func(r harness.Resource) bool { return r.ID == id }) {
		err = &harness.AssertionError{Message: fmt.Sprintf("zone %s is not among the %d in the list", id, len(list))}
	}
	return err
}

// ListZones lists the zones of the project: DesignateBasic.list_zones.
type ListZones struct{ asUser }

// Name is Rally's.
func (ListZones) Name() string { return "DesignateBasic.list_zones" }

// Actions are those of Run.
func (ListZones) Actions() []string { return []string{"designate.list_zones"} }

// Run lists zones.
func (ListZones) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := listZones(ctx, it)
	return err
}
