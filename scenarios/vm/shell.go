package vm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/pacenote/pacenote/harness"
)

const (
	runCommand   = "vm.run_command_over_ssh"
	commandLimit = time.Hour // Rally's
)

// mostOutput is how much of what a command says is kept; the rest is dropped.
const mostOutput = 4 << 20

// A shell is a login that was taken.
type shell struct{ client *ssh.Client }

// leave ends it.
func (s *shell) leave() { _ = s.client.Close() } // there is nothing to be lost

// An outcome is what came of a command.
type outcome struct {
	stdout, stderr []byte
	status         int // exit status
}

// err is that of a command that failed.
func (o outcome) err(command string) error {
	if o.status == 0 {
		return nil
	}
	return &StatusError{Command: command, Status: o.status, Stderr: clip(string(o.stderr))}
}

// A StatusError says that a command ended with another exit status than 0.
type StatusError struct {
	Command string
	Status  int
	Stderr  string // the end of it
}

// Error is the command, its status, and what it complained of.
func (e *StatusError) Error() string {
	text := fmt.Sprintf("command %q ended with exit status %d", e.Command, e.Status)
	if e.Stderr != "" {
		text += ": " + e.Stderr
	}
	return text
}

// clip is the end of a text.
func clip(text string) string {
	const most = 500
	text = strings.TrimSpace(strings.ToValidUTF8(text, "�"))
	if len(text) > most {
		text = "…" + strings.ToValidUTF8(text[len(text)-most:], "")
	}
	return text
}

// run runs a command. It is no error if its exit status is not 0. If ctx ends first, the shell is left.
func (s *shell) run(ctx context.Context, command string, stdin []byte) (o outcome, err error) {
	defer context.AfterFunc(ctx, s.leave)()
	session, err := s.client.NewSession()
	if err != nil {
		return o, because(ctx, err)
	}
	defer session.Close()
	stdout, stderr := &tray{left: mostOutput}, &tray{left: mostOutput}
	session.Stdin, session.Stdout, session.Stderr = bytes.NewReader(stdin), stdout, stderr
	err = session.Run(command)
	o = outcome{stdout: stdout.bytes.Bytes(), stderr: stderr.bytes.Bytes()}
	if exit := new(ssh.ExitError); errors.As(err, &exit) {
		o.status, err = exit.ExitStatus(), nil
		if o.status == 0 { // a signal
			o.status = 128
		}
	}
	return o, because(ctx, err)
}

// because is an error, or why the context has ended if that is why.
func because(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// send puts a program into the guest.
func (s *shell) send(ctx context.Context, program []byte, path string) error {
	line := sendTo(path)
	o, err := s.run(ctx, line, program)
	if err == nil {
		err = o.err(line)
	}
	return err
}

// do sends what a command brings along, and runs it, as an action within Rally's limit of an hour.
func (s *shell) do(ctx context.Context, it *harness.Iteration, action string, c Command) (o outcome, err error) {
	err = it.Time(ctx, action, func(outer context.Context) error {
		ctx, cancel := context.WithTimeoutCause(outer, commandLimit, &harness.WaitError{What: fmt.Sprintf("command %q has ended", c.line()), Limit: commandLimit})
		defer cancel()
		if c.LocalPath != "" {
			if err := s.send(ctx, c.program, last(c.RemotePath)); err != nil {
				return err
			}
		}
		if o, err = s.run(ctx, c.line(), c.script); err != nil {
			return err
		}
		return o.err(c.line())
	})
	return o, err
}

// A tray takes so much, and drops the rest.
type tray struct {
	bytes bytes.Buffer
	left  int
}

func (t *tray) Write(p []byte) (int, error) {
	n := min(len(p), t.left)
	t.left -= n
	t.bytes.Write(p[:n])
	return len(p), nil
}
