package cloud_test

import (
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness/cloud"
)

func TestRoute(t *testing.T) {
	const id, hex = "8d4de7c1-7f5c-4f5d-9d4c-2f3a1e0b9c55", "0123456789abcdef0123456789abcdef"
	for path, want := range map[string]string{
		"":                                     "/",
		"/":                                    "/",
		"/v2.1":                                "/",
		"/identity/v3/":                        "/",
		"/v2.1/servers/detail?limit=2":         "/servers/detail",
		"/compute/v2.1/servers/" + id:          "/servers/{id}",
		"/servers/" + id + "/action":           "/servers/{id}/action",
		"/v2.1/" + hex + "/servers/" + id:      "/servers/{id}",
		"/v2.1/servers/" + id + "/ips/private": "/servers/{id}/ips/{name}",
		"/v2.1/flavors/m1.tiny":                "/flavors/{id}",
		"/v2.1/flavors/detail":                 "/flavors/detail",
		"/v2.1/flavors/1/os-extra_specs/hw:x":  "/flavors/{id}/os-extra_specs/{name}",
		"/v2.1/os-keypairs/my key":             "/os-keypairs/{name}",
		"/v2.1/os-quota-sets/" + hex:           "/os-quota-sets/{id}",
		"/v2.1/servers/" + id + "/os-instance-actions/req-" + id: "/servers/{id}/os-instance-actions/{id}",
		"/v3/auth/tokens":           "/auth/tokens",
		"/identity/v3/users/" + hex: "/users/{id}",
		"/v3/domains/default":       "/domains/{id}",
		"/v3/projects/" + hex + "/users/" + hex + "/roles/" + hex:      "/projects/{id}/users/{id}/roles/{id}",
		"/v2/images/" + id + "/file":                                   "/images/{id}/file",
		"/v2/images/" + id + "/members/" + hex:                         "/images/{id}/members/{id}",
		"/v3/" + hex + "/volumes/" + id:                                "/volumes/{id}",
		"/volume/v3/volumes/" + id + "/action":                         "/volumes/{id}/action",
		"/network/v2.0/networks":                                       "/networks",
		"/v2.0/routers/" + id + "/add_router_interface":                "/routers/{id}/add_router_interface",
		"/v2.0/lbaas/loadbalancers/" + id:                              "/lbaas/loadbalancers/{id}",
		"/heat-api/v1/" + hex + "/stacks/mine/" + id + "/resources/vm": "/stacks/{name}/{id}/resources/{name}",
		"/v1/AUTH_" + hex + "/box/a/b/c":                               "/{container}/{object}",
		"/v1/AUTH_" + hex + "/box":                                     "/{container}",
		"//servers///" + id + "/":                                      "/servers/{id}",
		"/a/" + strings.Repeat("x", 60):                                "/a/{name}",
		"/a/b%2Fc":                                                     "/a/{name}",
		strings.Repeat("/a", 30):                                       strings.Repeat("/a", 12) + "/...",
	} {
		if got := cloud.Route(path); got != want {
			t.Errorf("Route(%q) = %q; want %q", path, got, want)
		}
	}
}

func FuzzRoute(f *testing.F) {
	f.Add("/compute/v2.1/servers/8d4de7c1-7f5c-4f5d-9d4c-2f3a1e0b9c55/action?x=1")
	f.Add("/v3/0123456789abcdef0123456789abcdef/v3/stacks/{id}//")
	f.Add("v1/AUTH_x/%2F/..#")
	f.Fuzz(func(t *testing.T, path string) {
		got := cloud.Route(path)
		if !strings.HasPrefix(got, "/") || got != "/" && strings.HasSuffix(got, "/") || strings.Contains(got, "//") {
			t.Errorf("Route(%q) = %q: is not a path", path, got)
		}
		if len(got) > 13*49 || strings.ContainsAny(got, "?#%\n ") {
			t.Errorf("Route(%q) = %q: is no template", path, got)
		}
		for segment := range strings.SplitSeq(got[1:], "/") {
			if len(segment) == 36 && strings.Count(segment, "-") == 4 && strings.Trim(segment, "0123456789abcdef-") == "" &&
				segment[8] == '-' && segment[13] == '-' && segment[18] == '-' && segment[23] == '-' {
				t.Errorf("Route(%q) = %q: holds an id", path, got)
			}
			if segment != "" && strings.Trim(segment, "0123456789") == "" {
				t.Errorf("Route(%q) = %q: holds a number", path, got)
			}
		}
	})
}

func BenchmarkRoute(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		cloud.Route("/compute/v2.1/servers/8d4de7c1-7f5c-4f5d-9d4c-2f3a1e0b9c55/action")
	}
}
