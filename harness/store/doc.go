// Package store keeps the history of runs: what each was to do, all of its iterations, and what was found.
//
//	s, err := store.Open(ctx, "") // .pacenote/results.db, or what PACENOTE_STORE says
//	defer s.Close()
//	result, err := harness.Lab{Sinks: []harness.Sink{s}}.Run(ctx, benchmark)
//	…
//	run, err := s.Find(ctx, "last")
//	again, err := s.Result(ctx, run.ID)
//
// A store is one file of SQLite, or a PostgreSQL database: the same tables and the same SQL. Many processes may write to it
// at once.
//
// # What is kept
//
//	run      what a list shows, and which process it is of
//	result   the whole [harness.Result]: feature text, arguments, seed, place, sections, verdicts, failures, figures
//	segment  iterations with their actions and HTTP calls: three small Parquet files a row, about a second's
//	summary  the figures of every series, for whoever asks in SQL
//	tag      words that people gave to runs
//
// A segment is written whole, in a transaction of its own, and its key (run, worker, n) makes a second copy of it harmless. So a
// process that is killed loses what had not been written, at most about a second's, and what was written stays readable: its run is
// then "interrupted", and its figures come from the segments.
//
// # Ids
//
// A run has the id of its result, or that with "-2", "-3" and so on if there is one already: a rehearsal's id follows from its seed and
// name, so the same rehearsal done again has it again. Then the iterations of the earlier ones are dropped, as their seed can make
// them again, and their results stay.
//
// # Virtual time
//
// All SQL is done by one goroutine that [Open] starts, outside of any bubble of testing/synctest: whoever calls from within one waits
// without its time passing.
package store
