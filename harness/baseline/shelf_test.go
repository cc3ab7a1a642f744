package baseline_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/baseline"
)

// A place to keep the result of, with an id and a time.
func at(r *harness.Result, id string, day int, cloud string) *harness.Result {
	other := *r
	other.ID, other.Started = id, time.Date(2026, 9, day, 10, 15, 0, 0, time.UTC)
	if cloud != "" {
		other.Rehearsal, other.Environment = false, harness.Environment{Cloud: cloud, AuthURL: "https://" + cloud + ".test/v3"}
	}
	return &other
}

func keep(t *testing.T, shelf baseline.Shelf, results ...*harness.Result) {
	t.Helper()
	for _, r := range results {
		if err := shelf.Keep(r); err != nil {
			t.Fatal(err)
		}
	}
}

func TestShelf(t *testing.T) {
	shelf := baseline.Shelf{Folder: filepath.Join(t.TempDir(), "not", "there")}
	r := must(t, 1, 50, around(1))
	here, staging := baseline.PlaceOf(r), baseline.PlaceOf(at(r, "", 1, "staging"))
	if last, err := shelf.Last(r.Name, here); last != nil || err != nil {
		t.Errorf("Last of an empty shelf = %v, %v; want none", last, err)
	}
	keep(t, shelf, at(r, "00000001", 2, ""), at(r, "00000002", 3, ""), at(r, "00000003", 1, ""), at(r, "00000004", 9, "staging"), at(r, "00000005", 8, "prod"))
	other := at(r, "00000006", 9, "")
	other.Name = "volumes"
	keep(t, shelf, other)
	within := baseline.Shelf{Folder: filepath.Join(shelf.Folder, "realtime")} // is another shelf
	keep(t, within, at(r, "00000077", 9, ""))
	for _, tt := range []struct {
		name  string
		place baseline.Place
		want  string
	}{
		{"boots", here, "00000002"},
		{"boots", staging, "00000004"},
		{"volumes", here, "00000006"},
		{"volumes", staging, ""},
		{"boot", here, ""},
	} {
		last, err := shelf.Last(tt.name, tt.place)
		if err != nil || (last == nil) != (tt.want == "") || last != nil && last.ID != tt.want {
			t.Errorf("Last(%q, %v) = %v, %v; want %q", tt.name, tt.place, last, err, tt.want)
		}
	}
	if run, err := shelf.Run("00000003", "boots", here); err != nil || !reflect.DeepEqual(run, baseline.Of(at(r, "00000003", 1, ""))) {
		t.Errorf("Run = %+v, %v; want what was kept", run, err)
	}
	for _, tt := range []struct{ id, want string }{
		{"0000000", "expected eight hexadecimal digits"},
		{"../../etc", "expected eight hexadecimal digits"},
		{"0000004f", `unknown run "0000004f": did you mean "0000000`},
		{"00000077", `unknown run "00000077"`},
		{"00000004", "run 00000004 took place on the cloud staging at https://staging.test/v3, and this one does on a rehearsal"},
		{"00000006", `run 00000006 is of another benchmark, "volumes"`},
	} {
		if run, err := shelf.Run(tt.id, "boots", here); run != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Run(%q) = %v, %v; want an error with %q", tt.id, run, err, tt.want)
		}
	}
}

// A rehearsal has the same id each time it is repeated: the newest takes the place of the others.
func TestRepeatedRunIsKeptOnce(t *testing.T) {
	shelf := baseline.Shelf{Folder: t.TempDir()}
	r := must(t, 1, 50, around(1))
	keep(t, shelf, at(r, "00000001", 1, ""), at(r, "00000002", 2, ""), at(r, "00000001", 3, ""))
	files, err := filepath.Glob(filepath.Join(shelf.Folder, "*", "*", "*"))
	if err != nil || len(files) != 2 || !strings.HasSuffix(files[1], "20260903T101500.000Z-00000001.json") {
		t.Errorf("files = %q, %v; want one of each run", files, err)
	}
}

