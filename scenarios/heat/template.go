package heat

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// A Template is what a stack is made of.
type Template struct {
	Path        string         `arg:"template_path,required" help:"file below the features that holds the template"`
	Parameters  harness.Object `arg:"parameters" help:"of the template: a JSON object"`
	Files       harness.Object `arg:"files" help:"files that the template names, and where they are below the features: a JSON object"`
	Environment harness.Object `arg:"environment" help:"environment of the stack: a JSON object"`

	body map[string]any // of a request, once read
}

// Validate refuses files whose places are no texts.
func (t Template) Validate() error {
	for name, path := range t.Files {
		if _, ok := path.(string); !ok {
			return fmt.Errorf("argument files: %s: %v: expected the name of a file", name, path)
		}
	}
	return nil
}

// read reads the files, and has heat validate the template, which makes nothing.
func (t *Template) read(ctx context.Context, w *harness.World, argument string) error {
	text, err := fs.ReadFile(w.Files(), t.Path)
	if err != nil {
		return fmt.Errorf("argument %s: %w", argument, err)
	}
	files := make(map[string]string, len(t.Files))
	for name, path := range t.Files {
		content, err := fs.ReadFile(w.Files(), path.(string))
		if err != nil {
			return fmt.Errorf("argument files: %s: %w", name, err)
		}
		files[name] = string(content)
	}
	t.body = map[string]any{"template": string(text), "files": files}
	if len(t.Parameters) > 0 {
		t.body["parameters"] = t.Parameters
	}
	if len(t.Environment) > 0 {
		t.body["environment"] = t.Environment
	}
	client, err := w.Cloud.Admin().Service(ctx, "orchestration")
	if err != nil {
		return err
	}
	response, err := client.Post(ctx, client.ServiceURL("validate"), map[string]any{"template": string(text), "files": files}, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
	_, _, err = gophercloud.ParseResponse(response, err)
	var refused gophercloud.ErrUnexpectedResponseCode
	switch {
	case errors.As(err, &refused) && refused.Actual == http.StatusBadRequest:
		return &harness.UnmetError{Err: fmt.Errorf("argument %s: heat refuses %s: %s", argument, t.Path, refused.Body)}
	case err != nil:
		return fmt.Errorf("argument %s: validate %s: %w", argument, t.Path, err)
	}
	return nil
}
