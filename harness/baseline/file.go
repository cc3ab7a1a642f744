package baseline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"

	"github.com/pacenote/pacenote/harness"
)

// Version is that of the files. It grows when a key changes its meaning.
const Version = 1

// A file is what is written.
type file struct {
	Version int `json:"pacenote_baseline"`
	Run
}

// largest is how many bytes a file may have: fifty times those of a run of a hundred series.
const largest = 64 << 20

var ids = regexp.MustCompile(`^[0-9a-f]{8}$`)

// Write writes a run.
func (r *Run) Write(w io.Writer) error {
	text, err := json.Marshal(file{Version, *r})
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

// Parse reads what [Run.Write] wrote, and refuses everything else.
func Parse(r io.Reader) (*Run, error) {
	text, err := io.ReadAll(io.LimitReader(r, largest+1))
	if err != nil {
		return nil, err
	}
	if len(text) > largest {
		return nil, fmt.Errorf("it has more than %d bytes", largest)
	}
	var version struct {
		Version *int `json:"pacenote_baseline"`
	}
	if err := json.Unmarshal(text, &version); err != nil {
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	switch {
	case version.Version == nil:
		return nil, errors.New("it is no baseline: expected the key pacenote_baseline")
	case *version.Version != Version:
		return nil, fmt.Errorf("it is of version %d of baselines, and this is version %d", *version.Version, Version)
	}
	var f file
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	if err := f.check(); err != nil {
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	return &f.Run, nil
}

func (r *Run) check() error {
	if !ids.MatchString(r.ID) {
		return fmt.Errorf("the id of the run is %.40q: expected eight hexadecimal digits", r.ID)
	}
	seen := make(map[[3]string]bool)
	for _, p := range r.Parts {
		for i := range p.Series {
			s := &p.Series[i]
			key := [3]string{p.Workload, p.Part, s.Name}
			if seen[key] {
				return fmt.Errorf("%.100q of %.100q comes twice", s.Name, p.Workload)
			}
			seen[key] = true
			if err := s.check(); err != nil {
				return fmt.Errorf("%.100q of %.100q: %w", s.Name, p.Workload, err)
			}
		}
	}
	return nil
}

// most is how many successes or failures a series may have: more than anybody can make.
const most = 1e12

func (s *Series) check() error {
	switch {
	case s.Succeeded < 0 || s.Succeeded > most || s.Failed < 0 || s.Failed > most:
		return fmt.Errorf("%d succeeded and %d failed: expected counts up to %d", s.Succeeded, s.Failed, int64(most))
	case int64(len(s.Durations)) != min(s.Succeeded, Sample):
		return fmt.Errorf("there are %d durations of %d successes: expected %d", len(s.Durations), s.Succeeded, min(s.Succeeded, Sample))
	case s.Succeeded > 0 && len(s.Exactly) != len(harness.Percentiles), s.Succeeded == 0 && len(s.Exactly) > 0:
		return fmt.Errorf("there are %d percentiles of %d successes", len(s.Exactly), s.Succeeded)
	case !slices.IsSorted(s.Durations) || !slices.IsSorted(s.Exactly):
		return errors.New("durations are not in ascending order")
	case s.Mean < 0 || len(s.Durations) > 0 && (s.Durations[0] < 0 || s.Exactly[0] < 0):
		return errors.New("a duration is below zero")
	}
	return nil
}
