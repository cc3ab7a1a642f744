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
// # Workloads
//
// Workloads run side by side, or one after another ([Workload].After, Delay), each with its own load, service levels and
// share of the users. One workload may be a [Mix] of scenarios by weight, or a [Feed] of rows of arguments. Its warm-up and
// cool-down are phases with figures of their own, which service levels do not see unless they ask.
//
// A [Search] is a load that grows until a promise breaks: many loads, one after another, on the same users and fixtures. What
// it found is [Outcome].Capacity. A [Sweep] makes the rows of a table workloads that run one after another.
//
// # Hooks
//
// A [Hook] does something while the load runs, when its [Trigger] says so: package hook has commands, calls, faults and a spoilt
// network. What it changed is undone when its time is over, or the load, however that ends. What became of each workload
// meanwhile is an [Impact]: downtime, recovery, degradation, which service levels judge.
//
// # The engine
//
// [Lab.Run] owns every goroutine that it starts, and has waited for all of them when it returns, but for iterations that go
// on for a minute after their context was cancelled: those it says it has abandoned. Workers take tickets:
// the next number from one atomic counter, for which the load computes when it is due; then they sleep until that time
// and run the iteration. There is no dispatcher, no channel an iteration and no shared lock. What is measured goes to
// one of a few shards, and from there, within a second, to a file. Nothing grows with the iterations but that file, and
// nothing with the users but their goroutines.
//
//	benchmark -> a drive for each workload -> a worker for each user
//
//	ticket n -> load.Next -> sleep until due -> Scenario.Run -> shard -> iterations.pnr -> settlement -> Result
//	                                                              |
//	                                             gauge: View -> service levels -> stop, with its cause
//
// An iteration that does nothing costs less than 100 ns of processor time, two looks at the clock and its record included:
// its span is its context, and its object serves again if nobody asked anything of it.
//
// # What is measured
//
// Of each iteration: when it was due, when it started, and when it ended. Service time counts from the start, response
// time from when it was due; the difference is lateness. Deliberate idle time ([Iteration.Idle]) and the renewal of
// expired tokens are in neither. Of each action ([Iteration.Time]): start, duration, outcome, and how much of it was
// waiting between polls. Of each HTTP call: the action that made it, its route, status, time to first byte, and bytes.
//
// Successes, failures and what was in flight at an abort are three populations. While a run goes on, percentiles come
// from mergeable sketches (off by at most [Accuracy]); where a sketch that is off as far as it may be would change a verdict, the
// retained iterations decide. Those of a finished result are exact.
//
// Of what a scenario measures itself: the values that it adds to charts ([Iteration.Add]), exactly like durations, and service levels
// may judge them; and whole charts of a few iterations ([Iteration.Show]). [ParseOutput] reads those of scripts.
//
// Of the generator: lateness, of all starts and of those for which a user was free, its share of the processors, garbage
// collection, memory, connections, retries, bytes. Beyond a limit it is bound: then a broken promise is no fault of the
// cloud, and the verdict is [Bound].
//
// # Stopping
//
// A broken promise, an interrupt, a deadline: the first of them wins, and is the cause with which the context of every
// iteration in flight is cancelled: at once, or after [Benchmark].Grace if it was an interrupt. No iteration starts after the
// stop is known. Promises are judged as iterations end, in the goroutine of the worker, before it starts another one; a
// judgement takes some microseconds, and all of them together at most a hundredth of one processor. Fixtures are removed on a context of
// their own, whatever happened, last in, first out; then the cloud is asked whether anything was left behind.
package harness
