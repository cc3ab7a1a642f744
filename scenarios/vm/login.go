package vm

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

const (
	waitForPing = "vm.wait_for_ping"
	waitForSSH  = "vm.wait_for_ssh"
)

// The limits are Rally's, but for that of a handshake, which a small guest takes long for.
const (
	pingLimit    = 120 * time.Second
	sshLimit     = 120 * time.Second
	connectLimit = time.Second
	helloLimit   = 20 * time.Second
)

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
// port of SSH: a guest that takes it, or refuses it, is there. A firewall that answers for everybody deceives it.
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
