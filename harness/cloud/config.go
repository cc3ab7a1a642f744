package cloud

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// A Config says how to reach one cloud, and as whom: everything in clouds.yaml or OS_* that is honoured here. Make one
// by hand or with [Load].
type Config struct {
	Name      string      // the entry in clouds.yaml, or "envvars"; only a label
	Auth      Credentials // who [Cloud.Admin] is
	Region    string      // the region whose endpoints are used; "" takes the first
	Interface string      // public, internal or admin; "" is public
	TLS       TLS

	// EndpointOverride, APIVersion and Microversion are by service type ("compute", "block-storage"; aliases such as
	// "volumev3" will do). An override replaces the catalog's endpoint; a microversion is what every client of the
	// service asks for unless the caller says otherwise.
	EndpointOverride map[string]string
	APIVersion       map[string]string
	Microversion     map[string]string

	// Transport carries the requests; nil is a tuned one of the cloud's own. With another one, TLS and Connections
	// are that one's business. One that is a [Dialer] leads to the cloud's guests, too.
	Transport http.RoundTripper

	// Connections is how many idle connections are kept to a host: one fewer than there are workers, and they open and
	// close without end. 0 is 65536, so that as many are kept as were ever busy at one time.
	Connections int

	// Warnings tells of settings that [Load] read and that will not have the effect their author may expect.
	Warnings []string
}

const defaultConnections = 1 << 16

// TLS says how servers are verified and how this client proves itself. Paths are of PEM files.
type TLS struct {
	Insecure bool   // accept any certificate: a warning is logged when the cloud is opened
	CACert   string // the authorities to trust instead of the system's
	Cert     string // the client's certificate
	Key      string // its key; "" when Cert holds it too
}

// check returns the config with defaults filled in and service types in their official form.
func (c Config) check() (Config, error) {
	if c.Interface == "" {
		c.Interface = "public"
	}
	c.Interface = strings.TrimSuffix(c.Interface, "URL")
	if known := []string{"public", "internal", "admin"}; !slices.Contains(known, c.Interface) {
		return c, unknown("interface", c.Interface, known)
	}
	if c.Connections < 0 {
		return c, fmt.Errorf("connections is %d: expected 0 or more", c.Connections)
	}
	if c.Connections == 0 {
		c.Connections = defaultConnections
	}
	if c.TLS.Key != "" && c.TLS.Cert == "" {
		return c, errors.New("a client key is given without its certificate")
	}
	c.EndpointOverride = byOfficialType(c.EndpointOverride)
	c.APIVersion = byOfficialType(c.APIVersion)
	c.Microversion = byOfficialType(c.Microversion)
	for service, text := range c.EndpointOverride {
		if err := checkURL(projectURL(text, "x")); err != nil {
			return c, fmt.Errorf("endpoint override of %s: %w", service, err)
		}
	}
	if v := c.APIVersion["identity"]; v != "" && major(v) != "3" {
		return c, fmt.Errorf("identity API version %s is not supported: expected 3", v)
	}
	return c, c.Auth.check()
}

func checkURL(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil: // its message would repeat a password in the address
		return errors.New("not a URL: expected something like https://host:5000/v3")
	case u.User != nil:
		return errors.New("the address holds a user name: credentials belong into auth")
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "":
		return fmt.Errorf("%q is not an address: expected something like https://host:5000/v3", text)
	}
	return nil
}

// major is the part of a version before its first dot, without a leading v.
func major(version string) string {
	m, _, _ := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	return m
}
