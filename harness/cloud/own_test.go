package cloud_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness/cloud"
)

// Ratings is a client of one's own, of a service that nobody else knows.
type Ratings struct{ service *gophercloud.ServiceClient }

func (r *Ratings) Total(ctx context.Context) (string, error) {
	reply, err := cloud.Show[struct{ Total string }](ctx, r.service, r.service.ServiceURL("report", "total"), "")
	return reply.Total, err
}

var ratings = cloud.Client[*Ratings]{Service: "rating", New: func(_ context.Context, _ *cloud.User, service *gophercloud.ServiceClient) (*Ratings, error) {
	return &Ratings{service}, nil
}}

func ExampleClient() {
	town := newTown()
	town.serve("GET /rating/v1/report/total", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"total": "4.20"}`) })
	c, err := cloud.Open(cloud.Config{Name: "town", Auth: demo, Transport: town, EndpointOverride: map[string]string{"rating": townAddress + "/rating/v1"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer c.Close()

	ctx := context.Background()
	client, err := ratings.Of(ctx, c.Admin()) // made once a user, on the user's session
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(client.Total(ctx))
	// Output: 4.20 <nil>
}

func ExampleFromEnv() {
	folder, _ := os.MkdirTemp("", "example")
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "clouds.yaml")
	_ = os.WriteFile(file, []byte(simcloud.New(simcloud.Config{}).CloudsYAML()), 0o600)
	os.Setenv("OS_CLIENT_CONFIG_FILE", file)
	os.Setenv("OS_CLOUD", "simcloud-demo")
	defer os.Unsetenv("OS_CLIENT_CONFIG_FILE")
	defer os.Unsetenv("OS_CLOUD")

	c, err := cloud.FromEnv()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer c.Close()
	fmt.Println(c.Name(), c.Admin())
	// Output: simcloud-demo demo1@demo1
}

// Each user has a client of its own, each time the same one; what failed is tried again.
func TestOwnClientIsMadeOnceAUser(t *testing.T) {
	c := newTown().open(t, func(c *cloud.Config) { c.EndpointOverride = map[string]string{"rating": townAddress + "/rating"} })
	calls := 0
	fails := true
	own := cloud.Client[*int]{Service: "rating", New: func(_ context.Context, _ *cloud.User, service *gophercloud.ServiceClient) (*int, error) {
		service.Microversion = "9.9" // which is its own
		if calls++; fails {
			return nil, errors.New("not yet")
		}
		return new(int), nil
	}}
	if _, err := own.Of(t.Context(), c.Admin()); err == nil || !strings.Contains(err.Error(), "not yet") {
		t.Errorf("Of: %v; want the error of New", err)
	}
	fails = false
	a, errA := own.Of(t.Context(), c.Admin())
	again, errAgain := own.Of(t.Context(), c.Admin())
	b, errB := own.Of(t.Context(), c.User(demo))
	if err := errors.Join(errA, errAgain, errB); err != nil || a != again || a == b || calls != 3 {
		t.Errorf("%p, %p and %p of another user after %d calls, %v; want one each", a, again, b, calls, err)
	}
	if service, err := c.Admin().Service(t.Context(), "rating"); err != nil || service.Microversion != "" {
		t.Errorf("the service's client changed: %+v, %v", service, err)
	}
	missing := cloud.Client[int]{Service: "ratin"}
	var none *cloud.MissingServiceError
	if _, err := missing.Of(t.Context(), c.Admin()); !errors.As(err, &none) {
		t.Errorf("Of a service that there is not: %v; want a MissingServiceError", err)
	}
}

func TestServiceVersions(t *testing.T) {
	sim := simcloud.New(simcloud.Config{Latency: simcloud.None})
	c, err := cloud.Open(cloud.Config{
		Name: "simcloud", Transport: sim.Transport(),
		Auth: cloud.Credentials{AuthURL: sim.AuthURL(), Username: "admin", Password: simcloud.Password, ProjectName: "admin"},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, tt := range []struct{ service, version, want string }{
		{"image", "2", ""}, {"image", "v2", ""}, {"compute", "2.1", ""}, {"volumev3", "3", ""}, {"identity", "3", ""}, {"network", "2.0", ""},
		{"image", "1", "version 1 is not supported: expected 2"},
		{"volume", "2", "version 2 is not supported: expected 3"},
		{"identity", "2", "version 2 is not supported: expected 3"},
		{"imag", "2", `did you mean "image"?`},
	} {
		client, err := c.Admin().Service(t.Context(), tt.service, tt.version)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Service(%q, %q): %v; want %q", tt.service, tt.version, err, tt.want)
			continue
		}
		if again, _ := c.Admin().Service(t.Context(), tt.service, tt.version); again != client {
			t.Errorf("Service(%q, %q) made another client", tt.service, tt.version)
		}
	}
}

// A service without an identity service, and one that takes a token as it is.
func TestEndpointAlone(t *testing.T) {
	var tokens []string
	town := newTown()
	town.mux.HandleFunc("GET /bare/v1/nodes", func(w http.ResponseWriter, r *http.Request) {
		tokens = append(tokens, r.Header.Get("X-Auth-Token"))
		if len(tokens) > 2 {
			w.WriteHeader(http.StatusUnauthorized)
		}
		io.WriteString(w, `{"nodes": []}`)
	})
	var last *cloud.User
	for _, auth := range []cloud.Credentials{{Endpoint: townAddress + "/bare/v1"}, {Endpoint: townAddress + "/bare/v1", Token: "t0k"}} {
		c, err := cloud.Open(cloud.Config{Name: "bare", Auth: auth, Transport: town})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		last = c.Admin()
		last.Forget() // has no effect
		client, err := last.Service(t.Context(), "baremetal")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cloud.List[struct{}](t.Context(), client, client.ServiceURL("nodes"), "nodes"); err != nil {
			t.Errorf("%+v: %v", auth, err)
		}
	}
	if fmt.Sprint(tokens) != "[ t0k]" {
		t.Errorf("tokens %q; want none, then t0k", tokens)
	}
	client, _ := last.Service(t.Context(), "baremetal")
	if _, err := cloud.List[struct{}](t.Context(), client, client.ServiceURL("nodes"), "nodes"); err == nil || strings.Contains(err.Error(), "t0k") {
		t.Errorf("a refused token: %v; want an error without it", err)
	}
	for _, tt := range []struct {
		auth cloud.Credentials
		want string
	}{
		{cloud.Credentials{AuthType: "none"}, "no endpoint: auth_type none expects one"},
		{cloud.Credentials{AuthType: "admin_token", Endpoint: townAddress}, "no token: auth_type admin_token expects one"},
		{cloud.Credentials{AuthType: "none", Endpoint: "town"}, "endpoint: "},
	} {
		if _, err := cloud.Open(cloud.Config{Name: "bare", Auth: tt.auth}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %v; want %q", tt.auth, err, tt.want)
		}
	}
}
