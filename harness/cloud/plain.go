package cloud

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// HTTPClient is for requests that need no token, to any address: on the cloud's transport, with its TLS, observed like
// every other. It is safe for concurrent use.
func (c *Cloud) HTTPClient() *http.Client { return &http.Client{Transport: (*plain)(c)} }

// HTTPClient is that of no cloud, on a transport of its own that all callers share.
func HTTPClient() *http.Client { return nowhere().HTTPClient() }

var nowhere = sync.OnceValue(func() *Cloud {
	c := new(Cloud)
	c.config.Connections = defaultConnections
	c.own, _ = c.newTransport() // fails only for TLS files
	c.transport = c.own
	return c
})

// plain is a cloud as a round tripper without a user.
type plain Cloud

func (p *plain) RoundTrip(req *http.Request) (*http.Response, error) {
	c := (*Cloud)(p)
	at := c.passage(req)
	if err := record(req, at, Token{}); err != nil {
		closeBody(req)
		return nil, err
	}
	return c.send(req, at)
}

func (c *Cloud) passage(req *http.Request) passage {
	path := req.URL.EscapedPath()
	if rest, ok := c.authRoot.cut(req.URL.Host, path); ok {
		return passage{service: "identity", path: rest}
	}
	return passage{path: path}
}

// Do sends a request that needs no token, to any address, as [Cloud.HTTPClient] does and for less: the request is its own,
// and is not copied on its way. A body that is given is sent as net/http's NewRequest takes it. Redirects are followed.
func (c *Cloud) Do(ctx context.Context, method, address string, body io.Reader) (*http.Response, error) {
	x := c.exchange(ctx)
	req, err := http.NewRequestWithContext(x.traced(), method, address, body)
	if err != nil {
		return nil, err
	}
	at := c.passage(req)
	if err := record(req, at, Token{}); err != nil {
		return nil, err
	}
	resp, err := x.send(req, req, at)
	if err != nil {
		return nil, &url.Error{Op: method[:1] + strings.ToLower(method[1:]), URL: req.URL.Redacted(), Err: err}
	}
	next, _ := resp.Location()
	if next == nil || resp.StatusCode/100 != 3 {
		return resp, nil
	}
	_ = resp.Body.Close()
	again, err := http.NewRequestWithContext(ctx, method, next.String(), nil)
	switch resp.StatusCode {
	case http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if req.GetBody != nil && err == nil {
			again.GetBody, again.ContentLength = req.GetBody, req.ContentLength
			again.Body, err = req.GetBody()
		}
	default:
		if err == nil && method != http.MethodHead {
			again.Method = http.MethodGet
		}
	}
	if err != nil {
		return nil, err
	}
	return c.HTTPClient().Do(again)
}

// Do is that of no cloud, on a transport of its own that all callers share.
func Do(ctx context.Context, method, address string, body io.Reader) (*http.Response, error) {
	return nowhere().Do(ctx, method, address, body)
}
