package nova

import (
	"context"
	"errors"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/remoteconsoles"

	"github.com/pacenote/pacenote/harness"
)

// BootAndGetConsoleOutput boots a server and reads the end of its console: NovaServers.boot_and_get_console_output.
type BootAndGetConsoleOutput struct {
	Boot
	Length int `arg:"length" help:"last lines to read; all if it is zero"`
}

// Name is Rally's.
func (BootAndGetConsoleOutput) Name() string { return "NovaServers.boot_and_get_console_output" }

// Actions are those of Run.
func (BootAndGetConsoleOutput) Actions() []string {
	return []string{"nova.boot_server", "nova.get_console_output_server"}
}

// Validate refuses a number of lines below zero.
func (s BootAndGetConsoleOutput) Validate() error {
	if s.Length < 0 {
		return fmt.Errorf("argument length: %d: expected 0 or more lines", s.Length)
	}
	return s.Boot.Validate()
}

// Prepare looks the image and the flavor up.
func (s BootAndGetConsoleOutput) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server and reads its console.
func (s BootAndGetConsoleOutput) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	_, err = ConsoleOutput(ctx, it, id, s.Length)
	return err
}

// consoles are the kinds of consoles, and their protocols.
var consoles = map[string]remoteconsoles.ConsoleProtocol{
	"novnc": remoteconsoles.ConsoleProtocolVNC, "xvpvnc": remoteconsoles.ConsoleProtocolVNC,
	"spice-html5": remoteconsoles.ConsoleProtocolSPICE, "rdp-html5": remoteconsoles.ConsoleProtocolRDP,
	"serial": remoteconsoles.ConsoleProtocolSerial, "webmks": remoteconsoles.ConsoleProtocolMKS,
}

// BootAndGetConsoleURL boots a server and asks where its console is, by microversion 2.6, or 2.8 for webmks:
// NovaServers.boot_and_get_console_url.
type BootAndGetConsoleURL struct {
	Boot
	ConsoleType string `arg:"console_type,required" help:"novnc, xvpvnc, spice-html5, rdp-html5, serial or webmks"`
}

// Name is Rally's.
func (BootAndGetConsoleURL) Name() string { return "NovaServers.boot_and_get_console_url" }

// Actions are those of Run.
func (BootAndGetConsoleURL) Actions() []string {
	return []string{"nova.boot_server", "nova.get_console_url_server"}
}

// Validate refuses a console that is none.
func (s BootAndGetConsoleURL) Validate() error {
	if _, ok := consoles[s.ConsoleType]; !ok {
		return harness.Unknown("console_type", s.ConsoleType, []string{"novnc", "xvpvnc", "spice-html5", "rdp-html5", "serial", "webmks"})
	}
	return s.Boot.Validate()
}

// Prepare looks the image and the flavor up.
func (s BootAndGetConsoleURL) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

func (s BootAndGetConsoleURL) version() string {
	if s.ConsoleType == "webmks" {
		return "2.8"
	}
	return "2.6"
}

// Microversions is the one that asks for the console.
func (s BootAndGetConsoleURL) Microversions() []harness.Microversion { return since(s.version()) }

// Run boots a server and asks for its console.
func (s BootAndGetConsoleURL) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "nova.get_console_url_server", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		console, err := remoteconsoles.Create(ctx, at(client, s.version()), id, remoteconsoles.CreateOpts{
			Protocol: consoles[s.ConsoleType], Type: remoteconsoles.ConsoleType(s.ConsoleType),
		}).Extract()
		if err == nil && console.URL == "" {
			err = errors.New("nova gave no URL")
		}
		return err
	})
}
