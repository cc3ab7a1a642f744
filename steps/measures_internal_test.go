package steps

import (
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness"
)

func TestParseLevelOfAValue(t *testing.T) {
	for _, tt := range []struct{ row, want string }{
		{`mean of "disk / write"|> 20`, `mean of "disk / write" > 20`},
		{`p95 of "disk in use / of all"|<= 0.5|after 3 iterations`, `p95 of "disk in use / of all" <= 0.5, after 3 iterations`},
		{`median of "a / b / c" in any 30s|< 1e3`, `p50 of "a / b / c" < 1000 over any 30s`},
		{`lowest of "a / b" in warm-up|>= 1`, `lowest of "a / b" >= 1 in warm-up`},
		{`highest of "a / b" in "readers"|!= -1`, `highest of "a / b" not == -1 in "readers"`},
		{`count of "a / b"|== 4`, `count of "a / b" == 4`},
	} {
		level, err := parseLevel(strings.Split(tt.row, "|"))
		if err != nil || harness.Describe(level) != tt.want {
			t.Errorf("parseLevel(%q) = %v, %v; want %s", tt.row, level, err, tt.want)
		}
	}
	for _, tt := range []struct{ row, want string }{
		{`mean of "disk"|> 20`, `expected the title of a chart and the name of a series`},
		{`mean of " / a"|> 20`, `expected the title of a chart and the name of a series`},
		{`maen of "a / b"|> 20`, `did you mean "mean"?`},
		{`slowest of "a / b"|> 20`, `did you mean "lowest"?`},
		{`failure rate of "a / b"|> 20`, `unknown figure "failure rate"`},
		{`mean of x of "a / b"|> 20`, "is of an action and of a value"},
		{`p101 of "a / b"|> 20`, "at most p100"},
		{`mean of "a / b"|> 20s`, `"20s" is no number: expected one without a unit`},
		{`mean of "a / b"|> NaN`, "is no number"},
		{`mean of "a / b"|> Inf`, "is no number"},
		{`count|> 20`, `unknown figure "count"`},
	} {
		if level, err := parseLevel(strings.Split(tt.row, "|")); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("parseLevel(%q) = %v, %v; want an error with %q", tt.row, level, err, tt.want)
		}
	}
}
