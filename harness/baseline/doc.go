// Package baseline judges a run by an earlier one: "no worse than the last passing run".
//
//	shelf := baseline.Shelf{Folder: "baselines"}
//	old, err := shelf.Last(result.Name, baseline.PlaceOf(result)) // nil if there is none yet
//	…
//	Expect(result).To(baseline.NoWorse(old, baseline.Percentile(95, "nova.boot_server"),
//		baseline.Within{Ratio: 1.3, Floor: 50 * time.Millisecond}))
//	…
//	err = shelf.Keep(result)
//
// # What is compared
//
// A figure is worse if it is above that of the earlier run by more than was allowed, both as a ratio and as an absolute
// floor, and if a difference like this is unlikely (p < [Alpha]) where nothing differs. Which test says so depends on the figure:
//
//	mean, median          Mann-Whitney U test (benchmath.AssumeNothing): do the durations as a whole differ?
//	any other percentile  quantile test: does the new run have more than its part of the durations beyond that percentile
//	                      of both runs together?
//	failure rate          Fisher's exact test of failures and successes
//
// The U test goes by ranks, so that one outlier, which moves a mean, is no difference, and it speaks only for a mean that went
// the same way as the median. It asks about the whole, to which a tail adds little. So it is no judge of a p95, in whose place the quantile test asks about the tail alone: it puts
// all durations together, takes the percentile of that, and holds how many of each run are above it against each other with
// Fisher's exact test. If nothing differs, the durations above are a random draw from all of them, whatever their
// distribution is. (A. M. Mood, Introduction to the Theory of Statistics, 1950, chapter 16, for the median; R. A. Johnson,
// S. Verrill and D. H. Moore, Two-Sample Rank Tests for Detecting Changes That Occur in a Small Proportion of the Treated
// Population, Biometrics 43, 1987, for the tail.) A tail needs iterations: with fewer than about 60 in each run, not even the
// worst p95 would be a difference. Then the U test stands in, if the median went the same way; and with fewer than 4 there
// is none, and the comparison says so.
//
// All tests take durations to be independent. Those of one run are less so than that, as iterations wait for each other:
// of pairs of runs of five users on the simulated cloud, the U test finds one of ten to differ, and not one of twenty as for a
// single user. And two runs on a cloud whose neighbours have changed do differ. So a gate should allow for something with
// [Within]; with nothing allowed, it tells what is not chance, small as it may be.
//
// # What is kept
//
// Of each series, all durations of successes up to [Sample], and of more than those that many which are evenly spaced by
// rank: the same for the same run, and small. Runs of different [Place]s are never compared with each other.
package baseline
