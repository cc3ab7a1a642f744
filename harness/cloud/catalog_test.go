package cloud_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"

	"github.com/pacenote/pacenote/harness/cloud"
)

func TestClientsAddresses(t *testing.T) {
	const project = "0123456789abcdef0123456789abcdef"
	override := func(k, v string) func(*cloud.Config) {
		return func(c *cloud.Config) { c.EndpointOverride = map[string]string{k: v} }
	}
	for _, tt := range []struct {
		service string
		config  func(*cloud.Config)
		want    string
	}{
		{"identity", func(*cloud.Config) {}, "/identity/v3/"},
		{"compute", func(*cloud.Config) {}, "/compute/v2.1/"},
		{"network", func(*cloud.Config) {}, "/network/v2.0/"},
		{"image", func(*cloud.Config) {}, "/image/v2/"},
		{"block-storage", func(*cloud.Config) {}, "/volume/v3/" + project + "/"},
		{"volume", func(*cloud.Config) {}, "/volume/v3/" + project + "/"},
		{"compute", func(c *cloud.Config) { c.Interface = "internal" }, "/inside/compute/v2.1/"},
		{"compute", func(c *cloud.Config) { c.Region = "RegionTwo" }, "/two/compute/v2.1/"},
		{"compute", func(c *cloud.Config) { c.Region = "" }, "/compute/v2.1/"},
		{"compute", override("compute", townAddress+"/nova"), "/nova/v2.1/"},
		{"compute", override("compute", townAddress+"/nova/v2.1/%(project_id)s"), "/nova/v2.1/" + project + "/"},
		{"image", override("image", townAddress+"/glance/v2/"), "/glance/v2/"},
		{"network", override("network", townAddress+"/neutron"), "/neutron/v2.0/"},
		{"block-storage", override("volumev3", townAddress+"/cinder"), "/cinder/v3/"},
		{"shared_file_system", override("share", townAddress+"/share/v2"), "/share/v2/"},
	} {
		u := newTown().open(t, tt.config).Admin()
		client, err := u.Service(t.Context(), tt.service)
		if err != nil {
			t.Errorf("Service(%q): %v", tt.service, err)
			continue
		}
		if got := strings.TrimPrefix(client.ResourceBaseURL(), townAddress); got != tt.want {
			t.Errorf("Service(%q) is at %s; want %s", tt.service, got, tt.want)
		}
		if again, _ := u.Service(t.Context(), tt.service); again != client {
			t.Errorf("Service(%q) is made anew each time", tt.service)
		}
	}
}

func TestMissingService(t *testing.T) {
	w := newTown()
	u := w.open(t, func(c *cloud.Config) { c.APIVersion = map[string]string{"volume": "2"} }).Admin()
	_, err := u.Service(t.Context(), "orchestration")
	var missing *cloud.MissingServiceError
	if !errors.As(err, &missing) || fmt.Sprint(missing.Have) != "[volumev3 compute identity image network]" {
		t.Errorf("%v; want an error that names the services there are", err)
	}
	if _, err := u.Service(t.Context(), "dns"); err == nil || !strings.Contains(err.Error(), "service dns has no endpoint that is public in RegionOne: it has internal in RegionTwo") {
		t.Errorf("%v; want where it is", err)
	}
	if _, err := u.BlockStorage(t.Context()); err == nil || !strings.Contains(err.Error(), "API version 2 is not supported: expected 3") {
		t.Errorf("%v", err)
	}
	if all, err := u.Services(t.Context()); err != nil || len(all) != 5 || all[1] != (cloud.Service{Type: "compute", Name: "nova", URL: townAddress + "/compute/v2.1", Region: "RegionOne", Interface: "public"}) {
		t.Errorf("Services() = %+v, %v", all, err)
	}
}

