package harnesstest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// Address is that of the clouds that [Cloud] opens. The services are below it, each at its type.
const Address = "http://cloud.test"

// serviceTypes are those in the catalog.
var serviceTypes = []string{"identity", "compute", "network", "image", "block-storage"}

// Cloud opens a cloud whose services h is. Requests reach it without a socket, and their paths begin with the type of the
// service and its version:
//
//	/identity/v3/users  /compute/v2.1/servers  /network/v2.0/ports  /image/v2/images  /block-storage/v3/volumes
//
// Requests for tokens do not reach it: whoever asks gets one that is good for a day. Only h can check them.
//
// The cloud is closed when the test ends; one that is opened in a testing/synctest bubble belongs to the bubble.
func Cloud(t testing.TB, h http.Handler) *cloud.Cloud {
	t.Helper()
	return CloudOver(t, Tokens(Handler(h)))
}

// CloudOver opens a cloud whose every request goes over rt, those for tokens too: see [Tokens].
func CloudOver(t testing.TB, rt http.RoundTripper) *cloud.Cloud {
	t.Helper()
	c, err := cloud.Open(cloud.Config{Name: "test", Transport: rt, Auth: cloud.Credentials{
		AuthURL: Address + "/identity/v3", Username: "admin", Password: "secret", ProjectName: "admin",
		UserDomainID: "default", ProjectDomainID: "default",
	}})
	if err != nil {
		t.Fatalf("harnesstest.CloudOver: %v", err)
	}
	t.Cleanup(c.Close)
	return c
}

// A RoundTripFunc is a function as an [http.RoundTripper].
type RoundTripFunc func(*http.Request) (*http.Response, error)

// RoundTrip calls f.
func (f RoundTripFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Handler is h as a round tripper: the request is handled in the goroutine that made it, and the reply comes when the
// handler has returned. A request whose context has ended by then has failed. A handler that panics with
// [http.ErrAbortHandler] breaks the connection off.
func Handler(h http.Handler) http.RoundTripper {
	return RoundTripFunc(func(r *http.Request) (resp *http.Response, err error) {
		if err := r.Context().Err(); err != nil {
			return nil, err
		}
		in := r.Clone(r.Context())
		in.RequestURI, in.Host = r.URL.RequestURI(), r.URL.Host
		if in.Body == nil {
			in.Body = http.NoBody
		}
		defer in.Body.Close()
		w := &recorder{header: http.Header{}}
		defer func() {
			if p := recover(); p == http.ErrAbortHandler {
				resp, err = nil, io.ErrUnexpectedEOF
			} else if p != nil {
				panic(p)
			}
		}()
		h.ServeHTTP(w, in)
		if err := r.Context().Err(); err != nil {
			return nil, err
		}
		return w.response(r), nil
	})
}

// A recorder keeps a reply.
type recorder struct {
	header http.Header
	sent   http.Header // as it was when the status was written
	status int
	body   strings.Builder
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status, w.sent = status, w.header.Clone()
	}
}

func (w *recorder) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

func (w *recorder) response(r *http.Request) *http.Response {
	w.WriteHeader(http.StatusOK)
	if w.sent.Get("Content-Type") == "" && w.body.Len() > 0 {
		w.sent.Set("Content-Type", "application/json")
	}
	return &http.Response{
		Status: fmt.Sprintf("%d %s", w.status, http.StatusText(w.status)), StatusCode: w.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: w.sent,
		Body: io.NopCloser(strings.NewReader(w.body.String())), ContentLength: int64(w.body.Len()), Request: r,
	}
}

// Tokens answers requests for tokens itself, with a catalog of all services at [Address], and leaves the others to next.
func Tokens(next http.RoundTripper) http.RoundTripper {
	var issued atomic.Int64
	tokens := Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct {
			Auth struct {
				Identity struct {
					Password struct {
						User struct{ ID, Name string } `json:"user"`
					} `json:"password"`
				} `json:"identity"`
				Scope struct {
					Project struct{ ID, Name string } `json:"project"`
				} `json:"scope"`
			} `json:"auth"`
		}
		_ = json.NewDecoder(r.Body).Decode(&asked)
		user, project := asked.Auth.Identity.Password.User, asked.Auth.Scope.Project
		if user.ID == "" {
			user.ID = "id-of-" + user.Name
		}
		if project.ID == "" {
			project.ID = "id-of-" + project.Name
		}
		type object = map[string]any
		var catalog []object
		for _, s := range serviceTypes {
			path := map[string]string{"identity": "/v3", "image": "/v2", "network": ""}[s]
			catalog = append(catalog, object{"type": s, "name": s, "id": s, "endpoints": []object{
				{"id": s, "region": "RegionOne", "region_id": "RegionOne", "interface": "public", "url": Address + "/" + s + path},
			}})
		}
		now := time.Now().UTC()
		w.Header().Set("X-Subject-Token", fmt.Sprintf("token-%d", issued.Add(1)))
		w.WriteHeader(http.StatusCreated)
		const form = "2006-01-02T15:04:05.000000Z"
		_ = json.NewEncoder(w).Encode(object{"token": object{
			"methods": []string{"password"}, "issued_at": now.Format(form), "expires_at": now.Add(24 * time.Hour).Format(form),
			"user": object{"id": user.ID, "name": user.Name}, "project": object{"id": project.ID, "name": project.Name},
			"roles": []object{{"id": "admin", "name": "admin"}}, "catalog": catalog,
		}})
	}))
	return RoundTripFunc(func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPost && r.URL.Path == "/identity/v3/auth/tokens" {
			return tokens.RoundTrip(r)
		}
		return next.RoundTrip(r)
	})
}
