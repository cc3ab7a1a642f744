// Package rallyresult reads and writes the results of OpenStack Rally: its JSON report (format 1.2, as `rally task report --json`
// writes and `rally task import` reads it), the flat list that it wrote before (`rally task results`; read alone), and the file
// for bulk indexing of its exporter to Elasticsearch.
//
//	err := rallyresult.Export(file, rallyresult.Run{Result: result, Records: records})
//	…
//	list, err := rallyresult.Import(file)
//	for _, run := range list {
//		_, err = store.Save(ctx, run.Result, run.Records.Seq())
//	}
//
// # What becomes of what
//
//	Rally                       here
//	task                        a run that is exported
//	workload                    a workload; of an import, a run: its benchmark's name is the subtask's title
//	runner                      the load, of which only the words are kept: constant or serial if it is closed, rps if it is open
//	args                        arguments
//	sla, sla_results            service levels
//	iteration                   a record: duration is service time, without idle time
//	timestamp                   when it began, by the wall clock
//	atomic_actions              actions: "outer[inner]" is a child
//	error                       class, message and traceback; the class of an import is the name of the exception's type
//	output                      the values and charts that an iteration put out; embedded pages and cells of tables are text
//	hooks                       what fired; action and trigger are pairs, as Rally reads them: of the objects that it writes itself it makes no page
//
// Iterations that were skipped or in flight at an abort are not exported: Rally has no word for them. Statistics are computed as
// Rally does: over failures and successes alike, percentiles between two durations where the rank is between them, three decimals.
//
// Rally writes the time of day as a number of seconds, whose last digit is worth a quarter of a microsecond; times are kept in
// nanoseconds, so that what is imported and exported again has the same digits.
package rallyresult
