package cloud

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// A Call is one HTTP request and its reply, as the cloud's transport saw them.
type Call struct {
	Service string // the service's official type, as "compute"; "" if the catalog does not know the address
	Method  string
	Route   string // the path as [Route] gives it, as "/servers/{id}"
	Status  int    // 0 when no reply came
	Err     error  // why there was no reply, or why its body broke off

	Start    time.Time
	TTFB     time.Duration // from Start to the reply's header; 0 without a reply
	Duration time.Duration // from Start to the end of the reply's body, or to its Close

	BytesOut, BytesIn int64  // of the bodies
	RequestID         string // the reply's X-Openstack-Request-Id, or else the one that was sent
	Reused            bool   // the connection had served an earlier request

	// Attempt is 1, or more if the same request failed before under the same [Observe]: the caller or gophercloud
	// tried again, a token was renewed, or a kept connection turned out to be closed.
	Attempt int
}

// An Observer is told of calls. Its methods may be called from any goroutine, several at once, and hold up the call's
// reader: they should be quick.
type Observer interface {
	Call(Call)
}

// A RenewalObserver is an [Observer] that is also told how long its caller waited for a token that is not its own doing:
// the first of a session, or a new one for one that expired. The requests for these tokens are not told as calls.
type RenewalObserver interface {
	Observer
	Renewed(wait time.Duration)
}

// ObserverFunc is a function as an [Observer].
type ObserverFunc func(Call)

// Call calls the function.
func (f ObserverFunc) Call(c Call) { f(c) }

// Observe returns a context whose requests are told to the observer, instead of to one that ctx had. A nil observer is
// told nothing.
func Observe(ctx context.Context, o Observer) context.Context {
	return context.WithValue(ctx, ObserverKey{}, &Watch{Observer: o})
}

// ObserverKey is the key under which a context of one's own gives the transport its *[Watch], when a request is sent.
type ObserverKey struct{}

// A Watch is an observer and the requests that failed under it and were not repeated with success yet. It is safe for
// concurrent use; nil observes nothing. It must not be copied.
type Watch struct {
	Observer Observer    // set before the first request; nil is told nothing
	any      atomic.Bool // some request failed: look into failed
	mu       sync.Mutex
	failed   map[requestKey]int
}

func watchOf(ctx context.Context) *Watch {
	w, _ := ctx.Value(ObserverKey{}).(*Watch)
	return w
}

// attempt is the number of the coming attempt at a request.
func (w *Watch) attempt(req *http.Request) int {
	if w == nil || !w.any.Load() {
		return 1
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return 1 + w.failed[requestKey{req.Method, req.URL.String()}]
}

type requestKey struct{ method, url string }

// done remembers how an attempt went.
func (w *Watch) done(req *http.Request, attempt int, failed bool) {
	if w == nil || !failed && !w.any.Load() {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	key := requestKey{req.Method, req.URL.String()}
	switch {
	case !failed:
		delete(w.failed, key)
	case w.failed == nil:
		w.failed = map[requestKey]int{key: attempt}
	case len(w.failed) < 1000:
		w.failed[key] = attempt
	}
	w.any.Store(len(w.failed) > 0)
}

func (w *Watch) call(c Call) {
	if w != nil && w.Observer != nil {
		w.Observer.Call(c)
	}
}

func (w *Watch) renewed(wait time.Duration) {
	if w == nil {
		return
	}
	if o, ok := w.Observer.(RenewalObserver); ok {
		o.Renewed(wait)
	}
}
