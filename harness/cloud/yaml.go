package cloud

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// YAML is the config as a clouds.yaml with one entry, under its name. Secrets are left out, with a word about where they
// belong, unless they are asked for.
func (c Config) YAML(secrets bool) string {
	var b strings.Builder
	name := c.Name
	if name == "" {
		name = envvars
	}
	fmt.Fprintf(&b, "clouds:\n  %s:\n    auth:\n", strconv.Quote(name))
	line := func(indent, key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s%s: %s\n", indent, key, strconv.Quote(value))
		}
	}
	a := c.Auth
	for _, f := range []struct{ key, value string }{
		{"auth_url", a.AuthURL}, {"endpoint", a.Endpoint}, {"username", a.Username}, {"user_id", a.UserID},
		{"user_domain_name", a.UserDomainName}, {"user_domain_id", a.UserDomainID},
		{"project_name", a.ProjectName}, {"project_id", a.ProjectID},
		{"project_domain_name", a.ProjectDomainName}, {"project_domain_id", a.ProjectDomainID},
		{"domain_name", a.DomainName}, {"domain_id", a.DomainID}, {"system_scope", a.SystemScope}, {"trust_id", a.TrustID},
		{"application_credential_id", a.ApplicationCredentialID}, {"application_credential_name", a.ApplicationCredentialName},
	} {
		line("      ", f.key, f.value)
	}
	for _, f := range []struct {
		key   string
		value Secret
	}{{"password", a.Password}, {"token", a.Token}, {"application_credential_secret", a.ApplicationCredentialSecret}} {
		switch {
		case f.value == "":
		case secrets:
			line("      ", f.key, f.value.Reveal())
		default:
			fmt.Fprintf(&b, "      # %s: in secure.yaml beside this file, below the same keys\n", f.key)
		}
	}
	line("    ", "auth_type", a.AuthType)
	line("    ", "region_name", c.Region)
	line("    ", "interface", c.Interface)
	if c.TLS.Insecure {
		b.WriteString("    verify: false\n")
	}
	line("    ", "cacert", c.TLS.CACert)
	line("    ", "cert", c.TLS.Cert)
	line("    ", "key", c.TLS.Key)
	for i, m := range []map[string]string{c.EndpointOverride, c.APIVersion, c.Microversion} {
		for _, service := range slices.Sorted(maps.Keys(m)) {
			line("    ", strings.ReplaceAll(service, "-", "_")+serviceKeys[i], m[service])
		}
	}
	return b.String()
}
