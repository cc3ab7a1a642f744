package nova

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// hosts finds the compute host of a server by what nova tells the server's owner: the SHA-224 of the project's id and the host's
// name (nova.utils.generate_hostid). It is safe for concurrent use.
type hosts struct {
	names []string
	known sync.Map // hostId -> name
}

// findHosts asks for the compute hosts, which only an administrator may: without one there are none.
func findHosts(ctx context.Context, w *harness.World) *hosts {
	h := new(hosts)
	client, err := w.Cloud.Admin().Compute(ctx)
	if err != nil {
		return h
	}
	type service struct {
		Host string `json:"host"`
	}
	list, _ := cloud.List[service](ctx, client, client.ServiceURL("os-services")+"?binary=nova-compute", "services")
	for _, s := range list {
		h.names = append(h.names, s.Host)
	}
	return h
}

// of is the host of a server of a project; "" if nobody knows.
func (h *hosts) of(project, hostID string) string {
	if hostID == "" || h == nil || len(h.names) == 0 {
		return ""
	}
	if name, ok := h.known.Load(hostID); ok {
		return name.(string)
	}
	for _, name := range h.names {
		sum := sha256.Sum224([]byte(project + name))
		h.known.Store(hex.EncodeToString(sum[:]), name)
	}
	name, _ := h.known.LoadOrStore(hostID, "")
	return name.(string)
}
