package cloud_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"
	"github.com/gophercloud/gophercloud/v2/openstack/keymanager/v1/secrets"

	"github.com/pacenote/pacenote/harness/cloud"
)

const serverID = "8d4de7c1-7f5c-4f5d-9d4c-2f3a1e0b9c55"

func show(ctx context.Context, u *cloud.User) error {
	compute, err := u.Compute(ctx)
	if err != nil {
		return err
	}
	return servers.Get(ctx, compute, serverID).Err
}

// The first caller of the trap gives up after 100 ms; the other 20 have no deadline, and must not get its.
func TestRenewalBelongsToNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown()
		u := w.open(t).Admin()
		if err := show(t.Context(), u); err != nil {
			t.Fatal(err)
		}
		w.revoke()
		w.latency = time.Second
		seen := &log{}
		var all sync.WaitGroup
		all.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 1100*time.Millisecond)
			defer cancel()
			start := time.Now()
			if err := show(ctx, u); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the impatient caller: %v; want its deadline", err)
			}
			if d := time.Since(start); d != 1100*time.Millisecond {
				t.Errorf("the impatient caller waited %v; want 1.1s", d)
			}
		})
		for range 20 {
			all.Go(func() {
				time.Sleep(time.Millisecond)
				if err := show(cloud.Observe(t.Context(), seen), u); err != nil {
					t.Errorf("a patient caller: %v", err)
				}
			})
		}
		all.Wait()
		if n := w.count(); n != 2 {
			t.Errorf("%d requests for tokens; want 2: the first, and one for all", n)
		}
		if len(seen.waits) != 20 || len(seen.calls) != 40 {
			t.Fatalf("%d waits and %d calls were observed; want 20 and 40: a 401 and its repetition each", len(seen.waits), len(seen.calls))
		}
		for _, d := range seen.waits {
			if d != 999*time.Millisecond {
				t.Errorf("Renewed(%v); want 999ms", d)
			}
		}
		for _, c := range seen.calls {
			if c.Duration != time.Second || c.Route != "/servers/{id}" || c.Status == 200 && c.Attempt != 2 {
				t.Errorf("%+v; want 1s of /servers/{id}, attempt 2 if well", c)
			}
		}
		if s := u.Cloud().Stats(); s.Renewals != 1 || s.Logins != 1 || s.Retries != 20 {
			t.Errorf("%+v; want 1 login, 1 renewal, 20 retries", s)
		}
	})
}

func TestTokenStorm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown()
		w.latency = 10 * time.Millisecond
		c := w.open(t)
		var all sync.WaitGroup
		for range 200 {
			all.Go(func() {
				if err := show(t.Context(), c.Admin()); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := w.count(); n != 1 {
			t.Errorf("200 callers without a token made %d requests for one; want 1", n)
		}
	})
}

// A token that nears its end is renewed while its users go on: no 401, no waiting.
func TestRenewalAheadOfTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown()
		w.latency = 100 * time.Millisecond
		u := w.open(t).Admin()
		seen := &log{}
		ctx := cloud.Observe(t.Context(), seen)
		for range 180 {
			if err := show(ctx, u); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
		}
		if n := w.count(); n != 4 {
			t.Errorf("3 hours took %d tokens of 1 hour; want 4", n)
		}
		if len(seen.waits) != 1 || len(seen.calls) != 180 {
			t.Errorf("%d waits and %d calls; want 1 and 180", len(seen.waits), len(seen.calls))
		}
	})
}

func TestRenewalIdentity(t *testing.T) {
	var ids [2][]string
	for i := range ids {
		w := newTown()
		c := w.open(t)
		caller := cloud.Identify(t.Context(), func() string { return fmt.Sprint("caller", i) })
		for range 3 {
			if err := show(caller, c.Admin()); err != nil {
				t.Fatal(err)
			}
			w.revoke()
		}
		ids[i] = w.ids
	}
	if len(ids[0]) != 3 || fmt.Sprint(ids[0]) != fmt.Sprint(ids[1]) || ids[0][0] == ids[0][1] {
		t.Errorf("ids of token requests %q and %q; want the same three whoever caused them", ids[0], ids[1])
	}
}

