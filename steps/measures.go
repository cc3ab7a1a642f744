package steps

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/sla"
)

// A measure is a value that scenarios add to a chart, in a figure: mean of "disk / write". The zero value is none.
type measure struct{ title, name string }

var (
	measurePattern = regexp.MustCompile(`^(.*) of "([^"]*)"(.*)$`)
	measureFigures = []string{"p50", "p90", "p95", "p99", "p99.9", "median", "mean", "lowest", "highest", "count"}
)

// cutMeasure takes of "TITLE / NAME" out of a figure.
func cutMeasure(text string) (rest string, m measure, err error) {
	found := measurePattern.FindStringSubmatch(text)
	if found == nil {
		return text, m, nil
	}
	at := strings.LastIndex(found[2], " / ")
	if at < 0 {
		return text, m, fmt.Errorf(`%q is no value: expected the title of a chart and the name of a series, as "disk / write"`, found[2])
	}
	m = measure{strings.TrimSpace(found[2][:at]), strings.TrimSpace(found[2][at+3:])}
	if m.title == "" || m.name == "" {
		return text, m, fmt.Errorf(`%q is no value: expected the title of a chart and the name of a series, as "disk / write"`, found[2])
	}
	return found[1] + found[3], m, nil
}

// level is a figure of the measure as a service level.
func (m measure) level(f figure, of types.GomegaMatcher) types.GomegaMatcher {
	v := sla.Value(m.title, m.name)
	switch f.name {
	case "mean":
		return v.Mean(of)
	case "lowest":
		return v.Lowest(of)
	case "highest":
		return v.Highest(of)
	case "count":
		return v.Count(of)
	}
	return v.Percentile(f.percent, of)
}

// number reads what a promise of a measure is held against.
func (m measure) number(text string) (any, error) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || x-x != 0 {
		return nil, fmt.Errorf("%q is no number: expected one without a unit, such as 5 or 0.5", text)
	}
	return x, nil
}

// hasMeasure tells whether a workload can have the figure.
func (f figure) hasMeasure(w *harness.Workload) bool {
	known, ok := harness.Measures(f.scenario(w))
	return f.measure == measure{} || !ok || slices.Contains(known, [2]string{f.measure.title, f.measure.name})
}

// measuresOf are those that a scenario says it adds.
func measuresOf(s harness.Scenario) (list []string) {
	known, _ := harness.Measures(s)
	for _, m := range known {
		list = append(list, m[0]+" / "+m[1])
	}
	return list
}
