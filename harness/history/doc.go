// Package history holds runs against each other: two of them, or many over time.
//
//	difference := history.Compare(old, new)
//	for _, row := range difference.Found() {
//		fmt.Println(row.Workload, row.Series, row.Ratio, row.P) // what has changed, and is no chance
//	}
//
// # Two runs
//
// Of every series (iterations, actions, HTTP routes) of every workload that both runs have, [Compare] asks three questions.
//
// Are the durations of the successes of one population? Mann and Whitney's U test answers, on at most [Sample] durations of each run
// that are evenly spaced by rank. How much the median has changed is the ratio of both, with an interval of 95 % confidence: each
// median has one between two of its ranks (the binomial distribution of how many durations are below it; B. L. Joiner and others,
// in its normal approximation), and the two together make that of the ratio by the method of variance estimates recovery, on
// logarithms (G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008).
//
// Is their tail the same? The quantile test answers: whether one run has more than its part of the durations beyond the p95 of both
// together (see package baseline). It is a finding of its own where the durations as a whole do not differ.
//
// Has the share of failures changed? Fisher's exact test answers.
//
// A comparison asks many such questions at once, of which chance answers some. So p-values are corrected by Holm's method: if
// nothing differs, a whole comparison says that something does once in a hundred times ([Alpha]). That holds as far as the durations of
// a run are independent, which they are less as its users wait for each other.
//
// Routes are corrected for each other, apart from the rest: they are a closer look at the actions that made the calls, whose change
// is told once. So is a share of failures, by the innermost action.
//
// Something that is slower makes all that contains it slower. What is slower because of a part of it says so ([Row].Because), if the
// parts that have changed account for half of its own change of the mean.
//
// # Many runs
//
// [TrendOf] puts runs of the same benchmark, workload and place into a row. Editing a benchmark breaks no row, but is told at the run
// where it shows. Where the median of a series has changed for good is found by Pettitt's statistic (A. N. Pettitt, Applied Statistics
// 28, 1979): how much the two sides of a split of the row differ by their ranks, at most, and how often a random order of the same values
// has a split whose sides differ as much. If that is rare ([Alpha]), the row is split where each side is closest to its own median, and
// both sides are searched in turn. With fewer than ten runs there is nothing that chance could not do.
package history

// Alpha is how unlikely a finding has to be, where nothing differs.
const Alpha = 0.01

// Sample is how many durations of a series are compared at most.
const Sample = 2000
