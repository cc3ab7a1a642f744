// Package harness holds the nouns of Pacenote and its one engine.
//
// A benchmark is a value: a name, fixtures that build the state of the world to start from, and workloads that run side
// by side. A workload is a [Scenario] (what one user does) under a [load.Load] (when) with service levels ([Check]: how
// well). A [Lab] is where benchmarks run: a cloud, files, a log.
//
//	result, err := lab.Run(ctx, harness.Benchmark{
//		Name:     "twenty users ask for tokens",
//		Fixtures: []harness.Fixture{fixtures.Users{Projects: 4, PerProject: 5}},
//		Workloads: []harness.Workload{{
//			Scenario: keystone.Authenticate{},
//			Load:     load.Constant{Users: 20, Iterations: 2000},
//			SLA:      []harness.Check{sla.FailureRate(BeNumerically("<=", 0.01))},
//		}},
//	})
//
// # The engine
//
// [Lab.Run] owns every goroutine that it starts, and has waited for all of them when it returns, but for iterations that go
// on for a minute after their context was cancelled: those it says it has abandoned. Workers take tickets:
// the next number from one atomic counter, for which the load computes when it is due; then they sleep until that time
// and run the iteration. There is no dispatcher, no channel an iteration and no shared lock. What is measured goes to
// one of a few shards, and from there, within a second, to a file.
//
//	ticket n -> load.Next(n) -> sleep until due -> Scenario.Run -> shard -> iterations.pnr
//	                                                                 |
//	                                          every 100 ms: View -> service levels -> stop, with its cause
//
// # What is measured
//
// Of each iteration: when it was due, when it started, and when it ended. Service time counts from the start, response
// time from when it was due; the difference is lateness. Deliberate idle time ([Iteration.Idle]) and the renewal of
// expired tokens are in neither. Of each action ([Iteration.Time]): start, duration, outcome, and how much of it was
// waiting between polls. Of each HTTP call: the action that made it, its route, status, time to first byte, and bytes.
//
// Successes, failures and what was in flight at an abort are three populations. While a run goes on, percentiles come
// from mergeable sketches (off by at most [Accuracy]); a promise that breaks by a sketch is confirmed on the retained
// iterations before it stops the run. Those of a finished result are exact.
//
// # Stopping
//
// A broken promise, an interrupt, a deadline: the first of them wins, and is the cause with which the context of every
// iteration in flight is cancelled. No iteration starts after the stop is known. Fixtures are removed on a context of
// their own, whatever happened, last in, first out; then the cloud is asked whether anything was left behind.
package harness