func TestRefusedRenewal(t *testing.T) {
	w := newTown()
	u := w.open(t).Admin()
	if err := show(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	w.revoke()
	w.refuse = http.StatusUnauthorized
	err := show(t.Context(), u)
	var refused *cloud.AuthError
	if !errors.As(err, &refused) || refused.Status != 401 {
		t.Fatalf("%v; want an AuthError of status 401", err)
	}
	if strings.Contains(err.Error(), "hunter2") || !strings.Contains(err.Error(), "[secret]") {
		t.Errorf("%v; want the echoed password cut out", err)
	}
}

// A body that can be read only once is not sent twice, but the next request has a new token.
func TestBodyThatIsGone(t *testing.T) {
	w := newTown()
	w.serve("PUT /image/v2/images/{id}/file", func(rw http.ResponseWriter, r *http.Request) { rw.WriteHeader(http.StatusNoContent) })
	u := w.open(t).Admin()
	image, err := u.Image(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	upload := func() int {
		body := struct{ *strings.Reader }{strings.NewReader("bits")} // net/http cannot rewind what it does not know
		req, _ := http.NewRequestWithContext(t.Context(), http.MethodPut, image.ServiceURL("images", serverID, "file"), body)
		resp, err := image.HTTPClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		return resp.StatusCode
	}
	w.revoke()
	if got := upload(); got != 401 {
		t.Errorf("upload with a revoked token: %d; want 401", got)
	}
	if got := upload(); got != 204 {
		t.Errorf("upload after that: %d; want 204", got)
	}
}

func TestClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown()
		w.latency = time.Hour
		c := w.open(t)
		done := make(chan error)
		go func() { done <- show(t.Context(), c.Admin()) }()
		synctest.Wait()
		c.Close()
		if err := <-done; err == nil || !strings.Contains(err.Error(), "closed") {
			t.Errorf("a caller who waited when the cloud was closed: %v", err)
		}
		if err := c.Admin().Authenticate(t.Context()); err == nil || !strings.Contains(err.Error(), "closed") {
			t.Errorf("Authenticate on a closed cloud: %v", err)
		}
	})
}

func TestSilentIdentityService(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown()
		w.latency = time.Hour
		start := time.Now()
		err := w.open(t).Admin().Authenticate(t.Context())
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Minute {
			t.Errorf("after %v: %v; want a deadline after 1m", time.Since(start), err)
		}
	})
}

func TestTokenStaysAtHome(t *testing.T) {
	w := newTown()
	var away http.Header
	w.mux.HandleFunc("GET elsewhere.test/", func(rw http.ResponseWriter, r *http.Request) { away = r.Header; _, _ = rw.Write([]byte("{}")) })
	w.serve("GET /compute/v2.1/away", func(rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, "http://elsewhere.test/", http.StatusFound)
	})
	compute, err := w.open(t).Admin().Compute(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	resp, err := compute.Get(t.Context(), compute.ServiceURL("away"), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if away == nil || away.Get("X-Auth-Token") != "" {
		t.Errorf("the other host got %v; want a request without a token", away)
	}
}

func TestForeignConstructors(t *testing.T) {
	w := newTown()
	u := w.open(t, func(c *cloud.Config) {
		c.EndpointOverride = map[string]string{"key-manager": townAddress + "/key-manager"}
	}).Admin()
	w.serve("GET /key-manager/v1/secrets/{id}", func(rw http.ResponseWriter, r *http.Request) { _, _ = rw.Write([]byte(`{"name":"s"}`)) })
	barbican, err := u.Service(t.Context(), "key_manager")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := secrets.Get(t.Context(), barbican, "x").Extract(); err != nil || got.Name != "s" {
		t.Errorf("secrets.Get: %+v, %v", got, err)
	}
}
