// Package live serves the page of runs that go on: to a browser on the same machine, which shows what is new without being asked.
package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

// A Source is what there is to show. Its functions are called by one goroutine at a time.
type Source struct {
	Results func() []*harness.Result                       // of the runs that have ended
	Running func(context.Context) (*harness.Result, error) // what the run that goes on has found so far; nil if none does
	Status  func() (harness.Status, bool)                  // how it goes on
	Metrics http.Handler                                   // answers /metrics; nil is nobody
}

// A Server serves the page at / until it is closed, server-sent events at /events, and metrics at /metrics.
type Server struct {
	source   Source
	listener net.Listener
	server   *http.Server
	hosts    []string // that a request may name
	done     chan struct{}
	watched  sync.WaitGroup

	mu      sync.Mutex
	version int
	state   string
	closing bool
	clients map[chan struct{}]bool

	one   sync.Mutex // whoever makes the page
	page  []byte
	of    int       // its version
	next  time.Time // when there may be another one
	stale bool      // somebody was given an older one meanwhile
}

// Listen begins to serve at an address: "" or "true" is any free port of the loopback address, ":8080" a port of it. An address that
// others can reach has to be said whole, as "192.0.2.1:8080".
func Listen(address string, source Source) (*Server, error) {
	switch {
	case address == "" || address == "true":
		address = "127.0.0.1:0"
	case strings.HasPrefix(address, ":"):
		address = "127.0.0.1" + address
	case !strings.Contains(address, ":"):
		return nil, fmt.Errorf("-live=%s: expected a port, as :8080, or an address with one", address)
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("-live: %w", err)
	}
	s := &Server{source: source, listener: l, done: make(chan struct{}), clients: make(map[chan struct{}]bool), of: -1}
	host, _, _ := net.SplitHostPort(address)
	s.hosts = []string{"localhost", "127.0.0.1", "::1", host}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.index)
	mux.HandleFunc("GET /events", s.events)
	if source.Metrics != nil {
		mux.Handle("GET /metrics", source.Metrics)
	}
	s.server = &http.Server{Handler: s.guarded(mux), ReadHeaderTimeout: 10 * time.Second}
	s.watched.Go(func() { _ = s.server.Serve(l) }) // ends with http.ErrServerClosed
	s.watched.Go(s.watch)
	return s, nil
}

// URL is where the page is.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() + "/" }

// Open tells whether others than this machine can reach it.
func (s *Server) Open() bool {
	a, ok := s.listener.Addr().(*net.TCPAddr)
	return !ok || !a.IP.IsLoopback()
}

// guarded refuses requests that a page of another site has a browser make, by a name that leads here.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		for _, known := range s.hosts {
			if strings.EqualFold(strings.Trim(host, "[]"), known) {
				w.Header().Set("X-Content-Type-Options", "nosniff")
				w.Header().Set("Referrer-Policy", "no-referrer")
				next.ServeHTTP(w, r)
				return
			}
		}
		http.Error(w, "this is not "+s.URL(), http.StatusForbidden)
	})
}

// every is how often it is looked whether there is something new.
const every = time.Second

// watch tells all browsers when there is.
func (s *Server) watch() {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-s.done:
			return
		case <-tick.C:
			s.look()
		}
	}
}

func (s *Server) look() {
	status, ok := s.source.Status()
	state := fmt.Sprintf("%d benchmarks have ended.", len(s.source.Results()))
	if ok && !status.Ended {
		state += " " + words(status)
	}
	owed := s.owed()
	s.mu.Lock()
	defer s.mu.Unlock()
	if state != s.state {
		s.state = state
		s.version++
		owed = true
	}
	if owed {
		s.wake()
	}
}

// owed tells whether somebody has an older page than there may be now.
func (s *Server) owed() bool {
	s.one.Lock()
	defer s.one.Unlock()
	owed := s.stale && !time.Now().Before(s.next)
	s.stale = s.stale && !owed
	return owed
}

// wake is called with the lock held.
func (s *Server) wake() {
	for c := range s.clients {
		select {
		case c <- struct{}{}:
		default: // it is told already
		}
	}
}

// words say how a run goes on.
func words(status harness.Status) string {
	text := reports.Line(status.Benchmark) + ": " + reports.Line(status.Phase)
	if status.Of > 0 {
		text += fmt.Sprintf(", %d of %d", status.Done, status.Of)
	}
	for _, w := range status.Workloads {
		if w.Started == 0 {
			continue
		}
		text += fmt.Sprintf("; %s: %d ended, %d failed, %d in flight", reports.Line(w.Name), w.Succeeded+w.Failed, w.Failed, w.InFlight())
		if w.Planned > 0 {
			text += fmt.Sprintf(", of %d", w.Planned)
		}
	}
	return text + "."
}

// share is how much of one processor making pages may take.
const share = 0.1

func (s *Server) index(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	version := s.version
	s.mu.Unlock()
	s.one.Lock()
	defer s.one.Unlock()
	if now := time.Now(); s.of < version && !now.Before(s.next) || s.page == nil {
		if err := s.draw(r.Context()); err != nil {
			http.Error(w, "the page cannot be made now", http.StatusInternalServerError)
			return
		}
		s.of, s.next = version, time.Now().Add(time.Duration(float64(time.Since(now))/share))
	}
	s.stale = s.of < version
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(s.page) // a browser that has gone away needs none
}

func (s *Server) draw(ctx context.Context) error {
	results := s.source.Results()
	running, err := s.source.Running(ctx)
	if err != nil {
		return err
	}
	if running != nil {
		results = append(results[:len(results):len(results)], running)
	}
	var b bytes.Buffer
	if err := reports.LiveHTML(&b, results...); err != nil {
		return err
	}
	s.page = b.Bytes()
	return nil
}

func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	flush, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "no events", http.StatusNotImplemented)
		return
	}
	news := make(chan struct{}, 1)
	news <- struct{}{}
	s.mu.Lock()
	if s.closing {
		s.mu.Unlock()
		http.Error(w, "the runs have ended", http.StatusGone)
		return
	}
	s.clients[news] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.clients, news)
		s.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, "retry: 2000\n\n")
	alive := time.NewTicker(15 * time.Second)
	defer alive.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-alive.C:
			fmt.Fprint(w, ": alive\n\n")
		case <-news:
			s.mu.Lock()
			state, closing := s.state, s.closing
			s.mu.Unlock()
			if closing {
				fmt.Fprintf(w, "event: done\ndata: %s\n\n", state)
				flush.Flush()
				return
			}
			fmt.Fprintf(w, "event: state\ndata: %s\n\nevent: change\ndata:\n\n", state)
		}
		flush.Flush()
	}
}

// linger is how long browsers have to ask for the last page.
const linger = 2 * time.Second

// Close tells all browsers that the runs have ended, lets them ask for the last page, and ends.
func (s *Server) Close() error {
	close(s.done)
	s.one.Lock()
	s.next = time.Time{}
	s.one.Unlock()
	s.mu.Lock()
	s.closing = true
	s.state = "All runs have ended; this is the last page."
	s.version++
	s.wake()
	readers := len(s.clients)
	s.mu.Unlock()
	if readers > 0 {
		time.Sleep(linger)
	}
	ctx, cancel := context.WithTimeout(context.Background(), linger)
	defer cancel()
	err := s.server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.server.Close()
	}
	s.watched.Wait()
	return err
}
