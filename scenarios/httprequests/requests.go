// Package httprequests holds scenarios that send plain HTTP requests.
package httprequests

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// CheckRequest sends one request and sees that the answer has the status it should: HttpRequests.check_request. A URL
// that is relative is taken from where the cloud's identity service is, so that one feature suits every cloud.
type CheckRequest struct {
	URL        string `arg:"url,required" help:"absolute, or relative to the address of the identity service"`
	Method     string `arg:"method,required" help:"such as GET"`
	StatusCode int    `arg:"status_code,required" help:"that the answer has to have"`
	Body       string `arg:"data" help:"body of the request"`
}

// Name is Rally's.
func (CheckRequest) Name() string { return "HttpRequests.check_request" }

// Actions are those of Run.
func (CheckRequest) Actions() []string { return []string{"requests.check_request"} }

// Validate refuses what is no URL, and a status that there is not.
func (s CheckRequest) Validate() error {
	u, err := url.Parse(s.URL)
	if err != nil {
		return fmt.Errorf("argument url: %w", err)
	}
	if u.IsAbs() && u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("argument url: %s: expected http or https", s.URL)
	}
	if s.StatusCode < 100 || s.StatusCode > 599 {
		return fmt.Errorf("argument status_code: %d: expected 100 to 599", s.StatusCode)
	}
	return nil
}

// Prepare makes the URL absolute.
func (s CheckRequest) Prepare(_ context.Context, w *harness.World) (harness.Scenario, error) {
	u, err := url.Parse(s.URL)
	if err != nil || u.IsAbs() {
		return s, err
	}
	if w.Cloud == nil {
		return nil, fmt.Errorf("argument url: %s is relative, and there is no cloud", s.URL)
	}
	base, err := url.Parse(w.Cloud.AuthURL())
	if err != nil {
		return nil, err
	}
	s.URL = base.ResolveReference(u).String()
	return s, nil
}

// Run sends the request.
func (s CheckRequest) Run(ctx context.Context, it *harness.Iteration) error {
	return it.Time(ctx, "requests.check_request", func(ctx context.Context) error {
		do := cloud.Do
		if c := it.Cloud(); c != nil {
			do = c.Do
		}
		response, err := do(ctx, strings.ToUpper(s.Method), s.URL, strings.NewReader(s.Body))
		if err != nil {
			return err
		}
		response.Body.Close()
		if response.StatusCode != s.StatusCode {
			return &harness.AssertionError{Message: fmt.Sprintf("%s %s: status %d, expected %d", s.Method, s.URL, response.StatusCode, s.StatusCode)}
		}
		return nil
	})
}
