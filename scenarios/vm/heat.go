package vm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/crypto/ssh"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// RunCommandHeat makes a stack of a template, puts a workload into the server whose address is the stack's output gate_node, and
// runs it there, with the outputs of the stack as JSON on its standard input: VMTasks.runcommand_heat. What the workload
// prints, a "key:value" a line, is put out as a table. The stack stays until the end of the run.
//
// The template gets the parameters key_name, the user's key pair, and, if it speaks of it, router_id, the router of the
// project's network. Unlike Rally, a workload whose exit status is not 0 has failed.
type RunCommandHeat struct {
	Workload   Workload   `arg:"workload,required" help:"what to run: a JSON object of file, beside the feature, and username, the login of the gate node"`
	Template   string     `arg:"template,required" help:"file beside the feature"`
	Files      FileNames  `arg:"files" help:"further files of the template: a JSON object of paths beside the feature by the names that the template has for them"`
	Parameters Parameters `arg:"parameters" help:"parameters of the template: a JSON object"`

	template string // once read, as the files
	files    map[string]string
	program  []byte
	keys     map[string]ssh.Signer
}

// A Workload is a script that runs in a gate node, and who runs it.
type Workload struct {
	File     string `json:"file"`
	Username string `json:"username"`
}

// UnmarshalText reads a JSON object.
func (w *Workload) UnmarshalText(text []byte) error {
	var keys map[string]any
	if err := json.Unmarshal(text, &keys); err != nil || keys == nil {
		return errors.New(`expected a JSON object such as {"file": "workload.sh", "username": "ubuntu"}`)
	}
	known := []string{"file", "username"}
	for key := range keys {
		if key == "resource" {
			return errors.New("resource: a script of a Python package; expected a file, beside the feature")
		}
		if harness.Nearest(key, known) != key {
			return harness.Unknown("key", key, known)
		}
	}
	type bare Workload
	return json.Unmarshal(text, (*bare)(w))
}

// MarshalText writes a JSON object.
func (w Workload) MarshalText() ([]byte, error) {
	type bare Workload
	return json.Marshal(bare(w))
}

// FileNames are the paths of files, by their names. As text they are a JSON object.
type FileNames map[string]string

// UnmarshalText reads a JSON object.
func (f *FileNames) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*map[string]string)(f)); err != nil {
		return fmt.Errorf(`expected a JSON object such as {"server.yaml": "templates/server.yaml"}: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON object.
func (f FileNames) MarshalText() ([]byte, error) { return json.Marshal(map[string]string(f)) }

// Parameters are those of a template. As text they are a JSON object.
type Parameters map[string]any

// UnmarshalText reads a JSON object.
func (p *Parameters) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*map[string]any)(p)); err != nil {
		return fmt.Errorf(`expected a JSON object such as {"flavor": "m1.tiny"}: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON object.
func (p Parameters) MarshalText() ([]byte, error) { return json.Marshal(map[string]any(p)) }

// Name is Rally's.
func (RunCommandHeat) Name() string { return "VMTasks.runcommand_heat" }

const workloadAction = "runcommand_heat.workload"

// Actions are those of Run.
func (RunCommandHeat) Actions() []string { return []string{createStack, waitForSSH, workloadAction} }

// Services are what it talks to.
func (RunCommandHeat) Services() []string { return []string{"orchestration", "compute", "network"} }

// Fixtures brings users with key pairs, a network with a router in every project, and the removal of what is left.
func (RunCommandHeat) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.KeyPairs{}, fixtures.Networks{}, fixtures.Sweep{}}
}

// Validate refuses a workload without a file or a login, and parameters that the scenario gives itself.
func (s RunCommandHeat) Validate() error {
	if s.Workload.File == "" || s.Workload.Username == "" {
		return fmt.Errorf("argument workload: file %q, username %q: expected both", s.Workload.File, s.Workload.Username)
	}
	for _, own := range []string{"key_name", "router_id"} {
		if s.Parameters[own] != nil {
			return fmt.Errorf("argument parameters: %s: expected none, since it is that of a fixture", own)
		}
	}
	return nil
}

// Prepare reads the files, and the keys.
func (s RunCommandHeat) Prepare(_ context.Context, w *harness.World) (_ harness.Scenario, err error) {
	read := func(argument, path string) []byte {
		text, bad := fs.ReadFile(w.Files(), path)
		if bad != nil && err == nil {
			err = fmt.Errorf("argument %s: %w", argument, bad)
		}
		return text
	}
	s.template, s.program = string(read("template", s.Template)), read("workload", s.Workload.File)
	s.files = make(map[string]string, len(s.Files))
	for name, path := range s.Files {
		s.files[name] = string(read("files", path))
	}
	if err == nil {
		s.keys, err = readKeys(w)
	}
	return s, err
}

// Run makes a stack and runs the workload in its gate node.
func (s RunCommandHeat) Run(ctx context.Context, it *harness.Iteration) error {
	made, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	address, ok := made.output("gate_node").(string)
	if !ok || address == "" {
		return fmt.Errorf("stack %s has no output gate_node that is an address", made.ID)
	}
	in, err := s.login(it, address).enter(ctx, it)
	if err != nil {
		return err
	}
	defer in.leave()
	const path = "/tmp/.pacenote-workload"
	if err := in.send(ctx, s.program, path); err != nil {
		return err
	}
	stdin, err := json.Marshal(made.Outputs)
	if err != nil {
		return err
	}
	o, err := in.do(ctx, it, workloadAction, Command{RemotePath: Words{path}, script: stdin})
	if err != nil {
		return err
	}
	table, err := tabled(o)
	if err == nil {
		it.Show(table)
	}
	return err
}

// login is how a gate node is entered.
func (s RunCommandHeat) login(it *harness.Iteration, address string) login {
	return login{user: s.Workload.Username, key: s.keys[it.User.UserID()], host: address, port: 22}
}

// tabled is what a workload printed, as a table.
func tabled(o outcome) (c harness.Chart, err error) {
	c = harness.Chart{Kind: harness.Table, Title: "Workload summary", Description: "Data generated by workload", Columns: []string{"key", "value"}}
	for line := range strings.SplitSeq(string(o.stdout), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok || strings.Contains(value, ":") {
			return c, fmt.Errorf("the workload printed %q: expected key:value", clip(line))
		}
		c.Rows = append(c.Rows, []string{strings.ToValidUTF8(key, "�"), strings.ToValidUTF8(value, "�")})
	}
	if len(c.Rows) == 0 {
		return c, fmt.Errorf("the workload printed nothing; what it complained of is %q", clip(string(o.stderr)))
	}
	return c, nil
}
