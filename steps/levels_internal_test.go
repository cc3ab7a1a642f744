package steps

import (
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness"
)

func TestParseLevel(t *testing.T) {
	for _, tt := range []struct{ row, want string }{
		{"p95 of nova.boot_server|< 8s", "p95 of nova.boot_server < 8s"},
		{"p99.9|<= 1.5s", "p99.9 <= 1.5s"},
		{"median|<100ms", "p50 < 100ms"},
		{"mean of foo[bar]|> 1s", "mean of foo[bar] > 1s"},
		{"slowest|< 1m", "slowest < 1m0s"},
		{"failure rate|<= 0.5%", "failure rate <= 0.5%"},
		{"failure rate of a|== 0%|after 3 iterations", "failure rate of a == 0%, after 3 iterations"},
		{"p95|!= 1s", "p95 not == 1s"},
		{"p99 of response time|< 1s", "p99 of response time < 1s"},
		{"p99 of lateness|< 1s", "p99 of lateness < 1s"},
		{"p95 of compute GET /servers/{id}|< 1s", "p95 of compute GET /servers/{id} < 1s"},
		{"failure rate of compute GET /servers in any 30s|< 1%", "failure rate of compute GET /servers < 1% over any 30s"},
		{"throughput|>= 40/s", "throughput >= 40/s"},
		{"throughput of nova.boot_server in any 1m|>= 0.5/s", "throughput of nova.boot_server >= 0.5/s over any 1m"},
		{"achieved rate|>= 95%", "achieved rate >= 95%"},
		{"degradation|<= 250%", "degradation <= 250%"},
		{"outliers of a|<= 3", "outliers of a <= 3"},
		{`rate of "http 503"|<= 1%`, `rate of "http 503" <= 1%`},
		{`rate of "timeout" in warm-up|<= 1%`, `rate of "timeout" <= 1% in warm-up`},
		{"p95|< 1s|for 10s", "p95 < 1s, or broken for less than 10s"},
		{"p95|< 1s|after 5 iterations, at the end", "p95 < 1s, after 5 iterations, at the end"},
	} {
		level, err := parseLevel(strings.Split(tt.row, "|"))
		if err != nil || harness.Describe(level) != tt.want {
			t.Errorf("parseLevel(%q) = %v, %v; want %s", tt.row, level, err, tt.want)
		}
	}
	for _, tt := range []struct{ row, want string }{
		{"p95", "expected two cells"},
		{"p101|< 8s", "at most p100"},
		{"p95|below 8s", `"below 8s" is no promise`},
		{"p95|< 8%", "no duration"},
		{"p95|< 8", "has no unit"},
		{"failure rate|< 8s", `"8s" is no rate`},
		{"failure rate|< 8", `"8" is no rate`},
		{"failure rate|< 108%", `is no rate`},
		{"p95|< 8s|later", `expected | after 20 iterations |`},
		{"p95|< 8s|for ever", `expected a duration such as for 10s`},
		{"throughput|>= 40", `expected one such as 40/s`},
		{"outliers|<= 1.5", `expected one such as 3`},
		{"rate|<= 1%", `rate of "http 503"`},
		{`rate of "timeot"|<= 1%`, `did you mean "timeout"?`},
		{"achieved rate of a|>= 1%", `that of a whole load`},
		{"failrue rate|< 1%", `did you mean "failure rate"?`},
	} {
		if level, err := parseLevel(strings.Split(tt.row, "|")); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("parseLevel(%q) = %v, %v; want an error with %q", tt.row, level, err, tt.want)
		}
	}
}

func FuzzParseLevel(f *testing.F) {
	f.Add("p95 of nova.boot_server", "< 8s", "after 3 iterations")
	f.Add("failure rate", "<= 1%", "")
	f.Add("mean of \"disk / write\" in any 3s", "> 5", "")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		level, err := parseLevel([]string{a, b, c})
		if (level == nil) == (err == nil) {
			t.Errorf("parseLevel(%q, %q, %q) = %v, %v", a, b, c, level, err)
		}
	})
}

// A phrase is matched by its own pattern, as it is written in the manual, and by no other.
func TestPhrasesAreApart(t *testing.T) {
	text := strings.NewReplacer(" (TABLE)", "", "TRIGGER", "after 20s", "COMMAND", "true", "URL", "http://x", "STATUS", "503", "THINGS", "3 volumes", "VERSION", "2.90", "SENTENCE", `3 users run "x" for 1m`, "ORDER", "the next", "DURATION", "1m", "SERVICE", "compute", "CHOICE", "random", "FIGURE", "p95", "PROMISE", "< 8s", "N", "3", "SCENARIO", "Dummy.dummy", "NAME", "x", "FILE", "a.csv")
	for _, p := range Vocabulary() {
		var matching []string
		for _, q := range Vocabulary() {
			if q.match(text.Replace(p.Form)) {
				matching = append(matching, q.Form)
			}
		}
		if len(matching) != 1 || matching[0] != p.Form {
			t.Errorf("%q is matched by %q", text.Replace(p.Form), matching)
		}
	}
}
