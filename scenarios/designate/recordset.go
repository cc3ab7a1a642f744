package designate

import (
	"context"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/dns/v2/recordsets"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// createAll creates record sets in a zone: the action designate.create_recordset, for each.
func (r RecordSets) createAll(ctx context.Context, it *harness.Iteration, zone harness.Resource) (ids []string, err error) {
	ids = make([]string, r.Count)
	for i := range ids {
		err := timed(ctx, it, "designate.create_recordset", func(ctx context.Context, client *gophercloud.ServiceClient) error {
			set, err := recordsets.Create(ctx, client, zone.ID, recordsets.CreateOpts{Name: it.Name() + "." + zone.Name, Type: "A", Records: []string{"10.1.0.1"}}).Extract()
			if err == nil {
				ids[i] = set.ID
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// listRecordSets lists the record sets of a zone: the action designate.list_recordsets.
func listRecordSets(ctx context.Context, it *harness.Iteration, zoneID string) error {
	return timed(ctx, it, "designate.list_recordsets", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.List[harness.Resource](ctx, client, client.ServiceURL("zones", zoneID, "recordsets"), "recordsets")
		return err
	})
}

// CreateAndDeleteRecordSets creates record sets in a zone of the project, and deletes each:
// DesignateBasic.create_and_delete_recordsets.
type CreateAndDeleteRecordSets struct{ RecordSets }

// Name is Rally's.
func (CreateAndDeleteRecordSets) Name() string { return "DesignateBasic.create_and_delete_recordsets" }

// Actions are those of Run.
func (CreateAndDeleteRecordSets) Actions() []string {
	return []string{"designate.create_recordset", "designate.delete_recordset"}
}

// Run creates record sets and deletes them.
func (s CreateAndDeleteRecordSets) Run(ctx context.Context, it *harness.Iteration) error {
	zone, err := aZone(it)
	if err != nil {
		return err
	}
	ids, err := s.createAll(ctx, it, zone)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := timed(ctx, it, "designate.delete_recordset", func(ctx context.Context, client *gophercloud.ServiceClient) error {
			return recordsets.Delete(ctx, client, zone.ID, id).ExtractErr()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// CreateAndListRecordSets creates record sets in a zone of the project, and lists those of the zone:
// DesignateBasic.create_and_list_recordsets.
type CreateAndListRecordSets struct{ RecordSets }

// Name is Rally's.
func (CreateAndListRecordSets) Name() string { return "DesignateBasic.create_and_list_recordsets" }

// Actions are those of Run.
func (CreateAndListRecordSets) Actions() []string {
	return []string{"designate.create_recordset", "designate.list_recordsets"}
}

// Run creates record sets and lists them.
func (s CreateAndListRecordSets) Run(ctx context.Context, it *harness.Iteration) error {
	zone, err := aZone(it)
	if err != nil {
		return err
	}
	if _, err := s.createAll(ctx, it, zone); err != nil {
		return err
	}
	return listRecordSets(ctx, it, zone.ID)
}

// ListRecordSets lists the record sets of a zone: DesignateBasic.list_recordsets.
type ListRecordSets struct {
	asUser
	ZoneID string `arg:"zone_id" help:"id of the zone; one that a fixture made in the project if none is given, where Rally wants one"`
}

// Name is Rally's.
func (ListRecordSets) Name() string { return "DesignateBasic.list_recordsets" }

// Actions are those of Run.
func (ListRecordSets) Actions() []string { return []string{"designate.list_recordsets"} }

// Run lists the record sets.
func (s ListRecordSets) Run(ctx context.Context, it *harness.Iteration) error {
	if s.ZoneID != "" {
		return listRecordSets(ctx, it, s.ZoneID)
	}
	zone, err := aZone(it)
	if err != nil {
		return fmt.Errorf("argument zone_id is missing: %w", err)
	}
	return listRecordSets(ctx, it, zone.ID)
}
