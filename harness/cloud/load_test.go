package cloud_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness/cloud"
)

// from is a source of nothing but these files and variables.
func from(files map[string]string, env ...string) cloud.Source {
	return cloud.Source{
		Dir: "/project", Home: "/home/demo", System: "/etc/openstack",
		Env: func(name string) (string, bool) {
			for i := 0; i < len(env); i += 2 {
				if env[i] == name {
					return env[i+1], true
				}
			}
			return "", false
		},
		ReadFile: func(name string) ([]byte, error) {
			if text, ok := files[name]; ok {
				return []byte(text), nil
			}
			return nil, fs.ErrNotExist
		},
	}
}

func file(text string) map[string]string { return map[string]string{"/project/clouds.yaml": text} }

const plainAuth = "    auth: {auth_url: 'http://k:5000/v3', username: u, password: p, project_name: q}\n"

func TestLoad(t *testing.T) {
	base := cloud.Config{Name: "a", Interface: "public", Connections: 1 << 16,
		Auth: cloud.Credentials{AuthURL: "http://k:5000/v3", Username: "u", Password: "p", ProjectName: "q"}}
	for name, tt := range map[string]struct {
		source cloud.Source
		name   string
		want   func(*cloud.Config)
	}{
		"plain":         {from(file("clouds:\n  a:\n" + plainAuth)), "a", func(c *cloud.Config) {}},
		"the only one":  {from(file("clouds:\n  a:\n" + plainAuth)), "", func(c *cloud.Config) {}},
		"OS_CLOUD":      {from(file("clouds:\n  b: {}\n  a:\n"+plainAuth), "OS_CLOUD", "a", "OS_PASSWORD", "x", "OS_REGION_NAME", "y"), "", func(c *cloud.Config) {}},
		"in home":       {from(map[string]string{"/home/demo/.config/openstack/clouds.yml": "clouds:\n  a:\n" + plainAuth}), "a", func(c *cloud.Config) {}},
		"in XDG":        {from(map[string]string{"/x/openstack/clouds.yaml": "clouds:\n  a:\n" + plainAuth}, "XDG_CONFIG_HOME", "/x"), "a", func(c *cloud.Config) {}},
		"of the system": {from(map[string]string{"/etc/openstack/clouds.yaml": "clouds:\n  a:\n" + plainAuth}), "a", func(c *cloud.Config) {}},
		"the variable's file": {from(map[string]string{"/project/clouds.yaml": "no", "/home/demo/my.yaml": "clouds:\n  a:\n" + plainAuth},
			"OS_CLIENT_CONFIG_FILE", "~/my.yaml"), "a", func(c *cloud.Config) {}},
		"JSON": {from(map[string]string{"/project/clouds.json": `{"clouds": {"a": {"auth": {"auth_url": "http://k:5000/v3", "username": "u", "password": "p", "project_name": "q"}}}}`}),
			"a", func(c *cloud.Config) {}},
		"the first file wins": {from(map[string]string{"/project/clouds.yaml": "clouds:\n  a:\n" + plainAuth, "/etc/openstack/clouds.yaml": "clouds: {a: {region_name: r}}"}),
			"a", func(c *cloud.Config) {}},
		"secure.yaml": {from(map[string]string{
			"/project/clouds.yaml":       "clouds:\n  a:\n    auth: {auth_url: 'http://k:5000/v3', username: u, project_name: q}\n",
			"/etc/openstack/secure.yaml": "clouds: {a: {auth: {password: p}}}"}), "a", func(c *cloud.Config) {}},
		"split domains": {from(file("clouds:\n  a:\n    auth: {auth_url: 'http://k:5000/v3', username: u, password: p, project_name: q, user_domain_name: U, project-domain-id: P}\n")),
			"a", func(c *cloud.Config) { c.Auth.UserDomainName, c.Auth.ProjectDomainID = "U", "P" }},
		"domains beside auth": {from(file("clouds:\n  a:\n    user_domain_name: U\n    project_domain_id: P\n" + plainAuth)),
			"a", func(c *cloud.Config) { c.Auth.UserDomainName, c.Auth.ProjectDomainID = "U", "P" }},
		"profile": {from(map[string]string{
			"/project/clouds.yaml":        "clouds:\n  a:\n    profile: shop\n    auth: {username: u, password: p, project_name: q}\n",
			"/project/clouds-public.yaml": "public-clouds: {shop: {auth: {auth_url: 'http://k:5000/v3', username: nobody}, region_name: r}}"}),
			"a", func(c *cloud.Config) { c.Region = "r" }},
		"regions": {from(file("clouds:\n  a:\n    regions: [north, south]\n" + plainAuth)), "a", func(c *cloud.Config) { c.Region = "north" }},
		"a region's values": {from(file("clouds:\n  a:\n    region_name: south\n    regions:\n    - north\n    - name: south\n      values: {interface: internal, auth: {project_name: s}}\n" + plainAuth)),
			"a", func(c *cloud.Config) { c.Region, c.Interface, c.Auth.ProjectName = "south", "internal", "s" }},
		"endpoint_type":     {from(file("clouds:\n  a:\n    endpoint_type: internalURL\n" + plainAuth)), "a", func(c *cloud.Config) { c.Interface = "internal" }},
		"verify: no":        {from(file("clouds:\n  a:\n    verify: no\n" + plainAuth)), "a", func(c *cloud.Config) { c.TLS.Insecure = true }},
		"verify: 'off'":     {from(file("clouds:\n  a:\n    verify: \"off\"\n" + plainAuth)), "a", func(c *cloud.Config) { c.TLS.Insecure = true }},
		"insecure: False":   {from(file("clouds:\n  a:\n    insecure: False\n" + plainAuth)), "a", func(c *cloud.Config) {}},
		"anchors and merge": {from(file("x: &x\n  region_name: r\nclouds:\n  a:\n    <<: *x\n" + plainAuth)), "a", func(c *cloud.Config) { c.Region = "r" }},
		"numbers as text": {from(file("clouds:\n  a:\n    auth: {auth_url: 'http://k:5000/v3', username: u, password: 0123, project_name: 1e3}\n    compute_default_microversion: 2.90\n    identity_api_version: 3\n")),
			"a", func(c *cloud.Config) {
				c.Auth.Password, c.Auth.ProjectName = "0123", "1e3"
				c.Microversion, c.APIVersion = map[string]string{"compute": "2.90"}, map[string]string{"identity": "3"}
			}},
		"overrides": {from(file("clouds:\n  a:\n    volumev3_endpoint_override: http://v/v3\n    object-store-endpoint-override: http://o\n    volume_api_version: 3\n" + plainAuth)),
			"a", func(c *cloud.Config) {
				c.EndpointOverride = map[string]string{"block-storage": "http://v/v3", "object-store": "http://o"}
				c.APIVersion = map[string]string{"block-storage": "3"}
			}},
		"files": {from(map[string]string{"/home/demo/.config/openstack/clouds.yaml": "clouds:\n  a:\n    cacert: ~/ca.pem\n    cert: c.pem\n    key: k.pem\n" + plainAuth,
			"/home/demo/ca.pem": "", "/home/demo/.config/openstack/c.pem": "", "/project/k.pem": ""}), "a",
			func(c *cloud.Config) {
				c.TLS = cloud.TLS{CACert: "/home/demo/ca.pem", Cert: "/home/demo/.config/openstack/c.pem", Key: "/project/k.pem"}
			}},
		"a stock openrc": {from(nil, "OS_AUTH_URL", "http://k:5000/v3", "OS_USERNAME", "u", "OS_PASSWORD", "p", "OS_PROJECT_NAME", "q", "OS_PROJECT_ID", "1",
			"OS_USER_DOMAIN_NAME", "Default", "OS_PROJECT_DOMAIN_ID", "default", "OS_REGION_NAME", "r", "OS_INTERFACE", "public", "OS_IDENTITY_API_VERSION", "3", "OS_TENANT_ID", ""),
			"", func(c *cloud.Config) {
				c.Name, c.Region, c.Auth.ProjectID, c.Auth.UserDomainName, c.Auth.ProjectDomainID = "envvars", "r", "1", "Default", "default"
				c.APIVersion = map[string]string{"identity": "3"}
			}},
		"an openrc over a file": {from(file("clouds: {b: {}}"), "OS_AUTH_URL", "http://k:5000/v3", "OS_USERNAME", "u", "OS_PASSWORD", "p", "OS_TENANT_NAME", "q",
			"OS_DOMAIN_NAME", "D", "OS_INSECURE", "true", "OS_COMPUTE_ENDPOINT_OVERRIDE", "http://n"), "",
			func(c *cloud.Config) {
				c.Name, c.Auth.UserDomainName, c.Auth.ProjectDomainName, c.TLS.Insecure = "envvars", "D", "D", true
				c.EndpointOverride = map[string]string{"compute": "http://n"}
			}},
		"an application credential": {from(file("clouds:\n  a:\n    auth_type: v3applicationcredential\n    auth: {auth_url: 'http://k:5000/v3', application_credential_id: i, application_credential_secret: s}\n")),
			"a", func(c *cloud.Config) {
				c.Auth = cloud.Credentials{AuthURL: "http://k:5000/v3", AuthType: "v3applicationcredential", ApplicationCredentialID: "i", ApplicationCredentialSecret: "s"}
			}},
	} {
		want := base
		tt.want(&want)
		for _, m := range []*map[string]string{&want.EndpointOverride, &want.APIVersion, &want.Microversion} {
			if *m == nil {
				*m = map[string]string{}
			}
		}
		got, err := tt.source.Load(tt.name)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: Load(%q) = %+v, %v; want %+v", name, tt.name, got, err, want)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	auth := func(text string) map[string]string { return file("clouds:\n  a:\n    auth: {" + text + "}\n") }
	for _, tt := range []struct {
		source cloud.Source
		name   string
		want   string
	}{
		{from(nil), "", "no clouds.yaml in /project, /home/demo/.config/openstack, /etc/openstack, and no OS_AUTH_URL"},
		{from(nil, "OS_CLIENT_CONFIG_FILE", "/gone"), "a", "OS_CLIENT_CONFIG_FILE: file does not exist"},
		{from(file("clouds: {a: {}, b: {}}")), "", "clouds.yaml:1: which cloud? OS_CLOUD is not set, and there are: a, b"},
		{from(file("clouds:\n  staging: {}\n  other: {}")), "stagign", `clouds.yaml:1: unknown cloud "stagign": did you mean "staging"?`},
		{from(file("cloud: {}")), "a", "clouds.yaml: no clouds"},
		{from(file("clouds: [a]")), "a", "no clouds: expected a mapping"},
		{from(file("clouds:\n  a: b")), "a", "clouds.yaml:2: cloud a is text: expected a mapping"},
		{from(file("clouds:\n  a: {auth: b}")), "a", "auth is text: expected a mapping"},
		{from(auth("username: u, password: p")), "a", "clouds.yaml:2: cloud a: no auth_url"},
		{from(auth("auth_url: 'http://k', password: p")), "a", "no username"},
		{from(auth("auth_url: 'http://k', username: u")), "a", `no password for user "u"`},
		{from(auth("auth_url: 'k:5000', username: u, password: p")), "a", "not an address"},
		{from(auth("auth_url: 'http://u:hunter2@k:5000', username: u, password: p")), "a", "credentials belong into auth"},
		{from(auth("auth_url: 'http://k', user_name: u, password: p")), "a", `clouds.yaml:3: auth.user_name: unknown key: did you mean "username"?`},
		{from(auth("auth_url: 'http://k', region_name: r")), "a", "auth.region_name: expected beside auth, not in it"},
		{from(auth("auth_url: 'http://k', username: [u], password: p")), "a", "username is a list: expected text"},
		{from(file("clouds:\n  a:\n    auth_type: v3pasword\n" + plainAuth)), "a", `clouds.yaml:3: unknown auth_type "v3pasword": did you mean "v3password"?`},
		{from(file("clouds:\n  a:\n    verify: maybe\n" + plainAuth)), "a", "clouds.yaml:3: verify is neither true nor false"},
		{from(file("clouds:\n  a:\n    cacert: gone.pem\n" + plainAuth)), "a", "clouds.yaml:3: cacert: "},
		{from(file("clouds:\n  a:\n    interface: pubic\n" + plainAuth)), "a", `unknown interface "pubic": did you mean "public"?`},
		{from(file("clouds:\n  a:\n    identity_api_version: 2.0\n" + plainAuth)), "a", "clouds.yaml:3: identity_api_version 2.0 is not supported: expected 3"},
		{from(file("clouds:\n  a:\n    region_name: nord\n    regions: [north, south]\n" + plainAuth)), "a", `clouds.yaml:3: unknown region "nord": did you mean "north"?`},
		{from(file("clouds:\n  a:\n    profile: shop\n")), "a", `clouds.yaml:3: profile "shop": there is no clouds-public.yaml`},
		{from(file("clouds:\n  a:\n    auth:\n      password: \"hunter2\n")), "a", "clouds.yaml:4: "},
		{from(file("clouds:\n  a: {}\n  a: {}\n")), "a", "clouds.yaml:3: a key is there twice"},
		{from(file("clouds: *x\n")), "a", `clouds.yaml:1: unknown alias "x"`},
		{from(nil, "OS_USERNAME", "u", "OS_PASSWORD", "hunter2"), "", "environment: cloud envvars: no auth_url"},
		{from(nil, "OS_AUTH_URL", "http://k", "OS_USERNAME", "u", "OS_PASSWORD", "p", "OS_INSECURE", "hm"), "", "OS_INSECURE: insecure is neither true nor false"},
	} {
		_, err := tt.source.Load(tt.name)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Load(%q): %v; want %s", tt.name, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("Load(%q): %v: holds a secret", tt.name, err)
		}
	}
}