// Names of benchmarks and of clouds stay in the folder, and those that look alike are told apart.
func TestNamesAreSafe(t *testing.T) {
	shelf := baseline.Shelf{Folder: filepath.Join(t.TempDir(), "shelf")}
	r := must(t, 1, 5, around(1))
	names := []string{"../../up", "..", "", "/etc/passwd", "a/b", "a b", "A b", "a\x00b", strings.Repeat("long ", 200), "ümlaut", "con"}
	for _, name := range names {
		for _, cloud := range []string{"", "../cloud", "a", "A"} {
			kept := at(r, "00000001", 1, cloud)
			kept.Name = name
			keep(t, shelf, kept)
			if last, err := shelf.Last(name, baseline.PlaceOf(kept)); err != nil || last == nil || last.Name != name || last.Place != baseline.PlaceOf(kept) {
				t.Errorf("Last(%q, %q) = %v, %v; want what was kept", name, cloud, last, err)
			}
		}
	}
	files, _ := filepath.Glob(filepath.Join(shelf.Folder, "*", "*", "*.json"))
	if len(files) != 4*len(names) {
		t.Errorf("%d files, want %d: %q", len(files), 4*len(names), files)
	}
	if beside, _ := os.ReadDir(filepath.Dir(shelf.Folder)); len(beside) != 1 {
		t.Errorf("%v beside the folder; want nothing", beside)
	}
}

func TestDamagedFileIsNamed(t *testing.T) {
	shelf := baseline.Shelf{Folder: t.TempDir()}
	r := at(must(t, 1, 5, around(1)), "00000001", 1, "")
	keep(t, shelf, r)
	files, _ := filepath.Glob(filepath.Join(shelf.Folder, "*", "*", "*.json"))
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(files[0], text[:len(text)/2], 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := shelf.Last(r.Name, baseline.PlaceOf(r)); err == nil || !strings.Contains(err.Error(), files[0]) || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("Last = %v; want an error that names %s", err, files[0])
	}
}

func TestParseRefuses(t *testing.T) {
	var good bytes.Buffer
	if err := baseline.Of(at(must(t, 1, 3, around(1)), "1a2b3c4d", 1, "")).Write(&good); err != nil {
		t.Fatal(err)
	}
	if _, err := baseline.Parse(bytes.NewReader(good.Bytes())); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ from, to, want string }{
		{`{"pacenote_baseline":1`, `{"pacenote_baseline":2`, "version 2 of baselines"},
		{`"pacenote_baseline"`, `"results"`, "it is no baseline"},
		{`1a2b3c4d`, `../1a2b3`, "expected eight hexadecimal digits"},
		{`"succeeded":3`, `"succeeded":4`, "3 durations of 4 successes: expected 4"},
		{`"succeeded":3`, `"succeeded":-3`, "-3 succeeded"},
		{`"succeeded":3`, `"succeeded":3,"surplus":1`, "surplus"},
		{`"durations_ns":[`, `"durations_ns":[99999999999999,`, "4 durations of 3"},
		{`"name":"boot"`, `"name":""`, "comes twice"},
		{`"mean_ns":`, `"mean_ns":-`, "below zero"},
		{`}]}]}`, `}]}]}{}`, "damaged"},
		{`}`, ``, "damaged"},
	} {
		text := strings.Replace(good.String(), tt.from, tt.to, 1)
		if run, err := baseline.Parse(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Parse with %s for %s = %v, %v; want an error with %q", tt.to, tt.from, run, err, tt.want)
		}
	}
}

// Whatever is read is what would be written, and can be compared.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"pacenote_baseline":1,"id":"1a2b3c4d","name":"boots","started":"2026-09-14T10:15:00Z","place":{"rehearsal":true},"parts":[{"workload":"w","series":[{"succeeded":2,"failed":1,"mean_ns":3,"percentiles_ns":[1,2,3,4,5],"durations_ns":[1,5]}]}]}`))
	f.Add([]byte(`{"pacenote_baseline":1,"id":"1a2b3c4d","parts":null}`))
	f.Add([]byte(`[]`))
	var view harness.View
	view.Workload, view.Final = "w", true
	view.Iterations.Success.Add(time.Second)
	f.Fuzz(func(t *testing.T, text []byte) {
		run, err := baseline.Parse(bytes.NewReader(text))
		if err != nil {
			return
		}
		var again bytes.Buffer
		if err := run.Write(&again); err != nil {
			t.Fatalf("%q was read, and cannot be written: %v", text, err)
		}
		second, err := baseline.Parse(&again)
		if err != nil || !reflect.DeepEqual(run, second) {
			t.Fatalf("%q is read as %+v, and that as %+v, %v", text, run, second, err)
		}
		for _, figure := range []baseline.Figure{baseline.Mean(""), baseline.Percentile(95, ""), baseline.FailureRate("")} {
			if c := baseline.NoWorse(run, figure, baseline.Within{}).Compare(&view); c == nil || !(c.P >= 0 && c.P <= 1) {
				t.Fatalf("%q compares as %+v", text, c)
			}
		}
	})
}
