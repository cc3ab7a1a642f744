package journal_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/journal"
)

func header() journal.Header {
	return journal.Header{Run: "1a2b3c4d", Mark: "pacenote-1a2b3c4d-", Benchmark: "storm", Cloud: "staging", AuthURL: "http://k/v3", Started: time.Unix(0, 0).UTC()}
}

func create(t *testing.T, folder string) *journal.Writer {
	t.Helper()
	w, err := journal.Create(folder, header())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// What was written is read again, by whoever comes when the writer is gone, and by nobody before.
func TestJournalOutlivesItsRun(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "out", "1a2b3c4d")
	w := create(t, folder)
	boot := cloud.Creation{Service: "compute", Method: "POST", Path: "/v2.1/servers", Names: []string{"pacenote-1a2b3c4d-s1"}, Project: "p"}
	if err := errors.Join(w.Creating(boot), w.Existing([]string{"entry demo"})); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, journal.Name)
	if _, err := journal.Open(path); !errors.Is(err, journal.ErrRuns) {
		t.Fatalf("Open while the run goes on: %v; want ErrRuns", err)
	}
	if err := w.Close(false); err != nil {
		t.Fatal(err)
	}
	j, err := journal.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if j.Mark != header().Mark || len(j.Created) != 1 || j.Created[0].Names[0] != boot.Names[0] || len(j.Existing) != 1 || !j.Gone.IsZero() {
		t.Errorf("Open = %+v", j)
	}
	for _, tt := range []struct {
		service, route string
		want           bool
	}{
		{"compute", "", true}, {"compute", "/servers", true}, {"compute", "/os-keypairs", false}, {"compute", "/server", false}, {"network", "", false}, {"", "", true},
	} {
		if got := j.Touched(tt.service, tt.route); got != tt.want {
			t.Errorf("Touched(%q, %q) = %t", tt.service, tt.route, got)
		}
		if got := w.Touched(tt.service, tt.route); got != tt.want {
			t.Errorf("of the writer: Touched(%q, %q) = %t", tt.service, tt.route, got)
		}
	}
	if _, err := journal.Open(path); !errors.Is(err, journal.ErrRuns) {
		t.Errorf("Open while somebody cleans up: %v; want ErrRuns", err)
	}
	if err := j.Close(true); err != nil {
		t.Fatal(err)
	}
	if j, err = journal.Open(path); err != nil || j.Gone.IsZero() {
		t.Errorf("Open after the clean-up: %+v, %v; want it gone", j, err)
	}
	if found, err := journal.Find(filepath.Dir(filepath.Dir(folder))); err != nil || len(found) != 1 || found[0] != path {
		t.Errorf("Find = %q, %v", found, err)
	}
}

// Two runs never share a journal.
func TestJournalIsOfOneRun(t *testing.T) {
	folder := t.TempDir()
	w := create(t, folder)
	defer w.Close(false)
	if _, err := journal.Create(folder, header()); err == nil {
		t.Error("a second journal in the same folder")
	}
}

// A journal that cannot be written keeps its run from making anything.
func TestJournalThatFailsIsAnError(t *testing.T) {
	w := create(t, t.TempDir())
	if err := w.Close(false); err != nil {
		t.Fatal(err)
	}
	if err := w.Creating(cloud.Creation{Service: "compute"}); err == nil {
		t.Error("what could not be kept was no error")
	}
}

const whole = `{"journal":1,"run":"1a2b3c4d","mark":"pacenote-1a2b3c4d-","cloud":"c","auth_url":"u","started":"2026-11-23T06:00:00Z"}` + "\n"

func TestParse(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{whole, ""},
		{whole + `{"creating":{"service":"compute","method":"POST","path":"/servers"}}` + "\n" + `{"creating":{"serv`, ""}, // killed in mid-line
		{"", "j:1: it is empty"},
		{whole[:40], "j:1: it is empty"},
		{"x\n", "j:1: no line of a journal"},
		{`{"gone":"2026-11-23T06:00:00Z"}` + "\n", "j:1: expected the header"},
		{strings.Replace(whole, `"journal":1`, `"journal":2`, 1), "j:1: journal: format 2: expected 1"},
		{strings.Replace(whole, "pacenote-1a2b3c4d-", "", 1), `j:1: mark: "": expected one such as pacenote-1a2b3c4d-`},
		{strings.Replace(whole, "pacenote-1a2b3c4d-", "pacenote-", 1), `j:1: mark: "pacenote-"`},
		{whole + "{}\n", "j:2: a line that says nothing"},
		{whole + whole, "j:2: a second header"},
		{whole + `{"creatin":{}}` + "\n", `j:2: no line of a journal: json: unknown field "creatin"`},
	} {
		_, err := journal.Parse("j", []byte(tt.text))
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Parse(%q) = %v; want %q", tt.text, err, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(whole + `{"creating":{"service":"compute","method":"POST","path":"/servers","names":["x"]}}` + "\n" + `{"existing":["entry a"]}` + "\n" + `{"gone":"2026-11-23T06:00:00Z"}` + "\n")
	f.Fuzz(func(t *testing.T, text string) {
		j, err := journal.Parse("j", []byte(text))
		if (j == nil) == (err == nil) {
			t.Errorf("Parse = %v, %v", j, err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "j:") {
			t.Errorf("an error without its line: %v", err)
		}
		if err == nil && len(j.Mark) != len("pacenote-1a2b3c4d-") {
			t.Errorf("a mark of %q", j.Mark)
		}
	})
}

// The folder of a journal may be looked into by others: it is for one machine's clean-up, and holds no secret.
func TestFindPassesHiddenFolders(t *testing.T) {
	root := t.TempDir()
	for _, folder := range []string{".git/x", "a/b"} {
		w := create(t, filepath.Join(root, folder))
		if err := w.Close(false); err != nil {
			t.Fatal(err)
		}
	}
	if found, err := journal.Find(root); err != nil || len(found) != 1 || !strings.Contains(found[0], "a") {
		t.Errorf("Find = %q, %v; want the one below a", found, err)
	}
	if err := os.RemoveAll(root); err != nil {
		t.Fatal(err)
	}
}