func TestLoadWarnings(t *testing.T) {
	c, err := from(file("clouds:\n  a:\n    regoin_name: r\n    volume_region_name: r\n    floating_ip_source: neutron\n    profile: shop\n" + plainAuth)).Load("a")
	if err != nil || len(c.Warnings) != 3 || !strings.Contains(c.Warnings[1], `clouds.yaml:3: regoin_name has no effect: did you mean "region_name"?`) {
		t.Errorf("%q, %v", c.Warnings, err)
	}
}

// Aliases of aliases of aliases are not written out.
func TestLoadLaughs(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: &a0 {x: 1, y: 2}\n")
	for i := 1; i < 60; i++ {
		fmt.Fprintf(&b, "a%d: &a%d {x: *a%d, y: *a%d, z: *a%d}\n", i, i, i-1, i-1, i-1)
	}
	b.WriteString("clouds: {a: *a59}\n")
	source := from(map[string]string{"/project/clouds.yaml": b.String(), "/project/secure.yaml": b.String()})
	if _, err := source.Load("a"); err == nil {
		t.Error("want an error")
	}
}

func TestTokenRequest(t *testing.T) {
	for _, tt := range []struct {
		credentials cloud.Credentials
		want        string
	}{
		{cloud.Credentials{Username: "u", Password: "p", UserDomainName: "U", ProjectName: "q", ProjectDomainName: "P"},
			`{"auth":{"identity":{"methods":["password"],"password":{"user":{"domain":{"name":"U"},"name":"u","password":"p"}}},"scope":{"project":{"domain":{"name":"P"},"name":"q"}}}}`},
		{cloud.Credentials{Username: "u", Password: "p", ProjectName: "q", UserDomainID: "d"},
			`{"auth":{"identity":{"methods":["password"],"password":{"user":{"domain":{"id":"d"},"name":"u","password":"p"}}},"scope":{"project":{"domain":{"id":"d"},"name":"q"}}}}`},
		{cloud.Credentials{UserID: "1", Password: "p", ProjectID: "2"},
			`{"auth":{"identity":{"methods":["password"],"password":{"user":{"id":"1","password":"p"}}},"scope":{"project":{"id":"2"}}}}`},
		{cloud.Credentials{UserID: "1", Password: "p", DomainName: "D"},
			`{"auth":{"identity":{"methods":["password"],"password":{"user":{"id":"1","password":"p"}}},"scope":{"domain":{"name":"D"}}}}`},
		{cloud.Credentials{UserID: "1", Password: "p", SystemScope: "all"},
			`{"auth":{"identity":{"methods":["password"],"password":{"user":{"id":"1","password":"p"}}},"scope":{"system":{"all":true}}}}`},
		{cloud.Credentials{Username: "u", Password: "p"},
			`{"auth":{"identity":{"methods":["password"],"password":{"user":{"domain":{"id":"default"},"name":"u","password":"p"}}}}}`},
		{cloud.Credentials{Token: "t", ProjectID: "2"},
			`{"auth":{"identity":{"methods":["token"],"token":{"id":"t"}},"scope":{"project":{"id":"2"}}}}`},
		{cloud.Credentials{ApplicationCredentialName: "n", ApplicationCredentialSecret: "s", UserID: "1", ProjectID: "2"},
			`{"auth":{"identity":{"application_credential":{"name":"n","secret":"s","user":{"id":"1"}},"methods":["application_credential"]}}}`},
		{cloud.Credentials{Token: "t"}, ""}, // looked at, not asked for
	} {
		w := newTown()
		u := w.open(t).User(tt.credentials)
		if err := u.Authenticate(t.Context()); err != nil {
			t.Errorf("%+v: %v", tt.credentials, err)
			continue
		}
		want := http.MethodPost + tt.want
		if tt.want == "" {
			want = http.MethodGet
		}
		if got := w.asked[0]; got != want {
			t.Errorf("%+v asked %s; want %s", tt.credentials, got, want)
		}
		if u.UserID() != "u1" || u.ProjectName() != "demo" {
			t.Errorf("%+v: user %s of project %s", tt.credentials, u.UserID(), u.ProjectName())
		}
	}
}

