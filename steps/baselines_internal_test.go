package steps

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/baseline"
)

func TestParseComparison(t *testing.T) {
	const last = " worse than in the last passing run"
	for _, tt := range []struct {
		figure, promise string
		within          baseline.Within
		run             string
		want            string
	}{
		{"p95 of nova.boot_server", "no" + last, baseline.Within{}, "", "p95 of nova.boot_server no worse than in the last passing run"},
		{"p95", "at most 30% and 50ms" + last, baseline.Within{Ratio: 1.3, Floor: 50 * time.Millisecond}, "", "p95 at most 30% and 50ms worse than in the last passing run"},
		{"mean", "at most 12.5%" + last, baseline.Within{Ratio: 1.125}, "", "mean at most 12.5% worse than in the last passing run"},
		{"median", "at  most 1m30s" + last, baseline.Within{Floor: 90 * time.Second}, "", "p50 at most 1m30s worse than in the last passing run"},
		{"failure rate", "at most 50% and 1%" + last, baseline.Within{Ratio: 1.5, Share: 0.01}, "", "failure rate at most 50% and 1% worse than in the last passing run"},
		{`p99 of a in "mix"`, `no worse than in run "1a2b3c4d"`, baseline.Within{}, "1a2b3c4d", `p99 of a no worse than in run 1a2b3c4d in "mix"`},
		{"p99 in warm-up", "at most 0%" + last, baseline.Within{Ratio: 1}, "", "p99 no worse than in the last passing run in warm-up"},
	} {
		c, ok, err := parseComparison(tt.figure, tt.promise)
		if !ok || err != nil || c.within != tt.within || c.run != tt.run {
			t.Errorf("parseComparison(%q, %q) = %+v, %t, %v; want %+v of run %q", tt.figure, tt.promise, c, ok, err, tt.within, tt.run)
			continue
		}
		var old *baseline.Run
		if c.run != "" {
			old = &baseline.Run{ID: c.run}
		}
		if have := harness.Describe(c.level(old, false)); have != tt.want {
			t.Errorf("parseComparison(%q, %q) promises %q; want %q", tt.figure, tt.promise, have, tt.want)
		}
	}
	for _, tt := range []struct{ figure, promise, want string }{
		{"p95", "not worse than in the last passing run", "expected \"no worse than in the last passing run\""},
		{"p95", "no worse than in the last run", "expected \"no worse"},
		{"p95", `no worse than in run ""`, "expected the id of a run"},
		{"p95", "at most 30 worse than in the last passing run", `"30" has no unit`},
		{"p95", "at most -3% worse than in the last passing run", `"-3%" is no ratio`},
		{"p95", "at most NaN% worse than in the last passing run", `"NaN%" is no ratio`},
		{"p95", "at most 3% and -1s worse than in the last passing run", "-1s"},
		{"p95", "at most 3% and worse than in the last passing run", `"3% and" is no duration`},
		{"p95", "at most 50ms and 30% worse than in the last passing run", `"50ms" is no ratio`},
		{"failure rate", "at most 3% and 5ms worse than in the last passing run", `"5ms" is no rate`},
		{"slowest", "no worse than in the last passing run", "there is only one slowest"},
		{"p100", "no worse than in the last passing run", "there is only one slowest"},
		{"meen", "no worse than in the last passing run", `did you mean "mean"?`},
		{"p95 in any 30s", "no worse than in the last passing run", "a window is judged while the load runs"},
	} {
		if c, ok, err := parseComparison(tt.figure, tt.promise); !ok || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("parseComparison(%q, %q) = %+v, %t, %v; want an error with %q", tt.figure, tt.promise, c, ok, err, tt.want)
		}
	}
	if _, ok, err := parseComparison("p95", "< 8s"); ok || err != nil {
		t.Errorf("parseComparison of < 8s = %t, %v; want none", ok, err)
	}
	if err := readLevel([]string{"p95", "no worse than in the last passing run", "after 20 iterations"}); err == nil || !strings.Contains(err.Error(), "after 20 iterations") {
		t.Errorf("readLevel of a comparison after 20 iterations = %v; want an error", err)
	}
}

// What a table may say, a Then may, and the phrase that it is gets both parts.
func TestComparisonPhrases(t *testing.T) {
	for _, promise := range []string{
		"no worse than in the last passing run", `no worse than in run "1a2b3c4d"`, "at most 30% and 50ms worse than in the last passing run",
		`at most 50ms worse than in run "1a2b3c4d"`, "at most 5 worse than in the last passing run",
	} {
		p, ok := find(Vocabulary(), "the p95 of nova.boot_server is "+promise)
		m := regexp.MustCompile(p.Pattern).FindStringSubmatch("the p95 of nova.boot_server is " + promise)
		if !ok || len(m) != 3 || m[1] != "p95 of nova.boot_server" || m[2] != promise {
			t.Errorf("%q is read as %q of %q", promise, m, p.Form)
		}
	}
}

func FuzzParseComparison(f *testing.F) {
	f.Add("p95 of a", "no worse than in the last passing run")
	f.Add("failure rate", `at most 30% and 5% worse than in run "1a2b3c4d"`)
	f.Fuzz(func(t *testing.T, figure, promise string) {
		c, ok, err := parseComparison(figure, promise)
		if !ok || err != nil {
			return
		}
		c.level(nil, false) // which panics if it may not be
	})
}
