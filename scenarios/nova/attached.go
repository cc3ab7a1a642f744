package nova

import (
	"context"
	"errors"
	"fmt"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/cinder"
)

// Attached is a server with a volume of its own, which is attached to it.
type Attached struct {
	withVolumes
	Boot
	Idle
	Volume cinder.Options `arg:"create_volume_kwargs" help:"more attributes of the volume, as cinder's API calls them: a JSON object"`
}

// Services are what it talks to.
func (a Attached) Services() []string { return a.withVolumes.Services() }

// Validate refuses idle times that are no range, and names in the attributes.
func (a Attached) Validate() error {
	return errors.Join(a.Boot.Validate(), a.Idle.Validate(), checkVolume("create_volume_kwargs", a.Volume))
}

// begin boots the server, creates and attaches a volume of a size, and idles.
func (a Attached) begin(ctx context.Context, it *harness.Iteration, size cinder.Size) (server, volume string, err error) {
	if server, err = a.boot(ctx, it); err != nil {
		return server, volume, err
	}
	if volume, err = cinder.Create(ctx, it, sized(a.Volume, size.Draw(it, "size"))); err != nil {
		return server, volume, err
	}
	if err = attach(ctx, it, server, volume); err != nil {
		return server, volume, err
	}
	return server, volume, a.idle(ctx, it)
}

// beginning are the actions of begin, ending those that take it down.
func (Attached) beginning() []string {
	return []string{"nova.boot_server", "cinder_v3.create_volume", "nova.attach_volume"}
}

func (Attached) ending(force bool) []string {
	return []string{"nova.detach_volume", "cinder_v3.delete_volume", deletion(force)}
}

// BootServerAttachCreatedVolumeAndExtend boots a server, attaches a volume, idles, extends the volume while it is in use, and
// deletes both, unless they shall stay: NovaServers.boot_server_attach_created_volume_and_extend.
type BootServerAttachCreatedVolumeAndExtend struct {
	Attached
	Deletion
	VolumeSize    cinder.Size `arg:"volume_size,required" help:"size of the volume in GB: one number, or a range from which one is drawn"`
	NewVolumeSize cinder.Size `arg:"new_volume_size,required" help:"in GB, above volume_size: one number, or a range from which one is drawn"`
	DoDelete      bool        `arg:"do_delete" help:"detach and delete the volume, and delete the server"`
}

// Name is Rally's.
func (BootServerAttachCreatedVolumeAndExtend) Name() string {
	return "NovaServers.boot_server_attach_created_volume_and_extend"
}

// Actions are those of Run.
func (s BootServerAttachCreatedVolumeAndExtend) Actions() []string {
	list := append(s.beginning(), "cinder_v3.extend_volume")
	if s.DoDelete {
		list = append(list, s.ending(s.ForceDelete)...)
	}
	return list
}

// Validate refuses a new size that is none.
func (s BootServerAttachCreatedVolumeAndExtend) Validate() error {
	if largest := max(s.VolumeSize.Min, s.VolumeSize.Max); s.NewVolumeSize.Min <= largest {
		return fmt.Errorf("new_volume_size %d: expected more than volume_size, which is up to %d", s.NewVolumeSize.Min, largest)
	}
	return s.Attached.Validate()
}

// Microversions is the one that a volume in use is extended by.
func (BootServerAttachCreatedVolumeAndExtend) Microversions() []harness.Microversion {
	return []harness.Microversion{{Service: "block-storage", Version: cinder.ExtendsAttached}}
}

// Prepare looks the image and the flavor up.
func (s BootServerAttachCreatedVolumeAndExtend) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, attaches a volume, and extends it.
func (s BootServerAttachCreatedVolumeAndExtend) Run(ctx context.Context, it *harness.Iteration) error {
	server, volume, err := s.begin(ctx, it, s.VolumeSize)
	if err != nil {
		return err
	}
	if err := cinder.ExtendAttached(ctx, it, volume, s.NewVolumeSize.Draw(it, "new_size")); err != nil || !s.DoDelete {
		return err
	}
	return takeDown(ctx, it, server, volume, s.ForceDelete)
}

// BootServerAttachCreatedVolumeAndLiveMigrate boots a server, attaches a volume, idles, moves the server to another host while
// it runs, and deletes both: NovaServers.boot_server_attach_created_volume_and_live_migrate.
type BootServerAttachCreatedVolumeAndLiveMigrate struct {
	Attached
	LiveMigration
	Size cinder.Size `arg:"size,required" help:"size of the volume in GB: one number, or a range from which one is drawn"`
}

// Name is Rally's.
func (BootServerAttachCreatedVolumeAndLiveMigrate) Name() string {
	return "NovaServers.boot_server_attach_created_volume_and_live_migrate"
}

// Actions are those of Run.
func (s BootServerAttachCreatedVolumeAndLiveMigrate) Actions() []string {
	return append(append(s.beginning(), s.migrating()...), s.ending(false)...)
}

// Fixtures brings an administrator and a user, and the removal of what is left.
func (BootServerAttachCreatedVolumeAndLiveMigrate) Fixtures() []harness.Fixture {
	return userAndAdmin()
}

// Prepare looks the image and the flavor up.
func (s BootServerAttachCreatedVolumeAndLiveMigrate) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, attaches a volume, and moves the server.
func (s BootServerAttachCreatedVolumeAndLiveMigrate) Run(ctx context.Context, it *harness.Iteration) error {
	server, volume, err := s.begin(ctx, it, s.Size)
	if err != nil {
		return err
	}
	if err := s.liveMigrate(ctx, it, server); err != nil {
		return err
	}
	return takeDown(ctx, it, server, volume, false)
}

// BootServerAttachCreatedVolumeAndResize boots a server, attaches a volume, idles, resizes the server, confirms or reverts that,
// and deletes both, unless they shall stay: NovaServers.boot_server_attach_created_volume_and_resize.
type BootServerAttachCreatedVolumeAndResize struct {
	Attached
	Resize
	Deletion
	VolumeSize cinder.Size `arg:"volume_size,required" help:"size of the volume in GB: one number, or a range from which one is drawn"`
	DoDelete   bool        `arg:"do_delete" help:"detach and delete the volume, and delete the server"`
}

// Name is Rally's.
func (BootServerAttachCreatedVolumeAndResize) Name() string {
	return "NovaServers.boot_server_attach_created_volume_and_resize"
}

// Actions are those of Run.
func (s BootServerAttachCreatedVolumeAndResize) Actions() []string {
	list := append(s.beginning(), s.resizing()...)
	if s.DoDelete {
		list = append(list, s.ending(s.ForceDelete)...)
	}
	return list
}

// Prepare looks the image and the flavors up.
func (s BootServerAttachCreatedVolumeAndResize) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	if err := s.prepare(ctx, w); err != nil {
		return nil, err
	}
	return s, s.Resize.find(ctx, w)
}

// Run boots a server, attaches a volume, and resizes the server.
func (s BootServerAttachCreatedVolumeAndResize) Run(ctx context.Context, it *harness.Iteration) error {
	server, volume, err := s.begin(ctx, it, s.VolumeSize)
	if err != nil {
		return err
	}
	if err := s.resize(ctx, it, server, "ACTIVE"); err != nil || !s.DoDelete {
		return err
	}
	return takeDown(ctx, it, server, volume, s.ForceDelete)
}
