package steps

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/sla"
)

// A figure is what a service level is about: "p95 of nova.boot_server".
type figure struct {
	name    string  // "p", "mean", "slowest", "failure rate"
	percent float64 // of "p"
	action  string  // "" is the iteration
	window  time.Duration
	phase   string
	in      string // a workload, or a scenario of a mix
	measure measure
}

var (
	figurePattern = regexp.MustCompile(`^(.*?)(?: of (\S+))?$`)
	windowPattern = regexp.MustCompile(`^(.*) (?:in|over) any (\S+)$`)
	phasePattern  = regexp.MustCompile(`^(.*) in (\S+)$`)
	placePattern  = regexp.MustCompile(`^(.*) in "([^"]*)"$`)
)

var figureNames = []string{"p50", "p90", "p95", "p99", "p99.9", "median", "mean", "slowest", "failure rate"}

// parseFigure reads "p95", "median", "mean", "slowest" or "failure rate", each with " of ACTION" behind it or not, or
// what a measure has, with " of "TITLE / NAME"", and then where it is taken: in any 30s, in warm-up, in "NAME".
func parseFigure(text string) (f figure, err error) {
	if text, f.measure, err = cutMeasure(text); err != nil {
		return f, err
	}
	text = strings.Join(strings.Fields(text), " ")
	for {
		if m := placePattern.FindStringSubmatch(text); m != nil && f.in == "" {
			text, f.in = m[1], m[2]
		} else if m := windowPattern.FindStringSubmatch(text); m != nil && f.window == 0 {
			text = m[1]
			if f.window, err = harness.ParseDuration(m[2]); err != nil || f.window <= 0 {
				return f, fmt.Errorf("%q: expected a window such as 30s", m[2])
			}
		} else if m := phasePattern.FindStringSubmatch(text); m != nil && f.phase == "" {
			text, f.phase = m[1], m[2]
		} else {
			break
		}
	}
	m := figurePattern.FindStringSubmatch(text)
	f.name, f.action = m[1], m[2]
	if f.action == "iteration" {
		f.action = sla.Iteration
	}
	names := figureNames
	if f.measure != (measure{}) {
		names = measureFigures
	}
	switch {
	case f.measure != (measure{}) && m[2] != "":
		return f, fmt.Errorf("%q is of an action and of a value: expected one of them", text)
	case f.name == "median":
		f.name, f.percent = "p", 50
		return f, nil
	case slices.Contains(names, f.name) && f.name[0] != 'p':
		return f, nil
	}
	if p, err := strconv.ParseFloat(strings.TrimPrefix(f.name, "p"), 64); err == nil && f.name[0] == 'p' {
		if p <= 0 || p > 100 {
			return f, fmt.Errorf("%q: expected a percentile above p0 and at most p100", text)
		}
		f.name, f.percent = "p", p
		return f, nil
	}
	return f, harness.Unknown("figure", m[1], names)
}

// words are those that a level says its figure in.
func (f figure) words() string {
	name := f.name
	if name == "p" {
		name += strconv.FormatFloat(f.percent, 'g', -1, 64)
	}
	if f.measure != (measure{}) {
		name += " of " + sla.Value(f.measure.title, f.measure.name).String()
	}
	if f.action != sla.Iteration {
		name += " of " + f.action
	}
	return name
}

// outside is the figure without the workload that it is of.
func (f figure) outside() string {
	text := f.words()
	if f.phase != "" {
		text += " in " + f.phase
	}
	if f.window > 0 {
		text += " in any " + f.window.String()
	}
	return text
}

// place is where the figure is taken, in the words of a level.
func (f figure) place() string {
	any := gomega.BeNumerically("<", 0)
	return strings.TrimPrefix(harness.Describe(f.level(any)), harness.Describe(f.plain(any)))
}

// level is the figure as a service level.
func (f figure) level(m types.GomegaMatcher) (level types.GomegaMatcher) {
	level = f.plain(m)
	if f.in != "" {
		level = sla.Of(f.in, level)
	}
	if f.phase != "" {
		level = sla.During(f.phase, level)
	}
	if f.window > 0 {
		level = sla.Over(f.window, level)
	}
	return level
}

func (f figure) plain(m types.GomegaMatcher) types.GomegaMatcher {
	if f.measure != (measure{}) {
		return f.measure.level(f, m)
	}
	switch f.name {
	case "mean":
		return sla.Mean(f.action, m)
	case "slowest":
		return sla.Slowest(f.action, m)
	case "failure rate":
		return sla.FailureRateOf(f.action, m)
	}
	return sla.Percentile(f.percent, f.action, m)
}

var (
	promisePattern = regexp.MustCompile(`^(<=|>=|==|!=|<|>) *(\S+)$`)
	afterPattern   = regexp.MustCompile(`^after (\d+) iterations?$`)
)

// parseLevel reads a row of a table: the figure, the promise ("< 8s", "<= 1%"), and "after N iterations" or nothing.
func parseLevel(cells []string) (types.GomegaMatcher, error) {
	if len(cells) < 2 || len(cells) > 3 {
		return nil, fmt.Errorf("service level %q: expected two cells, such as | p95 | < 8s |, or a third that says | after 20 iterations |", strings.Join(cells, " | "))
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
		after := afterPattern.FindStringSubmatch(strings.TrimSpace(cells[2]))
		if after == nil {
			return nil, fmt.Errorf("%s: %q: expected | after 20 iterations |", place, cells[2])
		}
		n, err := strconv.ParseInt(after[1], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", place, err)
		}
		level = sla.After(n, level)
	}
	return level, nil
}

// value reads a value with the unit that the figure has: a rate in percent, what a scenario adds in none, everything else
// a duration.
func (f figure) value(text string) (any, error) {
	if f.measure != (measure{}) {
		return f.measure.number(text)
	}
	if f.name != "failure rate" {
		if _, err := strconv.ParseFloat(text, 64); err == nil {
			return nil, fmt.Errorf("%q has no unit: expected a duration such as %ss or %sms", text, text, text)
		}
		return harness.ParseDuration(text)
	}
	percent, ok := strings.CutSuffix(text, "%")
	n, err := strconv.ParseFloat(percent, 64)
	if err != nil || !ok || n < 0 || n > 100 {
		return nil, fmt.Errorf("%q is no rate: expected one such as 1%% or 0.5%%", text)
	}
	return n / 100, nil
}
