package steps

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v21"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/dummy"
)

// tableOf is a table of a feature: lines of cells between bars.
func tableOf(text string) *godog.Table {
	t := new(godog.Table)
	for _, line := range strings.Split(text, "\n") {
		row := new(messages.PickleTableRow)
		for _, cell := range strings.Split(strings.Trim(line, "| "), "|") {
			row.Cells = append(row.Cells, &messages.PickleTableCell{Value: strings.TrimSpace(cell)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func newBench() *bench {
	return &bench{catalogue: harness.Catalogue{{Name: "Dummy.dummy", New: func() harness.Scenario { return new(dummy.Dummy) }}}}
}

// finished makes the workloads of a bench, as the last step before the run does.
func (b *bench) finished(t *testing.T) []harness.Workload {
	t.Helper()
	for _, w := range b.workloads {
		ready, err := b.make(w)
		if err != nil {
			t.Fatal(err)
		}
		b.benchmark.Workloads = append(b.benchmark.Workloads, ready)
	}
	b.chain()
	return b.benchmark.Workloads
}

// A search and all that may be said about it is the literal that a Go programmer would write.
func TestSearchSteps(t *testing.T) {
	b := newBench()
	for _, err := range []error{
		b.runs(`"Dummy.dummy" runs more and more often until a promise breaks, up to 200 times a second`),
		b.searchFrom("2.5"), b.searchProbe("1m"), b.searchSettle("5s"), b.rests("7s"), b.searchConfirm(2), b.searchWithin("10"),
		b.searchStopAt(`"http 503", "timeout" and "panic"`), b.randomly(), b.atMost(30), b.called("ramp"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	w := b.finished(t)[0]
	got := w.Load.(harness.Search)
	if shaped := fmt.Sprint(got.Shape(load.Rate{PerSecond: 4, Duration: m})); !strings.Contains(shaped, "at most 30 in flight") || !strings.Contains(shaped, "random") {
		t.Errorf("each load is %s; want one at random moments, with at most 30 in flight", shaped)
	}
	got.Shape = nil
	want := harness.Search{From: 2.5, To: 200, Probe: m, Settle: 5 * s, Rest: 7 * s, Confirm: 2, Within: .1, StopAt: []string{"http 503", "timeout", "panic"}}
	if fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", want) || w.Name != "ramp" {
		t.Errorf("%#v, called %s; want %#v", got, w.Name, want)
	}

	b = newBench()
	if err := b.runs(`more and more users run "Dummy.dummy" until a promise breaks, up to 64`); err != nil {
		t.Fatal(err)
	}
	if err := b.searchConfirm(0); err != nil {
		t.Fatal(err)
	}
	if got := b.workloads[0].shape.(harness.Search); !got.Users || got.To != 64 || got.Confirm != -1 {
		t.Errorf("%#v; want 64 users, not confirmed", got)
	}
}

// What is said about a search where there is none, or cannot be meant, is refused in its own words.
func TestSearchStepsAreRefused(t *testing.T) {
	search := `"Dummy.dummy" runs more and more often until a promise breaks, up to 200 times a second`
	for _, tt := range []struct {
		runs string
		step func(b *bench) error
		want string
	}{
		{`2 users run "Dummy.dummy" 4 times`, func(b *bench) error { return b.searchProbe("5s") }, `2 users, 4 iterations is no search: expected one, such as`},
		{search, func(b *bench) error { return b.searchProbe("long") }, "duration"},
		{search, func(b *bench) error { return b.rests("0s") }, "expected a duration above 0"},
		{search, func(b *bench) error { return b.searchFrom("0") }, "expected a number above 0"},
		{search, func(b *bench) error { return b.searchWithin("100") }, "less than 100%"},
		{search, func(b *bench) error { return b.sustains(4, "a second") }, "nothing has run"},
	} {
		b := newBench()
		if err := b.runs(tt.runs); err != nil {
			t.Fatal(err)
		}
		if err := tt.step(b); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v; want an error that says %q", tt.runs, err, tt.want)
		}
	}
	if err := newBench().searchProbe("5s"); err == nil || !strings.Contains(err.Error(), "nothing runs yet") {
		t.Errorf("before any When: %v", err)
	}
}

// A search is asked for what it found, in its own unit; what was asked for is no failure of a generator that was the limit.
func TestSustains(t *testing.T) {
	one := harness.Outcome{View: harness.View{Workload: "a"}, Capacity: &harness.Capacity{Unit: "a second", Sustained: 41, Ended: "it ended"}}
	two := harness.Outcome{View: harness.View{Workload: "b"}, Capacity: &harness.Capacity{Unit: "users", Sustained: 7}}
	none := harness.Outcome{View: harness.View{Workload: "c"}}
	for _, tt := range []struct {
		list  []harness.Outcome
		least float64
		unit  string
		in    string
		want  string // "" is kept
	}{
		{[]harness.Outcome{one, none}, 41, "a second", "", ""},
		{[]harness.Outcome{one}, 42, "a second", "", "sustains at least 41 a second: it ended, promised >= 42"},
		{[]harness.Outcome{one, two}, 7, "users", "b", ""},
		{[]harness.Outcome{two}, 1, "user", "", ""},
		{[]harness.Outcome{one, two}, 7, "users", "", `say which, as in at least 7 users in "a"`},
		{[]harness.Outcome{one, two}, 7, "users", "bb", `unknown search "bb": expected one of a, b`},
		{[]harness.Outcome{two}, 7, "a second", "", "the search counts users, not a second"},
		{[]harness.Outcome{none}, 7, "a second", "", "nothing was searched"},
	} {
		b := &bench{result: &harness.Result{Workloads: tt.list}, err: &harness.BoundError{Workload: "a"}}
		err := b.sustainsIn(tt.least, tt.unit, tt.in)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("at least %v %s in %q: %v; want %q", tt.least, tt.unit, tt.in, err, tt.want)
		}
		if excused := err == nil && tt.list[0].Workload == "a" && tt.in == ""; b.judged != excused || b.result.Expected != excused {
			t.Errorf("at least %v %s in %q: judged %v, expected %v; want %v", tt.least, tt.unit, tt.in, b.judged, b.result.Expected, excused)
		}
	}
}

// A row of a sweep is a workload; they run one after another, and what is said after the table is about each.
func TestSweep(t *testing.T) {
	b := newBench()
	for _, err := range []error{
		b.sweeps("Dummy.dummy", tableOf("| users | rate-less | duration |\n| 1 | x | 5s |")), // refused when it is made
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.make(b.workloads[0]); err == nil || !strings.Contains(err.Error(), `unknown argument "rate-less"`) {
		t.Errorf("%v; want an unknown argument", err)
	}

	b = newBench()
	if err := b.sweepsFor("Dummy.dummy", "10s", tableOf("| users | sleep |\n| 1 | 1s |\n| 20 | 1s |\n| 20 | 2s |")); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{b.rests("3s"), b.pause("2s"), b.later("9s"), b.called("sizes"), b.keeps(tableOf("| p95 | < 4s |"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := b.runs(`1 user runs "Dummy.dummy" 1 time`); err != nil {
		t.Fatal(err)
	}
	list := b.finished(t)
	var got []string
	for _, w := range list {
		got = append(got, fmt.Sprintf("%s; %s; after %q and %v; sleeps %v", w.Name, w.Load, w.After, w.Delay, w.Scenario.(*dummy.Dummy).Sleep))
	}
	want := []string{
		`sizes: users 1, sleep 1s; 1 user for 10s, pauses of 2s; after "" and 9s; sleeps 1s`,
		`sizes: users 20, sleep 1s; 20 users for 10s, pauses of 2s; after "sizes: users 1, sleep 1s" and 3s; sleeps 1s`,
		`sizes: users 20, sleep 2s; 20 users for 10s, pauses of 2s; after "sizes: users 20, sleep 1s" and 3s; sleeps 2s`,
		`Dummy.dummy; 1 user, 1 iteration; after "" and 0s; sleeps 0s`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if list[2].Point == nil || list[2].Point.Row != 3 || list[2].Point.Sweep != "sizes" || list[3].Point != nil {
		t.Errorf("points %+v, %+v", list[2].Point, list[3].Point)
	}
}

func TestSweepsAreRefused(t *testing.T) {
	for _, tt := range []struct{ table, duration, want string }{
		{"| users |", "", "a row with the names of the columns"},
		{"| users |\n| 1 |", "", "row 1 of the loads for S: nobody knows when it ends: expected a column duration or iterations"},
		{"| sleep |\n| 1s |", "5s", "expected a column users or a column rate, and not both"},
		{"| users | rate |\n| 1 | 2 |", "5s", "expected a column users or a column rate, and not both"},
		{"| users |\n| 1 |\n| some |", "5s", `row 2 of the loads for S: column users: "some": expected a whole number`},
		{"| rate |\n| 0 |", "5s", "column rate: 0: expected a number above 0"},
		{"| users | duration |\n| 1 | some |", "", "column duration: "},
		{"| users | duration |\n| 1 | 2s |", "5s", "a column duration, and 5s for all rows"},
		{"| users |\n| 1 | 2 |", "5s", "2 cells: expected 1, for users"},
		{"| users | users |\n| 1 | 2 |", "5s", `two columns are called "users"`},
		{"| users |\n| 1 |\n| 2 |\n| 1 |", "5s", "row 3 of the loads for S is row 1 again: users 1"},
	} {
		err := newBench().sweepsFor("S", tt.duration, tableOf(tt.table))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v; want an error that says %q", tt.table, err, tt.want)
		}
	}
}

// Whatever a table says, it is refused, or each row is a load.
func FuzzSweep(f *testing.F) {
	f.Add("| users | size |\n| 1 | 2 |\n| 4 | 2 |", "10s")
	f.Add("| rate | iterations | duration |\n| 1.5 | 20 | 1m |", "")
	f.Fuzz(func(t *testing.T, text, duration string) {
		b := newBench()
		err := b.sweepsFor("Dummy.dummy", duration, tableOf(text))
		if err != nil && len(b.workloads) > 0 {
			t.Errorf("%v, and %d loads", err, len(b.workloads))
		}
		for _, w := range b.workloads {
			if w.shape == nil || w.sweep == nil || w.Point == nil {
				t.Errorf("%+v", w)
			}
		}
	})
}