func TestMicroversion(t *testing.T) {
	w := newTown()
	var got http.Header
	w.serve("GET /compute/v2.1/servers/v", func(rw http.ResponseWriter, r *http.Request) {
		got = r.Header
		_, _ = rw.Write([]byte(`{"server":{}}`))
	})
	u := w.open(t, func(c *cloud.Config) { c.Microversion = map[string]string{"compute": "2.90"} }).Admin()
	compute, err := u.Compute(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := servers.Get(t.Context(), compute, "v").Err; err != nil || got.Get("OpenStack-API-Version") != "compute 2.90" {
		t.Errorf("%v, sent %v; want microversion 2.90", err, got)
	}
}

func TestGophercloudsConstructors(t *testing.T) {
	u := newTown().open(t).Admin()
	identity, err := u.Identity(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	network, err := openstack.NewNetworkV2(identity.ProviderClient, gophercloud.EndpointOpts{})
	if err != nil || network.ResourceBaseURL() != townAddress+"/network/v2.0/" {
		t.Errorf("NewNetworkV2: %+v, %v", network, err)
	}
}

func TestList(t *testing.T) {
	for name, tt := range map[string]struct{ service, key, first, second string }{
		"nova":     {"compute", "servers", `{"servers_links":[{"rel":"next","href":"` + townAddress + `/compute/v2.1/servers?marker=b"}],"servers":[{"id":"a"},{"id":"b"}]}`, `{"servers":[{"id":"c"}]}`},
		"glance":   {"image", "images", `{"images":[{"id":"a"},{"id":"b"}],"next":"/v2/images?marker=b","schema":"x"}`, `{"images":[{"id":"c"}],"first":"/v2/images"}`},
		"keystone": {"identity", "users", `{"links":{"next":"` + townAddress + `/identity/v3/users?marker=b","self":"x"},"users":[{"id":"a"},{"id":"b"}]}`, `{"users":[{"id":"c"}],"links":{"next":null}}`},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown()
			u := w.open(t).Admin()
			client, err := u.Service(t.Context(), tt.service)
			if err != nil {
				t.Fatal(err)
			}
			path := strings.TrimPrefix(client.ServiceURL(tt.key), townAddress)
			w.serve("GET "+path, func(rw http.ResponseWriter, r *http.Request) {
				if r.URL.Query().Get("marker") == "b" {
					_, _ = rw.Write([]byte(tt.second))
					return
				}
				_, _ = rw.Write([]byte(tt.first))
			})
			type item struct{ ID string }
			got, err := cloud.List[item](t.Context(), client, client.ServiceURL(tt.key), tt.key)
			if err != nil || fmt.Sprint(got) != "[{a} {b} {c}]" {
				t.Errorf("List(%s) = %v, %v; want a, b and c", tt.key, got, err)
			}
		})
	}
	w := newTown()
	compute, err := w.open(t).Admin().Compute(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got, err := cloud.Show[servers.Server](t.Context(), compute, compute.ServiceURL("servers", "7"), "server")
	if err != nil || got.ID != "7" {
		t.Errorf("Show = %+v, %v", got, err)
	}
}

func TestConfigErrors(t *testing.T) {
	for _, tt := range []struct {
		config cloud.Config
		want   string
	}{
		{cloud.Config{}, "no auth_url"},
		{cloud.Config{Auth: demo, Connections: -1}, "connections is -1"},
		{cloud.Config{Auth: demo, Interface: "inernal"}, `did you mean "internal"?`},
		{cloud.Config{Auth: demo, EndpointOverride: map[string]string{"compute": "nova"}}, "endpoint override of compute"},
		{cloud.Config{Auth: demo, APIVersion: map[string]string{"identity": "2"}}, "identity API version 2 is not supported"},
		{cloud.Config{Auth: cloud.Credentials{AuthURL: townAddress, AuthType: "token"}}, "no token"},
		{cloud.Config{Auth: cloud.Credentials{AuthURL: townAddress, AuthType: "v3applicationcredential"}}, "no application_credential_secret"},
	} {
		if _, err := cloud.Open(tt.config); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Open(%+v): %v; want %s", tt.config, err, tt.want)
		}
	}
	if err := newTown().open(t).User(cloud.Credentials{Username: "x"}).Authenticate(t.Context()); err == nil || !strings.Contains(err.Error(), "no password") {
		t.Errorf("a user without a password: %v", err)
	}
}

func TestAuthURL(t *testing.T) {
	for given, want := range map[string]string{
		"http://k:5000": "http://k:5000/v3", "http://k:5000/": "http://k:5000/v3", "http://k:5000/v3/": "http://k:5000/v3",
		"http://k/identity": "http://k/identity/v3", "http://k/identity/v3": "http://k/identity/v3", "http://k/v2.0": "http://k/v3",
	} {
		auth := demo
		auth.AuthURL = given
		if got := newTown().open(t, func(c *cloud.Config) { c.Auth = auth }).AuthURL(); got != want {
			t.Errorf("AuthURL of %s is %s; want %s", given, got, want)
		}
	}
}
