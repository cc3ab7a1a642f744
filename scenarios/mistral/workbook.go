package mistral

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/request"
)

// executionLimit is Rally's.
const executionLimit = 200 * time.Second

// A Workbook is what scenarios ask for that create one. Its own name gives way to one with the mark of the run, lest two
// iterations of a project are in each other's way.
type Workbook struct {
	asUser
	Definition string `arg:"definition,required" help:"file below the features that holds the workbook, in YAML"`
	DoDelete   bool   `arg:"do_delete" help:"delete what was created"`

	text []byte // once read
}

var (
	nameLine = regexp.MustCompile(`(?m)^name:.*$`)
	keyLine  = regexp.MustCompile(`(?m)^( +)([A-Za-z_][\w-]*):`)
)

// read reads the definition.
func (b *Workbook) read(w *harness.World) (err error) {
	if b.text, err = fs.ReadFile(w.Files(), b.Definition); err != nil {
		return fmt.Errorf("argument definition: %w", err)
	}
	if !nameLine.Match(b.text) {
		return &harness.UnmetError{Err: fmt.Errorf("argument definition: %s has no line name: …", b.Definition)}
	}
	return nil
}

// workflows are the names of a definition's workflows, in order: the keys below "workflows" that are indented as the first.
func workflows(text []byte) (names []string) {
	_, below, found := bytes.Cut(append([]byte("\n"), text...), []byte("\nworkflows:"))
	if !found {
		return nil
	}
	indent := ""
	for line := range bytes.Lines(below) {
		if len(bytes.TrimSpace(line)) > 0 && line[0] != ' ' && line[0] != '#' && line[0] != '\r' {
			break // the next part
		}
		m := keyLine.FindSubmatch(line)
		if m == nil {
			continue
		}
		if indent == "" {
			indent = string(m[1])
		}
		if string(m[1]) == indent {
			names = append(names, string(m[2]))
		}
	}
	return names
}

// create creates the workbook: the action mistral.create_workbook.
func (b Workbook) create(ctx context.Context, it *harness.Iteration) (name string, err error) {
	name = it.Name()
	text := nameLine.ReplaceAllLiteral(b.text, []byte("name: "+name))
	return name, service.Time(ctx, it, it.User, "mistral.create_workbook", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		response, err := client.Request(ctx, http.MethodPost, client.ServiceURL("workbooks"), &gophercloud.RequestOpts{
			RawBody: bytes.NewReader(text), MoreHeaders: map[string]string{"Content-Type": "text/plain", "Accept": "*/*"}, OkCodes: []int{http.StatusCreated},
		})
		_, _, err = gophercloud.ParseResponse(response, err)
		return err
	})
}

// deleteWorkbook is the action mistral.delete_workbook.
func deleteWorkbook(ctx context.Context, it *harness.Iteration, name string) error {
	return service.Time(ctx, it, it.User, "mistral.delete_workbook", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return request.Delete(ctx, client, "workbooks", name)
	})
}

// CreateWorkbook creates a workbook, and deletes it if it shall: MistralWorkbooks.create_workbook.
type CreateWorkbook struct{ Workbook }

// Name is Rally's.
func (CreateWorkbook) Name() string { return "MistralWorkbooks.create_workbook" }

// Actions are those of Run.
func (s CreateWorkbook) Actions() []string {
	if s.DoDelete {
		return []string{"mistral.create_workbook", "mistral.delete_workbook"}
	}
	return []string{"mistral.create_workbook"}
}

// Prepare reads the definition.
func (s CreateWorkbook) Prepare(_ context.Context, w *harness.World) (harness.Scenario, error) {
	err := s.read(w)
	return s, err
}

// Run creates a workbook.
func (s CreateWorkbook) Run(ctx context.Context, it *harness.Iteration) error {
	name, err := s.create(ctx, it)
	if err != nil || !s.DoDelete {
		return err
	}
	return deleteWorkbook(ctx, it, name)
}

// CreateExecutionFromWorkbook creates a workbook, executes one of its workflows until that is done, and deletes both if it
// shall: MistralExecutions.create_execution_from_workbook.
type CreateExecutionFromWorkbook struct {
	Workbook
	Workflow string `arg:"workflow_name" help:"workflow of the workbook; its first if none is given"`
	Input    string `arg:"wf_input" help:"file below the features that holds the input: JSON"`
	Params   string `arg:"params" help:"file below the features that holds more of the execution: JSON"`

	input, params json.RawMessage // once read
}

// Name is Rally's.
func (CreateExecutionFromWorkbook) Name() string {
	return "MistralExecutions.create_execution_from_workbook"
}

// Actions are those of Run.
func (s CreateExecutionFromWorkbook) Actions() []string {
	list := []string{"mistral.create_workbook", "mistral.create_execution"}
	if s.DoDelete {
		list = append(list, "mistral.delete_workbook", "mistral.delete_execution")
	}
	return list
}

