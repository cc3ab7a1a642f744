package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRecord(t *testing.T) {
	const sample = "../recording/testdata/session.har"
	broken := filepath.Join(t.TempDir(), "broken.har")
	if err := os.WriteFile(broken, []byte(`{"log":{"entries":[{"request":{"method":"GET","url":"secret"}}]}}`), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args           string
		code           int
		stdout, stderr string // that have to be there
	}{
		{sample + " --users 3 --iterations 12", 0, `When 3 users run "somebody who was recorded" 12 times`, ""},
		{sample, 0, `When 1 user runs "somebody who was recorded" 1 time`, ""},
		{sample + " --users 0", 1, "", "--users 0 --iterations 1: expected 1 or more of both"},
		{broken, 1, "", "entry 1 of " + broken + ": expected a URL such as https://"},
		{"nowhere.har", 1, "", "nowhere.har: no such file"},
		{"", 1, "", "accepts 1 arg"},
	} {
		code, stdout, stderr := run(append([]string{"scenarios", "record"}, strings.Fields(tt.args)...)...)
		if code != tt.code || !strings.Contains(stdout, tt.stdout) || !strings.Contains(stderr, tt.stderr) {
			t.Errorf("pacenote scenarios record %s = %d\n%s\n%s\nwant %d, %q, %q", tt.args, code, stdout, stderr, tt.code, tt.stdout, tt.stderr)
		}
		if strings.Contains(stderr, "secret") {
			t.Errorf("%s shows what it read", stderr)
		}
	}
}
