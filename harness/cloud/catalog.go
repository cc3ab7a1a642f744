package cloud

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/gophercloud/gophercloud/v2"
)

// A Service is an entry of the catalog that came with a token.
type Service struct {
	Type, Name, URL   string
	Region, Interface string
}

// Services are the catalog's services in the cloud's region and interface, overrides in their place, by type.
func (u *User) Services(ctx context.Context) ([]Service, error) {
	s, err := u.session(ctx)
	if err != nil {
		return nil, err
	}
	return slices.Clone(s.services), nil
}

// officialType is the service type's name at the service types authority: block-storage for volumev3 or volume.
func officialType(t string) string {
	t = strings.ReplaceAll(strings.ToLower(t), "_", "-")
	switch t {
	case "networking":
		return "network"
	case "object-storage":
		return "object-store"
	}
	if _, ok := gophercloud.ServiceTypeAliases[t]; ok {
		return t
	}
	for official, aliases := range gophercloud.ServiceTypeAliases {
		if slices.Contains(aliases, t) {
			return official
		}
	}
	return t
}

func byOfficialType(m map[string]string) map[string]string {
	out := make(map[string]string, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if o := officialType(k); o == k || m[o] == "" {
			out[o] = m[k]
		}
	}
	return out
}

func newSession(c *Cloud, t Token, entries catalog) *session {
	s := &session{token: t}
	for _, e := range entries {
		for _, p := range e.Endpoints {
			s.all = append(s.all, Service{Type: e.Type, Name: e.Name, URL: p.URL,
				Region: first(p.Region, p.RegionID), Interface: strings.TrimSuffix(p.Interface, "URL")})
		}
	}
	chosen := map[string]Service{}
	for _, one := range s.all {
		official := officialType(one.Type)
		if one.Interface != c.config.Interface || c.config.Region != "" && one.Region != c.config.Region {
			continue
		}
		if old, ok := chosen[official]; !ok || preference(one, official) < preference(old, official) {
			chosen[official] = one
		}
	}
	for official, text := range c.config.EndpointOverride {
		one := chosen[official]
		if one.Type == "" {
			one.Type, one.Region, one.Interface = official, c.config.Region, c.config.Interface
		}
		one.URL = projectURL(text, t.ProjectID)
		chosen[official] = one
	}
	for _, official := range slices.Sorted(maps.Keys(chosen)) {
		s.services = append(s.services, chosen[official])
	}
	s.roots = roots(append(slices.Clone(s.services), s.all...))
	return s
}

// preference orders the endpoints that a type may have: the current block storage API before its old ones.
func preference(s Service, official string) int {
	if old := s.Type == "volumev2" || official == "block-storage" && hasVersion(s.URL, "v1", "v2"); old {
		return 2
	}
	if s.Type == official {
		return 0
	}
	return 1
}

func projectURL(text, project string) string {
	for _, form := range []string{"%(project_id)s", "%(tenant_id)s", "$(project_id)s", "$(tenant_id)s"} {
		text = strings.ReplaceAll(text, form, project)
	}
	return text
}

// find returns the service of a type.
func (s *session) find(c *Cloud, t string) (Service, error) {
	official := officialType(t)
	for _, one := range s.services {
		if officialType(one.Type) == official {
			return one, nil
		}
	}
	if s.endpoint != "" {
		return Service{Type: official, URL: first(c.config.EndpointOverride[official], s.endpoint)}, nil
	}
	var there, have []string
	for _, one := range s.all {
		if officialType(one.Type) == official {
			there = append(there, one.Interface+" in "+one.Region)
		}
	}
	for _, one := range s.services {
		have = append(have, one.Type)
	}
	where := c.config.Interface
	if c.config.Region != "" {
		where += " in " + c.config.Region
	}
	if len(there) > 0 {
		return Service{}, fmt.Errorf("service %s has no endpoint that is %s: it has %s", official, where,
			strings.Join(slices.Compact(slices.Sorted(slices.Values(there))), ", "))
	}
	return Service{}, fmt.Errorf("endpoint that is %s: %w", where, &MissingServiceError{Service: official, Have: have})
}

// A prefix is where the addresses of a service begin, up to and without its version.
type prefix struct{ service, host, path string }

func newPrefix(service, text string) prefix {
	u, err := url.Parse(text)
	if err != nil {
		return prefix{service: service, host: "?"}
	}
	root, _ := splitVersion(u.EscapedPath())
	return prefix{service: officialType(service), host: u.Host, path: strings.TrimRight(root, "/")}
}

// cut returns what follows the prefix.
func (p prefix) cut(host, path string) (string, bool) {
	if host != p.host || !strings.HasPrefix(path, p.path) {
		return "", false
	}
	rest := path[len(p.path):]
	return rest, rest == "" || rest[0] == '/'
}

// roots are the prefixes of the services, the longest first.
func roots(services []Service) []prefix {
	var out []prefix
	for _, s := range services {
		p := newPrefix(s.Type, s.URL)
		if !slices.ContainsFunc(out, func(q prefix) bool { return q.host == p.host && q.path == p.path }) {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b prefix) int { return len(b.path) - len(a.path) })
	return out
}
