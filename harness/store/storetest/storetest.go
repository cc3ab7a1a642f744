// Package storetest is the test that every store of runs passes.
package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/store"
)

// Test tests a store. open opens the same, at first empty one each time that it is called, and closes it when the test is over;
// a test may close it before.
func Test(t *testing.T, open func(*testing.T) *store.Store) {
	t.Run("a run is kept", func(t *testing.T) { testKept(t, open(t)) })
	t.Run("records survive", func(t *testing.T) { testRecords(t, open(t)) })
	t.Run("a rehearsal is kept from within virtual time", func(t *testing.T) { testRehearsal(t, open(t)) })
	t.Run("lists and ids", func(t *testing.T) { testLists(t, open(t)) })
	t.Run("tags and deletion", func(t *testing.T) { testChanges(t, open(t)) })
	t.Run("who does not end is interrupted", func(t *testing.T) { testInterrupted(t, open) })
	t.Run("opened again", func(t *testing.T) { testAgain(t, open) })
}

var errHalf = errors.New("every second one fails")

// scenario has two actions, one within the other, and fails now and then.
var scenario = harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
	it.PlacedOn("compute-1")
	it.Add(harness.Chart{Title: "disk", Values: []harness.Value{{Name: "write", Number: float64(it.Number)}}})
	return it.Time(ctx, "outer", func(ctx context.Context) error {
		return it.Time(ctx, "inner", func(ctx context.Context) error {
			if it.Number%10 == 0 {
				return errHalf
			}
			return nil
		})
	})
})

func benchmark(name string) harness.Benchmark {
	return harness.Benchmark{
		Name: name, Description: "what it is for", Tags: []string{"smoke"}, Source: "Feature: F\n", Seed: 7,
		Workloads: []harness.Workload{{Name: "half", Scenario: scenario, Load: load.Constant{Users: 3, Iterations: 300}, SLA: []harness.Check{}}},
	}
}

func run(t *testing.T, lab harness.Lab, name string) *harness.Result {
	t.Helper()
	result, err := lab.Run(t.Context(), benchmark(name))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func same(t *testing.T, got, want *harness.Result) {
	t.Helper()
	got.Started, got.Folder, want.Folder = want.Started, "", ""
	a, errA := json.Marshal(got)
	b, errB := json.Marshal(want)
	if errA != nil || errB != nil || string(a) != string(b) {
		t.Errorf("another result: %v %v\n%s\nwant\n%s", errA, errB, a, b)
	}
}

func testKept(t *testing.T, s *store.Store) {
	ctx := t.Context()
	began := time.Now()
	want := run(t, harness.Lab{Sinks: []harness.Sink{s}, Revision: "abc"}, "kept")
	r, err := s.Find(ctx, "last")
	if err != nil {
		t.Fatal(err)
	}
	if r.ID != want.ID || r.Name != "kept" || r.Verdict != "passed" || r.Iterations != 300 || r.Failed != 30 || r.Load != want.Workloads[0].Load ||
		!slices.Equal(r.Tags, []string{"smoke"}) || r.Revision != "abc" || r.Started.Before(began.Add(-time.Second)) || r.Started.After(time.Now()) || r.Bytes == 0 || r.Session == "" {
		t.Errorf("%+v", r)
	}
	got, err := s.Result(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, want)
	var numbers []int64
	for record, err := range s.Records(ctx, r.ID) {
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, record.Number)
		if len(record.Actions) != 2 || record.Host != "compute-1" || (record.Outcome == harness.EndFailure) != (record.Number%10 == 0) || len(record.Added) != 1 {
			t.Errorf("record %+v", record)
		}
	}
	slices.Sort(numbers)
	if len(numbers) != 300 || numbers[0] != 1 || numbers[299] != 300 {
		t.Errorf("%d iterations of 300", len(numbers))
	}
	if err := s.Check(ctx); err != nil {
		t.Error(err)
	}
}

