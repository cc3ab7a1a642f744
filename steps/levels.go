package steps

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/sla"
)

var (
	promisePattern = regexp.MustCompile(`^(<=|>=|==|!=|<|>) *(\S+)$`)
	afterPattern   = regexp.MustCompile(`^after (\d+) iterations?$`)
	forPattern     = regexp.MustCompile(`^for (?:at least )?(\S+)$`)
)

// parseLevel reads a row of a table: the figure, the promise ("< 8s", "<= 1%"), and "after N iterations" or nothing.
func parseLevel(cells []string) (types.GomegaMatcher, error) {
	if len(cells) < 2 || len(cells) > 3 {
		return nil, fmt.Errorf("service level %q: expected two cells, such as | p95 | < 8s |, or a third that says when it counts, such as | after 20 iterations |", strings.Join(cells, " | "))
	}
	place := fmt.Sprintf("service level | %s |", strings.Join(cells, " | "))
	f, err := parseFigure(cells[0])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", place, err)
	}
	m := promisePattern.FindStringSubmatch(strings.TrimSpace(cells[1]))
	if m == nil {
		return nil, fmt.Errorf("%s: %q is no promise: expected <, <=, >, >= or == and a value, such as < 8s", place, cells[1])
	}
	value, err := f.value(m[2])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", place, err)
	}
	var level types.GomegaMatcher
	if m[1] == "!=" {
		level = f.level(gomega.Not(gomega.BeNumerically("==", value)))
	} else {
		level = f.level(gomega.BeNumerically(m[1], value))
	}
	if len(cells) == 3 && strings.TrimSpace(cells[2]) != "" {
		if level, err = modify(level, cells[2]); err != nil {
			return nil, fmt.Errorf("%s: %w", place, err)
		}
	}
	return level, nil
}

// modify says when a level counts: "after 20 iterations", "for 10s" (that it is broken), "at the end", with commas between.
func modify(level types.GomegaMatcher, cell string) (types.GomegaMatcher, error) {
	for _, words := range strings.Split(cell, ",") {
		words = strings.TrimSpace(words)
		after, lasting := afterPattern.FindStringSubmatch(words), forPattern.FindStringSubmatch(words)
		switch {
		case words == "at the end":
			level = sla.AtEnd(level)
		case after != nil:
			n, err := strconv.ParseInt(after[1], 10, 64)
			if err != nil {
				return nil, err
			}
			level = sla.After(n, level)
		case lasting != nil:
			d, err := harness.ParseDuration(lasting[1])
			if err != nil || d <= 0 {
				return nil, fmt.Errorf("%q: expected a duration such as for 10s", words)
			}
			level = sla.For(d, level)
		default:
			return nil, fmt.Errorf("%q: expected | after 20 iterations |, | for 10s | or | at the end |, or some of these with commas between", words)
		}
	}
	return level, nil
}

// value reads a value with the unit that the figure has.
func (f figure) value(text string) (any, error) {
	if f.measure != (measure{}) {
		return f.measure.number(text)
	}
	switch f.name {
	case "failure rate", "rate", "achieved rate", "degradation", "slowdown by":
		return f.share(text)
	case "throughput":
		n, err := strconv.ParseFloat(strings.TrimSuffix(text, "/s"), 64)
		if err != nil || !strings.HasSuffix(text, "/s") || n < 0 {
			return nil, fmt.Errorf("%q is no throughput: expected one such as 40/s", text)
		}
		return n, nil
	case "outliers":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("%q is no count: expected one such as 3", text)
		}
		return n, nil
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return nil, fmt.Errorf("%q has no unit: expected a duration such as %ss or %sms", text, text, text)
	}
	return harness.ParseDuration(text)
}

func (f figure) share(text string) (any, error) {
	percent, ok := strings.CutSuffix(text, "%")
	n, err := strconv.ParseFloat(percent, 64)
	if err != nil || !ok || n < 0 || n > 100 && f.name != "degradation" && f.hook == "" {
		return nil, fmt.Errorf("%q is no rate: expected one such as 1%% or 0.5%%", text)
	}
	return n / 100, nil
}
