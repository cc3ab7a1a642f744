package steps

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness/baseline"
	"github.com/pacenote/pacenote/harness/sla"
)

// comparisons are the phrases that judge a run by an earlier one.
func comparisons() []Phrase {
	const figures = `^the ((?:p\d|median|mean|slowest|failure rate).*) is `
	step := func(b *bench) any { return b.compared }
	return []Phrase{
		{`Then`, `the FIGURE is no worse than in the last passing run`, figures + `(no worse than in the last passing run)$`,
			"judges the finished run by an earlier one of this benchmark, on the same cloud: breaks if the figure is above that of then, and chance is no explanation (p < 0.05). A passing run is the next baseline; if there is none yet, this one is the first",
			step},
		{`Then`, `the FIGURE is at most N% and DURATION worse than in the last passing run`, figures + `(at most .+ worse than in the last passing run)$`,
			"the same, but breaks only if it is above by more than both; either may be left out. What a failure rate may be above is a share, too: at most 50% and 1% worse. These are promises of service levels as well: | p95 | at most 30% and 50ms worse than in the last passing run |",
			step},
		{`Then`, `the FIGURE is no worse than in run "ID"`, figures + `((?:no|at most .+) worse than in run "[^"]*")$`,
			"the same of a run that was kept, in place of the last one: a fixed baseline does not creep",
			step},
	}
}

// A comparison is a figure and how much worse it may be than in an earlier run.
type comparison struct {
	figure figure
	within baseline.Within
	run    string // its id; "" is the last one
}

var (
	comparedPattern = regexp.MustCompile(`^(no|at most (.+)) worse than in (?:the last passing run|run "([^"]*)")$`)
	comparingWord   = regexp.MustCompile(`\bworse\b`)
)

// parseComparison reads "no worse than in the last passing run", "at most 30% and 50ms worse than in run "1a2b3c4d"". ok is
// false if the promise is not one of an earlier run.
func parseComparison(of, promise string) (c comparison, ok bool, err error) {
	promise = strings.Join(strings.Fields(promise), " ")
	if !comparingWord.MatchString(promise) {
		return c, false, nil
	}
	m := comparedPattern.FindStringSubmatch(promise)
	if m == nil {
		return c, true, fmt.Errorf(`%q: expected "no worse than in the last passing run", or as "at most 30%% and 50ms worse than in run "1a2b3c4d""`, promise)
	}
	if c.figure, err = parseFigure(of); err != nil {
		return c, true, err
	}
	c.run = m[3]
	switch {
	case strings.Contains(m[0], `run "`) && c.run == "":
		return c, true, errors.New(`run "": expected the id of a run, such as run "1a2b3c4d"`)
	case c.figure.window > 0:
		return c, true, fmt.Errorf("%q: a window is judged while the load runs, and compared are runs that have ended", of)
	case c.figure.name == "slowest", c.figure.name == "p" && c.figure.percent == 100:
		return c, true, fmt.Errorf("%q: there is only one slowest, by which nobody can tell chance from a change: compare a p99 or p95", of)
	}
	if m[2] != "" {
		if c.within, err = c.figure.within(m[2]); err != nil {
			return c, true, fmt.Errorf("%q: %w", promise, err)
		}
	}
	return c, true, nil
}

// within reads how much worse the figure may be: "30%", "50ms", "30% and 50ms"; of a rate "50% and 1%".
func (f figure) within(text string) (w baseline.Within, err error) {
	ratio, floor, both := strings.Cut(text, " and ")
	if !both && !strings.HasSuffix(ratio, "%") {
		ratio, floor = "", text
	}
	if ratio != "" {
		percent, ok := strings.CutSuffix(ratio, "%")
		n, err := strconv.ParseFloat(percent, 64)
		if !ok || err != nil || !(n >= 0 && n < 1e6) {
			return w, fmt.Errorf("%q is no ratio: expected one such as 30%%", ratio)
		}
		w.Ratio = 1 + n/100
	}
	if floor == "" {
		return w, nil
	}
	value, err := f.value(floor)
	switch value := value.(type) {
	case time.Duration:
		w.Floor = value
	case float64:
		w.Share = value
	}
	if err == nil && w.Floor < 0 {
		err = fmt.Errorf("%q is below zero", floor)
	}
	return w, err
}

// level is the comparison with a run as a service level. own says that the figure is of the workload that is judged.
func (c comparison) level(old *baseline.Run, own bool) types.GomegaMatcher {
	f := c.figure
	var level types.GomegaMatcher
	switch f.name {
	case "mean":
		level = baseline.NoWorse(old, baseline.Mean(f.action), c.within)
	case "failure rate":
		level = baseline.NoWorse(old, baseline.FailureRate(f.action), c.within)
	default:
		level = baseline.NoWorse(old, baseline.Percentile(f.percent, f.action), c.within)
	}
	if f.in != "" && !own {
		level = sla.Of(f.in, level)
	}
	if f.phase != "" {
		level = sla.During(f.phase, level)
	}
	return level
}

// comparisonOf reads a row of service levels.
func comparisonOf(row []string) (c comparison, ok bool, err error) {
	if len(row) < 2 {
		return c, false, nil
	}
	c, ok, err = parseComparison(row[0], row[1])
	if ok && err == nil && len(row) > 2 && strings.TrimSpace(strings.Join(row[2:], "")) != "" {
		err = fmt.Errorf("%q: a run that has ended is compared, and nothing before that", row[2])
	}
	if err != nil {
		err = fmt.Errorf("service level | %s |: %w", strings.Join(row, " | "), err)
	}
	return c, ok, err
}

// readLevel tells whether a row can be read.
func readLevel(row []string) error {
	if _, ok, err := comparisonOf(row); ok {
		return err
	}
	_, err := parseLevel(row)
	return err
}
