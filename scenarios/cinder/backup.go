package cinder

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/backups"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/services"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// Backup is what every scenario asks for that backs a volume up.
type Backup struct {
	Volume
	DoDelete      bool    `arg:"do_delete" help:"delete the volume and its backups"`
	BackupOptions Options `arg:"create_backup_kwargs" help:"more attributes of the backup, as cinder's API calls them: a JSON object"`
}

// Fixtures brings a user, the removal of what is left, and the question whether there is a service that backs up.
func (Backup) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}, backupService{}}
}

// Validate refuses names in the attributes.
func (b Backup) Validate() error {
	return errors.Join(b.Volume.Validate(), b.BackupOptions.check("create_backup_kwargs"))
}

// backupService is that cinder has one that backs up. It creates nothing.
type backupService struct{}

// String is what the sections of a run call it.
func (backupService) String() string { return "cinder-backup" }

// Setup creates nothing.
func (backupService) Setup(context.Context, *harness.World) error { return nil }

// Check asks for a service that is up, if the cloud's credentials may ask.
func (backupService) Check(ctx context.Context, w *harness.World) error {
	if w.Cloud == nil {
		return errors.New("there is no cloud")
	}
	client, err := w.Cloud.Admin().BlockStorage(ctx)
	if err != nil {
		return err
	}
	list, err := cloud.List[services.Service](ctx, client, client.ServiceURL("os-services")+"?binary=cinder-backup", "services")
	if gophercloud.ResponseCodeIs(err, http.StatusForbidden) {
		return nil
	}
	if err == nil && !slices.ContainsFunc(list, func(s services.Service) bool { return s.State == "up" && s.Status == "enabled" }) {
		err = errors.New("none is up and enabled: this cloud makes no backups of volumes")
	}
	return err
}

// backUp backs the volume up, and waits until that is done: the action cinder_v3.create_backup.
func (b Backup) backUp(ctx context.Context, it *harness.Iteration, volume string, incremental bool) (id string, err error) {
	attributes := Options{"name": it.Name(), "volume_id": volume}
	if incremental {
		attributes["incremental"] = true
	}
	err = timed(ctx, it, "cinder_v3.create_backup", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var backup made
		if err := backups.Create(ctx, client, b.BackupOptions.with(attributes)).ExtractIntoStructPtr(&backup, "backup"); err != nil {
			return err
		}
		id = backup.ID
		return wait(ctx, it, client, "backup", id, "available", createLimit)
	})
	return id, err
}

// deleteBackup deletes a backup and waits until it is gone: the action cinder_v3.delete_backup.
func deleteBackup(ctx context.Context, it *harness.Iteration, id string) error {
	return remove(ctx, it, "cinder_v3.delete_backup", "backup", id)
}

// both creates the volume and backs it up.
func (b Backup) both(ctx context.Context, it *harness.Iteration) (volume, backup string, err error) {
	if volume, err = b.Create(ctx, it); err != nil {
		return "", "", err
	}
	backup, err = b.backUp(ctx, it, volume, false)
	return volume, backup, err
}

// end deletes the volume and its backup, if they shall be deleted.
func (b Backup) end(ctx context.Context, it *harness.Iteration, volume, backup string) error {
	if !b.DoDelete {
		return nil
	}
	if err := Delete(ctx, it, volume); err != nil {
		return err
	}
	return deleteBackup(ctx, it, backup)
}

// actions are those of both and end, with more between them.
func (b Backup) actions(more ...string) []string {
	list := append([]string{"cinder_v3.create_volume", "cinder_v3.create_backup"}, more...)
	if b.DoDelete {
		list = append(list, "cinder_v3.delete_volume", "cinder_v3.delete_backup")
	}
	return list
}