func TestSecret(t *testing.T) {
	c := cloud.Config{Auth: cloud.Credentials{Username: "u", Password: "hunter2", Token: "hunter2", ApplicationCredentialSecret: "hunter2"}}
	j, err := json.Marshal(c.Auth)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{fmt.Sprintf("%v %+v %#v %s %q %x %d", c.Auth.Password, c, c.Auth.Password, c.Auth.Password,
		c.Auth.Password, c.Auth.Password, c.Auth.Password), fmt.Sprintf("%#v", c), fmt.Sprint(&c.Auth), string(j)} {
		if strings.Contains(text, "hunter2") || strings.Contains(text, "68756e") {
			t.Errorf("%s: shows the secret", text)
		}
	}
	if c.Auth.Password.Reveal() != "hunter2" {
		t.Error("Reveal does not")
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("clouds:\n  a:\n" + plainAuth)
	f.Add("x: &x {a: 1}\nclouds: {a: {<<: *x, regions: [{name: r, values: {verify: no}}]}}")
	f.Add("clouds:\n  a:\n    auth: {password: |\n  x\n}")
	f.Add("clouds: &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		config, err := from(map[string]string{"/project/clouds.yaml": text, "/project/secure.yaml": text}).Load("a")
		if err == nil {
			if _, err := cloud.Open(config); err != nil && config.TLS == (cloud.TLS{}) {
				t.Errorf("Load gave a config that Open refuses: %v", err)
			}
		}
	})
}

