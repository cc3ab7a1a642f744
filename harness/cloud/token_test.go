package cloud_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gophercloud/gophercloud/v2/openstack/identity/v3/tokens"

	"github.com/pacenote/pacenote/harness/cloud"
)

func TestNewToken(t *testing.T) {
	w := newTown()
	u := w.open(t).Admin()
	if err := u.Authenticate(t.Context()); err != nil {
		t.Fatal(err)
	}
	a, err := u.NewToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b, err := u.NewToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	own, err := u.Token(t.Context())
	if err != nil || own.ID.Reveal() != "token-1" || a.ID.Reveal() != "token-2" || b.ID.Reveal() != "token-3" {
		t.Errorf("tokens %s, %s, %s, %v; want three, the session's the first", own.ID.Reveal(), a.ID.Reveal(), b.ID.Reveal(), err)
	}
	if a.UserID != "u1" || a.ProjectName != "demo" || len(a.Roles) != 1 || a.Roles[0] != "member" || a.ExpiresAt.Sub(a.IssuedAt) != time.Hour {
		t.Errorf("NewToken() = %+v", a)
	}
	if s := u.Cloud().Stats(); s.Tokens != 2 || s.Logins != 1 {
		t.Errorf("Stats() = %+v; want 2 tokens, 1 login", s)
	}
}

func TestNotAnIdentityService(t *testing.T) {
	w := newTown()
	w.mux.HandleFunc("POST /portal/v3/auth/tokens", func(rw http.ResponseWriter, r *http.Request) { _, _ = rw.Write([]byte("<html>")) })
	auth := demo
	auth.AuthURL = townAddress + "/portal"
	c := w.open(t, func(c *cloud.Config) { c.Auth = auth })
	if err := c.Admin().Authenticate(t.Context()); err == nil || !strings.Contains(err.Error(), "is this an identity service?") {
		t.Error(err)
	}
}

func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkNewToken compares NewToken with bare net/http and one typed decode. The server's part is in both.
func BenchmarkNewToken(b *testing.B) {
	reply := tokenText("http://127.0.0.1:5000", time.Hour)
	s := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		rw.Header().Set("X-Subject-Token", "gAAAAABn")
		rw.WriteHeader(http.StatusCreated)
		_, _ = rw.Write(reply)
	}))
	defer s.Close()
	run := func(name string, once func() error) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			begin := cpu()
			for b.Loop() {
				if err := once(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(cpu()-begin)/float64(b.N), "cpu-ns/op")
		})
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}}
	defer client.CloseIdleConnections()
	body := []byte(`{"auth":{"identity":{"methods":["password"],"password":{"user":{"domain":{"name":"Default"},"name":"demo","password":"hunter2"}}},"scope":{"project":{"domain":{"id":"default"},"name":"demo"}}}}`)
	run("bare", func() error {
		resp, err := client.Post(s.URL+"/v3/auth/tokens", "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		defer func() { _ = resp.Body.Close() }()
		var into struct {
			Token struct {
				tokens.Token
				User    tokens.User           `json:"user"`
				Project tokens.Project        `json:"project"`
				Roles   []tokens.Role         `json:"roles"`
				Catalog []tokens.CatalogEntry `json:"catalog"`
			} `json:"token"`
		}
		return json.NewDecoder(resp.Body).Decode(&into)
	})
	run("bare, without catalog", func() error {
		resp, err := client.Post(s.URL+"/v3/auth/tokens", "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		defer func() { _ = resp.Body.Close() }()
		var into struct {
			Token struct {
				tokens.Token
				User    tokens.User    `json:"user"`
				Project tokens.Project `json:"project"`
				Roles   []tokens.Role  `json:"roles"`
			} `json:"token"`
		}
		return json.NewDecoder(resp.Body).Decode(&into)
	})
	auth := demo
	auth.AuthURL = s.URL
	c, err := cloud.Open(cloud.Config{Auth: auth})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	run("NewToken", func() error { _, err := c.Admin().NewToken(b.Context()); return err })
	ctx := cloud.Identify(cloud.Observe(b.Context(), cloud.ObserverFunc(func(cloud.Call) {})), func() string { return "x" })
	run("observed", func() error { _, err := c.Admin().NewToken(ctx); return err })
}
