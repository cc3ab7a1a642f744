package vm

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// CreateShareAndAccessFromVM creates a share, boots a server that has an NFS client, lets its address use the share, mounts it
// within the server and touches a file on it, and deletes both: ManilaShares.create_share_and_access_from_vm. The image needs
// bash, sudo and cloud-init.
type CreateShareAndAccessFromVM struct {
	Guest
	Size         int          `arg:"size" help:"of the share in GB"`
	ShareType    string       `arg:"share_type" help:"name or id of the share type; manila's default if none is given"`
	ShareNetwork string       `arg:"share_network" help:"id of the share network; that which a fixture made if none is given, if there is one"`
	Share        nova.Options `arg:"create_share_kwargs" help:"more attributes of the share, as manila's API calls them: a JSON object"`
}

// Name is Rally's.
func (CreateShareAndAccessFromVM) Name() string {
	return "ManilaShares.create_share_and_access_from_vm"
}

// Actions are those of Run.
func (s CreateShareAndAccessFromVM) Actions() []string {
	return s.actions("manila.create_share", "manila.access_allow_share", "manila.delete_share")
}

// Services are what it talks to.
func (s CreateShareAndAccessFromVM) Services() []string {
	return append(s.Guest.Services(), "shared-file-system")
}

// Validate refuses a size below 1, a name in the attributes, and what the guest cannot be.
func (s CreateShareAndAccessFromVM) Validate() error {
	var size error
	if s.Size < 1 {
		size = fmt.Errorf("argument size: %d: expected 1 or more GB", s.Size)
	}
	var data error
	if s.Options["user_data"] != nil {
		data = errors.New("argument boot_server_kwargs: user_data: expected none, since it has the NFS client installed")
	}
	return errors.Join(size, data, s.Share.Check("create_share_kwargs"), s.Guest.Validate())
}

// Prepare looks the image, the flavor and the external network up.
func (s CreateShareAndAccessFromVM) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.find(ctx, w)
}

// nfsClient is what cloud-init does in the server.
const nfsClient = "#cloud-config\npackages:\n - nfs-common\n"

// Run creates a share, boots a server, mounts the share, and deletes both.
func (s CreateShareAndAccessFromVM) Run(ctx context.Context, it *harness.Iteration) (err error) {
	attributes := s.Share.With(nova.Options{"share_proto": "NFS", "size": s.Size})
	byProject, _ := fixtures.ProjectShareNetworks.Of(it)
	network := s.ShareNetwork
	if own := byProject[it.User.ProjectID()]; network == "" && len(own) > 0 {
		network = own[0].ID
	}
	for name, value := range map[string]string{"share_type": s.ShareType, "share_network_id": network} {
		if value != "" {
			attributes[name] = value
		}
	}
	id, err := createShare(ctx, it, attributes)
	defer func() {
		if id == "" || ctx.Err() != nil { // it is removed with all the rest
			return
		}
		if gone := deleteShare(ctx, it, id); err == nil {
			err = gone
		}
	}()
	if err != nil {
		return err
	}
	export, err := exportOf(ctx, it, id)
	if err != nil {
		return err
	}
	script := "sudo cloud-init status --wait\nsudo mount -t nfs -o nfsvers=4.1,proto=tcp " + quote(export) + " /mnt || exit 1\nsudo touch /mnt/testfile || exit 2\n"
	var o outcome
	more := nova.Options{"user_data": base64.StdEncoding.EncodeToString([]byte(nfsClient))}
	err = s.within(ctx, it, more, func(ctx context.Context, at *place) (err error) {
		if err := allowAddress(ctx, it, id, at.address); err != nil {
			return err
		}
		o, err = s.login(it, at).run(ctx, it, Command{Interpreter: Words{"/bin/bash"}, script: []byte(script)})
		return err
	})
	if err == nil {
		showBoth(it, o)
	}
	return err
}

// exports is the microversion of manila from which a share's exports are asked for by themselves.
const exports = "2.9"

// Microversions is that of manila's requests.
func (CreateShareAndAccessFromVM) Microversions() []harness.Microversion {
	return []harness.Microversion{{Service: "shared-file-system", Version: exports}}
}

// sharesOf is manila's client of the user.
func sharesOf(ctx context.Context, it *harness.Iteration) (*gophercloud.ServiceClient, error) {
	client, err := it.User.Service(ctx, "shared-file-system")
	if err != nil {
		return nil, err
	}
	own := *client
	own.Microversion = exports
	return &own, nil
}

// exportOf is where a share is mounted from.
func exportOf(ctx context.Context, it *harness.Iteration, id string) (string, error) {
	client, err := sharesOf(ctx, it)
	if err != nil {
		return "", err
	}
	list, err := cloud.List[struct {
		Path string `json:"path"`
	}](ctx, client, client.ServiceURL("shares", id, "export_locations"), "export_locations")
	if err != nil {
		return "", err
	}
	if len(list) == 0 || list[0].Path == "" {
		return "", fmt.Errorf("share %s is exported nowhere", id)
	}
	return list[0].Path, nil
}
