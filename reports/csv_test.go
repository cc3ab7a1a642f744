package reports_test

import (
	"bytes"
	"encoding/csv"
	"iter"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

// Every iteration, action and call is a row; text of a cloud is no formula.
func TestCSV(t *testing.T) {
	r := &harness.Result{ID: "0a0a0a0a", Name: "boots", Workloads: []harness.Outcome{{View: harness.View{Workload: "w", Mix: []harness.View{{Part: "a"}, {Part: "b"}}}}}}
	list := []harness.Record{
		{Part: 1, Number: 1, Due: time.Second, Start: 1500 * time.Millisecond, End: 3 * time.Second, Idle: 500 * time.Millisecond, Outcome: harness.EndFailure, Class: "http 500",
			Message: "=HYPERLINK(\"http://x\")\nline two", Action: "nova.boot", Actions: []harness.RecordedAction{{Path: "nova.boot", Duration: time.Second, Failed: true}},
			Calls: []harness.RecordedCall{{Action: "nova.boot", Route: "compute POST /servers", Status: 500, Duration: time.Millisecond, In: 12}}},
		{Number: 2, Start: 0, End: 2, Outcome: harness.EndSuccess},
	}
	records := func(yield func(*harness.Record, error) bool) {
		for i := range list {
			if !yield(&list[i], nil) {
				return
			}
		}
	}
	for name, tt := range map[string]struct {
		write func(*bytes.Buffer, iter.Seq2[*harness.Record, error]) error
		want  [][]string
	}{
		"iterations": {func(b *bytes.Buffer, s iter.Seq2[*harness.Record, error]) error {
			return reports.IterationsCSV(b, r, s)
		}, [][]string{
			{"0a0a0a0a", "boots", "w", "b", "1", "failed", "1", "1.5", "3", "1", "1.5", "0.5", "0.5", "0", "0", "http 500", "nova.boot", "'=HYPERLINK(\"http://x\")\nline two", "", "", ""},
			{"0a0a0a0a", "boots", "w", "a", "2", "succeeded", "0", "0", "0.000000002", "0.000000002", "0.000000002", "0", "0", "0", "0", "", "", "", "", "", ""},
		}},
		"actions": {func(b *bytes.Buffer, s iter.Seq2[*harness.Record, error]) error { return reports.ActionsCSV(b, r, s) }, [][]string{
			{"0a0a0a0a", "w", "1", "nova.boot", "true", "0", "1", "0", "0"},
		}},
		"calls": {func(b *bytes.Buffer, s iter.Seq2[*harness.Record, error]) error { return reports.CallsCSV(b, r, s) }, [][]string{
			{"0a0a0a0a", "w", "1", "nova.boot", "compute POST /servers", "500", "0", "0", "0.001", "12", "0", "false", "false"},
		}},
	} {
		var b bytes.Buffer
		if err := tt.write(&b, records); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(rows) != len(tt.want)+1 {
			t.Fatalf("%s: %d rows, %v; want %d", name, len(rows), err, len(tt.want)+1)
		}
		for i, want := range tt.want {
			for k := range want {
				if rows[i+1][k] != want[k] {
					t.Errorf("%s: row %d: %s is %q; want %q", name, i+1, rows[0][k], rows[i+1][k], want[k])
				}
			}
		}
	}
}
