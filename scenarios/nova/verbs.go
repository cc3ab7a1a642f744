package nova

import (
	"context"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// Verbs are those of this package.
func Verbs() []harness.Verb {
	return append([]harness.Verb{
		{Form: "boots a server", Makes: "server", Doc: "boot a server and wait until it is active", New: harness.NewDoer(booting{})},
		{Form: "boots a server on NETWORK", Makes: "server", Doc: "boot a server with a port on a network, and wait until it is active", New: harness.NewDoer(booting{})},
		{Form: "deletes SERVER", Ends: true, Doc: "delete a server and wait until it is gone", New: harness.NewDoer(deleting{})},
		{Form: "resizes SERVER", Doc: "resize a server and confirm it, or revert it", New: harness.NewDoer(resizing{Resize: Resize{Confirmation: Confirmation{Confirm: true}}})},
		{Form: "attaches VOLUME to SERVER", Doc: "attach a volume and wait until it is in use", New: deed("nova.attach_volume",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", attach(ctx, it, with.ID(1), with.ID(0))
			})},
		{Form: "detaches VOLUME from SERVER", Doc: "detach a volume and wait until it is available", New: deed("nova.detach_volume",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", detach(ctx, it, with.ID(1), with.ID(0))
			})},
		{Form: "takes an image of SERVER", Makes: "image", Doc: "make an image of a server and wait until it is active", New: deed("nova.snapshot_server",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return snapshot(ctx, it, with.ID(0))
			}, "nova.snapshot_server[glance_v2.get_image]", "nova.snapshot_server[glance.wait_for_image]", "nova.snapshot_server[nova.wait_for_server]")},
		{Form: "creates a key pair", Makes: "key pair", Doc: "create a key pair, or import one", New: harness.NewDoer(pairing{})},
		{Form: "deletes KEY PAIR", Ends: true, Doc: "delete a key pair", New: deed("nova.delete_keypair",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", deleteKeyPair(ctx, it, with.ID(0))
			})},
		{Form: "lists servers", Doc: "list the servers of the project, in detail", New: deed("nova.list_servers",
			func(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
				_, err := listServers(ctx, it, true)
				return "", err
			})},
		{Form: "shows SERVER", Doc: "look at a server", New: deed("nova.show_server",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", timed(ctx, it, "nova.show_server", func(ctx context.Context, client *gophercloud.ServiceClient) error {
					_, err := cloud.Show[state](ctx, client, client.ServiceURL("servers", with.ID(0)), "server")
					return err
				})
			})},
	}, transitions()...)
}

// transitions are the verbs that take a server from one status into another.
func transitions() (list []harness.Verb) {
	for _, t := range []struct {
		form, doc string
		verb
	}{
		{"reboots SERVER", "reboot a server by force and wait until it is active", reboot},
		{"reboots SERVER softly", "ask a server to reboot and wait until it is active", softReboot},
		{"stops SERVER", "stop a server and wait until it is off", stop},
		{"starts SERVER", "start a server and wait until it is active", start},
		{"rescues SERVER", "boot a server into rescue mode", rescue},
		{"unrescues SERVER", "boot a server out of rescue mode", unrescue},
		{"pauses SERVER", "pause a server", pause},
		{"unpauses SERVER", "let a paused server go on", unpause},
		{"suspends SERVER", "suspend a server", suspend},
		{"resumes SERVER", "resume a suspended server", resume},
		{"locks SERVER", "lock a server", lock},
		{"unlocks SERVER", "unlock a server", unlock},
		{"shelves SERVER", "shelve a server until it is on no host", shelve},
		{"unshelves SERVER", "unshelve a server and wait until it is active", unshelve},
	} {
		list = append(list, harness.Verb{Form: t.form, Doc: t.doc, New: deed(t.action,
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", t.do(ctx, it, with.ID(0))
			})})
	}
	return list
}

// deed is what a user does without arguments.
func deed(action string, run func(context.Context, *harness.Iteration, harness.Things) (string, error), inner ...string) func() harness.Doer {
	return harness.NewDoer(harness.Deed{Does: append(inner, action), Asks: []string{"compute"}, Brings: asUser{}.Fixtures(), Run: run})
}

// booting boots a server.
type booting struct{ Boot }

// Actions is that of booting.
func (booting) Actions() []string { return []string{"nova.boot_server"} }

// References are the attributes: {name} is the id of what is called so.
func (b booting) References() []string {
	text, _ := b.Options.MarshalText() // it came from JSON
	return []string{string(text)}
}

// Prepare looks the image and the flavor up.
func (b booting) Prepare(ctx context.Context, w *harness.World) (harness.Doer, error) {
	err := b.prepare(ctx, w)
	return b, err
}

// Do boots it.
func (b booting) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
	if text := b.References()[0]; with.Expand(text) != text {
		b.Options = nil
		if err := b.Options.UnmarshalText([]byte(with.Expand(text))); err != nil {
			return "", err
		}
	}
	if with.Len() == 0 {
		return b.boot(ctx, it)
	}
	return b.bootWith(ctx, it, Options{"networks": []map[string]string{{"uuid": with.ID(0)}}})
}

// deleting deletes a server.
type deleting struct {
	asUser
	Deletion
}

// Actions is that of the deletion.
func (d deleting) Actions() []string { return []string{d.deletion()} }

// Do deletes it.
func (d deleting) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
	return "", d.remove(ctx, it, with.ID(0))
}

// pairing creates a key pair.
type pairing struct {
	asUser
	KeyPair
}

// Actions is that of the creation.
func (pairing) Actions() []string { return []string{"nova.create_keypair"} }

// Do creates it. What names it is its name.
func (p pairing) Do(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
	return p.create(ctx, it)
}

// resizing gives a server another flavor.
type resizing struct {
	asUser
	Resize
}

// Actions are those of a resize.
func (r resizing) Actions() []string { return r.resizing() }

// Prepare looks the flavor up.
func (r resizing) Prepare(ctx context.Context, w *harness.World) (harness.Doer, error) {
	err := r.find(ctx, w)
	return r, err
}

// Do resizes a server that is active.
func (r resizing) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
	return "", r.resize(ctx, it, with.ID(0), "ACTIVE")
}
