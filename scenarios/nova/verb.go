package nova

import (
	"context"
	"net/http"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// A verb is something that is done to a server, and takes it into a status.
type verb struct {
	action string // as Rally calls it
	call   string // of POST /servers/ID/action
	body   any
	status string // that the server has afterwards; "" is that nothing is waited for
	limit  time.Duration
}

var (
	reboot     = verb{"nova.reboot_server", "reboot", map[string]string{"type": "HARD"}, "ACTIVE", actionLimit}
	softReboot = verb{"nova.soft_reboot_server", "reboot", map[string]string{"type": "SOFT"}, "ACTIVE", actionLimit}
	stop       = verb{"nova.stop_server", "os-stop", nil, "SHUTOFF", actionLimit}
	start      = verb{"nova.start_server", "os-start", nil, "ACTIVE", actionLimit}
	rescue     = verb{"nova.rescue_server", "rescue", map[string]string{}, "RESCUE", actionLimit}
	unrescue   = verb{"nova.unrescue_server", "unrescue", nil, "ACTIVE", actionLimit}
	pause      = verb{"nova.pause_server", "pause", nil, "PAUSED", actionLimit}
	unpause    = verb{"nova.unpause_server", "unpause", nil, "ACTIVE", actionLimit}
	suspend    = verb{"nova.suspend_server", "suspend", nil, "SUSPENDED", actionLimit}
	resume     = verb{"nova.resume_server", "resume", nil, "ACTIVE", actionLimit}
	lock       = verb{"nova.lock_server", "lock", nil, "", 0}
	unlock     = verb{"nova.unlock_server", "unlock", nil, "", 0}
	shelve     = verb{"nova.shelve_server", "shelve", nil, "SHELVED_OFFLOADED", actionLimit}
	unshelve   = verb{"nova.unshelve_server", "unshelve", nil, "ACTIVE", actionLimit}
)

// do asks for it, and waits until the server has the status, as an action.
func (v verb) do(ctx context.Context, it *harness.Iteration, id string) error {
	return timed(ctx, it, v.action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if err := act(ctx, client, id, v.call, v.body); err != nil || v.status == "" {
			return err
		}
		_, err := wait(ctx, it, client, id, v.status, v.limit)
		return err
	})
}

// act asks for an action of a server.
func act(ctx context.Context, client *gophercloud.ServiceClient, id, call string, body any) error {
	response, err := client.Post(ctx, client.ServiceURL("servers", id, "action"), map[string]any{call: body}, nil,
		&gophercloud.RequestOpts{OkCodes: []int{http.StatusOK, http.StatusAccepted, http.StatusNoContent}})
	_, _, err = gophercloud.ParseResponse(response, err)
	return err
}

// doAll does verbs in order.
func doAll(ctx context.Context, it *harness.Iteration, id string, verbs ...verb) error {
	for _, v := range verbs {
		if err := v.do(ctx, it, id); err != nil {
			return err
		}
	}
	return nil
}

// names are the actions of verbs.
func names(verbs ...verb) (list []string) {
	for _, v := range verbs {
		list = append(list, v.action)
	}
	return list
}
