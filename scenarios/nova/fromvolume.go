package nova

import (
	"context"
	"errors"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/cinder"
)

// FromVolume is a server whose root disk is a volume, which is made from the image. The volume stays until the end of the run.
type FromVolume struct {
	withVolumes
	Boot
	VolumeSize cinder.Size    `arg:"volume_size,required" help:"size of the volume in GB: one number, or a range from which one is drawn"`
	VolumeType string         `arg:"volume_type" help:"name of the volume type; cinder's default if none is given"`
	Volume     cinder.Options `arg:"create_volume_kwargs" help:"more attributes of the volume, as cinder's API calls them: a JSON object"`
}

// Services are what it talks to.
func (f FromVolume) Services() []string { return f.withVolumes.Services() }

// Validate refuses names in the attributes.
func (f FromVolume) Validate() error {
	return errors.Join(f.Boot.Validate(), checkVolume("create_volume_kwargs", f.Volume))
}

// prepare looks the image and the flavor up, whose disk does not matter.
func (f *FromVolume) prepare(ctx context.Context, w *harness.World) error {
	return f.find(ctx, w, false)
}

// createVolume makes a volume of the image.
func (f FromVolume) createVolume(ctx context.Context, it *harness.Iteration) (id string, err error) {
	attributes := cinder.Options{"imageRef": f.imageID}
	if f.VolumeType != "" {
		attributes["volume_type"] = f.VolumeType
	}
	return cinder.Create(ctx, it, sized(cinder.Options(Options(f.Volume).with(Options(attributes))), f.VolumeSize.Draw(it, "size")))
}

// bootFrom boots a server whose root disk is a volume, or one that nova makes of a snapshot, which goes with the server.
func (f FromVolume) bootFrom(ctx context.Context, it *harness.Iteration, source, id string) (server string, err error) {
	disk := map[string]any{"boot_index": 0, "uuid": id, "source_type": source, "destination_type": "volume", "delete_on_termination": source == "snapshot"}
	return f.bootWith(ctx, it, Options{"imageRef": "", "block_device_mapping_v2": []any{disk}})
}

// bootVolume makes a volume of the image, and boots a server from it.
func (f FromVolume) bootVolume(ctx context.Context, it *harness.Iteration) (server string, err error) {
	volume, err := f.createVolume(ctx, it)
	if err != nil {
		return "", err
	}
	return f.bootFrom(ctx, it, "volume", volume)
}

// booting are the actions of bootVolume.
func (FromVolume) booting() []string { return []string{"cinder_v3.create_volume", "nova.boot_server"} }

// BootServerFromVolume makes a volume of an image and boots a server from it: NovaServers.boot_server_from_volume.
type BootServerFromVolume struct{ FromVolume }

// Name is Rally's.
func (BootServerFromVolume) Name() string { return "NovaServers.boot_server_from_volume" }

// Actions are those of Run.
func (s BootServerFromVolume) Actions() []string { return s.booting() }

// Prepare looks the image and the flavor up.
func (s BootServerFromVolume) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run makes a volume and boots a server from it.
func (s BootServerFromVolume) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.bootVolume(ctx, it)
	return err
}

// BootServerFromVolumeAndDelete makes a volume of an image, boots a server from it, idles, and deletes the server:
// NovaServers.boot_server_from_volume_and_delete.
type BootServerFromVolumeAndDelete struct {
	FromVolume
	Idle
	Deletion
}

// Name is Rally's.
func (BootServerFromVolumeAndDelete) Name() string {
	return "NovaServers.boot_server_from_volume_and_delete"
}

// Actions are those of Run.
func (s BootServerFromVolumeAndDelete) Actions() []string { return append(s.booting(), s.deletion()) }

// Validate refuses idle times that are no range, and names in the attributes.
func (s BootServerFromVolumeAndDelete) Validate() error {
	return errors.Join(s.FromVolume.Validate(), s.Idle.Validate())
}

// Prepare looks the image and the flavor up.
func (s BootServerFromVolumeAndDelete) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run makes a volume, boots a server from it, idles, and deletes the server.
func (s BootServerFromVolumeAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	server, err := s.bootVolume(ctx, it)
	if err != nil {
		return err
	}
	if err := s.idle(ctx, it); err != nil {
		return err
	}
	return s.remove(ctx, it, server)
}

