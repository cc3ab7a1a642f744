package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A Journal is one as it was read.
type Journal struct {
	Header
	Path     string
	Created  []cloud.Creation
	Existing []string  // where the existing users are listed; nil of a run that made its own
	Gone     time.Time // when nothing was left of what the run made; zero if that is not known
	Written  time.Time // when the last line was; zero of a text
	file     *os.File
}

// ErrRuns says that a journal's run goes on.
var ErrRuns = errors.New("its run goes on")

// Open reads a journal and locks it. The error is [ErrRuns] if its run, or somebody who cleans up after it, has it.
func Open(path string) (*Journal, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0)
	if err != nil {
		return nil, err
	}
	if err := lock(file); err != nil {
		file.Close()
		return nil, ErrRuns
	}
	j, err := read(file)
	if err != nil {
		file.Close()
		return nil, err
	}
	j.file = file
	return j, nil
}

func read(file *os.File) (*Journal, error) {
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	j, err := Parse(file.Name(), text)
	if err != nil {
		return nil, err
	}
	j.Written = info.ModTime()
	return j, nil
}

// Close lets go of the journal. gone says that nothing is left of what its run made, which is kept.
func (j *Journal) Close(gone bool) error {
	w := Writer{file: j.file}
	return w.Close(gone)
}

var wellFormed = regexp.MustCompile(`^pacenote-[0-9a-f]{8}-$`)

// Parse reads a journal. A last line that was not written to its end is left out. The error of any other that cannot be
// read names it.
func Parse(path string, text []byte) (*Journal, error) {
	j := &Journal{Path: path}
	for n := 1; len(text) > 0; n++ {
		raw, rest, whole := bytes.Cut(text, []byte("\n"))
		text = rest
		if !whole {
			break
		}
		if err := j.read(raw, n == 1); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	if j.Mark == "" {
		return nil, fmt.Errorf("%s:1: it is empty: expected the header of a journal", path)
	}
	return j, nil
}

func (j *Journal) read(raw []byte, first bool) error {
	var l line
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return fmt.Errorf("no line of a journal: %w", err)
	}
	switch {
	case first && l.Header == nil:
		return errors.New("expected the header of a journal")
	case first && l.Journal != 1:
		return fmt.Errorf("journal: format %d: expected 1", l.Journal)
	case first && !wellFormed.MatchString(l.Mark):
		return fmt.Errorf("mark: %q: expected one such as pacenote-1a2b3c4d-", l.Mark)
	case first:
		j.Header = *l.Header
	case l.Header != nil:
		return errors.New("a second header")
	case l.Creating != nil:
		j.Created = append(j.Created, *l.Creating)
	case l.Existing != nil:
		j.Existing = append(j.Existing, l.Existing...)
	case l.Gone != nil:
		j.Gone = *l.Gone
	default:
		return errors.New("a line that says nothing: expected creating, existing or gone")
	}
	return nil
}

// Touched tells whether the run asked a service to make something at a route, such as "/servers"; "" is any.
func (j *Journal) Touched(service, route string) bool {
	for _, c := range j.Created { // what went to an address may have been for any service
		if (service == "" || c.Service == "" || c.Service == service) && below(c.Path, route) {
			return true
		}
	}
	return false
}

// below tells whether a path is below a route: /v2.1/servers/7 is below /servers.
func below(path, route string) bool { return strings.Contains(path+"/", route+"/") }

// Find returns the paths of the journals below a folder.
func Find(root string) ([]string, error) {
	var list []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // what may not be looked into holds no journal of ours
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"):
			return fs.SkipDir
		case !d.IsDir() && d.Name() == Name:
			list = append(list, path)
		}
		return nil
	})
	return list, err
}
