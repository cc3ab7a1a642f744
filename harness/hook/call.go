package hook

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Call sends a request to an URL. It fails if there is no answer, or one that is no 2xx.
type Call struct {
	URL        string
	Method     string // zero is POST
	Body       string
	UndoURL    string // takes back what it did, in the same way; "" is nothing
	UndoMethod string
	Header     http.Header   // of both, such as what they authenticate by; never shown
	Timeout    time.Duration // of either; zero is a minute
}

var (
	_ harness.Action    = Call{}
	_ harness.Validator = Call{}
)

// String is the method and the URL, without what may be secret in it.
func (c Call) String() string {
	u, err := url.Parse(c.URL)
	if err != nil {
		return "call"
	}
	u.RawQuery = ""
	u.User = nil
	return cmp.Or(c.Method, http.MethodPost) + " " + u.String()
}

// Validate refuses what is no URL.
func (c Call) Validate() error {
	for _, text := range []string{c.URL, cmp.Or(c.UndoURL, c.URL)} {
		u, err := url.Parse(text)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return errors.New("expected an URL that begins with http:// or https://")
		}
	}
	return nil
}

// Do sends the request.
func (c Call) Do(ctx context.Context, f *harness.Firing) error {
	if f.World.Rehearsal() {
		return f.Say("a rehearsal does not send it: " + c.String())
	}
	if c.UndoURL != "" {
		f.Undo(c.String(), func(ctx context.Context) error { return c.send(ctx, f, c.UndoMethod, c.UndoURL, "") })
	}
	return c.send(ctx, f, c.Method, c.URL, c.Body)
}

func (c Call) send(ctx context.Context, f *harness.Firing, method, address, body string) error {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(c.Timeout, time.Minute))
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, cmp.Or(method, http.MethodPost), address, strings.NewReader(body))
	if err != nil {
		return errors.New("the request cannot be made")
	}
	for name, values := range c.Header {
		req.Header[name] = values
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err // without the URL, which may hold a secret
		}
		return err
	}
	defer resp.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("answered %s", resp.Status)
	}
	return f.Say(string(said))
}
