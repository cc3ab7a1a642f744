package cloud

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// A Creation is a request that may make something, as it is told before it is sent.
type Creation struct {
	Service string   `json:"service"` // its official type; "" if it went to an address without a user
	Method  string   `json:"method"`
	Path    string   `json:"path"`            // below the service's version
	Names   []string `json:"names,omitempty"` // what the body calls it
	Project string   `json:"project,omitempty"`
	User    string   `json:"user,omitempty"` // by id, as the project
}

// A Recorder keeps creations. A request whose creation it cannot keep is not sent. It is safe for concurrent use.
type Recorder interface {
	Creating(Creation) error
}

// Record returns a context whose requests that may make something are told to the recorder before they are sent. Those
// that ask for tokens are not.
func Record(ctx context.Context, r Recorder) context.Context {
	return context.WithValue(ctx, recorderKey{}, r)
}

type recorderKey struct{}

// record tells about the request if it may make something: every POST and PUT, but an action that names nothing. t is the
// token that it carries, if that is known.
func record(req *http.Request, p passage, t Token) error {
	if req.Method != http.MethodPost && req.Method != http.MethodPut {
		return nil
	}
	r, ok := req.Context().Value(recorderKey{}).(Recorder)
	if !ok || strings.HasSuffix(p.path, "/auth/tokens") {
		return nil
	}
	c := Creation{Service: p.service, Method: req.Method, Path: p.path, Names: names(req), Project: t.ProjectID, User: t.UserID}
	if len(c.Names) == 0 && strings.HasSuffix(c.Path, "/action") {
		return nil
	}
	return r.Creating(c)
}

// most is how much of a body is looked into for names.
const most = 1 << 20

// names are what a body calls the things that it describes: {"server": {"name": ...}}, or {"stack_name": ...}.
func names(req *http.Request) []string {
	if req.GetBody == nil || req.ContentLength > most || !strings.Contains(req.Header.Get("Content-Type"), "json") {
		return nil
	}
	body, err := req.GetBody()
	if err != nil {
		return nil
	}
	defer body.Close()
	text, err := io.ReadAll(io.LimitReader(body, most))
	if err != nil {
		return nil
	}
	type thing struct {
		Name        string `json:"name"`
		StackName   string `json:"stack_name"`
		ImageName   string `json:"image_name"` // that a volume is uploaded to
		Description string `json:"description"`
	}
	var list []string
	add := func(t thing) {
		for _, name := range []string{t.Name, t.StackName, t.ImageName} {
			if name != "" {
				list = append(list, name)
				return
			}
		}
		if t.Description != "" {
			list = append(list, t.Description)
		}
	}
	var whole map[string]json.RawMessage
	if json.Unmarshal(text, &whole) != nil {
		return nil
	}
	var top thing
	if json.Unmarshal(text, &top) == nil {
		add(top)
	}
	for _, raw := range whole {
		var one thing
		var many []thing
		switch {
		case len(raw) > 0 && raw[0] == '{' && json.Unmarshal(raw, &one) == nil:
			add(one)
		case len(raw) > 0 && raw[0] == '[' && json.Unmarshal(raw, &many) == nil:
			for _, t := range many {
				add(t)
			}
		}
	}
	return list
}