// records are of all kinds.
func records() []*harness.Record {
	list := []*harness.Record{
		{Number: 1, Due: 1, Start: 2, End: 30, Own: 1},
		{
			Workload: 1, Part: 2, Number: 1, Due: time.Second, Start: time.Second, End: 3 * time.Second, Idle: 4, Renewed: 5, Waited: 6, Last: 7,
			Outcome: harness.EndFailure, Class: "http 500", Message: "a \x00 message\n'\"", Action: "a[b]", RequestID: "req-1", Project: "p", Host: "h",
			Actions: []harness.RecordedAction{{Path: "a", Start: 1, Duration: 2, Waited: 3, Last: 4}, {Path: "a[b]", Start: 1, Duration: 2, Failed: true}},
			Calls: []harness.RecordedCall{
				{Action: "a", Route: "compute GET /servers/{id}", Status: 200, Start: 1, FirstByte: 2, Duration: 3, In: 4, Out: 5, Reused: true}, {Route: "x", Retry: true},
			},
			Added: []harness.RecordedValue{{Title: "disk", Name: "write", Value: -0.5, Chart: `{"kind":"Lines","title":"disk"}`}}, Shown: []string{`{"kind":"Pie"}`},
		},
		{Number: 2, Due: 5, Start: 9, End: 9, Outcome: harness.EndSkipped},
		{Number: 3, Start: -1, Outcome: harness.EndAborted, Calls: []harness.RecordedCall{{Action: "a", Route: "y", Status: 404}}},
	}
	return list
}

func saved(id string) *harness.Result {
	return &harness.Result{
		ID: id, Name: "saved " + id, Verdict: harness.Passed, Started: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		Workloads: []harness.Outcome{{View: harness.View{Workload: "one"}}, {View: harness.View{Workload: "two"}}},
	}
}

func testRecords(t *testing.T, s *store.Store) {
	want := records()
	if _, err := s.Save(t.Context(), saved("5a5a5a5a"), slices.Values(want)); err != nil {
		t.Fatal(err)
	}
	i := 0
	for got, err := range s.Records(t.Context(), "5a5a5a5a") {
		if err != nil {
			t.Fatal(err)
		}
		w := *want[i]
		if len(got.Actions) == 0 {
			got.Actions = nil
		}
		if len(got.Calls) == 0 {
			got.Calls = nil
		}
		if !reflect.DeepEqual(*got, w) {
			t.Errorf("record %d: %+v; want %+v", i, *got, w)
		}
		i++
	}
	if i != len(want) {
		t.Errorf("%d records; want %d", i, len(want))
	}
}

func testRehearsal(t *testing.T, s *store.Store) {
	var first, second *harness.Result
	for _, result := range []**harness.Result{&first, &second} {
		synctest.Test(t, func(t *testing.T) {
			*result = run(t, harness.Lab{Sinks: []harness.Sink{s}, Rehearsal: true}, "rehearsed")
		})
	}
	ctx := t.Context()
	older, err := s.Find(ctx, first.ID)
	if err != nil {
		t.Fatal(err)
	}
	newer, err := s.Find(ctx, "last")
	if err != nil {
		t.Fatal(err)
	}
	if first.ID != second.ID || older.ID != first.ID || newer.ID != first.ID+"-2" || newer.Started.Year() < 2026 {
		t.Errorf("%s and %s were kept as %s and %s", first.ID, second.ID, older.ID, newer.ID)
	}
	if a, b := count(t, s, older.ID), count(t, s, newer.ID); a != 0 || b != 300 {
		t.Errorf("%d and %d iterations are kept of the same rehearsal; want those of the newer one", a, b)
	}
	got, err := s.Result(ctx, older.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, first)
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

func testLists(t *testing.T, s *store.Store) {
	ctx := t.Context()
	for i, id := range []string{"aaaa1111", "aaaa2222", "bbbb3333"} {
		r := saved(id)
		r.Started = r.Started.AddDate(0, 0, i)
		if i == 2 {
			r.Verdict, r.Environment.Cloud = harness.Failed, "staging"
		}
		if _, err := s.Save(ctx, r, nil); err != nil {
			t.Fatal(err)
		}
	}
	day := saved("").Started
	for _, tt := range []struct {
		filter store.Filter
		want   string
	}{
		{store.Filter{Until: day.AddDate(0, 1, 0)}, "bbbb3333 aaaa2222 aaaa1111"},
		{store.Filter{Name: "SAVED AAAA"}, "aaaa2222 aaaa1111"},
		{store.Filter{Name: "_aaaa"}, ""},
		{store.Filter{ID: "aaaa", Limit: 1}, "aaaa2222"},
		{store.Filter{ID: "aaaa", Limit: 1, Skip: 1}, "aaaa1111"},
		{store.Filter{ID: "aaaa", Since: day.AddDate(0, 0, 1)}, "aaaa2222"},
		{store.Filter{ID: "aaaa", Until: day.AddDate(0, 0, 1)}, "aaaa1111"},
		{store.Filter{Verdict: "failed"}, "bbbb3333"},
		{store.Filter{Cloud: "staging"}, "bbbb3333"},
		{store.Filter{Tags: []string{"none"}}, ""},
	} {
		list, err := s.Runs(ctx, tt.filter)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, r := range list {
			if strings.HasPrefix(r.Name, "saved ") && r.ID != "5a5a5a5a" {
				ids = append(ids, r.ID)
			}
		}
		if got := strings.Join(ids, " "); got != tt.want {
			t.Errorf("%+v: %q; want %q", tt.filter, got, tt.want)
		}
	}
	for _, tt := range []struct{ word, want, err string }{
		{"aaaa1111", "aaaa1111", ""},
		{"bbbb", "bbbb3333", ""},
		{"aaaa", "", "means 2 runs: aaaa2222 (saved aaaa2222), aaaa1111"},
		{"aaaa1112", "", `did you mean "aaaa1111"?`},
		{"last~x", "", "expected last, or last~1"},
		{"last~1000", "", "there are not so many"},
		{"", "", "expected an id"},
	} {
		r, err := s.Find(ctx, tt.word)
		if r.ID != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("Find(%q) = %q, %v; want %q, %q", tt.word, r.ID, err, tt.want, tt.err)
		}
	}
	if _, err := s.Result(ctx, "nothing"); err == nil || !strings.Contains(err.Error(), "no such run") {
		t.Errorf("a result of nothing: %v", err)
	}
}

