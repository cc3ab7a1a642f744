package recording_test

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness/recording"
	"github.com/pacenote/pacenote/scenarios"
)

var bar = regexp.MustCompile(`\\.|\|`)

// Whatever is read becomes sentences that the verbs know, in a table whose rows are as wide as each other.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"testdata/session.har", "testdata/session.log"} {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add(har(exchange(1, "POST", storage+"volumes", `{"volume":{"size":1.5,"availability_zone":"a|\\\n\r"}}`, `{"volume":{"id":"a"}}`, "", "")))
	f.Add(har(exchange(1, "POST", network+"networks", `{"a":"\u007bweb}"}`, `{"id":"a b"}`, "", ""), exchange(2, "GET", network+"networks/a%20b?x={y}", "", "", "", "")))
	verbs := scenarios.Verbs()
	f.Fuzz(func(t *testing.T, text []byte) {
		calls, err := recording.Read("x.har", bytes.NewReader(text))
		if err != nil {
			return
		}
		feature, err := recording.Compose(calls, recording.Options{Name: "x.har"})
		if err != nil {
			return
		}
		if err := feature.Check(verbs); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := feature.Write(&b); err != nil {
			t.Fatal(err)
		}
		width, rows := 0, 0
		for line := range strings.Lines(b.String()) {
			line = strings.TrimSpace(line)
			if !strings.HasPrefix(line, "|") {
				continue
			}
			bars := 0
			for _, found := range bar.FindAllString(line, -1) {
				if found == "|" {
					bars++
				}
			}
			if rows++; rows > 1 && bars != width || !strings.HasSuffix(line, "|") {
				t.Fatalf("row %d has %d bars, not %d: %s", rows, bars, width, line)
			}
			width = bars
		}
		if rows != len(feature.Steps) {
			t.Fatalf("%d rows of %d steps:\n%s", rows, len(feature.Steps), b.String())
		}
	})
}
