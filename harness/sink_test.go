package harness_test

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"os"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

// A notebook is a sink that remembers all it is told.
type notebook struct {
	begun, ended *harness.Result
	numbers      []int64
	paths        map[string]int
	takes        int
	refuse       error // at the second time that it is given something
}

func (n *notebook) Begin(begun *harness.Result) (harness.Intake, error) {
	n.begun, n.paths = begun, make(map[string]int)
	return n, nil
}

func (n *notebook) Take(records iter.Seq[*harness.Record]) error {
	if n.takes++; n.takes == 2 && n.refuse != nil {
		return n.refuse
	}
	for r := range records {
		n.numbers = append(n.numbers, r.Number)
		for _, a := range r.Actions {
			n.paths[a.Path]++
		}
	}
	return nil
}

func (n *notebook) End(r *harness.Result) error {
	n.ended = r
	return nil
}

var steps = harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
	it.PlacedOn([]string{"compute-1", "compute-2"}[it.Number%2])
	return it.Time(ctx, "outer", func(ctx context.Context) error {
		return it.Time(ctx, "inner", func(ctx context.Context) error { return harness.Sleep(ctx, 100*time.Millisecond) })
	})
})

// A sink is told of every iteration once, with what is in it, and of the result.
func TestSinkTakesAll(t *testing.T) {
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		book := new(notebook)
		lab := harness.Lab{Sinks: []harness.Sink{book}, Folder: folder, Revision: "abc"}
		result, err := lab.Run(t.Context(), harness.Benchmark{Name: "all", Workloads: []harness.Workload{{
			Name: "steps", Scenario: steps, Load: load.Constant{Users: 5, Duration: 10 * time.Second},
		}}})
		if err != nil {
			t.Fatal(err)
		}
		if b := book.begun; b.ID != result.ID || b.Workloads[0].Workload != "steps" || b.Workloads[0].Users != 5 || b.Environment.Revision != "abc" {
			t.Errorf("begun: %+v", b)
		}
		slices.Sort(book.numbers)
		want := result.Workloads[0].Iterations.Ended()
		if int64(len(book.numbers)) != want || want < 400 || book.numbers[0] != 1 || book.numbers[want-1] != want {
			t.Errorf("%d of %d iterations", len(book.numbers), want)
		}
		if book.paths["outer"] != int(want) || book.paths["outer[inner]"] != int(want) {
			t.Errorf("actions: %v", book.paths)
		}
		if book.takes < 10 {
			t.Errorf("taken %d times in 10 s: not while it went on", book.takes)
		}
		if hosts := result.Workloads[0].Hosts; len(hosts) != 2 || hosts[0].Name != "compute-1" || hosts[0].Success.Count+hosts[1].Success.Count != want {
			t.Errorf("hosts: %+v", hosts)
		}
		text, err := json.Marshal(result)
		if err != nil {
			t.Fatal(err)
		}
		var again harness.Result
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatal(err)
		}
		if text2, _ := json.Marshal(again); string(text2) != string(text) {
			t.Errorf("a result that was written and read again is another one")
		}
	})
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("%v is left of the iterations that the sink took", left)
	}
}

// A sink that can take no more, as on a full disk, stops the load.
func TestSinkStopsTheLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := errors.New("the disk is full")
		book := &notebook{refuse: full}
		began := time.Now()
		result, err := harness.Lab{Sinks: []harness.Sink{book}}.Run(t.Context(), harness.Benchmark{Name: "full", Workloads: []harness.Workload{{
			Scenario: steps, Load: load.Constant{Users: 5, Duration: time.Hour},
		}}})
		if !errors.Is(err, full) || result.Verdict != harness.Broken || time.Since(began) > 10*time.Second {
			t.Errorf("%v, %v after %v", result.Verdict, err, time.Since(began))
		}
		if book.ended != result && book.ended.ID != result.ID {
			t.Error("the sink was not told of the end")
		}
	})
}
