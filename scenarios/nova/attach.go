package nova

import (
	"context"
	"errors"
	"fmt"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/cinder"
)

// AttachedTo is a server of the block storage service's scenarios.
type AttachedTo struct {
	withVolumes
	Boot
	VM Options `arg:"create_vm_params" help:"more attributes of the server, as nova's API calls them: a JSON object; Rally's name for boot_server_kwargs here"`
}

// Services are what it talks to.
func (a AttachedTo) Services() []string { return a.withVolumes.Services() }

// Validate refuses names in the attributes, and the same thing under both names.
func (a AttachedTo) Validate() error {
	if len(a.VM) > 0 && len(a.Options) > 0 {
		return errors.New("create_vm_params and boot_server_kwargs: expected one of the two, which mean the same")
	}
	return errors.Join(a.Boot.Validate(), a.VM.check("create_vm_params"))
}

// server boots it.
func (a AttachedTo) server(ctx context.Context, it *harness.Iteration) (id string, err error) {
	return a.bootWith(ctx, it, a.VM)
}

// CreateAndAttachVolume boots a server, creates a volume, attaches and detaches it, and deletes both:
// CinderVolumes.create_and_attach_volume.
type CreateAndAttachVolume struct {
	AttachedTo
	Deletion
	Size   cinder.Size    `arg:"size,required" help:"size of the volume in GB: one number, or a range from which one is drawn, such as 1-5"`
	Volume cinder.Options `arg:"create_volume_params" help:"more attributes of the volume, as cinder's API calls them: a JSON object"`
}

// Name is Rally's.
func (CreateAndAttachVolume) Name() string { return "CinderVolumes.create_and_attach_volume" }

// Actions are those of Run.
func (s CreateAndAttachVolume) Actions() []string {
	return []string{"nova.boot_server", "cinder_v3.create_volume", "nova.attach_volume", "nova.detach_volume", "cinder_v3.delete_volume", s.deletion()}
}

// Validate refuses names in the attributes.
func (s CreateAndAttachVolume) Validate() error {
	return errors.Join(s.AttachedTo.Validate(), checkVolume("create_volume_params", s.Volume))
}

// Prepare looks the image and the flavor up.
func (s CreateAndAttachVolume) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, attaches a volume, and takes both down.
func (s CreateAndAttachVolume) Run(ctx context.Context, it *harness.Iteration) error {
	server, err := s.server(ctx, it)
	if err != nil {
		return err
	}
	volume, err := cinder.Create(ctx, it, sized(s.Volume, s.Size.Draw(it, "size")))
	if err != nil {
		return err
	}
	if err := attach(ctx, it, server, volume); err != nil {
		return err
	}
	return takeDown(ctx, it, server, volume, s.ForceDelete)
}

// anySize is Rally's where none is given.
var anySize = cinder.Size{Min: 1, Max: 5}

// CreateSnapshotAndAttachVolume creates a volume, takes a snapshot of it, boots a server, attaches and detaches the volume, and
// deletes all three: CinderVolumes.create_snapshot_and_attach_volume.
type CreateSnapshotAndAttachVolume struct {
	AttachedTo
	VolumeType string         `arg:"volume_type" help:"volume type: name, id or regular expression; cinder's default if none is given"`
	Size       cinder.Size    `arg:"size" help:"size of the volume in GB: one number, or a range from which one is drawn"`
	Snapshot   cinder.Options `arg:"create_snapshot_kwargs" help:"more attributes of the snapshot, as cinder's API calls them: a JSON object"`

	typeID string // once found
}

// Name is Rally's.
func (CreateSnapshotAndAttachVolume) Name() string {
	return "CinderVolumes.create_snapshot_and_attach_volume"
}

// Actions are those of Run.
func (CreateSnapshotAndAttachVolume) Actions() []string {
	return []string{"cinder_v3.create_volume", "cinder_v3.create_snapshot", "nova.boot_server", "nova.attach_volume", "nova.detach_volume",
		"cinder_v3.delete_snapshot", "cinder_v3.delete_volume", "nova.delete_server"}
}

// Validate refuses names in the attributes.
func (s CreateSnapshotAndAttachVolume) Validate() error {
	return errors.Join(s.AttachedTo.Validate(), checkVolume("create_snapshot_kwargs", s.Snapshot))
}

// Prepare looks the image, the flavor and the volume type up.
func (s CreateSnapshotAndAttachVolume) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	if err := s.prepare(ctx, w); err != nil {
		return nil, err
	}
	if s.VolumeType != "" {
		if s.typeID, err = fixtures.FindVolumeType(ctx, w, s.VolumeType); err != nil {
			err = fmt.Errorf("argument volume_type: %w", err)
		}
	}
	return s, err
}

