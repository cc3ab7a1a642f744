package cloud

import (
	"context"
	"fmt"
	"sync"

	"github.com/gophercloud/gophercloud/v2"
)

// A Client is a client of one's own, for a service that this package does not know, or in a form that it does not have. It
// is a package-level variable:
//
//	var Metrics = cloud.Client[*metrics.Client]{Service: "metric", New: metrics.New}
//
//	client, err := Metrics.Of(ctx, it.User)
//
// It is made once a user, on the user's session: its requests carry the session's token, are measured, and are renewed,
// as all others. The zero Version takes what the catalog has. It is safe for concurrent use, and must not be copied.
type Client[T any] struct {
	Service string // its type in the catalog, or an alias of it
	Version string // such as "2"; "" is the one of the catalog, or the one that this package prefers

	// New makes the client of a user from gophercloud's of the service, which is its own and may be changed.
	New func(ctx context.Context, u *User, service *gophercloud.ServiceClient) (T, error)
}

// made is a client that is made, or about to be.
type made struct {
	mu   sync.Mutex
	done bool
	v    any
}

// Of returns the client of a user. A service that is not in the catalog is a [MissingServiceError]. An error of New is not
// kept: the next call tries again.
func (c *Client[T]) Of(ctx context.Context, u *User) (T, error) {
	u.mu.Lock()
	m := u.own[c]
	if m == nil {
		if u.own == nil {
			u.own = make(map[any]*made)
		}
		m = new(made)
		u.own[c] = m
	}
	u.mu.Unlock()

	m.mu.Lock()
	defer m.mu.Unlock()
	if m.done {
		return m.v.(T), nil
	}
	var none T
	var version []string
	if c.Version != "" {
		version = []string{c.Version}
	}
	service, err := u.Service(ctx, c.Service, version...)
	if err != nil {
		return none, err
	}
	copied := *service
	v, err := c.New(ctx, u, &copied)
	if err != nil {
		return none, fmt.Errorf("%s client of %s: %w", c.Service, u, err)
	}
	m.v, m.done = v, true
	return v, nil
}
