package hook

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Command runs a command on this machine. It fails if the command does. What it writes to its standard output is kept: as charts,
// if it is JSON as Rally's hooks write it (see [harness.ParseOutput]). No shell sees it, unless the command is one.
type Command struct {
	Args    []string      // the command and its arguments
	Undo    []string      // takes back what it did; nil is nothing
	Timeout time.Duration // of either; zero is a minute
}

var (
	_ harness.Action    = Command{}
	_ harness.Arranger  = Command{}
	_ harness.Validator = Command{}
)

// String is the command.
func (c Command) String() string { return strings.Join(c.Args, " ") }

// Validate refuses a command without a name.
func (c Command) Validate() error {
	if len(c.Args) == 0 || c.Args[0] == "" || len(c.Undo) > 0 && c.Undo[0] == "" {
		return errors.New("expected a command")
	}
	return nil
}

// Arrange refuses a command that there is not on this machine, but for a rehearsal.
func (c Command) Arrange(_ context.Context, w *harness.World) error {
	if w.Rehearsal() {
		return nil
	}
	for _, args := range [][]string{c.Args, c.Undo} {
		if len(args) > 0 {
			if _, err := exec.LookPath(args[0]); err != nil {
				return err
			}
		}
	}
	return nil
}

// Do runs the command. One that has an undoing is undone, however it went.
func (c Command) Do(ctx context.Context, f *harness.Firing) error {
	if f.World.Rehearsal() {
		return f.Say("a rehearsal does not run it: " + c.String())
	}
	if len(c.Undo) > 0 {
		f.Undo(c.String(), func(ctx context.Context) error { return c.run(ctx, f, c.Undo) })
	}
	return c.run(ctx, f, c.Args)
}

func (c Command) run(ctx context.Context, f *harness.Firing, args []string) error {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(c.Timeout, time.Minute))
	defer cancel()
	command := exec.CommandContext(ctx, args[0], args[1:]...)
	command.WaitDelay = time.Second // for what it left running, which holds its output
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	said := f.Say(stdout.String())
	if err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		if why := strings.TrimSpace(stderr.String()); why != "" {
			return fmt.Errorf("%s: %w: %s", args[0], err, why)
		}
		return fmt.Errorf("%s: %w", args[0], err)
	}
	return said
}
