package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/store"
)

// On a disk that fills up, the run stops with an error that says so, and what was kept before stays readable.
func TestFullDisk(t *testing.T) {
	folder := smallDisk(t, 3<<20)
	file := filepath.Join(folder, "results.db")
	s := opened(t, file)
	began := time.Now()
	result, err := harness.Lab{Sinks: []harness.Sink{s}}.Run(t.Context(), harness.Benchmark{
		Name: "full", Workloads: []harness.Workload{{Scenario: noisy{}, Load: load.Rate{PerSecond: 5000, Duration: time.Minute}, SLA: []harness.Check{}}},
	})
	if err == nil || !strings.Contains(err.Error(), "the disk is full") || !strings.Contains(err.Error(), file) || result.Verdict != harness.Broken {
		t.Fatalf("%v: %v; want it to say that the disk is full, and where", result.Verdict, err)
	}
	if took := time.Since(began); took > 50*time.Second {
		t.Errorf("it went on for %v", took)
	}
	s.Close()
	s = opened(t, file)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	run, err := s.Find(t.Context(), "last")
	if err != nil {
		t.Fatal(err)
	}
	kept, err := s.Result(t.Context(), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, s, run.ID); n == 0 || run.Verdict == "passed" || kept.Name != "full" {
		t.Errorf("%d iterations of a run that is %s", n, run.Verdict)
	}
}

// A noisy scenario fails with text that no compression makes small.
type noisy struct{}

func (noisy) Run(_ context.Context, it *harness.Iteration) error {
	r := it.Rand("text")
	text := make([]byte, 400)
	for i := range text {
		text[i] = byte('!' + r.IntN(90))
	}
	return errors.New(string(text))
}

func count(t *testing.T, s *store.Store, id string) (n int) {
	t.Helper()
	for _, err := range s.Records(t.Context(), id) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// smallDisk is a folder on a disk of so many bytes. It takes root, and the right to mount.
func smallDisk(t *testing.T, size int) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+strconv.Itoa(size)); err != nil {
		t.Skipf("this machine does not let a small disk be mounted: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(folder, syscall.MNT_DETACH) })
	return folder
}
