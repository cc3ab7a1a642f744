package recording

import (
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// A Call is a request of a recording, with its answer.
type Call struct {
	Place          string // such as "entry 12 of boot.har"
	Method         string
	URL            *url.URL
	Status         int // 0 if there was no answer
	Started, Ended time.Time
	Header, Answer http.Header // of the request and of its answer
	Sent, Received []byte      // the bodies, as far as they were recorded
	Unrecorded     bool        // the request had a body that is not here
	Socket         bool        // a WebSocket
	secrets        []string    // that are in neither headers nor bodies
}

// failed tells that the call did not do what it should.
func (c Call) failed() bool { return c.Status < 200 || c.Status >= 400 }

// sent is the body of the request; ok is false if that is no JSON. No body is nil.
func (c Call) sent() (body any, ok bool) {
	if c.Unrecorded {
		return nil, false
	}
	if len(strings.TrimSpace(string(c.Sent))) == 0 {
		return nil, true
	}
	if kind, _, _ := mime.ParseMediaType(c.Header.Get("Content-Type")); kind != "" && kind != "application/json" {
		return nil, false
	}
	body = decode(c.Sent)
	return body, body != nil
}

// received is the body of the answer, nil if it is no JSON.
func (c Call) received() any { return decode(c.Received) }

// decode reads JSON, numbers as they are written; nil is what is none.
func decode(text []byte) (value any) {
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	if d.Decode(&value) != nil || d.More() {
		return nil
	}
	return value
}

var microversion = regexp.MustCompile(`^(?:[a-z-]+ )?(\d{1,3}\.\d{1,4})$`)

// microversion is the one that the request asked for, "" for none.
func (c Call) microversion() string {
	for _, name := range []string{"OpenStack-API-Version", "X-OpenStack-Nova-API-Version", "X-OpenStack-Manila-API-Version"} {
		if m := microversion.FindStringSubmatch(strings.TrimSpace(c.Header.Get(name))); m != nil {
			return m[1]
		}
	}
	return ""
}
