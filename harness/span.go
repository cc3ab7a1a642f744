package harness

import (
	"context"
	"sync"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A span is an iteration, or an action of it, while it runs. It is the context of what runs in it, too: a context that
// answers what the engine and the cloud's transport ask for, and leaves everything else to its parent. So an iteration
// that asks nothing of it costs nothing.
type span struct {
	context.Context
	it     *Iteration
	parent *span
	id     int32 // of the action, -1 for the iteration
	path   string
	start  time.Duration // since the load began

	mu      sync.Mutex
	watch   cloud.Watch   // of its calls
	idle    time.Duration // deliberate, here and below
	renewed time.Duration // waited for a new token, here and below
	waited  time.Duration // between polls, here and below
	last    time.Duration
}

var (
	_ cloud.RenewalObserver = (*span)(nil)
	_ cloud.Identifier      = (*span)(nil)
	_ context.Context       = (*span)(nil)
)

type spanKey struct{}

// Value answers for the engine and for the cloud's transport.
func (s *span) Value(key any) any {
	switch key.(type) {
	case spanKey:
		return s
	case cloud.ObserverKey:
		s.it.use()
		return &s.watch
	case cloud.IdentityKey:
		return s
	case identityKey:
		return s.it.identity()
	}
	return s.Context.Value(key)
}

// spanOf is the span that ctx belongs to; that of the iteration if it belongs to none.
func (it *Iteration) spanOf(ctx context.Context) *span {
	it.use()
	if s, ok := ctx.Value(spanKey{}).(*span); ok && s.it == it {
		return s
	}
	return &it.root
}

// add counts in what is apart from the duration, or a part of it.
func (s *span) add(idle, renewed, waited, last time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle += idle
	s.renewed += renewed
	s.waited += waited
	if last > 0 {
		s.last = last
	}
}

// end records the action that the span was.
func (s *span) end(failed bool) {
	it := s.it
	took := it.now() - s.start
	s.mu.Lock()
	r := actionRecord{
		id: s.id, failed: failed, start: s.start - it.root.start,
		duration: took - s.idle - s.renewed, waited: s.waited, last: s.last,
	}
	s.mu.Unlock()
	s.parent.add(s.idle, s.renewed, s.waited, s.last)
	it.mu.Lock()
	defer it.mu.Unlock()
	if failed && it.failed < 0 {
		it.failed = s.id
	}
	it.actions = append(it.actions, r)
}

// RequestID names the iteration's next HTTP call, the same in every run of a seed.
func (s *span) RequestID() string {
	it := s.it
	it.use()
	return requestID(it.identity(), it.numbered.Add(1))
}

// Call records an HTTP call under the action that made it.
func (s *span) Call(c cloud.Call) {
	it := s.it
	r := callRecord{
		action: s.id, route: it.memo.route(it.names, &c), status: c.Status,
		start: c.Start.Sub(it.begin) - it.root.start, ttfb: c.TTFB, duration: c.Duration,
		in: c.BytesIn, out: c.BytesOut, reused: c.Reused, retry: c.Attempt > 1,
	}
	it.mu.Lock()
	defer it.mu.Unlock()
	it.calls = append(it.calls, r)
	if c.RequestID != "" {
		it.lastID = c.RequestID
	}
}

// Renewed takes the time that a call waited for a new token out of what is measured.
func (s *span) Renewed(wait time.Duration) { s.add(0, wait, 0, 0) }
