package vm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

const (
	waitForPing = "vm.wait_for_ping"
	waitForSSH  = "vm.wait_for_ssh"
	runCommand  = "vm.run_command_over_ssh"
)

// The limits are Rally's, but for that of a handshake, which a small guest takes long for.
const (
	pingLimit    = 120 * time.Second
	sshLimit     = 120 * time.Second
	commandLimit = time.Hour
	connectLimit = time.Second
	helloLimit   = 20 * time.Second
)

// mostOutput is how much of what a command says is kept; the rest is dropped.
const mostOutput = 4 << 20

// A login is who enters which guest, and by what.
type login struct {
	user     string
	password cloud.Secret
	key      ssh.Signer // nil is none
	host     string
	port     int
}

// String is "cirros at 192.0.2.7:22".
func (l login) String() string { return l.user + " at " + l.address() }

func (l login) address() string { return net.JoinHostPort(l.host, strconv.Itoa(l.port)) }

// connect makes a TCP connection.
func (l login) connect(ctx context.Context, it *harness.Iteration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, connectLimit)
	defer cancel()
	return it.Cloud().Dial(ctx, "tcp", l.address())
}

// waitPing waits until the guest's network answers: the action vm.wait_for_ping. Rally sends ICMP, which takes rights, or a
// setting of the kernel, that who runs a test seldom has. What it wants to know is told as well by a TCP connection to the
// port of SSH: a guest that takes it, or refuses it, is there.
func (l login) waitPing(ctx context.Context, it *harness.Iteration) error {
	return it.Time(ctx, waitForPing, func(ctx context.Context) error {
		return l.wait(ctx, it, l.host+" answers", pingLimit, func(ctx context.Context) error {
			conn, err := l.connect(ctx, it)
			if err == nil {
				return conn.Close()
			}
			if errors.Is(err, syscall.ECONNREFUSED) {
				return nil
			}
			return err
		})
	})
}

// enter waits until the guest takes the login and runs something: the action vm.wait_for_ssh. Whatever fails is tried again
// until the time is over, a login that is refused too: the key comes into a guest some time after SSH is up. The shell has
// to be left.
func (l login) enter(ctx context.Context, it *harness.Iteration) (s *shell, err error) {
	err = it.Time(ctx, waitForSSH, func(ctx context.Context) error {
		return l.wait(ctx, it, l.String()+" can log in", sshLimit, func(ctx context.Context) error {
			ctx, cancel := context.WithTimeout(ctx, helloLimit)
			defer cancel()
			if s, err = l.open(ctx, it); err != nil {
				return err
			}
			if _, err = s.run(ctx, "uname", nil); err != nil {
				s.leave()
			}
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// wait tries until it works. Its error says why it did not the last time.
func (login) wait(ctx context.Context, it *harness.Iteration, what string, limit time.Duration, try func(context.Context) error) error {
	var last error
	err := it.Wait(ctx, what, limit, func(outer context.Context) (bool, error) {
		if last = try(outer); last != nil {
			return false, context.Cause(outer)
		}
		return true, nil
	})
	if late := new(harness.WaitError); errors.As(err, &late) && last != nil {
		return fmt.Errorf("%w: %v", err, last) // what it is of is the time-out
	}
	return err
}

// open makes a connection and logs in.
func (l login) open(ctx context.Context, it *harness.Iteration) (*shell, error) {
	conn, err := l.connect(ctx, it)
	if err != nil {
		return nil, err
	}
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	var methods []ssh.AuthMethod
	if l.key != nil {
		methods = append(methods, ssh.PublicKeys(l.key))
	}
	if l.password != "" {
		methods = append(methods, ssh.Password(l.password.Reveal()))
	}
	c, channels, requests, err := ssh.NewClientConn(conn, l.address(), &ssh.ClientConfig{
		User: l.user, Auth: methods, HostKeyCallback: ssh.InsecureIgnoreHostKey(), // a guest that nobody has seen before
	})
	if err != nil {
		_ = conn.Close()
		return nil, because(ctx, err)
	}
	return &shell{client: ssh.NewClient(c, channels, requests)}, nil
}

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
