package cloud

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// interpret makes a config of an entry and checks it.
func (s Source) interpret(name string, n *node) (Config, error) {
	e := &entry{source: s, node: n}
	e.chooseRegion()
	c := Config{
		Name:             name,
		Region:           e.text(e.node, "region_name"),
		Interface:        first(e.text(e.node, "interface"), e.text(e.node, "endpoint_type")),
		TLS:              e.tls(),
		EndpointOverride: map[string]string{},
		APIVersion:       map[string]string{},
		Microversion:     map[string]string{},
	}
	c.Auth.AuthType = e.text(e.node, "auth_type")
	if _, err := c.Auth.method(); err != nil {
		e.fail(e.node.get("auth_type"), "%w", err)
	}
	e.credentials(&c.Auth)
	e.services(&c)
	e.typos(&c)
	if e.err != nil {
		return Config{}, e.err
	}
	filled, err := c.check()
	if err != nil {
		return Config{}, fmt.Errorf("%s: cloud %s: %w", n.place, name, err)
	}
	return filled, nil
}

// An entry is one cloud's under interpretation. The first error stays.
type entry struct {
	source Source
	node   *node
	err    error
}

func (e *entry) fail(at *node, format string, args ...any) {
	if e.err != nil {
		return
	}
	if at == nil {
		at = e.node
	}
	e.err = fmt.Errorf("%s: %w", at.place, fmt.Errorf(format, args...))
}

// text is the value of a key, "" if there is none.
func (e *entry) text(in *node, key string) string {
	v := in.get(key)
	if v == nil {
		return ""
	}
	if v.kind != scalar {
		e.fail(v, "%s is %v: expected text", key, v.kind)
		return ""
	}
	return v.text
}

// chooseRegion lays the values of the chosen region, if the entry has a list of regions, over the entry.
func (e *entry) chooseRegion() {
	regions := e.node.get("regions")
	if regions == nil {
		return
	}
	if regions.kind != sequence {
		e.fail(regions, "regions is %v: expected a list", regions.kind)
		return
	}
	wanted := e.text(e.node, "region_name")
	var names []string
	for _, one := range regions.list {
		name, values := one, (*node)(nil)
		if one.kind == mapping {
			name, values = one.get("name"), one.get("values")
		}
		if name == nil || name.kind != scalar {
			e.fail(one, "a region without a name: expected a name, or a mapping of name and values")
			return
		}
		if wanted == "" || wanted == name.text {
			chosen := &node{kind: mapping, place: one.place, file: one.file, pairs: map[string]*node{"region_name": name}}
			e.node = e.node.over(values).over(chosen)
			return
		}
		names = append(names, name.text)
	}
	if wanted != "" {
		e.fail(e.node.get("region_name"), "%w", unknown("region", wanted, names))
	}
}

func (e *entry) tls() TLS {
	var t TLS
	for _, key := range []string{"verify", "insecure"} {
		v := e.node.get(key)
		if v == nil {
			continue
		}
		yes, ok := v.boolean()
		if !ok {
			e.fail(v, "%s is neither true nor false", key)
		}
		if ok && yes == (key == "insecure") {
			t.Insecure = true
		}
	}
	t.CACert, t.Cert, t.Key = e.path("cacert"), e.path("cert"), e.path("key")
	return t
}

// path is the value of a key as a file: below the working directory, or else beside the file that names it.
func (e *entry) path(key string) string {
	text := e.text(e.node, key)
	if text == "" {
		return ""
	}
	path := e.source.absolute(text)
	_, err := e.source.ReadFile(path)
	if from := e.node.get(key).file; err != nil && from != "" && path != text && text[0] != '~' {
		beside := filepath.Join(filepath.Dir(from), text)
		if _, err := e.source.ReadFile(beside); err == nil {
			return beside
		}
	}
	if err != nil {
		e.fail(e.node.get(key), "%s: %w", key, err)
	}
	return path
}

