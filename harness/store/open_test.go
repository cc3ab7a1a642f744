package store_test

import (
	"crypto/rand"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/store"
)

// What a newer Pacenote made, and what is no history at all, is refused with a reason, and left as it is.
func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	newer := filepath.Join(folder, "newer.db")
	s, err := store.Open(t.Context(), newer)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	db, err := sql.Open("sqlite", newer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	text := filepath.Join(folder, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("this is no database\n", 100)), 0o644); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{newer: "a newer Pacenote made it", text: "no history of runs", filepath.Join(text, "below.db"): "not a directory"} {
		s, err := store.Open(t.Context(), file)
		if err == nil {
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v; want %q, and which file", file, err, want)
		}
	}
}

// The history is beside the go.mod of the folder that one is in, where git does not see it.
func TestDefault(t *testing.T) {
	t.Setenv("PACENOTE_STORE", "")
	root := t.TempDir()
	if root, _ = filepath.EvalSymlinks(root); root == "" {
		t.Fatal("no folder")
	}
	below := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(below, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "go.mod"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	t.Chdir(below)
	want := filepath.Join(root, ".pacenote", "results.db")
	if got := store.Default(); got != want {
		t.Errorf("the history is at %s; want %s", got, want)
	}
	s := opened(t, "")
	if text, err := os.ReadFile(filepath.Join(root, ".pacenote", ".gitignore")); err != nil || string(text) != "*\n" || s.Location() != want {
		t.Errorf("%s, .gitignore %q, %v", s.Location(), text, err)
	}
	t.Setenv("PACENOTE_STORE", "elsewhere.db")
	if got := store.Default(); got != "elsewhere.db" {
		t.Errorf("PACENOTE_STORE moves it to %s", got)
	}
}

// An export to Parquet has all rows, as any reader of Parquet sees them.
func TestParquet(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "results.db"))
	list := []*harness.Record{
		{Number: 1, Start: 5, End: 9, Actions: []harness.RecordedAction{{Path: "a", Duration: 3}, {Path: "b", Duration: 1}}, Calls: []harness.RecordedCall{{Route: "x", Status: 200}}},
		{Number: 2, Start: 7, End: 9, Outcome: harness.EndFailure, Class: "timeout"},
	}
	r, err := s.Save(t.Context(), &harness.Result{ID: "0a0a0a0a", Workloads: []harness.Outcome{{View: harness.View{Workload: "boots"}}}}, slices.Values(list))
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "out")
	if err := s.Parquet(t.Context(), r.ID, folder); err != nil {
		t.Fatal(err)
	}
	type iteration struct {
		Number  int64  `parquet:"number"`
		Outcome string `parquet:"outcome"`
		Class   string `parquet:"class"`
		End     int64  `parquet:"end_ns"`
		Of      string `parquet:"workload_name"`
	}
	iterations, err := parquet.ReadFile[iteration](filepath.Join(folder, "iterations.parquet"))
	if want := []iteration{{1, "succeeded", "", 9, "boots"}, {2, "failed", "timeout", 9, "boots"}}; err != nil || !slices.Equal(iterations, want) {
		t.Errorf("iterations: %v, %v; want %v", iterations, err, want)
	}
	type action struct {
		Number   int64  `parquet:"number"`
		Path     string `parquet:"action"`
		Duration int64  `parquet:"duration_ns"`
	}
	actions, err := parquet.ReadFile[action](filepath.Join(folder, "actions.parquet"))
	if want := []action{{1, "a", 3}, {1, "b", 1}}; err != nil || !slices.Equal(actions, want) {
		t.Errorf("actions: %v, %v; want %v", actions, err, want)
	}
	type call struct {
		Route  string `parquet:"route"`
		Status int32  `parquet:"status"`
	}
	calls, err := parquet.ReadFile[call](filepath.Join(folder, "calls.parquet"))
	if want := []call{{"x", 200}}; err != nil || !slices.Equal(calls, want) {
		t.Errorf("calls: %v, %v; want %v", calls, err, want)
	}
}

// What was deleted takes no room any more.
func TestDeleteGivesRoomBack(t *testing.T) {
	file := filepath.Join(t.TempDir(), "results.db")
	s := opened(t, file)
	size := func() int64 {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	var list []*harness.Record
	for n := range int64(20_000) {
		list = append(list, &harness.Record{Number: n, Message: strings.Repeat("x", int(n%7)), RequestID: rand.Text()})
	}
	r, err := s.Save(t.Context(), &harness.Result{ID: "0a0a0a0a", Workloads: make([]harness.Outcome, 1)}, slices.Values(list))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), "none"); err != nil { // brings the log into the file
		t.Fatal(err)
	}
	before := size()
	if err := s.Delete(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	if after := size(); after > before/2 {
		t.Errorf("the file had %d bytes, and has %d", before, after)
	}
}