func testChanges(t *testing.T, s *store.Store) {
	ctx := t.Context()
	r, err := s.Save(ctx, saved("cccc4444"), slices.Values(records()))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Tag(ctx, r.ID, []string{"nightly", "b", "b"}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Tag(ctx, r.ID, []string{"a"}, []string{"b", "unknown"}); err != nil {
		t.Fatal(err)
	}
	if list, err := s.Runs(ctx, store.Filter{Tags: []string{"nightly", "a"}}); err != nil || len(list) != 1 || !slices.Equal(list[0].Tags, []string{"a", "nightly"}) {
		t.Errorf("%+v, %v; want one run, with two tags", list, err)
	}
	if err := s.Delete(ctx, r.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Find(ctx, r.ID); err == nil || count(t, s, r.ID) != 0 {
		t.Errorf("it is still there: %v", err)
	}
}

func testInterrupted(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	begun := saved("dddd5555")
	begun.Workloads[0].Scenario, begun.Verdict = "S.s", ""
	intake, err := s.Begin(begun)
	if err != nil {
		t.Fatal(err)
	}
	var list []*harness.Record
	for n := range int64(100) {
		list = append(list, &harness.Record{
			Number: n + 1, Start: time.Duration(n) * time.Second, End: time.Duration(n+1) * time.Second,
			Actions: []harness.RecordedAction{{Path: "a", Duration: time.Duration(n+1) * time.Millisecond}},
		})
	}
	if err := intake.Take(slices.Values(list)); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Find(t.Context(), "dddd5555"); err != nil || r.Verdict != store.Running || r.Iterations != 100 {
		t.Errorf("%+v, %v; want it to go on, with 100 iterations", r, err)
	}
	got, err := s.Result(t.Context(), "dddd5555")
	if err != nil {
		t.Fatal(err)
	}
	a, _ := got.Workloads[0].Series("a")
	if got.Verdict != harness.Running || got.Workloads[0].Iterations.Success.Count != 100 || a == nil || a.Success.Percentile(95) != 95*time.Millisecond || got.Workloads[0].Scenario != "S.s" {
		t.Errorf("%v, %+v", got.Verdict, got.Workloads[0].Iterations)
	}
}

func testAgain(t *testing.T, open func(*testing.T) *store.Store) {
	s := open(t)
	if _, err := s.Save(t.Context(), saved("eeee6666"), nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), saved("eeee7777"), nil); err == nil {
		t.Error("a closed store keeps a run")
	}
	if _, err := open(t).Find(t.Context(), "eeee6666"); err != nil {
		t.Error(err)
	}
}
