package nova

import (
	"context"
	"net/http"
	"time"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// The limits are Rally's.
const (
	bootLimit    = 300 * time.Second
	deleteLimit  = 300 * time.Second
	actionLimit  = 300 * time.Second
	resizeLimit  = 400 * time.Second
	confirmLimit = 200 * time.Second
	migrateLimit = 400 * time.Second
	attachLimit  = 200 * time.Second
)

// A state is as much of a server as waiting needs.
type state struct {
	Status string `json:"status"`
	HostID string `json:"hostId"`
	Task   string `json:"OS-EXT-STS:task_state"`
	Host   string `json:"OS-EXT-SRV-ATTR:host"`                // an administrator sees it
	Node   string `json:"OS-EXT-SRV-ATTR:hypervisor_hostname"` // the same
	Fault  struct {
		Message string `json:"message"`
	} `json:"fault"`
}

// look is the state of a server, which is an error if that is ERROR.
func look(ctx context.Context, client *gophercloud.ServiceClient, id string) (state, error) {
	s, err := cloud.Show[state](ctx, client, client.ServiceURL("servers", id), "server")
	if err == nil && s.Status == "ERROR" {
		err = &harness.StateError{Kind: "server", ID: id, State: s.Status, Reason: s.Fault.Message}
	}
	return s, err
}

// wait polls until a server has a status, and nothing else is being done to it.
func wait(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, id, wanted string, limit time.Duration) (s state, err error) {
	err = it.Wait(ctx, "server "+id+" is "+wanted, limit, func(ctx context.Context) (bool, error) {
		s, err = look(ctx, client, id)
		return s.Status == wanted && s.Task == "", err
	})
	return s, err
}

// holding is a number of servers.
func (b Boot) holding(n int) []harness.Holding {
	const freed = "delete_server"
	return []harness.Holding{
		{Service: "compute", Quota: "instances", N: n, Freed: freed},
		{Service: "compute", Quota: "cores", N: n * b.shape.VCPUs, Freed: freed},
		{Service: "compute", Quota: "ram", N: n * b.shape.RAM, Freed: freed},
	}
}

// Deletion is what scenarios that delete their servers ask for.
type Deletion struct {
	ForceDelete bool `arg:"force_delete" help:"delete past a recycle bin"`
}

// deletion is the action.
func (d Deletion) deletion() string { return deletion(d.ForceDelete) }

func deletion(force bool) string {
	if force {
		return "nova.force_delete_server"
	}
	return "nova.delete_server"
}

// remove deletes a server and waits until it is gone: the action nova.delete_server, or nova.force_delete_server.
func (d Deletion) remove(ctx context.Context, it *harness.Iteration, id string) error {
	return remove(ctx, it, id, d.ForceDelete)
}

func remove(ctx context.Context, it *harness.Iteration, id string, force bool) error {
	return removeAll(ctx, it, deletion(force), force, id)
}

// removeAll deletes servers and waits until they are gone, as one action.
func removeAll(ctx context.Context, it *harness.Iteration, action string, force bool, ids ...string) error {
	return timed(ctx, it, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		for _, id := range ids {
			var err error
			if force {
				err = servers.ForceDelete(ctx, client, id).ExtractErr()
			} else {
				err = servers.Delete(ctx, client, id).ExtractErr()
			}
			if err != nil {
				return err
			}
		}
		for _, id := range ids {
			if err := waitGone(ctx, it, client, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func waitGone(ctx context.Context, it *harness.Iteration, client *gophercloud.ServiceClient, id string) error {
	return it.Wait(ctx, "server "+id+" is gone", deleteLimit, func(ctx context.Context) (bool, error) {
		s, err := look(ctx, client, id)
		if gophercloud.ResponseCodeIs(err, http.StatusNotFound) {
			return true, nil
		}
		return s.Status == "DELETED" || s.Status == "SOFT_DELETED", err
	})
}

// Idle is a time between two phases of a scenario, which is in no duration.
type Idle struct {
	MinSleep time.Duration `arg:"min_sleep" help:"shortest idle time between the two phases"`
	MaxSleep time.Duration `arg:"max_sleep" help:"longest idle time between the two phases"`
}

// Validate refuses idle times that are no range.
func (i Idle) Validate() error { return harness.IdleRange(i.MinSleep, i.MaxSleep) }

// idle waits.
func (i Idle) idle(ctx context.Context, it *harness.Iteration) error {
	return it.IdleBetween(ctx, i.MinSleep, i.MaxSleep)
}
