package recording

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// A target is what a call is about: a service of the cloud, and a path below its address.
type target struct {
	service string   // its type, such as block-storage
	path    []string // without the version, and the project behind it
}

// catalog is where services are, by the answers that had a token.
type catalog struct {
	roots    []root
	projects map[string]bool // that the tokens were for
}

type root struct {
	service, host string
	path          []string
}

// official are the names that some catalogs have for services that have another one.
var official = map[string]string{
	"volume": "block-storage", "volumev2": "block-storage", "volumev3": "block-storage", "cinder": "block-storage", "volumes": "block-storage",
	"nova": "compute", "glance": "image", "images": "image", "neutron": "network", "networking": "network", "keystone": "identity",
	"swift": "object-store", "object-storage": "object-store", "heat": "orchestration", "designate": "dns", "octavia": "load-balancer",
	"manila": "shared-file-system", "share": "shared-file-system", "sharev2": "shared-file-system", "barbican": "key-manager",
	"magnum": "container-infrastructure-management", "trove": "database", "ironic": "baremetal",
}

// known are services by the names that paths have for them.
var known = []string{"compute", "block-storage", "image", "network", "identity", "object-store", "orchestration", "dns", "load-balancer",
	"shared-file-system", "key-manager", "placement", "baremetal", "database"}

var ports = map[string]string{
	"5000": "identity", "35357": "identity", "8774": "compute", "8776": "block-storage", "9292": "image", "9696": "network", "8004": "orchestration",
	"9001": "dns", "9876": "load-balancer", "8786": "shared-file-system", "9311": "key-manager", "8778": "placement", "6385": "baremetal", "8779": "database",
}

var (
	version   = regexp.MustCompile(`^v\d(\.\d+)?$`)
	projectID = regexp.MustCompile(`^(AUTH_)?([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)
)

// learn takes the catalog and the project of a token from an answer.
func (k *catalog) learn(answer any) {
	token := object(object(answer)["token"])
	if id := text(object(token["project"])["id"]); id != "" {
		k.projects[id] = true
	}
	services, _ := token["catalog"].([]any)
	for _, s := range services {
		kind := text(object(s)["type"])
		kind = cmp.Or(official[kind], kind)
		endpoints, _ := object(s)["endpoints"].([]any)
		for _, e := range endpoints {
			if u, err := url.Parse(text(object(e)["url"])); err == nil && u.Host != "" && kind != "" {
				k.roots = append(k.roots, root{kind, u.Host, unversioned(segments(u))})
			}
		}
	}
	slices.SortStableFunc(k.roots, func(a, b root) int { return len(b.path) - len(a.path) })
}

// unversioned is what stands before the version in the path of an address.
func unversioned(path []string) []string {
	if i := slices.IndexFunc(path, version.MatchString); i >= 0 {
		return path[:i]
	}
	return path
}

// find tells what an address is about. ok is false for one of no service.
func (k *catalog) find(u *url.URL) (t target, ok bool) {
	path := segments(u)
	for _, r := range k.roots {
		if r.host == u.Host && len(path) >= len(r.path) && slices.Equal(path[:len(r.path)], r.path) {
			return k.below(r.service, path[len(r.path):]), true
		}
	}
	before := unversioned(path)
	for i := len(before) - 1; i >= 0 && len(before) < len(path); i-- {
		if service := cmp.Or(official[before[i]], before[i]); slices.Contains(known, service) {
			return k.below(service, path[len(before):]), true
		}
	}
	service, ok := ports[u.Port()]
	if u.Port() == "8080" && len(path) > 1 && strings.HasPrefix(path[1], "AUTH_") {
		service, ok = "object-store", true
	}
	return k.below(service, path), ok
}

// below is the target of a path that begins with the version.
func (k *catalog) below(service string, path []string) target {
	t := target{service: service, path: path}
	if len(t.path) > 0 && version.MatchString(t.path[0]) {
		t.path = t.path[1:]
	}
	if len(t.path) > 0 && (k.projects[t.path[0]] || projectID.MatchString(t.path[0])) {
		k.projects[strings.TrimPrefix(t.path[0], "AUTH_")] = true
		t.path = t.path[1:]
	}
	return t
}

// segments are those of a path, without what escapes them.
func segments(u *url.URL) (list []string) {
	for s := range strings.SplitSeq(u.EscapedPath(), "/") {
		if plain, err := url.PathUnescape(s); err == nil && s != "" {
			list = append(list, plain)
		}
	}
	return list
}

// object is a JSON object, nil if the value is none.
func object(value any) map[string]any {
	o, _ := value.(map[string]any)
	return o
}

// text is a JSON text, "" if the value is none.
func text(value any) string {
	s, _ := value.(string)
	return s
}