// Run creates a volume and a snapshot, boots a server, attaches and detaches the volume, and deletes all.
func (s CreateSnapshotAndAttachVolume) Run(ctx context.Context, it *harness.Iteration) error {
	attributes := cinder.Options{}
	if s.typeID != "" {
		attributes["volume_type"] = s.typeID
	}
	volume, err := cinder.Create(ctx, it, sized(attributes, s.Size.Draw(it, "size")))
	if err != nil {
		return err
	}
	snapshot, err := cinder.CreateSnapshot(ctx, it, volume, s.Snapshot)
	if err != nil {
		return err
	}
	server, err := s.server(ctx, it)
	if err != nil {
		return err
	}
	if err := attach(ctx, it, server, volume); err != nil {
		return err
	}
	if err := detach(ctx, it, server, volume); err != nil {
		return err
	}
	if err := cinder.DeleteSnapshot(ctx, it, snapshot); err != nil {
		return err
	}
	if err := cinder.Delete(ctx, it, volume); err != nil {
		return err
	}
	return remove(ctx, it, server, false)
}

// CreateNestedSnapshotsAndAttachVolume boots a server, and makes a chain: a volume, a snapshot of it, a volume of that snapshot,
// and so on, of which every volume is attached to the server. Then it takes all down, the last one first:
// CinderVolumes.create_nested_snapshots_and_attach_volume.
type CreateNestedSnapshotsAndAttachVolume struct {
	AttachedTo
	Size        cinder.Size    `arg:"size" help:"size of the volumes in GB: one number, or a range from which one is drawn"`
	NestedLevel int            `arg:"nested_level" help:"volumes in the chain"`
	Volume      cinder.Options `arg:"create_volume_kwargs" help:"more attributes of the volumes, as cinder's API calls them: a JSON object"`
	Snapshot    cinder.Options `arg:"create_snapshot_kwargs" help:"more attributes of the snapshots, as cinder's API calls them: a JSON object"`
}

// Name is Rally's.
func (CreateNestedSnapshotsAndAttachVolume) Name() string {
	return "CinderVolumes.create_nested_snapshots_and_attach_volume"
}

// Actions are those of Run.
func (CreateNestedSnapshotsAndAttachVolume) Actions() []string {
	return []string{"nova.boot_server", "cinder_v3.create_volume", "cinder_v3.create_snapshot", "nova.attach_volume", "nova.detach_volume",
		"cinder_v3.delete_snapshot", "cinder_v3.delete_volume", "nova.delete_server"}
}

// Validate refuses a chain of nothing, and names in the attributes.
func (s CreateNestedSnapshotsAndAttachVolume) Validate() error {
	if s.NestedLevel < 1 {
		return fmt.Errorf("argument nested_level: %d: expected 1 or more", s.NestedLevel)
	}
	return errors.Join(s.AttachedTo.Validate(), checkVolume("create_volume_kwargs", s.Volume), checkVolume("create_snapshot_kwargs", s.Snapshot))
}

// Prepare looks the image and the flavor up.
func (s CreateNestedSnapshotsAndAttachVolume) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, makes the chain, and takes all down.
func (s CreateNestedSnapshotsAndAttachVolume) Run(ctx context.Context, it *harness.Iteration) error {
	server, err := s.server(ctx, it)
	if err != nil {
		return err
	}
	type link struct{ volume, snapshot string }
	var chain []link
	size, origin := s.Size.Draw(it, "size"), ""
	for range s.NestedLevel {
		attributes := sized(s.Volume, size)
		if origin != "" {
			attributes["snapshot_id"] = origin
		}
		var l link
		if l.volume, err = cinder.Create(ctx, it, attributes); err != nil {
			return err
		}
		if l.snapshot, err = cinder.CreateSnapshot(ctx, it, l.volume, s.Snapshot); err != nil {
			return err
		}
		if err := attach(ctx, it, server, l.volume); err != nil {
			return err
		}
		chain, origin = append(chain, l), l.snapshot
	}
	for i := len(chain) - 1; i >= 0; i-- {
		if err := detach(ctx, it, server, chain[i].volume); err != nil {
			return err
		}
		if err := cinder.DeleteSnapshot(ctx, it, chain[i].snapshot); err != nil {
			return err
		}
		if err := cinder.Delete(ctx, it, chain[i].volume); err != nil {
			return err
		}
	}
	return remove(ctx, it, server, false)
}
