package cloud_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A bridge is a transport that leads to guests, too.
type bridge struct{ http.RoundTripper }

func (bridge) DialContext(_ context.Context, network, address string) (net.Conn, error) {
	near, far := net.Pipe()
	go func() {
		defer far.Close()
		_, _ = io.WriteString(far, network+" "+address) // the test reads it
	}()
	return near, nil
}

func openOver(t *testing.T, rt http.RoundTripper) *cloud.Cloud {
	t.Helper()
	c, err := cloud.Open(cloud.Config{Name: "x", Transport: rt, Auth: cloud.Credentials{AuthURL: "http://cloud.test/v3", Token: "t"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// Who gave the transport of a cloud has to say how its guests are reached.
func TestDialGiven(t *testing.T) {
	conn, err := openOver(t, bridge{http.DefaultTransport}).Dial(t.Context(), "tcp", "192.0.2.7:22")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if text, err := io.ReadAll(conn); string(text) != "tcp 192.0.2.7:22" || err != nil {
		t.Errorf("the transport was asked for %q, %v; want tcp 192.0.2.7:22", text, err)
	}
	_, err = openOver(t, http.DefaultTransport).Dial(t.Context(), "tcp", "192.0.2.7:22")
	if err == nil || !strings.Contains(err.Error(), "give it the method DialContext") {
		t.Errorf("a transport of services alone: %v; want what to do about it", err)
	}
}

// A cloud's own transport dials as the system does, and to where an address is diverted.
func TestDialOwn(t *testing.T) {
	guest, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer guest.Close()
	go func() {
		for {
			conn, err := guest.Accept()
			if err != nil {
				return
			}
			_, _ = io.WriteString(conn, "hello") // the test reads it
			_ = conn.Close()
		}
	}()
	c := openOver(t, nil)
	c.Divert("192.0.2.7:22", guest.Addr().String())
	for _, address := range []string{guest.Addr().String(), "192.0.2.7:22"} {
		conn, err := c.Dial(t.Context(), "tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(conn); string(text) != "hello" || err != nil {
			t.Errorf("%s said %q, %v", address, text, err)
		}
		_ = conn.Close()
	}
}
