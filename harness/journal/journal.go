package journal

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// Name is that of the file in the folder of its run.
const Name = "journal.jsonl"

// A Header is who a journal is of.
type Header struct {
	Journal   int       `json:"journal"` // the version of the format: 1
	Run       string    `json:"run"`
	Mark      string    `json:"mark"` // of all that the run makes
	Benchmark string    `json:"benchmark,omitempty"`
	Cloud     string    `json:"cloud"` // its name in clouds.yaml
	AuthURL   string    `json:"auth_url"`
	Region    string    `json:"region,omitempty"`
	Started   time.Time `json:"started"`
	Set       string    `json:"set,omitempty"` // the name of the fixtures that are to stay until they are taken down; "" of a run
}

// A line is one of the file; one field is set.
type line struct {
	*Header
	Creating *cloud.Creation `json:"creating,omitempty"`
	Existing []string        `json:"existing,omitempty"` // where the existing users are listed
	Gone     *time.Time      `json:"gone,omitempty"`
}

// A Writer is the journal of a run that lives. It is safe for concurrent use. The zero value is one without a file: it
// knows what was touched, and keeps nothing.
type Writer struct {
	mu      sync.Mutex
	file    *os.File
	touched map[[2]string]bool // service and path, without ids
}

// Create makes the journal of a run in its folder, which is made as well, and locks it.
func Create(folder string, h Header) (*Writer, error) {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	file, err := os.OpenFile(filepath.Join(folder, Name), os.O_CREATE|os.O_EXCL|os.O_WRONLY|os.O_APPEND, 0o666)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	w := &Writer{file: file}
	if err := lock(file); err != nil {
		file.Close()
		return nil, fmt.Errorf("journal: %w", err)
	}
	h.Journal = 1
	if err := w.write(line{Header: &h}); err != nil {
		file.Close()
		return nil, err
	}
	return w, nil
}

// Creating keeps that a request is about to be sent.
func (w *Writer) Creating(c cloud.Creation) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if key := [2]string{c.Service, cloud.Route(c.Path)}; !w.touched[key] {
		if w.touched == nil {
			w.touched = make(map[[2]string]bool)
		}
		w.touched[key] = true
	}
	return w.write(line{Creating: &c})
}

// Touched tells whether a service was asked to make something at a route, such as "/servers"; "" is any of either.
func (w *Writer) Touched(service, route string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for key := range w.touched {
		if (service == "" || key[0] == "" || key[0] == service) && below(key[1], route) {
			return true
		}
	}
	return false
}

// Existing keeps where the existing users of the run are listed: entries of clouds.yaml, or a file.
func (w *Writer) Existing(from []string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.write(line{Existing: from})
}

// Close ends the journal. gone says that nothing is left of what the run made.
func (w *Writer) Close(gone bool) error {
	if w.file == nil {
		return nil
	}
	if gone {
		now := time.Now().UTC()
		if err := w.write(line{Gone: &now}); err != nil {
			return err
		}
	}
	return w.file.Close()
}

func (w *Writer) write(l line) error {
	if w.file == nil {
		return nil
	}
	text, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if _, err := w.file.Write(append(text, '\n')); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}
