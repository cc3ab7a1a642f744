package cinder

import (
	"context"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/volumes"

	"github.com/pacenote/pacenote/harness"
)

// Verbs are those of this package.
func Verbs() []harness.Verb {
	return []harness.Verb{
		{Form: "creates a volume", Makes: "volume", Doc: "create a volume and wait until it is available", New: harness.NewDoer(creating{})},
		{Form: "extends VOLUME", Doc: "make a volume larger and wait until it is available", New: harness.NewDoer(extending{})},
		{Form: "deletes VOLUME", Ends: true, Doc: "delete a volume and wait until it is gone", New: deed("cinder_v3.delete_volume",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", Delete(ctx, it, with.ID(0))
			})},
		{Form: "takes a snapshot of VOLUME", Makes: "snapshot", Doc: "take a snapshot of a volume and wait until it is available", New: deed("cinder_v3.create_snapshot",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return CreateSnapshot(ctx, it, with.ID(0), nil)
			})},
		{Form: "creates a volume from SNAPSHOT", Makes: "volume", Doc: "create a volume as large as a snapshot, from it", New: deed("cinder_v3.create_volume",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return Create(ctx, it, Options{"snapshot_id": with.ID(0)})
			})},
		{Form: "deletes SNAPSHOT", Ends: true, Doc: "delete a snapshot of a volume and wait until it is gone", New: deed("cinder_v3.delete_snapshot",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", DeleteSnapshot(ctx, it, with.ID(0))
			})},
		{Form: "backs VOLUME up", Makes: "backup", Doc: "back a volume up and wait until that is done", New: harness.NewDoer(harness.Deed{
			Does: []string{"cinder_v3.create_backup"}, Asks: asUser{}.Services(), Brings: Backup{}.Fixtures(),
			Run: func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return Backup{}.backUp(ctx, it, with.ID(0), false)
			}})},
		{Form: "deletes BACKUP", Ends: true, Doc: "delete a backup and wait until it is gone", New: deed("cinder_v3.delete_backup",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", deleteBackup(ctx, it, with.ID(0))
			})},
		{Form: "lists volumes", Doc: "list the volumes of the project, in detail", New: deed("cinder_v3.list_volumes",
			func(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
				return "", list(ctx, it, "cinder_v3.list_volumes", "volumes", "volumes", true, nil)
			})},
	}
}

// deed is what a user does without arguments.
func deed(action string, run func(context.Context, *harness.Iteration, harness.Things) (string, error)) func() harness.Doer {
	return harness.NewDoer(harness.Deed{Does: []string{action}, Asks: asUser{}.Services(), Brings: asUser{}.Fixtures(), Run: run})
}

// creating creates a volume.
type creating struct{ Volume }

// Actions is that of the creation.
func (creating) Actions() []string { return []string{"cinder_v3.create_volume"} }

// Prepare looks the image up.
func (c creating) Prepare(ctx context.Context, w *harness.World) (_ harness.Doer, err error) {
	c.Volume, err = c.Find(ctx, w)
	return c, err
}

// Do creates it.
func (c creating) Do(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
	return c.Create(ctx, it)
}

// extending makes a volume larger.
type extending struct {
	asUser
	Size Size `arg:"new_size,required" help:"in GB: one number, or a range from which one is drawn, such as 4-8"`
}

// Actions is that of the extension.
func (extending) Actions() []string { return []string{"cinder_v3.extend_volume"} }

// Do extends it.
func (e extending) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
	return "", extend(ctx, it, with.ID(0), e.Size.Draw(it, "new_size"))
}

// extend makes a volume that no server uses larger, to a size in GB: the action cinder_v3.extend_volume.
func extend(ctx context.Context, it *harness.Iteration, id string, size int) error {
	return timed(ctx, it, "cinder_v3.extend_volume", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if err := volumes.ExtendSize(ctx, client, id, volumes.ExtendSizeOpts{NewSize: size}).ExtractErr(); err != nil {
			return err
		}
		return wait(ctx, it, client, "volume", id, "available", createLimit)
	})
}
