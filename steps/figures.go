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
	name    string  // "p", "mean", "slowest", "failure rate" ...
	percent float64 // of "p"
	class   string  // of "rate"
	hook    string  // of "recovery from", "downtime of", "slowdown by"
	action  string  // "" is the iteration
	window  time.Duration
	phase   string
	in      string // a workload, or a scenario of a mix
	measure measure
}

var (
	figurePattern = regexp.MustCompile(`^(.*?)(?: of (lateness|response time|[\w-]+ [A-Z]+ /\S*|\S+))?$`)
	classPattern  = regexp.MustCompile(`^rate of "([^"]*)"$`)
	ownQuotes     = regexp.MustCompile(`^\s*(?:rate of|recovery from|downtime of|slowdown by) "`)
	windowPattern = regexp.MustCompile(`^(.*) (?:in|over) any (\S+)$`)
	phasePattern  = regexp.MustCompile(`^(.*) in ([^\s"]+)$`)
	placePattern  = regexp.MustCompile(`^(.*) in "([^"]*)"$`)
)

var figureNames = []string{
	"p50", "p90", "p95", "p99", "p99.9", "median", "mean", "slowest", "failure rate", "throughput", "achieved rate", "degradation", "outliers", "rate",
}

// parseFigure reads "p95", "median", "mean", "slowest", "failure rate", "throughput", "degradation" or "outliers", each with
// " of SERIES" behind it or not, "achieved rate" or "rate of "CLASS"", and then where it is taken: in any 30s, in warm-up, in "NAME".
func parseFigure(text string) (f figure, err error) {
	if !ownQuotes.MatchString(text) {
		if text, f.measure, err = cutMeasure(text); err != nil {
			return f, err
		}
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
	if m := classPattern.FindStringSubmatch(text); m != nil {
		f.name, f.class = "rate", m[1]
		return f, harness.ValidClass(f.class)
	}
	if m := impactPattern.FindStringSubmatch(text); m != nil {
		f.name, f.hook = m[1], m[2]
		return f, nil
	}
	m := figurePattern.FindStringSubmatch(text)
	f.name, f.action = m[1], m[2]
	if f.action == "iteration" {
		f.action = sla.Iteration
	}
	return f, f.named(text)
}

// named reads the name of the figure.
func (f *figure) named(text string) error {
	names := figureNames
	switch {
	case f.measure == (measure{}):
	case f.action != sla.Iteration:
		return fmt.Errorf("%q is of an action and of a value: expected one of them", text)
	case slices.Contains([]string{"mean", "lowest", "highest", "count"}, f.name):
		return nil
	case f.name != "median" && !strings.HasPrefix(f.name, "p"):
		return harness.Unknown("figure", f.name, measureFigures)
	default:
		names = measureFigures
	}
	switch f.name {
	case "mean", "slowest", "failure rate", "throughput", "degradation", "outliers":
		return nil
	case "achieved rate":
		if f.action != sla.Iteration {
			return fmt.Errorf("%q: the achieved rate is that of a whole load", text)
		}
		return nil
	case "rate":
		return fmt.Errorf(`%q: expected the rate of a class of failures, such as rate of "http 503"`, text)
	case "median":
		f.name, f.percent = "p", 50
		return nil
	}
	if p, err := strconv.ParseFloat(strings.TrimPrefix(f.name, "p"), 64); err == nil && f.name[0] == 'p' {
		if p <= 0 || p > 100 {
			return fmt.Errorf("%q: expected a percentile above p0 and at most p100", text)
		}
		f.name, f.percent = "p", p
		return nil
	}
	return harness.Unknown("figure", f.name, names)
}

// words are those that a level says its figure in.
func (f figure) words() string {
	words, _, _ := strings.Cut(harness.Describe(f.plain(gomega.BeNumerically("<", 0))), " < ")
	return words
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
	switch {
	case f.hook != "":
		return f.impactLevel(m)
	case f.measure != (measure{}):
		return f.measure.level(f, m)
	}
	switch f.name {
	case "mean":
		return sla.Mean(f.action, m)
	case "slowest":
		return sla.Slowest(f.action, m)
	case "failure rate":
		return sla.FailureRateOf(f.action, m)
	case "rate":
		return sla.Errors(f.class, m)
	case "throughput":
		return sla.Throughput(f.action, m)
	case "achieved rate":
		return sla.Achieved(m)
	case "degradation":
		return sla.Degradation(f.action, m)
	case "outliers":
		return sla.Outliers(sla.Sigmas, f.action, m)
	}
	return sla.Percentile(f.percent, f.action, m)
}