func TestParseUsers(t *testing.T) {
	const good = "users:\n- {username: a, password: s3cret, project_name: p}\n- application_credential_id: i\n  application_credential_secret: s3cret\n"
	list, err := cloud.ParseUsers("users.yaml", []byte(good))
	if err != nil || len(list) != 2 || list[0].Username != "a" || list[0].Password != "s3cret" || list[1].ApplicationCredentialID != "i" {
		t.Fatalf("ParseUsers = %+v, %v", list, err)
	}
	for _, tt := range []struct{ text, want string }{
		{"", "users.yaml: no users"},
		{"users: []\n", "users.yaml: no users"},
		{"users: x\n", "users.yaml: no users"},
		{"users:\n- x\n", "users.yaml:2: a user is text: expected a mapping"},
		{"users:\n- username: a\n  passwort: s3cret\n", `users.yaml:3: auth.passwort: unknown key: did you mean "password"?`},
		{"users:\n- username: a\n  project_name: p\n", `users.yaml:2: no password for user "a"`},
		{"users:\n- username: a\n  password: s3cret\n  auth_url: http://k\n", "users.yaml:4: auth_url: expected none"},
		{"users: [", "users.yaml:1"},
	} {
		_, err := cloud.ParseUsers("users.yaml", []byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("ParseUsers(%q) = %v; want %q, and no secret", tt.text, err, tt.want)
		}
	}
}

func FuzzParseUsers(f *testing.F) {
	f.Add("users:\n- {username: a, password: s3cret, project_name: p}\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := cloud.ParseUsers("users.yaml", []byte(text))
		if (len(list) == 0) == (err == nil) {
			t.Errorf("ParseUsers = %v, %v", list, err)
		}
		if err != nil && !strings.Contains(err.Error(), "users.yaml") {
			t.Errorf("an error without its place: %v", err)
		}
	})
}
