package vm

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// A Command is what is run in a guest, as Rally has it. As text it is a JSON object:
//
//	{"interpreter": "/bin/sh", "script_inline": "uptime"}             a script, on the interpreter's standard input
//	{"interpreter": ["N=3", "/bin/bash"], "script_file": "load.sh"}   one of a file beside the feature
//	{"remote_path": "/bin/true"}                                      a program of the guest
//	{"remote_path": "/tmp/fio", "local_path": "fio"}                  a program that is sent there first
//
// Interpreter and remote_path are a word or a list: variables before, arguments behind. command_args come last of all.
type Command struct {
	Interpreter  Words  `json:"interpreter,omitempty"`
	ScriptInline string `json:"script_inline,omitempty"`
	ScriptFile   string `json:"script_file,omitempty"`
	RemotePath   Words  `json:"remote_path,omitempty"`
	LocalPath    string `json:"local_path,omitempty"`
	Args         Words  `json:"command_args,omitempty"`

	script, program []byte // once read
}

// Words are a word, or a list of words.
type Words []string

// UnmarshalJSON reads a text, or a list of texts and other plain values.
func (w *Words) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*w = nil
		if one != "" {
			*w = Words{one}
		}
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(text, &list) != nil {
		return errors.New("expected a word or a list of words")
	}
	for _, item := range list {
		word := string(item) // of a number
		if json.Unmarshal(item, &one) == nil {
			word = one
		} else if strings.ContainsAny(word[:1], "{[") {
			return errors.New("expected a list of words")
		}
		*w = append(*w, word)
	}
	return nil
}

var commandKeys = []string{"interpreter", "script_inline", "script_file", "remote_path", "local_path", "command_args"}

// UnmarshalText reads a JSON object.
func (c *Command) UnmarshalText(text []byte) error {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(text, &keys); err != nil || keys == nil {
		return fmt.Errorf(`%q: expected a JSON object such as {"interpreter": "/bin/sh", "script_inline": "uptime"}`, clip(string(text)))
	}
	for key := range keys {
		if !slices.Contains(commandKeys, key) {
			return harness.Unknown("key", key, commandKeys)
		}
	}
	type bare Command
	var b bare
	if err := json.Unmarshal(text, &b); err != nil {
		return err
	}
	*c = Command(b)
	return nil
}

// MarshalText writes a JSON object.
func (c Command) MarshalText() ([]byte, error) {
	type bare Command
	return json.Marshal(bare(c))
}

// Validate refuses what says nothing to run, or two things.
func (c Command) Validate() error {
	switch {
	case len(c.Interpreter) == 0 && len(c.RemotePath) == 0:
		return errors.New("expected an interpreter, or a remote_path to run")
	case c.ScriptFile != "" && c.ScriptInline != "":
		return errors.New("script_file and script_inline: expected one of them")
	case len(c.Interpreter) == 0 && (c.ScriptFile != "" || c.ScriptInline != ""):
		return errors.New("a script: expected an interpreter for it, such as /bin/sh")
	case c.LocalPath != "" && len(c.RemotePath) == 0:
		return errors.New("local_path: expected a remote_path, where it is to go")
	case c.LocalPath != "" && len(c.Interpreter) > 0 && last(c.RemotePath) != last(c.Interpreter):
		return fmt.Errorf("local_path goes to %s, and the interpreter is %s: expected the same", last(c.RemotePath), last(c.Interpreter))
	}
	return nil
}

func last(w Words) string { return w[len(w)-1] }

// read is the command with the contents of its files.
func (c Command) read(files fs.FS) (Command, error) {
	c.script = []byte(c.ScriptInline)
	for _, f := range []struct {
		key, path string
		into      *[]byte
	}{{"script_file", c.ScriptFile, &c.script}, {"local_path", c.LocalPath, &c.program}} {
		if f.path == "" {
			continue
		}
		text, err := fs.ReadFile(files, f.path)
		if err != nil {
			return c, fmt.Errorf("argument command: %s: %w", f.key, err)
		}
		*f.into = text
	}
	return c, nil
}

// line is what the guest's shell gets.
func (c Command) line() string {
	words := slices.Concat(c.Interpreter, c.RemotePath, c.Args)
	if c.LocalPath != "" && len(c.Interpreter) > 0 { // an interpreter that is sent is not its own argument
		words = slices.Concat(c.Interpreter, c.Args)
	}
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = quote(word)
	}
	return strings.Join(quoted, " ")
}

var plain = regexp.MustCompile(`^[\w@%+=:,./-]+$`)

// quote is a word as a shell takes it for one. NAME=value stays what it is.
func quote(word string) string {
	if plain.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'"'"'`) + "'"
}

// sendTo is the line that takes a program on its standard input and puts it to a path.
func sendTo(path string) string {
	return "cat > " + quote(path) + " && chmod 755 " + quote(path)
}
