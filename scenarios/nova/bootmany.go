package nova

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// BootAndDeleteMultipleServers boots servers with one request, idles, and deletes them all:
// NovaServers.boot_and_delete_multiple_servers.
type BootAndDeleteMultipleServers struct {
	Boot
	Idle
	Deletion
	Count int `arg:"count" help:"servers to boot"`
}

// Name is Rally's.
func (BootAndDeleteMultipleServers) Name() string {
	return "NovaServers.boot_and_delete_multiple_servers"
}

// Actions are those of Run.
func (s BootAndDeleteMultipleServers) Actions() []string {
	return []string{"nova.boot_servers", s.deletion() + "s"}
}

// Validate refuses a number of servers that is none.
func (s BootAndDeleteMultipleServers) Validate() error {
	if s.Count < 1 {
		return fmt.Errorf("argument count: %d: expected 1 or more", s.Count)
	}
	return errors.Join(s.Boot.Validate(), s.Idle.Validate())
}

// Holds are the servers.
func (s BootAndDeleteMultipleServers) Holds() []harness.Holding { return s.holding(s.Count) }

// Prepare looks the image and the flavor up.
func (s BootAndDeleteMultipleServers) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots the servers, idles, and deletes them.
func (s BootAndDeleteMultipleServers) Run(ctx context.Context, it *harness.Iteration) error {
	ids, err := s.bootMany(ctx, it, s.Count)
	if err != nil {
		return err
	}
	if err := s.idle(ctx, it); err != nil {
		return err
	}
	return removeAll(ctx, it, s.deletion()+"s", s.ForceDelete, ids...)
}

// bootMany creates servers with one request, and waits until all are active: the action nova.boot_servers. The reply names
// one server at most; the number of the reservation finds them all.
func (b *Boot) bootMany(ctx context.Context, it *harness.Iteration, count int) (ids []string, err error) {
	err = timed(ctx, it, "nova.boot_servers", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		attributes, err := b.attributes(it)
		if err != nil {
			return err
		}
		body, _ := attributes.with(Options{"min_count": count, "max_count": count, "return_reservation_id": true}).ToServerCreateMap()
		var reply struct {
			Reservation string `json:"reservation_id"`
		}
		response, err := client.Post(ctx, client.ServiceURL("servers"), body, &reply, &gophercloud.RequestOpts{OkCodes: []int{http.StatusAccepted}})
		if _, _, err = gophercloud.ParseResponse(response, err); err != nil {
			return err
		}
		if ids, err = reserved(ctx, it, client, reply.Reservation, count); err != nil {
			return err
		}
		for _, id := range ids {
			if err := b.await(ctx, it, client, id); err != nil {
				return err
			}
		}
		return nil
	})
	return ids, err
}

// reserved waits until all servers of a reservation are listed.
func reserved(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, reservation string, count int) (ids []string, err error) {
	address := client.ServiceURL("servers") + "?" + url.Values{"reservation_id": {reservation}}.Encode()
	err = it.Wait(ctx, fmt.Sprintf("reservation %s has %d servers", reservation, count), bootLimit, func(ctx context.Context) (bool, error) {
		list, err := cloud.List[harness.Resource](ctx, client, address, "servers")
		ids = ids[:0]
		for _, server := range list {
			ids = append(ids, server.ID)
		}
		return len(ids) >= count, err
	})
	return ids, err
}
