package cloud

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gophercloud/gophercloud/v2"
)

// A User is a session: credentials, the token they got, the catalog that came with it, and a client for each service.
// It is safe for concurrent use.
type User struct {
	cloud       *Cloud
	credentials Credentials
	err         error  // what is wrong with the credentials
	asks        []byte // the body of a request for a token; nil if the token is given and only looked at
	provider    *gophercloud.ProviderClient

	current atomic.Pointer[session]

	mu            sync.Mutex
	flight        *flight
	tried         time.Time // when the last renewal ahead of time was begun
	count         int64     // token requests of the session's own
	clients       map[string]*gophercloud.ServiceClient
	microversions map[string]string // in place of the config's
	own           map[any]*making   // by their Client
}

// A session is a token with what came with it. It does not change.
type session struct {
	token    Token
	services []Service // those of the cloud's region and interface, one a type
	all      []Service
	roots    []prefix
	renewAt  time.Time // zero: the token's life is not known
	endpoint string    // of all services, where there is no catalog
}

func newUser(c *Cloud, credentials Credentials) *User {
	u := &User{cloud: c, credentials: credentials, clients: map[string]*gophercloud.ServiceClient{}}
	if err := credentials.check(); err != nil {
		u.err = fmt.Errorf("user %s: %w", u, err)
	} else if method, _ := credentials.method(); credentials.static() {
		u.current.Store(&session{token: Token{ID: credentials.Token}, endpoint: credentials.Endpoint})
	} else if method != "token" || credentials.scope() != nil {
		u.asks, u.err = credentials.request()
	}
	// The token is the round tripper's, not gophercloud's: gophercloud would renew it under the context of whoever
	// came first, and tell everybody else that one's deadline.
	u.provider = &gophercloud.ProviderClient{
		IdentityBase:     c.authURL[:len(c.authURL)-len("v3")],
		IdentityEndpoint: c.authURL + "/",
		HTTPClient:       http.Client{Transport: (*bearer)(u)},
		Throwaway:        true,
		EndpointLocator:  u.locate,
	}
	u.provider.UserAgent.Prepend("pacenote")
	return u
}

// String names the user and the project, as in demo@project.
func (u *User) String() string { return u.credentials.String() }

// Cloud is where the user lives.
func (u *User) Cloud() *Cloud { return u.cloud }

// Credentials are what the session was made of. Their secrets print as [secret].
func (u *User) Credentials() Credentials { return u.credentials }

// Name is the user's name, UserID its id, ProjectName and ProjectID those of the project that the token is for. What
// the credentials do not say is "" before the first token.
func (u *User) Name() string {
	if s := u.current.Load(); s != nil {
		return s.token.UserName
	}
	return u.credentials.Username
}

// UserID is the user's id; see Name.
func (u *User) UserID() string {
	if s := u.current.Load(); s != nil {
		return s.token.UserID
	}
	return u.credentials.UserID
}

// ProjectName is the project's name; see Name.
func (u *User) ProjectName() string {
	if s := u.current.Load(); s != nil {
		return s.token.ProjectName
	}
	return u.credentials.ProjectName
}

// ProjectID is the project's id; see Name.
func (u *User) ProjectID() string {
	if s := u.current.Load(); s != nil {
		return s.token.ProjectID
	}
	return u.credentials.ProjectID
}

// Authenticate gets a token and the catalog, unless the session has them. Concurrent calls share one request, which is
// nobody's: it goes on when the first caller's context ends, and it is not observed.
func (u *User) Authenticate(ctx context.Context) error {
	_, err := u.session(ctx)
	return err
}

// Token is the session's token, got or renewed if need be.
func (u *User) Token(ctx context.Context) (Token, error) {
	s, err := u.session(ctx)
	if err != nil {
		return Token{}, err
	}
	return s.token, nil
}

// Forget drops the session's token: the next use gets a new one.
func (u *User) Forget() {
	if !u.credentials.static() {
		u.current.Store(nil)
	}
}
