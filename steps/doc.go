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
// promises, When runs loads, Then judges what came of it.
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
// A closed load has users, each of whom starts again when its iteration has ended. An open one has starts, which come whether
// or not the cloud answers: it alone shows what a stall does. Several loads run side by side; what is said after one is
// about that one, and the run begins when the last has been read:
//
//	When "NovaServers.boot_and_delete_server" runs 1 to 5 times a second for 10m
//	And at most 50 are in flight, and late starts are skipped
//	And its first 1m is warm-up
//	And 10 users run "Authenticate.keystone" for 10m
//	And each user pauses for 1s to 3s
//
// The phrases are these. N is a number, DURATION one such as 1.5s, 20m or 1h30m, SCENARIO a name that
// "pacenote scenarios list" prints or the feature gives, SERVICE a type such as compute, CHOICE random or round-robin, FILE a
// file beside the feature, (TABLE) a table in the lines below.
//
// Given
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
//	    at once; the first that breaks cancels everything. Of several loads, each has to keep those that it
//	    can have
//
//	there is no service level
//	    without it, and without service levels, a failed iteration fails the run at its end
//
//	an iteration may take DURATION
//	    an iteration that takes longer is cancelled, and has failed
//
//	what is in flight at the end may go on for DURATION
//	    when the time of a load is over, or the run is interrupted, iterations have this long to end, and
//	    are aborted then; without it, those at the end of a load are let finish, and those of an interrupted
//	    run are aborted at once
//
//	the seed is N
//	    of all random choices, in place of -seed
//
//	"NAME" is "SCENARIO" with (TABLE)
//	    a scenario with arguments, a row each: name and value; it runs, and is in mixes, by this name
//
//	"NAME" is a mix of (TABLE)
//	    scenarios, a row each: weight and name; it runs by this name, and each scenario has its share of the
//	    iterations exactly
//
// When
//
//	N users run "SCENARIO" N times
//	    closed load: each user starts again when its iteration ends, until so many have been made by all of
//	    them together
//
//	N users run "SCENARIO" N times each
//	    the same, until each user has made so many
//
//	N users run "SCENARIO" for DURATION
//	    closed load: until the time is over; what runs then is let finish
//
//	N to N users run "SCENARIO" for DURATION
//	    closed load of more and more users, or fewer and fewer
//
//	"SCENARIO" runs N times, one after another
//	    serial load: one user
//
//	"SCENARIO" runs N times a second for DURATION
//	    open load: starts come at this rate, whether or not earlier ones have ended; at most 100 are in
//	    flight
//
//	"SCENARIO" runs N times a second for DURATION, at most N at a time
//	    the same, with another limit in flight; starts that it holds up are late, and counted
//
//	"SCENARIO" runs N times, N a second
//	    open load: so many starts at this rate
//
//	"SCENARIO" runs N to N times a second for DURATION
//	    open load at a rate that grows, or falls, evenly
//
//	"SCENARIO" runs N to N times a second in steps of N every DURATION for DURATION
//	    open load at a rate that grows, or falls, by steps
//
//	"SCENARIO" runs N times, N to N a second in steps of N every DURATION
//	    the same, for so many starts
//
//	"SCENARIO" runs N to N times a second in waves of DURATION for DURATION
//	    open load at a rate that swings between both, as that of a day does
//
//	SENTENCE with (TABLE)
//	    any of these, with arguments of the scenario, a row each: name and value
//
//	"SCENARIO" runs in stages (TABLE)
//	    one after another, a row each: | 1 to 20 users | for 5m |, or | 10 a second | for 1m | and | 10 to
//	    50 a second | for 5m |; either users or rates
//
//	at most N are in flight
//	    of an open load; starts that find no free user run late, and are counted
//
//	at most N are in flight, and late starts are skipped
//	    the same, but such starts are skipped, and counted
//
//	at most N are in flight, and starts are skipped when DURATION late
//	    the same, if they wait for so long
//
//	starts come at random moments
//	    of an open load: as requests of many people do (a Poisson process), with its rate as their mean
//
//	users begin over DURATION
//	    of a closed load: one after another, evenly, in place of all at once
//
//	each user starts every DURATION
//	    of a closed load: from start to start; one who is late starts at once
//
//	each user pauses for DURATION
//	    of a closed load: from the end of an iteration to its next start
//
//	each user pauses for DURATION to DURATION
//	    the same, for a time drawn evenly between both
//
//	each iteration takes ORDER row of (TABLE)
//	    of arguments, whose names are in the first row. ORDER is another (when all are used up, the load
//	    ends), the next (after the last comes the first again) or a random
//
//	each iteration takes ORDER row of "FILE"
//	    the same, from a file of comma-separated values
//
//	its first DURATION is warm-up
//	    which has figures of its own; service levels do not see it
//
//	its last DURATION is cool-down
//	    the same
//
//	it begins DURATION later
//	    than the run
//
//	it begins when "NAME" has ended
//	    another load, by its name or its scenario
//
//	it begins DURATION after "NAME" has ended
//	    the same, and then it waits
//
//	it has N% of the users
//	    for itself, which no other load with a share gets
//
//	it has to keep (TABLE)
//	    service levels of this load alone, which cancel everything, too
//
//	it is called "NAME"
//	    in place of its scenario's name: two loads of one scenario need names
//
//	it is timed precisely
//	    by a timer of the kernel, to some hundredths of a millisecond: for targets that answer within one
//
// Then
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
//	    counts them, of all loads
//
//	N iterations failed
//	    counts them; a run of which that is asked may have failed iterations
//
//	N starts were skipped
//	    counts those that found no free user in time
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
// and where it is taken may follow: p95 of nova.boot_server in any 30s (every window of that length), in warm-up (a phase),
// in "NAME" (one of several loads, or of the scenarios of a mix).
//
// A PROMISE is <, <=, >, >=, == or != and a value with its unit: < 8s, <= 1%.
//
// Scenarios with the tag @rehearsal are for the simulated cloud alone; on a real one they are skipped.
package steps
