package cloud_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A town is a false cloud of one host: an identity service that counts its tokens, and whatever else a test serves.
type town struct {
	mux     *http.ServeMux
	latency time.Duration // in memory only
	life    time.Duration // of a token; 0 is an hour

	mu       sync.Mutex
	issued   int
	valid    map[string]bool
	asked    []string // bodies of requests for tokens
	ids      []string // X-Openstack-Request-Id of those
	refuse   int      // status for requests for tokens; 0 grants them
	received []string // requests of other services: method, path, token
}

const townAddress = "http://town.test"

func newTown() *town {
	w := &town{mux: http.NewServeMux(), valid: map[string]bool{}}
	w.mux.HandleFunc("POST /identity/v3/auth/tokens", w.issue)
	w.mux.HandleFunc("GET /identity/v3/auth/tokens", w.issue)
	w.serve("GET /compute/v2.1/servers/{id}", func(rw http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(rw, `{"server":{"id":%q,"name":"one","status":"ACTIVE"}}`, r.PathValue("id"))
	})
	return w
}

// serve answers requests whose token is good, and the others with 401.
func (w *town) serve(pattern string, h http.HandlerFunc) {
	w.mux.HandleFunc(pattern, func(rw http.ResponseWriter, r *http.Request) {
		token := r.Header.Get("X-Auth-Token")
		w.mu.Lock()
		good := w.valid[token]
		w.received = append(w.received, r.Method+" "+r.URL.Path+" "+token)
		w.mu.Unlock()
		if !good {
			http.Error(rw, `{"error":{"message":"no such token"}}`, http.StatusUnauthorized)
			return
		}
		h(rw, r)
	})
}

func (w *town) issue(rw http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, r.Method+string(body))
	w.ids = append(w.ids, r.Header.Get("X-Openstack-Request-Id"))
	if w.refuse != 0 {
		rw.WriteHeader(w.refuse)
		_, _ = fmt.Fprintf(rw, `{"error":{"code":%d,"message":"no, and your body was %s"}}`, w.refuse, strings.ReplaceAll(string(body), `"`, "'"))
		return
	}
	w.issued++
	id := fmt.Sprintf("token-%d", w.issued)
	status := http.StatusCreated
	if r.Method == http.MethodGet {
		id, status = r.Header.Get("X-Subject-Token"), http.StatusOK
	}
	w.valid[id] = true
	life := w.life
	if life == 0 {
		life = time.Hour
	}
	rw.Header().Set("X-Subject-Token", id)
	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(status)
	_, _ = rw.Write(tokenText("http://"+r.Host, life))
}

func tokenText(base string, life time.Duration) []byte {
	type object = map[string]any
	var catalog []object
	for _, s := range [][3]string{
		{"identity", "keystone", "/identity"}, {"compute", "nova", "/compute/v2.1"}, {"network", "neutron", "/network"},
		{"image", "glance", "/image/v2"}, {"volumev3", "cinder", "/volume/v3/0123456789abcdef0123456789abcdef"},
		{"volumev2", "cinderv2", "/volume/v2/0123456789abcdef0123456789abcdef"}, {"dns", "designate", "/dns"},
	} {
		var endpoints []object
		for _, region := range []string{"RegionOne", "RegionTwo"} {
			for _, face := range []string{"internal", "public"} {
				if s[0] == "dns" && (region == "RegionOne" || face == "public") {
					continue
				}
				url := base + s[2]
				if face == "internal" {
					url = base + "/inside" + s[2]
				}
				if region == "RegionTwo" {
					url = strings.Replace(url, base, base+"/two", 1)
				}
				endpoints = append(endpoints, object{"id": "e", "region": region, "region_id": region, "interface": face, "url": url})
			}
		}
		catalog = append(catalog, object{"type": s[0], "name": s[1], "id": "c", "endpoints": endpoints})
	}
	now := time.Now().UTC()
	text, _ := json.Marshal(object{"token": object{
		"issued_at": now.Format("2006-01-02T15:04:05.000000Z"), "expires_at": now.Add(life).Format("2006-01-02T15:04:05.000000Z"),
		"user":    object{"id": "u1", "name": "demo", "domain": object{"id": "default", "name": "Default"}},
		"project": object{"id": "0123456789abcdef0123456789abcdef", "name": "demo"},
		"roles":   []object{{"id": "r1", "name": "member"}}, "catalog": catalog, "methods": []string{"password"},
	}})
	return text
}

// RoundTrip serves in memory, after the latency.
func (w *town) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-time.After(w.latency):
	case <-r.Context().Done():
		return nil, context.Cause(r.Context())
	}
	rec := httptest.NewRecorder()
	in := r.Clone(r.Context())
	if in.Body == nil {
		in.Body = http.NoBody
	}
	in.Host = r.URL.Host
	w.mux.ServeHTTP(rec, in)
	resp := rec.Result()
	resp.Request = r
	return resp, nil
}

// revoke makes all tokens invalid.
func (w *town) revoke() {
	w.mu.Lock()
	defer w.mu.Unlock()
	clear(w.valid)
}

func (w *town) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.asked)
}

var demo = cloud.Credentials{
	AuthURL: townAddress + "/identity", Username: "demo", Password: "hunter2", UserDomainName: "Default", ProjectName: "demo",
	ProjectDomainID: "default",
}

// open opens a cloud on the town, in memory unless the config has another address.
func (w *town) open(t testing.TB, change ...func(*cloud.Config)) *cloud.Cloud {
	t.Helper()
	config := cloud.Config{Name: "town", Auth: demo, Region: "RegionOne", Transport: w}
	for _, f := range change {
		f(&config)
	}
	c, err := cloud.Open(config)
	if err != nil {
		t.Fatalf("Open(%+v): %v", config, err)
	}
	t.Cleanup(c.Close)
	return c
}

// A log is an observer that remembers.
type log struct {
	mu    sync.Mutex
	calls []cloud.Call
	waits []time.Duration
}

func (l *log) Call(c cloud.Call) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls = append(l.calls, c)
}

func (l *log) Renewed(wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waits = append(l.waits, wait)
}
