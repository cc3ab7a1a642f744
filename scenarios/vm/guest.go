// Package vm holds the scenarios that work within servers, over SSH.
//
// A guest is reached from where Pacenote runs, by the floating IP of its server or, with use_floating_ip=false, by its fixed
// address, through [cloud.Cloud.Dial]. Who logs in has the private key of the user's key pair, and the password if one is
// given. A guest was never seen before, so that its host key is taken whatever it is: who needs to know that nobody is in
// between has to know the network.
package vm

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/neutron"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// A Guest is what every scenario asks for that works in a server of its own.
type Guest struct {
	nova.Boot
	nova.Deletion
	Username      string       `arg:"username,required" help:"login of the guest, such as cirros"`
	Password      cloud.Secret `arg:"password" help:"password of the login, beside the key of the user's key pair; $NAME is what the environment has under that name, since results show a feature as it is written"`
	Network       string       `arg:"floating_network" help:"external network of the floating IP: name, id or regular expression; the first one if none is given"`
	Port          int          `arg:"port" help:"TCP port of SSH"`
	UseFloatingIP bool         `arg:"use_floating_ip" help:"reach the guest by a floating IP; else by its fixed address"`
	MaxLogLength  int          `arg:"max_log_length" help:"last lines of the console to show if the guest does not answer in time; all if it is zero"`

	networkID string                // once prepared, as the keys
	keys      map[string]ssh.Signer // by user
}

// anyGuest is one with Rally's defaults.
var anyGuest = Guest{Port: 22, UseFloatingIP: true}

// Services are what it talks to.
func (Guest) Services() []string { return []string{"compute", "image", "network"} }

// Fixtures brings users with key pairs, a network and a security group that lets SSH in for each project, and the removal of
// what is left.
func (Guest) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.KeyPairs{}, fixtures.SSHAccess{}, fixtures.Networks{}, fixtures.Sweep{}}
}

// Validate refuses what is no port, and what a server cannot be booted with.
func (g Guest) Validate() error {
	var errs []error
	if g.Port < 1 || g.Port > 65535 {
		errs = append(errs, fmt.Errorf("argument port: %d: expected 1 to 65535", g.Port))
	}
	if g.MaxLogLength < 0 {
		errs = append(errs, fmt.Errorf("argument max_log_length: %d: expected 0 or more lines", g.MaxLogLength))
	}
	if g.Options["key_name"] != nil {
		errs = append(errs, errors.New("argument boot_server_kwargs: key_name: expected none, since the guest is entered with the key pair of a fixture"))
	}
	return errors.Join(append(errs, g.Boot.Validate())...)
}

// find looks the image, the flavor and the external network up, and reads the keys.
func (g *Guest) find(ctx context.Context, w *harness.World) (err error) {
	if err := g.Find(ctx, w); err != nil {
		return err
	}
	if g.UseFloatingIP {
		if g.networkID, err = neutron.FindExternalNetwork(ctx, w, g.Network); err != nil {
			return fmt.Errorf("argument floating_network: %w", err)
		}
	}
	if g.Password, err = fromEnvironment(g.Password); err != nil {
		return err
	}
	g.keys, err = readKeys(w)
	return err
}

// actions are those of [Guest.within], with what is done in between.
func (g Guest) actions(between ...string) []string {
	list := []string{"nova.boot_server"}
	if g.UseFloatingIP {
		list = slices.Concat(list, []string{"neutron.create_floating_ip", "neutron.delete_floating_ip"}, nova.Associating(), nova.Dissociating())
	}
	return slices.Concat(list, between, []string{waitForSSH, runCommand, consoleOutput, g.Removing()})
}

const consoleOutput = "nova.get_console_output_server" // of a guest that does not answer in time

// A place is a server and how it is reached.
type place struct {
	server  string
	address string
	ip      neutron.FloatingIP // none if it has no id
	joined  bool               // the server has it
}

// within boots a server of more attributes, has do work with it, and deletes the server and its floating IP, whatever
// happened. If do runs into a time-out, the console is put out.
func (g *Guest) within(ctx context.Context, it *harness.Iteration, more nova.Options, do func(context.Context, *place) error) (err error) {
	at := new(place)
	defer func() {
		if ctx.Err() != nil { // it is removed with all the rest
			return
		}
		if gone := g.remove(ctx, it, at); err == nil {
			err = gone
		}
	}()
	if err := g.boot(ctx, it, at, more); err != nil {
		return err
	}
	err = do(ctx, at)
	var late *harness.WaitError
	if errors.As(err, &late) && ctx.Err() == nil {
		g.showConsole(ctx, it, at)
	}
	return err
}

// boot boots the server and gives it its address. What there is of at when it fails is to be removed.
func (g *Guest) boot(ctx context.Context, it *harness.Iteration, at *place, more nova.Options) (err error) {
	if at.server, err = g.Create(ctx, it, g.attributes(it).With(more)); err != nil {
		return err
	}
	if !g.UseFloatingIP {
		at.address, err = nova.FixedAddress(ctx, it, at.server)
		return err
	}
	if at.ip, err = neutron.CreateFloatingIP(ctx, it, g.networkID, nil); err != nil {
		return err
	}
	at.address, at.joined = at.ip.Address, true
	return nova.AssociateFloatingIP(ctx, it, at.ip, at.server)
}

// attributes are the key pair of the user, and the security group that lets SSH in beside those that are asked for.
func (g *Guest) attributes(it *harness.Iteration) nova.Options {
	attributes := make(nova.Options)
	pairs, _ := fixtures.UserKeyPairs.Of(it)
	if pair, ok := pairs[it.User.UserID()]; ok {
		attributes["key_name"] = pair.Name
	}
	byProject, _ := fixtures.SSHGroups.Of(it)
	if groups := byProject[it.User.ProjectID()]; len(groups) > 0 {
		asked, _ := g.Options["security_groups"].([]any)
		attributes["security_groups"] = append(slices.Clone(asked), map[string]any{"name": groups[0].Name})
	}
	return attributes
}

// remove deletes what there is.
func (g *Guest) remove(ctx context.Context, it *harness.Iteration, at *place) error {
	var errs []error
	if at.joined {
		errs = append(errs, nova.DissociateFloatingIP(ctx, it, at.ip, at.server))
	}
	if at.ip.ID != "" {
		errs = append(errs, neutron.DeleteFloatingIP(ctx, it, at.ip))
	}
	if at.server != "" {
		errs = append(errs, g.Remove(ctx, it, at.server))
	}
	return errors.Join(errs...)
}

// showConsole puts out what the console of a server shows, or why it cannot be had.
func (g *Guest) showConsole(ctx context.Context, it *harness.Iteration, at *place) {
	text, err := nova.ConsoleOutput(ctx, it, at.server, g.MaxLogLength)
	if err != nil {
		text = "it cannot be read: " + err.Error()
	}
	it.Show(harness.Chart{Kind: harness.TextArea, Title: "Console", Description: "Of a server whose guest did not answer in time", Text: lines(text)})
}

// login is how the guest at a place is entered.
func (g *Guest) login(it *harness.Iteration, at *place) login {
	return login{user: g.Username, password: g.Password, key: g.keys[it.User.UserID()], host: at.address, port: g.Port}
}

// lines are the last lines of a text that a chart takes, without what is none.
func lines(text string) []string {
	const most = 1 << 15
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "�")
	if len(text) > most {
		text = "…" + strings.ToValidUTF8(text[len(text)-most:], "")
	}
	return strings.Split(strings.TrimRight(text, "\n"), "\n")
}
