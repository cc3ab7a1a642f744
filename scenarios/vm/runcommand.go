package vm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/cinder"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// A Workplace is a server in which a command is run.
type Workplace struct {
	Guest
	VolumeArgs  cinder.Options `arg:"volume_args" help:"a further disk of the server, which goes with it: a JSON object such as {\"size\": 1}, in GB"`
	WaitForPing bool           `arg:"wait_for_ping" help:"see first that the guest's network answers"`
}

// anyWorkplace is one with Rally's defaults.
var anyWorkplace = Workplace{Guest: anyGuest, WaitForPing: true}

// Services are what it talks to.
func (p Workplace) Services() []string {
	list := p.Guest.Services()
	if p.VolumeArgs != nil {
		list = append(list, "block-storage")
	}
	return list
}

// Actions are those of Run.
func (p Workplace) Actions() []string {
	var list []string
	if p.WaitForPing {
		list = append(list, waitForPing)
	}
	if p.VolumeArgs != nil {
		list = append(list, "cinder_v3.create_volume")
	}
	return p.actions(list...)
}

// Validate refuses a volume without a size, and what the guest cannot be.
func (p Workplace) Validate() error {
	errs := []error{p.Guest.Validate()}
	if p.VolumeArgs != nil {
		if size, ok := p.VolumeArgs["size"].(float64); !ok || size < 1 || size != float64(int(size)) {
			errs = append(errs, fmt.Errorf("argument volume_args: size %v: expected a whole number of GB", p.VolumeArgs["size"]))
		}
		errs = append(errs, nova.Options(p.VolumeArgs).Check("volume_args"))
	}
	return errors.Join(errs...)
}

// attached are the attributes of a server with the image on its own disk, and a volume beside that which goes with it.
func (p Workplace) attached(ctx context.Context, it *harness.Iteration) (nova.Options, error) {
	if p.VolumeArgs == nil {
		return nil, nil
	}
	id, err := cinder.Create(ctx, it, p.VolumeArgs)
	if err != nil {
		return nil, err
	}
	return nova.Options{"block_device_mapping_v2": []any{
		map[string]any{"boot_index": 0, "uuid": p.ImageID(), "source_type": "image", "destination_type": "local", "delete_on_termination": true},
		map[string]any{"boot_index": -1, "uuid": id, "source_type": "volume", "destination_type": "volume", "delete_on_termination": true},
	}}, nil
}

// run boots the server, runs the command in it, and deletes it.
func (p Workplace) run(ctx context.Context, it *harness.Iteration, c Command) (o outcome, err error) {
	more, err := p.attached(ctx, it)
	if err != nil {
		return o, err
	}
	err = p.within(ctx, it, more, func(ctx context.Context, at *place) error {
		l := p.login(it, at)
		if p.WaitForPing {
			if err := l.waitPing(ctx, it); err != nil {
				return err
			}
		}
		o, err = l.run(ctx, it, c)
		return err
	})
	return o, err
}

// run logs in, sends what the command brings along, and runs it: the actions vm.wait_for_ssh and vm.run_command_over_ssh.
func (l login) run(ctx context.Context, it *harness.Iteration, c Command) (o outcome, err error) {
	s, err := l.enter(ctx, it)
	if err != nil {
		return o, err
	}
	defer s.leave()
	return s.do(ctx, it, runCommand, c)
}

// show puts out what a command said: charts, if it is Rally's protocol of charts (see [harness.ParseOutput]), else its lines.
func show(it *harness.Iteration, o outcome) error {
	var keys map[string]json.RawMessage
	if json.Unmarshal(o.stdout, &keys) == nil && len(keys) == 2 && keys["additive"] != nil && keys["complete"] != nil {
		charts, err := harness.ParseOutput(o.stdout)
		if err == nil {
			it.Output(charts)
		}
		return err
	}
	stderr := clip(string(o.stderr))
	if stderr == "" {
		stderr = "(none)"
	}
	it.Show(harness.Chart{Kind: harness.TextArea, Title: "Script Output", Text: slices.Concat([]string{"StdErr: " + stderr, "StdOut:"}, lines(string(o.stdout)))})
	return nil
}

// BootRunCommandDelete boots a server, runs a command in it over SSH, and deletes it: VMTasks.boot_runcommand_delete. What the
// command says on its standard output is put out, as charts if it is Rally's protocol of charts.
type BootRunCommandDelete struct {
	Workplace
	Command Command `arg:"command,required" help:"what to run: a JSON object of interpreter with script_inline or script_file, or remote_path with local_path, and command_args"`
}

// Name is Rally's.
func (BootRunCommandDelete) Name() string { return "VMTasks.boot_runcommand_delete" }

// Validate refuses a command that is none, and what the guest cannot be.
func (s BootRunCommandDelete) Validate() error {
	err := s.Command.Validate()
	if err != nil {
		err = fmt.Errorf("argument command: %w", err)
	}
	return errors.Join(err, s.Workplace.Validate())
}

// Prepare reads the command's files, and looks the image, the flavor and the external network up.
func (s BootRunCommandDelete) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	if s.Command, err = s.Command.read(w.Files()); err != nil {
		return s, err
	}
	return s, s.find(ctx, w)
}

// Run boots a server, runs the command, and deletes the server.
func (s BootRunCommandDelete) Run(ctx context.Context, it *harness.Iteration) error {
	o, err := s.run(ctx, it, s.Command)
	if err != nil {
		return err
	}
	return show(it, o)
}