// Prepare reads the files, and sees that there is the workflow.
func (s CreateExecutionFromWorkbook) Prepare(_ context.Context, w *harness.World) (harness.Scenario, error) {
	if err := s.read(w); err != nil {
		return nil, err
	}
	known := workflows(s.text)
	switch {
	case len(known) == 0:
		return nil, &harness.UnmetError{Err: fmt.Errorf("argument definition: %s has no workflows", s.Definition)}
	case s.Workflow == "":
		s.Workflow = known[0]
	case !slices.Contains(known, s.Workflow):
		return nil, &harness.UnmetError{Err: fmt.Errorf("argument workflow_name: %w", harness.Unknown("workflow", s.Workflow, known))}
	}
	for _, file := range []struct {
		argument, path string
		into           *json.RawMessage
	}{{"wf_input", s.Input, &s.input}, {"params", s.Params, &s.params}} {
		if *file.into = json.RawMessage("{}"); file.path == "" {
			continue
		}
		text, err := fs.ReadFile(w.Files(), file.path)
		if err != nil {
			return nil, fmt.Errorf("argument %s: %w", file.argument, err)
		}
		if !json.Valid(text) {
			return nil, &harness.UnmetError{Err: fmt.Errorf("argument %s: %s: expected JSON", file.argument, file.path)}
		}
		*file.into = text
	}
	return s, nil
}

// Run creates a workbook and executes a workflow.
func (s CreateExecutionFromWorkbook) Run(ctx context.Context, it *harness.Iteration) error {
	name, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	var id string
	err = service.Time(ctx, it, it.User, "mistral.create_execution", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var made struct{ ID string }
		body := map[string]any{"workflow_name": name + "." + s.Workflow, "input": string(s.input), "params": string(s.params), "description": it.Name()}
		if err := request.Post(ctx, client, "executions", body, &made); err != nil {
			return err
		}
		id = made.ID
		return it.Wait(ctx, "execution "+id+" is done", executionLimit, func(ctx context.Context) (bool, error) {
			now, err := cloud.Show[struct{ State string }](ctx, client, client.ServiceURL("executions", id), "")
			if err == nil && now.State == "ERROR" {
				err = &harness.StateError{Kind: "execution", ID: id, State: now.State}
			}
			return now.State == "SUCCESS", err
		})
	})
	if err != nil || !s.DoDelete {
		return err
	}
	if err := deleteWorkbook(ctx, it, name); err != nil {
		return err
	}
	return service.Time(ctx, it, it.User, "mistral.delete_execution", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return request.Delete(ctx, client, "executions", id)
	})
}

// list lists all of a collection, as an action.
func list(ctx context.Context, it *harness.Iteration, action, collection, query string) error {
	return service.Time(ctx, it, it.User, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.List[struct{}](ctx, client, client.ServiceURL(collection)+query, collection)
		return err
	})
}

// ListWorkbooks lists workbooks: MistralWorkbooks.list_workbooks.
type ListWorkbooks struct{ asUser }

// Name is Rally's.
func (ListWorkbooks) Name() string { return "MistralWorkbooks.list_workbooks" }

// Actions are those of Run.
func (ListWorkbooks) Actions() []string { return []string{"mistral.list_workbooks"} }

// Run lists workbooks.
func (ListWorkbooks) Run(ctx context.Context, it *harness.Iteration) error {
	return list(ctx, it, "mistral.list_workbooks", "workbooks", "")
}

// ListExecutions lists executions: MistralExecutions.list_executions.
type ListExecutions struct {
	asUser
	Marker     string `arg:"marker" help:"id of the execution after which the list begins"`
	Limit      int    `arg:"limit" help:"most executions of a page"`
	Keys       string `arg:"sort_keys" help:"keys to sort by, separated by commas"`
	Directions string `arg:"sort_dirs" help:"asc or desc for each of them"`
}

// Name is Rally's.
func (ListExecutions) Name() string { return "MistralExecutions.list_executions" }

// Actions are those of Run.
func (ListExecutions) Actions() []string { return []string{"mistral.list_executions"} }

// Validate refuses a limit below zero.
func (s ListExecutions) Validate() error {
	if s.Limit < 0 {
		return errors.New("argument limit: expected 0 or more")
	}
	return nil
}

// Run lists executions.
func (s ListExecutions) Run(ctx context.Context, it *harness.Iteration) error {
	var query []string
	for _, q := range [][2]string{{"marker", s.Marker}, {"sort_keys", s.Keys}, {"sort_dirs", s.Directions}} {
		if q[1] != "" {
			query = append(query, q[0]+"="+q[1])
		}
	}
	if s.Limit > 0 {
		query = append(query, fmt.Sprintf("limit=%d", s.Limit))
	}
	text := ""
	if len(query) > 0 {
		text = "?" + strings.Join(query, "&")
	}
	return list(ctx, it, "mistral.list_executions", "executions", text)
}
