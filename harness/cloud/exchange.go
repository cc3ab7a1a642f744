package cloud

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// A passage is what a request carries besides itself.
type passage struct {
	service string // the service's official type
	path    string // the URL's path below the service's root
	token   string // for X-Auth-Token, if not ""
	repeats bool   // the same request was answered 401 just before
}

// An exchange is one request and its reply under way. It is the reply's body, too: it counts, and ends the call once.
type exchange struct {
	Call
	cloud *Cloud
	ctx   context.Context
	watch *Watch
	req   *http.Request
	trace httptrace.ClientTrace
	id    [1]string // the header's value

	body     io.ReadCloser
	in, out  atomic.Int64
	conns    atomic.Int32 // connections that the request was given: one more for every hidden repetition
	reused   atomic.Bool
	finished atomic.Bool
}

// send makes one attempt at a request. The request is not changed.
func (c *Cloud) send(req *http.Request, p passage) (*http.Response, error) {
	x := c.exchange(req.Context())
	out := req.WithContext(x.traced())
	out.Header = make(http.Header, len(req.Header)+2)
	maps.Copy(out.Header, req.Header)
	return x.send(out, req, p)
}

// exchange begins one.
func (c *Cloud) exchange(ctx context.Context) *exchange {
	return &exchange{cloud: c, ctx: ctx, watch: watchOf(ctx)}
}

// traced is the exchange's context, from which it learns about its connection.
func (x *exchange) traced() context.Context {
	x.trace.GotConn = x.gotConn
	return httptrace.WithClientTrace(x.ctx, &x.trace)
}

// send sends a request that is its own, for one that is not.
func (x *exchange) send(out, req *http.Request, p passage) (*http.Response, error) {
	c := x.cloud
	x.req, x.Service, x.Method, x.Start = req, p.service, req.Method, time.Now()
	if x.watch != nil {
		x.Route = c.routes.of(p.path)
		x.Attempt = x.watch.attempt(req)
	}
	if p.repeats && x.Attempt < 2 {
		x.Attempt = 2
	}
	if p.token != "" {
		out.Header["X-Auth-Token"] = []string{p.token}
	}
	if id := x.identity(p); id != "" {
		x.id[0] = id
		out.Header["X-Openstack-Request-Id"] = x.id[:]
		x.RequestID = id
	}
	switch {
	case req.ContentLength > 0:
		x.out.Store(req.ContentLength)
	case req.Body != nil && req.Body != http.NoBody:
		out.Body = &counted{ReadCloser: req.Body, n: &x.out}
	}

	c.stats.requests.Add(1)
	resp, err := c.transport.RoundTrip(out)
	if err != nil {
		err = because(x.ctx, c.advise(err))
		x.finish(err)
		return nil, err
	}
	x.TTFB = time.Since(x.Start)
	x.Status = resp.StatusCode
	if x.Status == http.StatusTooManyRequests || x.Status == http.StatusServiceUnavailable {
		c.stats.throttled.Add(1)
	}
	for _, name := range requestIDs {
		if id := resp.Header[name]; len(id) > 0 && id[0] != "" {
			x.RequestID = id[0]
			break
		}
	}
	switch {
	case resp.StatusCode == http.StatusSwitchingProtocols:
		x.finish(nil)
	case resp.Body == nil || resp.Body == http.NoBody:
		resp.Body = http.NoBody
		x.finish(nil)
	default:
		x.body = resp.Body
		resp.Body = x
	}
	return resp, nil
}

// identity is the id of the request, if it is for a service that knows what that is.
func (x *exchange) identity(p passage) string {
	if p.service == "" {
		return ""
	}
	return identity(x.ctx)
}

// requestIDs are the headers by which services name a request, in the form in which net/http keeps them.
var requestIDs = []string{"X-Openstack-Request-Id", "X-Compute-Request-Id"}

func (x *exchange) gotConn(info httptrace.GotConnInfo) {
	x.conns.Add(1)
	x.reused.Store(info.Reused)
}

// finish ends the call: it is told to the observer and counted, the first time.
func (x *exchange) finish(err error) {
	if !x.finished.CompareAndSwap(false, true) {
		return
	}
	c := &x.cloud.stats
	x.Err = err
	x.Duration = time.Since(x.Start)
	x.BytesIn, x.BytesOut = x.in.Load(), x.out.Load()
	x.Reused = x.reused.Load()
	hidden := max(int(x.conns.Load())-1, 0)
	x.Attempt = max(x.Attempt, 1) + hidden

	if x.BytesIn > 0 {
		c.bytesIn.Add(x.BytesIn)
	}
	if x.BytesOut > 0 {
		c.bytesOut.Add(x.BytesOut)
	}
	if x.Reused {
		c.reused.Add(1)
	}
	if x.Status == 0 {
		c.failed.Add(1)
	}
	if x.Attempt > 1 {
		c.retries.Add(int64(max(hidden, 1)))
	}
	if x.watch == nil {
		return
	}
	x.watch.done(x.req, x.Attempt, isFailure(x.Status))
	x.watch.call(x.Call)
}

// isFailure tells whether the same request is likely to be sent again because of its status. One that was answered 404
// and comes again is a question asked again.
func isFailure(status int) bool {
	switch status {
	case 0, http.StatusUnauthorized, http.StatusTooManyRequests, 498:
		return true
	}
	return status >= 500
}

// A counted is a request's body whose length is not known beforehand.
type counted struct {
	io.ReadCloser
	n *atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.n.Add(int64(n))
	return n, err
}
