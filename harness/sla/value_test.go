package sla_test

import (
	"fmt"
	"strings"
	"testing"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/sla"
)

// wrote is a finished view of values from 1 to 100.
func wrote() *harness.View {
	m := harness.Measure{Title: "disk", Name: "write"}
	for i := range 100 {
		m.Add(float64(i + 1))
	}
	return &harness.View{Final: true, Measures: []harness.Measure{m}}
}

func ExampleValue() {
	level := sla.Value("disk", "write").Mean(BeNumerically(">", 60.5))
	fmt.Println(level)
	fmt.Println(level.Match(wrote()))
	fmt.Println(level.FailureMessage(wrote()))
	// Output:
	// mean of "disk / write" > 60.5
	// false <nil>
	// mean of "disk / write" is 50.5, promised > 60.5, after 0 iterations
}

func TestFiguresOfValues(t *testing.T) {
	v := sla.Value("disk", "write")
	for _, tt := range []struct {
		level *sla.Level
		want  string
	}{
		{v.Lowest(BeNumerically("==", 1)), `lowest of "disk / write" == 1`},
		{v.Highest(BeNumerically("==", 100)), `highest of "disk / write" == 100`},
		{v.Count(BeNumerically("==", 100)), `count of "disk / write" == 100`},
		{v.Percentile(99.9, BeNumerically("~", 100, 1)), `p99.9 of "disk / write" ~ 100 1`},
		{v.Percentile(50, And(BeNumerically("~", 50, 0.5), Not(BeNumerically("<", 0.25)))), `p50 of "disk / write" ~ 50 0.5 and not < 0.25`},
	} {
		ok, err := tt.level.Match(wrote())
		if !ok || err != nil || tt.level.String() != tt.want || tt.level.MatchMayChangeInTheFuture(wrote()) {
			t.Errorf("%s: %v, %v; want %s", tt.level, ok, err, tt.want)
		}
		if got := fmt.Sprint(tt.level.Measures(), tt.level.Actions()); got != "[[disk write]] []" {
			t.Errorf("%s judges %s", tt.level, got)
		}
	}
	if m := sla.Mean("a", BeNumerically(">", 0)).Measures(); m != nil {
		t.Errorf("a level on an action judges %v", m)
	}
}

// No value is no pass, neither of a level nor of its opposite; while the load runs it may still come.
func TestNoValueIsNoData(t *testing.T) {
	level := sla.Value("disk", "read").Mean(BeNumerically(">", 0))
	for _, m := range []interface{ Match(any) (bool, error) }{level, Not(level)} {
		ok, err := m.Match(wrote())
		if ok || err == nil || !strings.Contains(err.Error(), `mean of "disk / read" has no data, no iteration that succeeded added any: promised > 0`) {
			t.Errorf("Match: %v, %v", ok, err)
		}
	}
	if live := (&harness.View{}); !level.MatchMayChangeInTheFuture(live) || level.Seen(live) != "no data" {
		t.Errorf("while the load runs, %q is final", level.Seen(live))
	}
}

func TestPercentileOfAValueThatIsNone(t *testing.T) {
	defer func() {
		if r := recover(); r == nil || !strings.Contains(fmt.Sprint(r), `Percentile(0, …) of "a / b": expected a percentile above 0`) {
			t.Errorf("panic: %v", r)
		}
	}()
	sla.Value("a", "b").Percentile(0, BeNumerically("<", 1))
}
