package cloud

import (
	"net/http"
	"sync"
)

// HTTPClient is for requests that need no token, to any address: on the cloud's transport, with its TLS, observed like
// every other. It is safe for concurrent use.
func (c *Cloud) HTTPClient() *http.Client { return &http.Client{Transport: (*plain)(c)} }

// HTTPClient is that of no cloud, on a transport of its own that all callers share.
func HTTPClient() *http.Client { return nowhere().HTTPClient() }

var nowhere = sync.OnceValue(func() *Cloud {
	c := new(Cloud)
	c.own, _ = newTransport(Config{Connections: 1 << 16}, &c.stats.dials) // fails only for TLS files
	c.transport = c.own
	return c
})

// plain is a cloud as a round tripper without a user.
type plain Cloud

func (p *plain) RoundTrip(req *http.Request) (*http.Response, error) {
	c := (*Cloud)(p)
	path := req.URL.EscapedPath()
	if rest, ok := c.authRoot.cut(req.URL.Host, path); ok {
		return c.send(req, passage{service: "identity", path: rest})
	}
	return c.send(req, passage{path: path})
}
