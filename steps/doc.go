// Package steps is the language of features: phrases of Gherkin that make a benchmark, run it and judge it.
//
// A test package that runs features needs one file:
//
//	var session = steps.New(flag.CommandLine)
//
//	func TestMain(m *testing.M)     { session.Main(m) }
//	func TestFeatures(t *testing.T) { session.Features(t, scenarios.All()) }
//
// # The manual
//
// Features are written in Gherkin. A scenario of a feature is a benchmark: Given says what it starts from and what it
// promises, When runs one load, Then judges what came of it.
//
//	Feature: Boot storm
//	  Scenario: twenty users boot and delete servers
//	    Given 4 projects with 5 users each
//	    And a network in every project
//	    And the run is cancelled unless
//	      | failure rate            | <= 1% | after 20 iterations |
//	      | p95 of nova.boot_server | < 8s  |                     |
//	    When 20 users run "NovaServers.boot_and_delete_server" 200 times with
//	      | flavor | m1.tiny |
//	      | image  | cirros  |
//	    Then the run completes
//	    And nothing is left behind
//
// The phrases are these. N is a number, DURATION one such as 1.5s, 20m or 1h30m, SCENARIO a name that
// "pacenote scenarios list" prints, SERVICE a type such as compute, CHOICE random or round-robin, (TABLE) a table in the
// lines below.
//
//	a cloud that has SERVICE and SERVICE
//	    refuses a cloud whose catalog lacks one of the services, before anything is created
//
//	N projects with N users each
//	    makes temporary projects and users; each iteration runs as one of them, drawn at random
//
//	N projects with N users each, chosen CHOICE
//	    the same, with users chosen random or round-robin
//
//	a network in every project
//	    makes a network, a subnet and a router in each project; servers boot on it
//
//	N networks in every project
//	    the same, with more than one; a server boots on one of them, drawn at random
//
//	the run is cancelled unless (TABLE)
//	    service levels, a row each: the figure, the promise, and after how many iterations it counts, if not
//	    at once; the first that breaks cancels everything
//
//	there is no service level
//	    without it, and without service levels, a failed iteration fails the run at its end
//
//	an iteration may take DURATION
//	    an iteration that takes longer is cancelled, and has failed
//
//	the seed is N
//	    of all random choices, in place of -seed
//
//	N users run "SCENARIO" N times
//	    closed load: each user starts again when its iteration ends, until so many have been made by all of
//	    them together
//
//	N users run "SCENARIO" N times with (TABLE)
//	    the same, with arguments, a row each: name and value
//
//	N users run "SCENARIO" for DURATION
//	    closed load: until the time is over; what runs then is let finish
//
//	N users run "SCENARIO" for DURATION with (TABLE)
//	    the same, with arguments
//
//	"SCENARIO" runs N times, one after another
//	    serial load: one user
//
//	"SCENARIO" runs N times, one after another, with (TABLE)
//	    the same, with arguments
//
//	"SCENARIO" runs N times a second for DURATION
//	    open load: starts come at this rate, whether or not earlier ones have ended; at most 100 are in
//	    flight
//
//	"SCENARIO" runs N times a second for DURATION with (TABLE)
//	    the same, with arguments
//
//	"SCENARIO" runs N times a second for DURATION, at most N at a time
//	    the same, with another limit in flight; starts that it holds up are late, and counted
//
//	"SCENARIO" runs N times a second for DURATION, at most N at a time, with (TABLE)
//	    the same, with arguments
//
//	the run completes
//	    all iterations were made, and all promises kept
//
//	the run is cancelled because of the FIGURE
//	    a service level on this figure broke and cancelled the run
//
//	the FIGURE is PROMISE
//	    judges the finished run: the p95 of nova.boot_server is < 8s
//
//	N iterations succeeded
//	    counts them
//
//	N iterations failed
//	    counts them; a run of which that is asked may have failed iterations
//
//	no iteration started after that
//	    of a run that was cancelled: none started after the breach was known
//
//	nothing is left behind
//	    the cloud was asked, and has nothing that carries the mark of the run
//
// A FIGURE is one of these; with " of ACTION" behind it, it is about an action of the scenario, else about its iterations:
//
//	p95, p99.9, p50 ...   a percentile of the durations of what succeeded
//	median                p50
//	mean                  the arithmetic mean of the same
//	slowest               the longest duration of what succeeded or failed
//	failure rate          failures / (successes + failures), in percent
//
// A PROMISE is <, <=, >, >=, == or != and a value with its unit: < 8s, <= 1%.
//
// Scenarios with the tag @rehearsal are for the simulated cloud alone; on a real one they are skipped.
package steps
