package steps

import (
	"fmt"
	"strings"
)

// Manual is the manual of the language, made from the [Vocabulary].
func Manual() string {
	var b strings.Builder
	b.WriteString(`Features are written in Gherkin. A scenario of a feature is a benchmark: Given says what it starts from and what it
promises, When runs one load, Then judges what came of it.

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

The phrases are these. N is a number, DURATION one such as 1.5s, 20m or 1h30m, SCENARIO a name that
"pacenote scenarios list" prints, SERVICE a type such as compute, CHOICE random or round-robin, (TABLE) a table in the
lines below.
`)
	for _, p := range Vocabulary() {
		fmt.Fprintf(&b, "\n  %s\n", p.Form)
		for _, line := range wrap(p.Doc, 100) {
			fmt.Fprintf(&b, "      %s\n", line)
		}
	}
	b.WriteString(`
A FIGURE is one of these; with " of ACTION" behind it, it is about an action of the scenario, else about its iterations:

	p95, p99.9, p50 ...   a percentile of the durations of what succeeded
	median                p50
	mean                  the arithmetic mean of the same
	slowest               the longest duration of what succeeded or failed
	failure rate          failures / (successes + failures), in percent

A PROMISE is <, <=, >, >=, == or != and a value with its unit: < 8s, <= 1%.

Scenarios with the tag @rehearsal are for the simulated cloud alone; on a real one they are skipped.
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
