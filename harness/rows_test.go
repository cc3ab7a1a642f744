package harness_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pacenote/pacenote/harness"
)

type greeting struct {
	Whom string        `arg:"whom,required" help:"whom to greet"`
	Wait time.Duration `arg:"wait" help:"how long"`
}

func (*greeting) Run(context.Context, *harness.Iteration) error { return nil }

var greetings = harness.Entry{Name: "Greetings.greet", New: func() harness.Scenario { return &greeting{Wait: time.Second} }}

// The rows of a file are instances of the scenario, typed, with the arguments that all have in common.
func TestRows(t *testing.T) {
	files := fstest.MapFS{"people.csv": {Data: []byte("\ufeffwhom, wait\nada,5s\n\"Hopper, Grace\", 1m\n")}}
	rows, err := harness.ReadRows(files, "people.csv")
	if err != nil {
		t.Fatal(err)
	}
	feed, err := rows.Feed(greetings, nil, harness.InTurn)
	if err != nil || feed.Order != harness.InTurn || feed.Validate() != nil {
		t.Fatalf("Feed: %+v, %v, %v", feed, err, feed.Validate())
	}
	for i, want := range []greeting{{"ada", 5 * time.Second}, {"Hopper, Grace", time.Minute}} {
		if got := *feed.Rows[i].(*greeting); got != want {
			t.Errorf("row %d: %+v; want %+v", i+1, got, want)
		}
	}
	one := harness.Rows{Names: []string{"whom"}, Values: [][]string{{"you"}}}
	feed, err = one.Feed(greetings, []harness.Argument{{Name: "wait", Value: "3s"}}, harness.Unique)
	if err != nil || *feed.Rows[0].(*greeting) != (greeting{"you", 3 * time.Second}) {
		t.Errorf("Feed: %+v, %v; want a row with the fixed argument", feed, err)
	}
}

// What is wrong with rows is told with its place.
func TestRowsAreRefused(t *testing.T) {
	for _, tt := range []struct{ file, want string }{
		{"", "expected a line with the names"},
		{"whom,wait\n", "expected a line with the names"},
		{"whom,wait\nada\n", "wrong number of fields"},
		{"whom,wiat\nada,5s\n", `a.csv, column 2: unknown argument "wiat": did you mean "wait"?`},
		{"whom,whom\nada,bob\n", `a.csv, column 2: argument whom is given already`},
		{"wait,whom\n5s,ada\n6s,\n", `a.csv, row 2: argument whom is missing: whom to greet`},
		{"whom,wait\nada,5s\nbob,soon\n", `a.csv, row 2: argument wait: "soon" is no duration: expected`},
		{"whom,wait\n" + strings.Repeat("ada,soon\n", 100), "and maybe more"},
	} {
		rows, err := harness.ReadRows(fstest.MapFS{"a.csv": {Data: []byte(tt.file)}}, "a.csv")
		if err == nil {
			_, err = rows.Feed(greetings, nil, harness.Unique)
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Count(err.Error(), "\n") > 6 {
			t.Errorf("rows of %q: %v; want an error that says %q", tt.file, err, tt.want)
		}
	}
	if _, err := harness.ReadRows(fstest.MapFS{}, "b.csv"); err == nil || !strings.Contains(err.Error(), "b.csv") {
		t.Errorf("ReadRows: %v; want an error that names the file", err)
	}
	short := harness.Rows{Names: []string{"whom", "wait"}, Values: [][]string{{"ada"}}}
	if _, err := short.Feed(greetings, nil, harness.Unique); err == nil || !strings.Contains(err.Error(), "row 1: 1 values: expected 2, for whom, wait") {
		t.Errorf("Feed of a short row: %v", err)
	}
}

func FuzzReadRows(f *testing.F) {
	f.Add("whom,wait\nada,5s\n")
	f.Add("\ufeff\"a\"\n\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := harness.ReadRows(fstest.MapFS{"a.csv": {Data: []byte(text)}}, "a.csv")
		if err != nil {
			return
		}
		if feed, err := rows.Feed(greetings, nil, harness.Unique); err == nil && len(feed.Rows) != len(rows.Values) {
			t.Errorf("%d rows of %q; want %d", len(feed.Rows), text, len(rows.Values))
		}
	})
}
