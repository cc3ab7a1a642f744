package baseline

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// A Shelf keeps runs in a folder, in a file each:
//
//	PLACE/BENCHMARK/20260914T101500.000Z-1a2b3c4d.json
//
// Nothing is removed but an older run of the same id: whoever wants to begin anew removes files. A folder that is not there is empty.
type Shelf struct {
	Folder string
}

const (
	stamp = "20060102T150405.000Z"
	ends  = ".json"
)

// Last is the latest run of a benchmark at a place; nil if there is none.
func (s Shelf) Last(name string, place Place) (*Run, error) {
	entries, err := os.ReadDir(s.folder(name, place))
	if err != nil && !os.IsNotExist(err) {
		return nil, fmt.Errorf("look for a baseline: %w", err)
	}
	for _, e := range slices.Backward(entries) { // by name, which begins with the time
		if !e.IsDir() && filepath.Ext(e.Name()) == ends {
			run, err := s.read(filepath.Join(s.folder(name, place), e.Name()))
			if err != nil {
				return nil, err
			}
			run.last = true
			return run, nil
		}
	}
	return nil, nil
}

// Run is the run of a benchmark that has an id. It is an error if there is none, or it was of another benchmark or at another
// place.
func (s Shelf) Run(id, name string, place Place) (*Run, error) {
	if !ids.MatchString(id) {
		return nil, fmt.Errorf("%q is no run: expected eight hexadecimal digits, such as 1a2b3c4d", id)
	}
	var files, known []string
	err := filepath.WalkDir(s.Folder, func(path string, e fs.DirEntry, err error) error {
		below, _ := filepath.Rel(s.Folder, path)
		if err == nil && !e.IsDir() && filepath.Ext(path) == ends && strings.Count(below, string(filepath.Separator)) == 2 {
			_, of, _ := strings.Cut(strings.TrimSuffix(e.Name(), ends), "-")
			if known = append(known, of); of == id {
				files = append(files, path)
			}
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		return nil, fmt.Errorf("look for a baseline: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%w (kept are passing runs that were compared with a baseline, in %s)", harness.Unknown("run", id, known), s.Folder)
	}
	var other error
	for _, path := range files {
		run, err := s.read(path)
		switch {
		case err != nil:
			return nil, err
		case run.Place != place:
			other = fmt.Errorf("run %s took place on %s, and this one does on %s: such figures are never compared", id, run.Place, place)
		case run.Name != name:
			other = fmt.Errorf("run %s is of another benchmark, %q", id, run.Name)
		default:
			return run, nil
		}
	}
	return nil, other
}

func (s Shelf) read(path string) (*Run, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read a baseline: %w", err)
	}
	defer file.Close()
	run, err := Parse(file)
	if err != nil {
		return nil, fmt.Errorf("baseline %s: %w: remove the file to do without it", path, err)
	}
	return run, nil
}

// Keep keeps what there is to keep of a result. A file is there whole, or not at all.
func (s Shelf) Keep(r *harness.Result) error {
	if err := s.keep(Of(r)); err != nil {
		return fmt.Errorf("keep a baseline: %w", err)
	}
	return nil
}

func (s Shelf) keep(run *Run) error {
	if err := run.check(); err != nil {
		return err
	}
	folder := s.folder(run.Name, run.Place)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	var text bytes.Buffer
	if err := run.Write(&text); err != nil {
		return err
	}
	older, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	suffix := "-" + run.ID + ends
	name := run.Started.UTC().Format(stamp) + suffix
	if err := write(filepath.Join(folder, name), text.Bytes()); err != nil {
		return err
	}
	for _, e := range older {
		if e.Name() < name && strings.HasSuffix(e.Name(), suffix) {
			if err := os.Remove(filepath.Join(folder, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// write puts a file there whole.
func write(path string, text []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), "*.new") // which nobody reads
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // unless it was renamed
	_, err = file.Write(text)
	if err := errors.Join(err, file.Chmod(0o644), file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// folder is that of the runs of a benchmark at a place. Names and clouds are not to be trusted with paths.
func (s Shelf) folder(name string, place Place) string {
	at := "rehearsal"
	if !place.Rehearsal {
		at = slug(place.Cloud, fmt.Sprintf("%q %q %q", place.Cloud, place.AuthURL, place.Region))
	}
	return filepath.Join(s.Folder, at, slug(name, name))
}

// slug is a name that is safe in a path, and tells apart what the hash tells apart.
func slug(name, hashed string) string {
	const longest = 40
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case b.Len() == longest:
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	sum := sha256.Sum256([]byte(hashed))
	return strings.Trim(fmt.Sprintf("%s-%x", strings.TrimSuffix(b.String(), "-"), sum[:4]), "-")
}
