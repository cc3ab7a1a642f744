package nova

import (
	"context"
	"errors"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/volumeattach"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/cinder"
)

// withVolumes is a scenario whose servers use volumes.
type withVolumes struct{}

// Services are what it talks to.
func (withVolumes) Services() []string { return []string{"compute", "image", "block-storage"} }

// attach attaches a volume to a server, and waits until it is in use: the action nova.attach_volume.
func attach(ctx context.Context, it *harness.Iteration, server, volume string) error {
	return timed(ctx, it, "nova.attach_volume", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := volumeattach.Create(ctx, client, server, volumeattach.CreateOpts{VolumeID: volume}).Extract()
		if err != nil {
			return err
		}
		return cinder.Await(ctx, it, volume, "in-use", attachLimit)
	})
}

// detach takes a volume off a server, and waits until it is available: the action nova.detach_volume.
func detach(ctx context.Context, it *harness.Iteration, server, volume string) error {
	return timed(ctx, it, "nova.detach_volume", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if err := volumeattach.Delete(ctx, client, server, volume).ExtractErr(); err != nil {
			return err
		}
		return cinder.Await(ctx, it, volume, "available", attachLimit)
	})
}

// takeDown takes a volume off a server, and deletes both.
func takeDown(ctx context.Context, it *harness.Iteration, server, volume string, force bool) error {
	if err := detach(ctx, it, server, volume); err != nil {
		return err
	}
	if err := cinder.Delete(ctx, it, volume); err != nil {
		return err
	}
	return remove(ctx, it, server, force)
}

// checkVolume refuses a name in the attributes of a volume.
func checkVolume(argument string, o cinder.Options) error { return Options(o).check(argument) }

// sized are attributes of a volume of a size in GB.
func sized(o cinder.Options, size int) cinder.Options {
	return cinder.Options(Options(o).with(Options{"size": size}))
}

// BootServerAttachVolumeAndListAttachments boots a server, attaches volumes to it, lists what is attached, and sees that it is
// all of them: NovaServers.boot_server_attach_volume_and_list_attachments.
type BootServerAttachVolumeAndListAttachments struct {
	withVolumes
	Boot
	VolumeSize int            `arg:"volume_size" help:"size of each volume in GB"`
	VolumeNum  int            `arg:"volume_num" help:"volumes to attach"`
	Volume     cinder.Options `arg:"create_volume_kwargs" help:"more attributes of the volumes, as cinder's API calls them: a JSON object"`
}

// Name is Rally's.
func (BootServerAttachVolumeAndListAttachments) Name() string {
	return "NovaServers.boot_server_attach_volume_and_list_attachments"
}

// Services are what it talks to.
func (s BootServerAttachVolumeAndListAttachments) Services() []string {
	return s.withVolumes.Services()
}

// Actions are those of Run.
func (BootServerAttachVolumeAndListAttachments) Actions() []string {
	return []string{"nova.boot_server", "cinder_v3.create_volume", "nova.attach_volume", "nova.list_attachments"}
}

// Validate refuses numbers below 1, and names in the attributes.
func (s BootServerAttachVolumeAndListAttachments) Validate() error {
	if s.VolumeSize < 1 || s.VolumeNum < 1 {
		return fmt.Errorf("volume_size %d, volume_num %d: expected 1 or more of both", s.VolumeSize, s.VolumeNum)
	}
	return errors.Join(s.Boot.Validate(), checkVolume("create_volume_kwargs", s.Volume))
}

// Prepare looks the image and the flavor up.
func (s BootServerAttachVolumeAndListAttachments) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.find(ctx, w, false)
}

// Run boots a server, attaches the volumes, and lists them.
func (s BootServerAttachVolumeAndListAttachments) Run(ctx context.Context, it *harness.Iteration) error {
	server, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	volumes := make([]string, s.VolumeNum)
	for i := range volumes {
		if volumes[i], err = cinder.Create(ctx, it, sized(s.Volume, s.VolumeSize)); err != nil {
			return err
		}
		if err := attach(ctx, it, server, volumes[i]); err != nil {
			return err
		}
	}
	attached := make(map[string]bool)
	err = timed(ctx, it, "nova.list_attachments", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		list, err := cloud.List[volumeattach.VolumeAttachment](ctx, client, client.ServiceURL("servers", server, "os-volume_attachments"), "volumeAttachments")
		for _, a := range list {
			attached[a.VolumeID] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, volume := range volumes {
		if !attached[volume] {
			return &harness.AssertionError{Message: fmt.Sprintf("volume %s, which is in use, is not among the %d that server %s has", volume, len(attached), server)}
		}
	}
	return nil
}
