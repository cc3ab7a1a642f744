package steps

import (
	"fmt"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// Manual is the manual of the language, made from the [Vocabulary].
func Manual() string {
	var b strings.Builder
	b.WriteString(`Features are written in Gherkin. A scenario of a feature is a benchmark: Given says what it starts from and what it
promises, When runs loads, Then judges what came of it.

	Feature: Boot storm
	  Scenario: twenty users boot and delete servers
	    Given 4 projects with 5 users each
	    And a network in every project
	    And the run is cancelled unless
	      | failure rate            | <= 1% | after 20 iterations |
	      | p95 of nova.boot_server | < 8s  |                     |
	    When 20 users run "NovaServers.boot_and_delete_server" 200 times with
	      | flavor | m1.tiny |
	      | image  | cirros  |
	    Then the run completes
	    And nothing is left behind

A closed load has users, each of whom starts again when its iteration has ended. An open one has starts, which come whether
or not the cloud answers: it alone shows what a stall does. Several loads run side by side; what is said after one is
about that one, and the run begins when the last has been read:

	When "NovaServers.boot_and_delete_server" runs 1 to 5 times a second for 10m
	And at most 50 are in flight, and late starts are skipped
	And its first 1m is warm-up
	And 10 users run "Authenticate.keystone" for 10m
	And each user pauses for 1s to 3s

The phrases are these. N is a number, DURATION one such as 1.5s, 20m or 1h30m, SCENARIO a name that
"pacenote scenarios list" prints or the feature gives, SERVICE a type such as compute, CHOICE random, round-robin or own, FILE a
file beside the feature, (TABLE) a table in the lines below.
`)
	kind := ""
	for _, p := range Vocabulary() {
		if p.Kind != kind {
			kind = p.Kind
			fmt.Fprintf(&b, "\n%s\n", kind)
		}
		fmt.Fprintf(&b, "\n  %s\n", p.Form)
		for _, line := range wrap(p.Doc, 100) {
			fmt.Fprintf(&b, "      %s\n", line)
		}
	}
	b.WriteString("\nTHINGS in every project have these arguments:\n")
	for _, t := range things() {
		fmt.Fprintf(&b, "\n  %ss\n", t.noun)
		for _, a := range harness.Arguments(t.make(0)) {
			fmt.Fprintf(&b, "      %-26s %s\n", a.Name, a.Help)
		}
	}
	b.WriteString(`
A FIGURE is one of these; with " of ACTION" behind it, it is about an action of the scenario, else about its iterations:

	p95, p99.9, p50 ...   a percentile of the durations of what succeeded
	median                p50
	mean                  the arithmetic mean of the same
	slowest               the longest duration of what succeeded or failed
	failure rate          failures / (successes + failures), in percent

or, of what a scenario adds to a chart, with of "TITLE / NAME" behind it (the title of the chart, the name of the series):

	p95, median, mean     the same of the values of iterations that succeeded
	lowest, highest       the smallest and the largest of them
	count                 how many there are

and where it is taken may follow: p95 of nova.boot_server in any 30s (every window of that length), in warm-up (a phase),
in "NAME" (one of several loads, or of the scenarios of a mix).

A PROMISE is <, <=, >, >=, == or != and a value with its unit: < 8s, <= 1%. A value that a scenario adds has none: > 5.

Scenarios with the tag @rehearsal are for the simulated cloud alone; on a real one they are skipped. Those with the tag @optional
are skipped on a cloud without a service that they need. With the flag -check none of them runs: each is only held against the cloud.
`)
	return b.String()
}

// wrap breaks text into lines of at most so many bytes.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
