package cloud

import (
	"fmt"
	"net/http"
	"strings"
)

// A bearer is a user as the round tripper of its clients: it attaches the token, and renews it once when the cloud
// refuses it.
type bearer User

func (b *bearer) RoundTrip(req *http.Request) (*http.Response, error) {
	u := (*User)(b)
	if !u.signs(req) {
		return u.cloud.send(req, u.passage(req, u.current.Load()))
	}
	ctx := req.Context()
	s, err := u.session(ctx)
	if err != nil {
		closeBody(req)
		return nil, err
	}
	p := u.passage(req, s)
	p.token = string(s.token.ID)
	if err := record(req, p, s.token); err != nil {
		closeBody(req)
		return nil, err
	}
	resp, err := u.cloud.send(req, p)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	again, ok := repeat(req)
	if !ok { // its body is gone: the caller's business, but the next request gets a new token
		u.current.CompareAndSwap(s, nil)
		return resp, nil
	}
	_ = resp.Body.Close()
	fresh, err := u.renew(ctx, s)
	if err != nil {
		closeBody(again)
		return nil, fmt.Errorf("the token of %s was refused: %w", u, err)
	}
	p.token, p.repeats = string(fresh.token.ID), true
	return u.cloud.send(again, p)
}

// signs tells whether the request gets the session's token: not if it asks for a token or brings one, and not if
// another host redirected it here.
func (u *User) signs(req *http.Request) bool {
	if req.Header["X-Auth-Token"] != nil {
		return false
	}
	if req.Method == http.MethodPost && strings.HasSuffix(req.URL.Path, "/auth/tokens") {
		return false
	}
	if from := req.Response; from != nil && from.Request != nil && from.Request.URL.Host != req.URL.Host {
		return false
	}
	return true
}

// passage finds out which service the request is for.
func (u *User) passage(req *http.Request, s *session) passage {
	path := req.URL.EscapedPath()
	if s != nil {
		for _, r := range s.roots {
			if rest, ok := r.cut(req.URL.Host, path); ok {
				return passage{service: r.service, path: rest}
			}
		}
	}
	if rest, ok := u.cloud.authRoot.cut(req.URL.Host, path); ok {
		return passage{service: "identity", path: rest}
	}
	return passage{path: path}
}

// repeat returns the request with its body from the start.
func repeat(req *http.Request) (*http.Request, bool) {
	if req.Body == nil || req.Body == http.NoBody {
		return req, true
	}
	if req.GetBody == nil {
		return nil, false
	}
	body, err := req.GetBody()
	if err != nil {
		return nil, false
	}
	again := req.WithContext(req.Context())
	again.Body = body
	return again, true
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}
