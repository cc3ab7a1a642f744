package httprequests

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/pacenote/pacenote/harness"
)

// CheckRandomRequest sends one of several requests, drawn at random, and sees that the answer has the status it should:
// HttpRequests.check_random_request.
type CheckRandomRequest struct {
	Requests   Requests `arg:"requests,required" help:"a JSON list of objects with url, method, and perhaps data and a status_code of their own"`
	StatusCode int      `arg:"status_code,required" help:"that the answer has to have, if the request has none of its own"`

	ready []CheckRequest // once prepared
}

// Requests are those that one is drawn from. As text they are a JSON list.
type Requests []struct {
	URL        string `json:"url"`
	Method     string `json:"method"`
	Body       string `json:"data"`
	StatusCode int    `json:"status_code"`
}

// UnmarshalText reads a JSON list.
func (r *Requests) UnmarshalText(text []byte) error {
	type list Requests // without this method
	if err := json.Unmarshal(text, (*list)(r)); err != nil {
		return fmt.Errorf(`expected a JSON list of objects such as [{"url": "v3", "method": "GET"}]: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON list.
func (r Requests) MarshalText() ([]byte, error) {
	type list Requests
	return json.Marshal(list(r))
}

// each are the requests, as scenarios.
func (s CheckRandomRequest) each() []CheckRequest {
	list := make([]CheckRequest, len(s.Requests))
	for i, r := range s.Requests {
		list[i] = CheckRequest{URL: r.URL, Method: r.Method, Body: r.Body, StatusCode: r.StatusCode}
		if r.StatusCode == 0 {
			list[i].StatusCode = s.StatusCode
		}
	}
	return list
}

// Name is Rally's.
func (CheckRandomRequest) Name() string { return "HttpRequests.check_random_request" }

// Actions are those of Run.
func (CheckRandomRequest) Actions() []string { return CheckRequest{}.Actions() }

// Validate refuses what is wrong with any request.
func (s CheckRandomRequest) Validate() error {
	if s.Requests == nil {
		return nil // missing, which is said elsewhere
	}
	var errs []error
	if len(s.Requests) == 0 {
		errs = append(errs, errors.New("argument requests: expected at least one"))
	}
	for i, r := range s.each() {
		err := r.Validate()
		if r.URL == "" || r.Method == "" {
			err = errors.New("expected url and method")
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("request %d: %w", i+1, err))
		}
	}
	return errors.Join(errs...)
}

// Prepare makes the URLs absolute.
func (s CheckRandomRequest) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	s.ready = s.each()
	for i, r := range s.ready {
		ready, err := r.Prepare(ctx, w)
		if err != nil {
			return nil, fmt.Errorf("request %d: %w", i+1, err)
		}
		s.ready[i] = ready.(CheckRequest)
	}
	return s, nil
}

// Run sends one of them.
func (s CheckRandomRequest) Run(ctx context.Context, it *harness.Iteration) error {
	return s.ready[it.Rand("request").IntN(len(s.ready))].Run(ctx, it)
}
