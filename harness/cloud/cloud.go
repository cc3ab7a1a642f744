package cloud

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
)

// A Cloud is one transport and the sessions that use it. It is safe for concurrent use.
type Cloud struct {
	config    Config
	authURL   string // ends in /v3
	authRoot  prefix
	salt      string // makes the ids of own token requests differ from run to run, unless the transport is given
	transport http.RoundTripper
	own       *http.Transport // nil when the transport was given
	dialing   dialing
	admin     *User
	stats     counters
	routes    routes

	life  context.Context
	end   context.CancelFunc
	mu    sync.Mutex // guards closed and flights.Add
	done  bool
	works sync.WaitGroup
}

// Open returns the cloud that the config describes. It checks the config and reads the TLS files, but sends nothing.
func Open(config Config) (*Cloud, error) {
	config, err := config.check()
	if err != nil {
		return nil, fmt.Errorf("cloud %s: %w", first(config.Name, "without a name"), err)
	}
	c := &Cloud{config: config, authURL: identityURL(first(config.Auth.AuthURL, config.Auth.Endpoint)), transport: config.Transport}
	c.authRoot = newPrefix("identity", c.authURL)
	if c.transport == nil {
		if c.own, err = c.newTransport(); err != nil {
			return nil, fmt.Errorf("cloud %s: %w", first(config.Name, "without a name"), err)
		}
		c.transport, c.salt = c.own, rand.Text()
		if config.TLS.Insecure {
			slog.Warn("TLS CERTIFICATES ARE NOT VERIFIED: anyone on the way can read the passwords", "cloud", config.Name,
				"auth_url", c.authURL)
		}
	}
	c.life, c.end = context.WithCancel(context.Background())
	c.admin = c.User(config.Auth)
	return c, nil
}

// identityURL is the address of version 3 of the identity service.
func identityURL(text string) string {
	text = strings.TrimRight(text, "/")
	at := strings.LastIndexByte(text, '/')
	if isVersion(text[at+1:]) {
		text = strings.TrimRight(text[:at], "/")
	}
	return text + "/v3"
}

// Name is the config's name.
func (c *Cloud) Name() string { return c.config.Name }

// AuthURL is the address of the identity service, ending in /v3.
func (c *Cloud) AuthURL() string { return c.authURL }

// Region is the config's region, "" for the first of each service.
func (c *Cloud) Region() string { return c.config.Region }

// Interface is public, internal or admin.
func (c *Cloud) Interface() string { return c.config.Interface }

// Config is what the cloud was opened with, defaults filled in. Its secrets print as [secret].
func (c *Cloud) Config() Config { return c.config }

// Admin is the session of the config's own credentials, always the same one.
func (c *Cloud) Admin() *User { return c.admin }

// User returns a new session on the cloud's transport. Nothing is sent before the session is used; wrong credentials
// are an error then. An AuthURL in the credentials has no effect: a cloud has one identity service.
func (c *Cloud) User(credentials Credentials) *User {
	credentials.AuthURL = c.config.Auth.AuthURL
	return newUser(c, credentials)
}

// Stats are the counts until now.
func (c *Cloud) Stats() Stats { return c.stats.read() }

// Close stops renewals under way, waits for them, and closes idle connections. Sessions fail from then on when they
// need a token; calls under way are not touched.
func (c *Cloud) Close() {
	c.mu.Lock()
	c.done = true
	c.mu.Unlock()
	c.end()
	c.works.Wait()
	if c.own != nil {
		c.own.CloseIdleConnections()
	}
}

// work runs f on a goroutine that Close waits for, unless the cloud is closed.
func (c *Cloud) work(f func(ctx context.Context)) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		return false
	}
	c.works.Go(func() { f(c.life) })
	return true
}
