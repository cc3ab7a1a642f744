// Package reports shows the results of benchmarks: as one HTML page, as text, as JUnit XML and as JSON.
//
// A report is a function of results and of nothing else: the same results make the same bytes.
//
//	reports.HTML(file, results...)       // one page for a whole run of go test
//	reports.Text(os.Stdout, results...)  // for a terminal, or the log of a CI
//
// Two runs beside each other, and runs over time, have reports of their own: CompareText and TrendText, and those of the same names
// for pages and JSON. Single iterations are rows of CSV. [Benchfmt] is for benchstat.
//
// # What is trusted
//
// Much of a result is text that came from a cloud, and none of it is trusted. In all reports, control characters and
// those that reorder text are shown by their names, so that nothing can move the cursor of a terminal or make an XML
// file invalid, and what is long is cut with a word about how much is missing. The page has a content security policy
// that lets nothing run but the scripts it was written with and lets nothing be fetched at all.
//
// # The page
//
// It is one file that needs no network. It says what broke and where time went, then shows the benchmark that went
// worst first; the part of its address after the # names a benchmark and a tab ("#boot-storm/failures"). Charts are drawn
// when they come into sight. Without scripts, and on paper, all is shown one below the other.
//
// Of many benchmarks the page holds all but the first one compressed, and unpacks one when somebody goes to it: without
// scripts there is then only the table of all, and on paper the first sixty, those that did not pass before the others.
//
// go-echarts makes the options of the charts, and only those: they travel as JSON, as data, to a script of our own, which
// hands them to the ECharts in assets/echarts (5.6.0, the "common" build: lines, bars, scatters and pies). ECharts itself
// is in the page compressed, and runs when the first chart is drawn. The heat map is drawn by a script of our own.
//
// Whoever fills <main> anew calls Page.refresh() in the browser: benchmark, tab and filter stay as they are.
//
// [LiveHTML] is the same page for a server, which tells its browsers when there is more: package live.
//
// What scenarios put out has a tab of its own, if there is any: charts of all iterations, then those of a few, folded up.
//
// # The figures
//
// A table of actions is about those that succeeded: failures and what was aborted are counted beside them and in none
// of the durations. A duration is a service time, from the actual start, unless it says otherwise.
//
// The figures of a workload with a warm-up or a cool-down are those of its steady phase; only charts over time, groups of
// failures, and what a whole run is said to have done, are about all phases. Starts that an open load skipped or made late
// are part of the verdict's sentences. A run whose limit was the generator has a colour and a word of its own, and is an
// error of JUnit, not a failure: it says nothing about the cloud.
package reports

import (
	"io"

	"github.com/pacenote/pacenote/harness"
)

// A Report writes results in one form. The order of the results is kept.
type Report func(w io.Writer, results ...*harness.Result) error

var (
	_ Report = HTML
	_ Report = Text
	_ Report = JUnit
	_ Report = JSON
)

// simulated is what a rehearsal must say of itself.
const simulated = "These figures are those of a simulated cloud, not of a real one."
