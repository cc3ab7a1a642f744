package cloud_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	stdlog "log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"

	"github.com/pacenote/pacenote/harness/cloud"
)

// listen serves the town on a loopback port, and counts connections.
func (w *town) listen(t testing.TB) (*httptest.Server, *atomic.Int64) {
	t.Helper()
	var dials atomic.Int64
	s := httptest.NewUnstartedServer(w.mux)
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			dials.Add(1)
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	return s, &dials
}

// on makes a config use sockets to the server.
func on(s *httptest.Server) func(*cloud.Config) {
	return func(c *cloud.Config) { c.Transport, c.Auth.AuthURL = nil, s.URL+"/identity" }
}

// The end of a chunked reply comes in a later packet than its JSON: who closes after the JSON loses the connection.
func TestConnectionsAreKept(t *testing.T) {
	replies := map[string]http.HandlerFunc{
		"chunked, end later": func(rw http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(rw, `{"server":{"id":"1"}}`)
			rw.(http.Flusher).Flush()
			time.Sleep(time.Millisecond)
		},
		"white space after": func(rw http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(rw, `{"server":{"id":"1"}}`+strings.Repeat(" ", 5000))
		},
	}
	for name, reply := range replies {
		t.Run(name, func(t *testing.T) {
			w := newTown()
			w.serve("GET /compute/v2.1/servers/later", reply)
			s, dials := w.listen(t)
			c := w.open(t, on(s))
			compute, err := c.Admin().Compute(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for range 200 {
				if err := servers.Get(t.Context(), compute, "later").Err; err != nil {
					t.Fatal(err)
				}
			}
			n := dials.Load()
			if n > 5 { // a machine that stands still for a tenth of a second may lose one
				t.Errorf("201 requests over %d connections; want 1", n)
			}
			if got := c.Stats(); got.Dials != n || got.Reused != 201-n || got.Requests != 201 {
				t.Errorf("Stats() = %+v; want %d dials, the others reused, 201 requests", got, n)
			}
		})
	}
}

// Fifty at once, again and again: the default transport would keep two, and dial some 480 times. A dial that was overtaken
// by a connection that became free is kept, too, so that there may be up to twice as many as there are workers.
func TestConnectionsAreKeptForAllWorkers(t *testing.T) {
	w := newTown()
	s, dials := w.listen(t)
	c := w.open(t, on(s))
	if err := c.Admin().Authenticate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 10 {
		done := make(chan error)
		for range 50 {
			go func() { done <- show(t.Context(), c.User(demo)) }()
		}
		for range 50 {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := dials.Load(); n > 100 {
		t.Errorf("1001 requests of 50 at once over %d connections; want 50, and 100 at the most", n)
	}
}

// A reply that does not end is not waited for.
func TestDrainIsShort(t *testing.T) {
	w := newTown()
	hang := make(chan struct{})
	w.serve("GET /compute/v2.1/servers/endless", func(rw http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(rw, `{"server":{"id":"1"}}`)
		rw.(http.Flusher).Flush()
		<-hang
	})
	s, _ := w.listen(t)
	defer close(hang)
	c := w.open(t, on(s))
	compute, err := c.Admin().Compute(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := servers.Get(t.Context(), compute, "endless").Err; err != nil {
		t.Fatal(err)
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("a reply without end held its reader up for %v", d)
	}
}

func TestCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown()
		w.latency = 3 * time.Second
		seen := &log{}
		ctx := cloud.Observe(t.Context(), seen)
		n := 0
		ctx = cloud.Identify(ctx, func() string { n++; return fmt.Sprint("iteration 7, call ", n) })
		u := w.open(t).Admin()
		if err := show(ctx, u); err != nil {
			t.Fatal(err)
		}
		if _, err := u.NewToken(ctx); err != nil {
			t.Fatal(err)
		}
		if len(seen.calls) != 2 || len(seen.waits) != 1 || seen.waits[0] != 3*time.Second {
			t.Fatalf("%+v, waits %v; want 2 calls, and 3s for the session's token", seen.calls, seen.waits)
		}
		got := seen.calls[0]
		if got.Service != "compute" || got.Method != "GET" || got.Route != "/servers/{id}" || got.Status != 200 || got.Err != nil ||
			got.TTFB != 3*time.Second || got.Duration != 3*time.Second || got.BytesIn == 0 || got.Attempt != 1 {
			t.Errorf("%+v", got)
		}
		if id := got.RequestID; len(id) != 40 || id[:4] != "req-" || id == seen.calls[1].RequestID {
			t.Errorf("RequestID %q; want an own req-UUID", id)
		}
		got = seen.calls[1]
		if got.Service != "identity" || got.Method != "POST" || got.Route != "/auth/tokens" || got.Status != 201 || got.BytesOut == 0 {
			t.Errorf("%+v", got)
		}
		if len(w.asked) != 2 {
			t.Errorf("NewToken left %d requests; want 2", len(w.asked))
		}
	})
}

func TestIdentifyKeepsIDs(t *testing.T) {
	w := newTown()
	const id = "req-8d4de7c1-7f5c-4f5d-9d4c-2f3a1e0b9c55"
	for _, given := range []string{id, id[4:]} {
		ctx := cloud.Identify(t.Context(), func() string { return given })
		if _, err := w.open(t).Admin().NewToken(ctx); err != nil {
			t.Fatal(err)
		}
		if got := w.ids[len(w.ids)-1]; got != id {
			t.Errorf("Identify(%q) sent %q; want %q", given, got, id)
		}
	}
}

func TestNothingIsRetried(t *testing.T) {
	for _, status := range []int{429, 498, 500, 502, 503} {
		w := newTown()
		n := 0
		w.serve("GET /compute/v2.1/servers/bad", func(rw http.ResponseWriter, r *http.Request) { n++; rw.WriteHeader(status) })
		c := w.open(t)
		compute, err := c.Admin().Compute(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := servers.Get(t.Context(), compute, "bad").Err; !gophercloud.ResponseCodeIs(err, status) || n != 1 || c.Stats().Retries != 0 {
			t.Errorf("status %d: %d requests, %v; want 1 and that status", status, n, err)
		}

		// Unless the caller's gophercloud does: then it shows.
		n = 0
		seen := &log{}
		provider := *compute.ProviderClient
		provider.MaxBackoffRetries = 2
		provider.RetryBackoffFunc = func(context.Context, *gophercloud.ErrUnexpectedResponseCode, error, uint) error { return nil }
		provider.RetryFunc = func(_ context.Context, _, _ string, _ *gophercloud.RequestOpts, err error, n uint) error {
			if n > 2 {
				return err
			}
			return nil
		}
		own := *compute
		own.ProviderClient = &provider
		_ = servers.Get(cloud.Observe(t.Context(), seen), &own, "bad").Err
		if len(seen.calls) != 3 || seen.calls[2].Attempt != 3 || c.Stats().Retries != 2 {
			t.Errorf("status %d with 2 retries: %d calls, %d retries; want 3 and 2", status, len(seen.calls), c.Stats().Retries)
		}
	}
}

func TestCancelledWithCause(t *testing.T) {
	breach := errors.New("sla broken")
	w := newTown()
	arrived := make(chan struct{}, 2)
	hang := make(chan struct{})
	w.serve("GET /compute/v2.1/servers/slow", func(rw http.ResponseWriter, r *http.Request) { arrived <- struct{}{}; <-hang })
	w.serve("GET /compute/v2.1/servers/half", func(rw http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(rw, `{"server":`)
		rw.(http.Flusher).Flush()
		arrived <- struct{}{}
		<-hang
	})
	s, _ := w.listen(t)
	defer close(hang)
	compute, err := w.open(t, on(s)).Admin().Compute(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"slow", "half"} {
		seen := &log{}
		ctx, cancel := context.WithCancelCause(cloud.Observe(t.Context(), seen))
		go func() { <-arrived; time.Sleep(10 * time.Millisecond); cancel(breach) }()
		err := servers.Get(ctx, compute, id).Err
		if !errors.Is(err, context.Canceled) || !errors.Is(err, breach) || errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v; want both context.Canceled and the cause", id, err)
		}
		if len(seen.calls) != 1 || !errors.Is(seen.calls[0].Err, context.Canceled) {
			t.Errorf("%s: %+v; want one call that was cancelled", id, seen.calls)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	err = servers.Get(ctx, compute, "slow").Err
	var timeout net.Error
	if !errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &timeout) || !timeout.Timeout() {
		t.Errorf("%v; want a deadline that is a timeout", err)
	}
}

func TestBrokenReply(t *testing.T) {
	w := newTown()
	w.serve("GET /compute/v2.1/servers/broken", func(rw http.ResponseWriter, r *http.Request) {
		conn, _, _ := rw.(http.Hijacker).Hijack()
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"server\":")
		_ = conn.Close()
	})
	s, _ := w.listen(t)
	compute, err := w.open(t, on(s)).Admin().Compute(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	seen := &log{}
	err = servers.Get(cloud.Observe(t.Context(), seen), compute, "broken").Err
	if err == nil || len(seen.calls) != 1 || seen.calls[0].Status != 200 || !errors.Is(seen.calls[0].Err, io.ErrUnexpectedEOF) {
		t.Errorf("%v, %+v; want a call with status 200 whose body broke off", err, seen.calls)
	}
}

func TestTLS(t *testing.T) {
	w := newTown()
	s := httptest.NewUnstartedServer(w.mux)
	s.TLS = &tls.Config{ClientAuth: tls.RequestClientCert}
	s.Config.ErrorLog = stdlog.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	var warned bytes.Buffer
	defer slog.SetDefault(slog.Default())
	slog.SetDefault(slog.New(slog.NewTextHandler(&warned, nil)))
	secure := func(c *cloud.Config) { c.Transport, c.Auth.AuthURL = nil, s.URL+"/identity" }

	if err := w.open(t, secure).Admin().Authenticate(t.Context()); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate of nobody known: %v; want an error about it", err)
	}
	authority := filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	if err := os.WriteFile(authority, text, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, settings := range map[string]cloud.TLS{"cacert": {CACert: authority}, "insecure": {Insecure: true}} {
		c := w.open(t, secure, func(c *cloud.Config) { c.TLS = settings })
		if err := c.Admin().Authenticate(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		c.Close()
	}
	if n := strings.Count(warned.String(), "NOT VERIFIED"); n != 1 {
		t.Errorf("%d warnings of unverified certificates; want 1: %s", n, &warned)
	}
	for name, settings := range map[string]cloud.TLS{
		"read cacert":             {CACert: "/nowhere"},
		"holds no PEM":            {CACert: "call_test.go"},
		"read client certificate": {Cert: authority},
		"without its certificate": {Key: authority},
	} {
		_, err := cloud.Open(cloud.Config{Auth: demo, TLS: settings})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("Open with %+v: %v; want %q", settings, err, name)
		}
	}
}

// net/http sends a request again when a kept connection turns out to be closed. That shows.
func TestHiddenRepetition(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan struct{})
	go func() {
		defer close(served)
		for n := range 2 { // the first connection serves one request, and is closed at its second
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			r := bufio.NewReader(conn)
			if _, err := http.ReadRequest(r); err == nil {
				_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
			}
			if n == 0 {
				_, _ = http.ReadRequest(r)
			}
			_ = conn.Close()
		}
	}()
	defer func() { _ = listener.Close(); <-served }()
	auth := demo
	auth.AuthURL = "http://" + listener.Addr().String()
	c := newTown().open(t, func(c *cloud.Config) { c.Transport, c.Auth = nil, auth })
	seen := &log{}
	for range 2 {
		req, _ := http.NewRequestWithContext(cloud.Observe(t.Context(), seen), http.MethodGet, auth.AuthURL+"/v3/users/1", nil)
		resp, err := c.HTTPClient().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
	}
	if len(seen.calls) != 2 || seen.calls[0].Attempt != 1 || seen.calls[1].Attempt != 2 || c.Stats().Retries != 1 {
		t.Errorf("%+v, %+v; want 2 calls, the other at its second attempt", seen.calls, c.Stats())
	}
	if got := seen.calls[0]; got.Service != "identity" || got.Route != "/users/{id}" {
		t.Errorf("%+v; want identity's /users/{id}", got)
	}
}

func TestHTTP2(t *testing.T) {
	w := newTown()
	var proto atomic.Int64
	w.serve("GET /compute/v2.1/servers/h2", func(rw http.ResponseWriter, r *http.Request) {
		proto.Store(int64(r.ProtoMajor))
		_, _ = io.WriteString(rw, `{"server":{}}`)
	})
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.mux.ServeHTTP(rw, r) }))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	authority := filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	if err := os.WriteFile(authority, text, 0o600); err != nil {
		t.Fatal(err)
	}
	auth := demo
	auth.AuthURL = s.URL + "/identity"
	c := w.open(t, func(c *cloud.Config) {
		c.Transport, c.Auth, c.TLS.CACert = nil, auth, authority
		c.EndpointOverride = map[string]string{"compute": s.URL + "/compute"} // the town's catalog says http
	})
	compute, err := c.Admin().Compute(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := servers.Get(t.Context(), compute, "h2").Err; err != nil || proto.Load() != 2 || c.Stats().Dials != 1 {
		t.Errorf("HTTP/%d, %+v, %v; want HTTP/2 on one connection", proto.Load(), c.Stats(), err)
	}
	c.Close()
}
