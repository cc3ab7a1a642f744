package httprequests

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// Verbs are those of this package.
func Verbs() []harness.Verb {
	return []harness.Verb{
		{Form: "calls an API", Doc: "send one request to a service, for what no other sentence says; the answer is not waited upon",
			New: harness.NewDoer(call{Method: http.MethodGet})},
		{Form: "makes something by an API", Makes: "thing", Doc: "the same, of a request whose answer has the id, or else the name, of what it made",
			New: harness.NewDoer(call{Method: http.MethodPost, makes: true})},
	}
}

// call is a request to a service of the catalog, as the iteration's user.
type call struct {
	Service      string `arg:"service,required" help:"type of the service, such as compute"`
	Path         string `arg:"path,required" help:"below the service's address, such as servers/{web}/ips: {web} is the id of what is called \"web\", {project} that of the user's project"`
	Method       string `arg:"method" help:"such as GET"`
	Body         string `arg:"body" help:"of the request: JSON, with {web} for ids, {project} for that of the user's project, and {name} for a new name, by which clean-up finds what it makes"`
	Microversion string `arg:"microversion" help:"such as 2.96; the service's first if none is given"`

	makes bool
}

// References are the texts with names of things.
func (c call) References() []string {
	own := strings.NewReplacer("{name}", "", "{project}", "")
	return []string{own.Replace(c.Path), own.Replace(c.Body)}
}

// Validate refuses a body that is no JSON, and a path that is an address.
func (c call) Validate() error {
	var errs []error
	if c.Body != "" && !json.Valid([]byte(c.Body)) {
		errs = append(errs, fmt.Errorf("argument body: %s: expected JSON", c.Body))
	}
	if strings.Contains(c.Path, "://") || strings.HasPrefix(c.Path, "/") {
		errs = append(errs, fmt.Errorf("argument path: %s: expected one below the service's address, such as servers/detail", c.Path))
	}
	if methods := []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}; harness.Nearest(c.Method, methods) != strings.ToUpper(c.Method) {
		errs = append(errs, fmt.Errorf("argument method: %w", harness.Unknown("method", c.Method, methods)))
	}
	return errors.Join(errs...)
}

// Services is the one that is asked.
func (c call) Services() []string { return []string{c.Service} }

// Microversions is the one of the request, if it has one.
func (c call) Microversions() []harness.Microversion {
	return []harness.Microversion{{Service: c.Service, Version: c.Microversion}}
}

// Fixtures brings a user, and the removal of what is left.
func (call) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// Actions is named by the service and the method.
func (c call) Actions() []string { return []string{c.action()} }

func (c call) action() string { return c.Service + "." + strings.ToLower(c.Method) }

// Do sends the request. A status of 400 and above is a failure.
func (c call) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (made string, err error) {
	err = it.Time(ctx, c.action(), func(ctx context.Context) error {
		client, err := it.User.Service(ctx, c.Service)
		if err != nil {
			return err
		}
		expand := func(text string) string {
			return with.Expand(strings.ReplaceAll(text, "{project}", it.User.ProjectID()))
		}
		own := *client
		own.Microversion = c.Microversion
		options := &gophercloud.RequestOpts{KeepResponseBody: true, OkCodes: []int{200, 201, 202, 203, 204, 300}}
		if c.Body != "" {
			body := expand(c.Body)
			if strings.Contains(body, "{name}") {
				body = strings.ReplaceAll(body, "{name}", it.Name())
			}
			options.JSONBody = json.RawMessage(body)
		}
		response, err := own.Request(ctx, strings.ToUpper(c.Method), own.ServiceURL(expand(c.Path)), options)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		answer, err := io.ReadAll(response.Body)
		if made = idOf(answer); err == nil && c.makes && made == "" {
			err = &harness.AssertionError{Message: fmt.Sprintf("%s %s: the answer has no id", c.Method, c.Path)}
		}
		return err
	})
	return made, err
}

// idOf is the id in an answer, or in the one object in it: its name if it has no id, as a key pair; "" if it has neither.
func idOf(answer []byte) string {
	type made struct{ ID, Name string }
	var flat made
	if json.Unmarshal(answer, &flat); flat.ID != "" {
		return flat.ID
	}
	var nested map[string]made
	if json.Unmarshal(answer, &nested); len(nested) == 1 {
		for _, one := range nested {
			return cmp.Or(one.ID, one.Name)
		}
	}
	return ""
}
