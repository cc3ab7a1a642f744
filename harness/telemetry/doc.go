// Package telemetry shows the figures of runs that go on to monitoring: to Prometheus, which asks for them, and by OTLP to a
// collector, which is sent them.
//
//	metrics := telemetry.New(&live)
//	http.Handle("/metrics", metrics.Handler())
//	push, err := metrics.Push(ctx) // if the OTEL_* variables name a collector
//	…
//	harness.Lab{Sinks: []harness.Sink{metrics}, Live: &live}
//
// Durations are native histograms of Prometheus, exponential ones of OTLP: off by at most a twentieth, at no cost for buckets that
// nobody needs. They are fed by the engine's follower, about a second after iterations have ended: a load is not slower for it.
//
//	pacenote_iteration_duration_seconds     benchmark, workload, outcome
//	pacenote_action_duration_seconds        benchmark, workload, action, outcome
//	pacenote_http_request_duration_seconds  benchmark, workload, route, code
//	pacenote_start_lateness_seconds         benchmark, workload
//	pacenote_failures_total                 benchmark, workload, class
//	pacenote_skipped_starts_total           benchmark, workload
//	pacenote_received_bytes_total           benchmark, workload
//	pacenote_sent_bytes_total               benchmark, workload
//	pacenote_runs_total                     benchmark, verdict
//	pacenote_iterations_in_flight           benchmark, workload
//	pacenote_run_info                       run, benchmark, cloud, region, version, rehearsal
//
// Names of actions, routes and classes of which there are very many are counted together, as "others".
package telemetry
