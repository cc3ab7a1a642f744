package cloud

import (
	"context"
	"fmt"

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

// A making is a client that is made, or is being made.
type making struct {
	over chan struct{} // closed when it is
	v    any
	err  error
}

// Of returns the client of a user. A service that is not in the catalog is a [MissingServiceError]. An error of New is not
// kept: the next call tries again. Concurrent calls wait for one New, which has the context of the first.
func (c *Client[T]) Of(ctx context.Context, u *User) (T, error) {
	u.mu.Lock()
	m := u.own[c]
	if m == nil {
		m = &making{over: make(chan struct{})}
		if u.own == nil {
			u.own = make(map[any]*making)
		}
		u.own[c] = m
		u.mu.Unlock()
		c.fill(ctx, u, m)
	} else {
		u.mu.Unlock()
	}
	var none T
	select {
	case <-m.over:
	case <-ctx.Done():
		return none, because(ctx, ctx.Err())
	}
	if m.err != nil {
		return none, m.err
	}
	return m.v.(T), nil
}

// fill makes the client. A panic of New is the caller's, and an error for those who wait.
func (c *Client[T]) fill(ctx context.Context, u *User, m *making) {
	m.err = fmt.Errorf("%s client of %s: New did not return", c.Service, u)
	defer func() {
		if m.err != nil {
			u.mu.Lock()
			delete(u.own, c)
			u.mu.Unlock()
		}
		close(m.over)
	}()
	m.v, m.err = c.make(ctx, u)
}

func (c *Client[T]) make(ctx context.Context, u *User) (T, error) {
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
	return v, nil
}
