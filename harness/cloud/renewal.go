package cloud

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// How a session keeps its token: a request for one may take renewalTimeout; one is asked for ahead of time when less
// than a tenth of its life, at most renewalMargin, is left, and every renewalPause as long as that fails.
const (
	renewalTimeout = 60 * time.Second
	renewalMargin  = 2 * time.Minute
	renewalPause   = 10 * time.Second
)

// A flight is one request for a session's token that any number of callers wait for.
type flight struct {
	landed  chan struct{}
	session *session
	err     error
}

// session returns the current session, and gets one first if there is none. A token that nears its end is renewed in
// the background.
func (u *User) session(ctx context.Context) (*session, error) {
	s := u.current.Load()
	if s == nil {
		return u.renew(ctx, nil)
	}
	if !s.renewAt.IsZero() && time.Now().After(s.renewAt) {
		u.mu.Lock()
		if u.flight == nil && u.current.Load() == s && time.Since(u.tried) >= renewalPause {
			u.tried = time.Now()
			u.depart()
		}
		u.mu.Unlock()
	}
	return s, nil
}

// renew returns a session other than stale. All who call it meanwhile wait for the same request, each as long as its
// own context lasts; the time that they wait is told to their observers.
func (u *User) renew(ctx context.Context, stale *session) (*session, error) {
	if u.err != nil {
		return nil, u.err
	}
	if u.credentials.static() {
		return nil, fmt.Errorf("%s has no identity service to renew its token at", u)
	}
	if ctx.Err() != nil {
		return nil, because(ctx, ctx.Err())
	}
	u.mu.Lock()
	if s := u.current.Load(); s != nil && s != stale {
		u.mu.Unlock()
		return s, nil
	}
	f := u.flight
	if f == nil {
		f = u.depart()
	}
	u.mu.Unlock()

	start := time.Now()
	defer func() { watchOf(ctx).renewed(time.Since(start)) }()
	select {
	case <-f.landed:
		return f.session, f.err
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for a token of %s: %w", u, because(ctx, ctx.Err()))
	}
}

// depart starts the flight. The caller holds u.mu.
func (u *User) depart() *flight {
	f := &flight{landed: make(chan struct{})}
	u.count++
	number, later := u.count, u.current.Load() != nil || u.count > 1
	fly := func(life context.Context) {
		ctx, cancel := context.WithTimeoutCause(life, renewalTimeout,
			fmt.Errorf("no token within %v", renewalTimeout))
		defer cancel()
		f.session, f.err = u.log(Identify(ctx, numbered(u.cloud.salt+u.String(), number)), later)
		u.mu.Lock()
		if f.err == nil {
			u.current.Store(f.session)
		}
		u.flight = nil
		u.mu.Unlock()
		close(f.landed)
	}
	if !u.cloud.work(fly) {
		f.err = fmt.Errorf("authenticate %s: %w", u, errClosed)
		close(f.landed)
		return f
	}
	u.flight = f
	return f
}

// log gets a token and its catalog.
func (u *User) log(ctx context.Context, later bool) (*session, error) {
	if later {
		u.cloud.stats.renewals.Add(1)
	} else {
		u.cloud.stats.logins.Add(1)
	}
	var reply tokenReply[catalog]
	token, err := u.fetch(ctx, &reply.Token, &reply)
	if err != nil {
		if errors.Is(context.Cause(u.cloud.life), context.Canceled) {
			err = errors.Join(errClosed, err)
		}
		return nil, err
	}
	s := newSession(u.cloud, token, reply.Token.Catalog)
	if life := token.ExpiresAt.Sub(token.IssuedAt); u.asks != nil && life > 0 && !token.IssuedAt.IsZero() {
		s.renewAt = time.Now().Add(life - min(renewalMargin, life/10))
	}
	return s, nil
}
