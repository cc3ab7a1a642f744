package cinder

import (
	"context"
	"fmt"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// ModifyVolumeMetadata sets metadata of one of the project's volumes, and deletes some of it:
// CinderVolumes.modify_volume_metadata.
type ModifyVolumeMetadata struct {
	withVolumes
	Sets       int `arg:"sets" help:"how many requests set keys"`
	SetSize    int `arg:"set_size" help:"how many keys each of them sets"`
	Deletes    int `arg:"deletes" help:"how many times keys are deleted"`
	DeleteSize int `arg:"delete_size" help:"how many keys each time, a request each"`
}

// Name is Rally's.
func (ModifyVolumeMetadata) Name() string { return "CinderVolumes.modify_volume_metadata" }

// Actions are those of Run: as in Rally they hold the numbers.
func (s ModifyVolumeMetadata) Actions() []string {
	return []string{
		fmt.Sprintf("cinder_v3.set_%d_metadatas_%d_times", s.SetSize, s.Sets),
		fmt.Sprintf("cinder_v3.delete_%d_metadatas_%d_times", s.DeleteSize, s.Deletes),
	}
}

// Validate refuses numbers below zero, and to delete more than was set.
func (s ModifyVolumeMetadata) Validate() error {
	if min(s.Sets, s.SetSize, s.Deletes, s.DeleteSize) < 0 {
		return fmt.Errorf("sets %d of %d, deletes %d of %d: expected numbers of 0 and above", s.Sets, s.SetSize, s.Deletes, s.DeleteSize)
	}
	if set, deleted := s.Sets*s.SetSize, s.Deletes*s.DeleteSize; set < deleted {
		return fmt.Errorf("%d keys would be set, and %d deleted: expected sets times set_size to be deletes times delete_size or more", set, deleted)
	}
	return nil
}

// Run sets keys, and deletes some of them, drawn at random.
func (s ModifyVolumeMetadata) Run(ctx context.Context, it *harness.Iteration) error {
	volume, err := aVolume(it)
	if err != nil {
		return err
	}
	actions := s.Actions()
	var keys []string
	err = timed(ctx, it, actions[0], func(ctx context.Context, client *gophercloud.ServiceClient) error {
		for range s.Sets {
			metadata := make(map[string]string, s.SetSize)
			for range s.SetSize {
				keys = append(keys, it.Name())
				metadata[keys[len(keys)-1]] = "set by Pacenote"
			}
			_, err := client.Post(ctx, client.ServiceURL("volumes", volume, "metadata"), map[string]any{"metadata": metadata}, nil,
				&gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	it.Rand("keys").Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	return timed(ctx, it, actions[1], func(ctx context.Context, client *gophercloud.ServiceClient) error {
		for _, key := range keys[:s.Deletes*s.DeleteSize] {
			_, err := client.Delete(ctx, client.ServiceURL("volumes", volume, "metadata", key), &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
