package telemetry

import (
	"iter"
	"net/http"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/pacenote/pacenote/harness"
)

// Metrics are the figures of all runs of a process. They are safe for concurrent use.
type Metrics struct {
	registry                          *prometheus.Registry
	iterations, actions, calls, late  *prometheus.HistogramVec
	failures, skipped, in, out, ended *prometheus.CounterVec
	info                              *prometheus.GaugeVec
	live                              *harness.Live
}

// New returns metrics without any figures. live tells what is in flight; nil is nobody.
func New(live *harness.Live) *Metrics {
	durations := func(name, help string, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: "pacenote", Name: name, Help: help, NativeHistogramBucketFactor: 1.1, NativeHistogramMaxBucketNumber: 400,
		}, labels)
	}
	counts := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "pacenote", Name: name, Help: help}, labels)
	}
	m := &Metrics{
		registry: prometheus.NewRegistry(), live: live,
		iterations: durations("iteration_duration_seconds", "Service time of iterations.", "benchmark", "workload", "outcome"),
		actions:    durations("action_duration_seconds", "Duration of actions.", "benchmark", "workload", "action", "outcome"),
		calls:      durations("http_request_duration_seconds", "Duration of HTTP requests to the cloud; code 0 is no answer.", "benchmark", "workload", "route", "code"),
		late:       durations("start_lateness_seconds", "By how much starts of open loads were later than they were due.", "benchmark", "workload"),
		failures:   counts("failures_total", "Failed iterations by the class of their error.", "benchmark", "workload", "class"),
		skipped:    counts("skipped_starts_total", "Starts of open loads that found no free user in time.", "benchmark", "workload"),
		in:         counts("received_bytes_total", "Bytes of answers.", "benchmark", "workload"),
		out:        counts("sent_bytes_total", "Bytes of requests.", "benchmark", "workload"),
		ended:      counts("runs_total", "Runs that have ended, by their verdict.", "benchmark", "verdict"),
		info: prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "pacenote", Name: "run_info", Help: "1 for each run."},
			[]string{"run", "benchmark", "cloud", "region", "version", "rehearsal"}),
	}
	m.registry.MustRegister(m.iterations, m.actions, m.calls, m.late, m.failures, m.skipped, m.in, m.out, m.ended, m.info)
	if live != nil {
		m.registry.MustRegister(inFlight{live})
	}
	return m
}

// Handler answers requests of Prometheus.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Begin begins to count a run. See [harness.Sink].
func (m *Metrics) Begin(begun *harness.Result) (harness.Intake, error) {
	e := &begun.Environment
	m.info.WithLabelValues(begun.ID, begun.Name, e.Cloud, e.Region, e.Version, strconv.FormatBool(begun.Rehearsal)).Set(1)
	c := &counted{metrics: m, benchmark: begun.Name}
	for i := range begun.Workloads {
		c.workloads = append(c.workloads, begun.Workloads[i].Workload)
		c.open = append(c.open, begun.Workloads[i].Open)
	}
	return c, nil
}

// mostNames is how many actions, routes or classes of a workload are told apart.
const mostNames = 300

// name is one that may be a label.
func (c *counted) name(of, workload, name string) string {
	key := of + "\x00" + workload
	if c.known == nil {
		c.known = make(map[string]map[string]bool)
	}
	seen := c.known[key]
	switch {
	case seen == nil:
		c.known[key] = map[string]bool{name: true}
	case seen[name]:
	case len(seen) >= mostNames:
		return "others"
	default:
		seen[name] = true
	}
	return name
}

// A counted run adds to the metrics.
type counted struct {
	metrics   *Metrics
	benchmark string
	workloads []string
	open      []bool
	known     map[string]map[string]bool // names by what they are of
}

// Take counts iterations in. See [harness.Intake].
func (c *counted) Take(records iter.Seq[*harness.Record]) error {
	m := c.metrics
	for r := range records {
		w := c.workloads[r.Workload]
		if r.Outcome == harness.EndSkipped {
			m.skipped.WithLabelValues(c.benchmark, w).Inc()
			continue
		}
		m.iterations.WithLabelValues(c.benchmark, w, r.Outcome.String()).Observe(r.Service().Seconds())
		if r.Outcome == harness.EndFailure {
			m.failures.WithLabelValues(c.benchmark, w, c.name("class", w, r.Class)).Inc()
		}
		if c.open[r.Workload] {
			m.late.WithLabelValues(c.benchmark, w).Observe((r.Start - r.Due).Seconds())
		}
		for i := range r.Actions {
			a := &r.Actions[i]
			outcome := harness.EndSuccess
			if a.Failed {
				outcome = harness.EndFailure
			}
			m.actions.WithLabelValues(c.benchmark, w, c.name("action", w, a.Path), outcome.String()).Observe(a.Duration.Seconds())
		}
		for i := range r.Calls {
			x := &r.Calls[i]
			m.calls.WithLabelValues(c.benchmark, w, c.name("route", w, x.Route), strconv.Itoa(x.Status)).Observe(x.Duration.Seconds())
			m.in.WithLabelValues(c.benchmark, w).Add(float64(x.In))
			m.out.WithLabelValues(c.benchmark, w).Add(float64(x.Out))
		}
	}
	return nil
}

// End counts the run. See [harness.Intake].
func (c *counted) End(r *harness.Result) error {
	c.metrics.ended.WithLabelValues(c.benchmark, string(r.Verdict)).Inc()
	return nil
}

// inFlight asks how many iterations go on.
type inFlight struct{ live *harness.Live }

var inFlightDesc = prometheus.NewDesc("pacenote_iterations_in_flight", "Iterations that have begun and not ended.", []string{"benchmark", "workload"}, nil)

// Describe implements [prometheus.Collector].
func (inFlight) Describe(to chan<- *prometheus.Desc) { to <- inFlightDesc }

// Collect implements [prometheus.Collector].
func (f inFlight) Collect(to chan<- prometheus.Metric) {
	s, ok := f.live.Status()
	if !ok || s.Ended {
		return
	}
	for _, w := range s.Workloads {
		to <- prometheus.MustNewConstMetric(inFlightDesc, prometheus.GaugeValue, float64(w.InFlight()), s.Benchmark, w.Name)
	}
}