// BootServerFromVolumeAndLiveMigrate makes a volume of an image, boots a server from it, idles, moves it to another host while it
// runs, and deletes it: NovaServers.boot_server_from_volume_and_live_migrate.
type BootServerFromVolumeAndLiveMigrate struct {
	FromVolume
	Idle
	LiveMigration
	Deletion
}

// Name is Rally's.
func (BootServerFromVolumeAndLiveMigrate) Name() string {
	return "NovaServers.boot_server_from_volume_and_live_migrate"
}

// Actions are those of Run.
func (s BootServerFromVolumeAndLiveMigrate) Actions() []string {
	return append(append(s.booting(), s.migrating()...), s.deletion())
}

// Fixtures brings an administrator and a user, and the removal of what is left.
func (BootServerFromVolumeAndLiveMigrate) Fixtures() []harness.Fixture { return userAndAdmin() }

// Validate refuses idle times that are no range, and names in the attributes.
func (s BootServerFromVolumeAndLiveMigrate) Validate() error {
	return errors.Join(s.FromVolume.Validate(), s.Idle.Validate())
}

// Prepare looks the image and the flavor up.
func (s BootServerFromVolumeAndLiveMigrate) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run makes a volume, boots a server from it, idles, moves it, and deletes it.
func (s BootServerFromVolumeAndLiveMigrate) Run(ctx context.Context, it *harness.Iteration) error {
	server, err := s.bootVolume(ctx, it)
	if err != nil {
		return err
	}
	if err := s.idle(ctx, it); err != nil {
		return err
	}
	if err := s.liveMigrate(ctx, it, server); err != nil {
		return err
	}
	return s.remove(ctx, it, server)
}

// BootServerFromVolumeAndResize makes a volume of an image, boots a server from it, idles, resizes it, confirms or reverts that,
// and deletes the server, unless it shall stay: NovaServers.boot_server_from_volume_and_resize.
type BootServerFromVolumeAndResize struct {
	FromVolume
	Idle
	Resize
	Deletion
	DoDelete bool `arg:"do_delete" help:"delete the server"`
}

// Name is Rally's.
func (BootServerFromVolumeAndResize) Name() string {
	return "NovaServers.boot_server_from_volume_and_resize"
}

// Actions are those of Run.
func (s BootServerFromVolumeAndResize) Actions() []string {
	list := append(s.booting(), s.resizing()...)
	if s.DoDelete {
		list = append(list, s.deletion())
	}
	return list
}

// Validate refuses idle times that are no range, and names in the attributes.
func (s BootServerFromVolumeAndResize) Validate() error {
	return errors.Join(s.FromVolume.Validate(), s.Idle.Validate())
}

// Prepare looks the image and the flavors up.
func (s BootServerFromVolumeAndResize) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	if err := s.prepare(ctx, w); err != nil {
		return nil, err
	}
	return s, s.Resize.find(ctx, w)
}

// Run makes a volume, boots a server from it, idles, resizes it, and deletes it.
func (s BootServerFromVolumeAndResize) Run(ctx context.Context, it *harness.Iteration) error {
	server, err := s.bootVolume(ctx, it)
	if err != nil {
		return err
	}
	if err := s.idle(ctx, it); err != nil {
		return err
	}
	if err := s.resize(ctx, it, server, "ACTIVE"); err != nil || !s.DoDelete {
		return err
	}
	return s.remove(ctx, it, server)
}

// BootServerFromVolumeSnapshot makes a volume of an image, takes a snapshot of it, and boots a server from that:
// NovaServers.boot_server_from_volume_snapshot. Nova makes another volume of the snapshot, which goes with the server, so
// that nothing without a name of ours is left.
type BootServerFromVolumeSnapshot struct{ FromVolume }

// Name is Rally's.
func (BootServerFromVolumeSnapshot) Name() string {
	return "NovaServers.boot_server_from_volume_snapshot"
}

// Actions are those of Run.
func (s BootServerFromVolumeSnapshot) Actions() []string {
	return append(s.booting(), "cinder_v3.create_snapshot")
}

// Prepare looks the image and the flavor up.
func (s BootServerFromVolumeSnapshot) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run makes a volume, takes a snapshot, and boots a server from it.
func (s BootServerFromVolumeSnapshot) Run(ctx context.Context, it *harness.Iteration) error {
	volume, err := s.createVolume(ctx, it)
	if err != nil {
		return err
	}
	snapshot, err := cinder.CreateSnapshot(ctx, it, volume, nil)
	if err != nil {
		return err
	}
	_, err = s.bootFrom(ctx, it, "snapshot", snapshot)
	return err
}