func (e *entry) credentials(c *Credentials) {
	auth := e.node.get("auth")
	if auth != nil && auth.kind != mapping {
		e.fail(auth, "auth is %v: expected a mapping with auth_url, username, password, ...", auth.kind)
		return
	}
	for _, key := range auth.keys() {
		word := underscored(key)
		switch {
		case slices.Contains(authKeys, word):
		case slices.Contains(entryKeys, word):
			e.fail(auth.pairs[key], "auth.%s: expected beside auth, not in it", key)
		default:
			e.fail(auth.pairs[key], "%w", unknownKey("auth", key))
		}
	}
	get := func(keys ...string) string {
		for _, key := range keys {
			if v := e.text(auth, key); v != "" {
				return v
			}
		}
		for _, key := range keys { // openstacksdk takes these beside auth, too
			if strings.Contains(key, "project") || strings.Contains(key, "domain") || strings.Contains(key, "tenant") {
				if v := e.text(e.node, key); v != "" {
					return v
				}
			}
		}
		return ""
	}
	c.AuthURL, c.Username, c.UserID = get("auth_url"), get("username"), get("user_id")
	c.Endpoint = get("endpoint")
	c.Password, c.Token = Secret(get("password")), Secret(get("token"))
	c.UserDomainName, c.UserDomainID = get("user_domain_name"), get("user_domain_id")
	c.ProjectName, c.ProjectID = get("project_name", "tenant_name"), get("project_id", "tenant_id")
	c.ProjectDomainName, c.ProjectDomainID = get("project_domain_name"), get("project_domain_id")
	c.DomainName, c.DomainID = get("domain_name"), get("domain_id")
	c.SystemScope, c.TrustID = get("system_scope"), get("trust_id")
	c.ApplicationCredentialID = get("application_credential_id")
	c.ApplicationCredentialName = get("application_credential_name")
	c.ApplicationCredentialSecret = Secret(get("application_credential_secret"))

	// A domain beside a project is not what the token is for: it is where both are, unless they say otherwise.
	id, name := get("default_domain_id", "default_domain"), get("default_domain_name")
	if c.ProjectName != "" || c.ProjectID != "" {
		id, name = first(c.DomainID, id), first(c.DomainName, name)
		c.DomainID, c.DomainName = "", ""
	}
	if c.UserDomainID == "" && c.UserDomainName == "" {
		c.UserDomainID, c.UserDomainName = id, name
	}
	if c.ProjectDomainID == "" && c.ProjectDomainName == "" {
		c.ProjectDomainID, c.ProjectDomainName = id, name
	}
}

func unknownKey(in, key string) error {
	near := nearest(underscored(key), authKeys)
	if near == "" {
		return fmt.Errorf("%s.%s: unknown key: expected some of %s", in, key, strings.Join(authKeys, ", "))
	}
	return fmt.Errorf("%s.%s: unknown key: did you mean %q?", in, key, near)
}

// services reads the keys that begin with the name of a service.
func (e *entry) services(c *Config) {
	for _, key := range e.node.keys() {
		for i, into := range []map[string]string{c.EndpointOverride, c.APIVersion, c.Microversion} {
			if service, ok := strings.CutSuffix(underscored(key), serviceKeys[i]); ok && service != "" {
				if v := e.text(e.node, key); v != "" {
					into[officialType(service)] = v
				}
			}
		}
	}
	if v := c.APIVersion["identity"]; v != "" && major(v) != "3" {
		at := e.node.get("identity_api_version")
		e.fail(at, "identity_api_version %s is not supported: expected 3", v)
	}
}

// typos warns of keys that look like ones that have an effect, and of some that have one elsewhere.
func (e *entry) typos(c *Config) {
	for _, key := range e.node.keys() {
		word := underscored(key)
		if slices.Contains(entryKeys, word) || slices.Contains(authKeys, word) || slices.Contains(harmless, word) {
			continue
		}
		at := e.node.pairs[key].place
		near := slices.IndexFunc(entryKeys, func(k string) bool { return len(k) > 3 && edits(word, k) <= 2 })
		switch {
		case near >= 0:
			c.Warnings = append(c.Warnings, fmt.Sprintf("%s: %s has no effect: did you mean %q?", at, key, entryKeys[near]))
		case strings.HasSuffix(word, "_interface"), strings.HasSuffix(word, "_region_name"),
			strings.HasSuffix(word, "_service_type"), strings.HasSuffix(word, "_service_name"):
			c.Warnings = append(c.Warnings, fmt.Sprintf("%s: %s has no effect here", at, key))
		}
	}
}

// harmless are words that openstacksdk knows and that look like some that matter.
var harmless = []string{"region", "private", "networks", "message", "status", "secgroup_source", "image_format"}
