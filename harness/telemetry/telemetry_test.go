package telemetry_test

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	metricsv1 "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/telemetry"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var scenario = harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
	return it.Time(ctx, "boot", func(ctx context.Context) error {
		if it.Number%4 == 0 {
			return errors.New("no")
		}
		return harness.Sleep(ctx, 100*time.Millisecond)
	})
})

// run is a rehearsal of forty iterations, of which ten fail.
func run(t *testing.T, m *telemetry.Metrics, live *harness.Live) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		_, err := harness.Lab{Sinks: []harness.Sink{m}, Live: live, Rehearsal: true, Virtual: true}.Run(t.Context(), harness.Benchmark{
			Name: "boots", Workloads: []harness.Workload{{Name: "w", Scenario: scenario, Load: load.Rate{PerSecond: 10, Iterations: 40}, SLA: []harness.Check{}}},
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// Prometheus gets native histograms with the counts of the run.
func TestScrape(t *testing.T) {
	var live harness.Live
	m := telemetry.New(&live)
	run(t, m, &live)
	request := httptest.NewRequest(http.MethodGet, "/metrics", nil)
	request.Header.Set("Accept", "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited")
	reply := httptest.NewRecorder()
	m.Handler().ServeHTTP(reply, request)
	families := make(map[string]*dto.MetricFamily)
	for d := expfmt.NewDecoder(reply.Body, expfmt.ResponseFormat(reply.Header())); ; {
		f := new(dto.MetricFamily)
		if err := d.Decode(f); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		families[f.GetName()] = f
	}
	counts := make(map[string]uint64)
	for _, x := range families["pacenote_iteration_duration_seconds"].GetMetric() {
		for _, l := range x.GetLabel() {
			if l.GetName() == "outcome" {
				counts[l.GetValue()] = x.GetHistogram().GetSampleCount()
				if len(x.GetHistogram().GetBucket()) > 0 || x.GetHistogram().Schema == nil {
					t.Error("it is no native histogram")
				}
			}
		}
	}
	if counts["succeeded"] != 30 || counts["failed"] != 10 {
		t.Errorf("counts of iterations: %v; want 30 and 10", counts)
	}
	for _, name := range []string{"pacenote_action_duration_seconds", "pacenote_start_lateness_seconds", "pacenote_failures_total", "pacenote_runs_total", "pacenote_run_info"} {
		if len(families[name].GetMetric()) == 0 || families[name].GetHelp() == "" {
			t.Errorf("there is no %s", name)
		}
	}
}

// A collector is sent the same figures by OTLP at the end of a run.
func TestPush(t *testing.T) {
	var mu sync.Mutex
	names := make(map[string]uint64)
	service := ""
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var body io.Reader = r.Body
		if r.Header.Get("Content-Encoding") == "gzip" {
			z, err := gzip.NewReader(r.Body)
			if err != nil {
				t.Error(err)
				return
			}
			body = z
		}
		text, _ := io.ReadAll(body)
		var request metricsv1.ExportMetricsServiceRequest
		if err := proto.Unmarshal(text, &request); err != nil {
			t.Error(err)
		}
		mu.Lock()
		defer mu.Unlock()
		for _, resource := range request.GetResourceMetrics() {
			for _, a := range resource.GetResource().GetAttributes() {
				if a.GetKey() == "service.name" {
					service = a.GetValue().GetStringValue()
				}
			}
			for _, scope := range resource.GetScopeMetrics() {
				for _, x := range scope.GetMetrics() {
					for _, p := range x.GetExponentialHistogram().GetDataPoints() {
						names[x.GetName()] += p.GetCount()
					}
				}
			}
		}
	}))
	defer server.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", server.URL+"/v1/metrics")
	m := telemetry.New(nil)
	push, err := m.Push(t.Context())
	if err != nil || push == nil {
		t.Fatal(push, err)
	}
	run(t, m, nil)
	if err := push.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if names["pacenote_iteration_duration_seconds"] != 40 || service != "pacenote" {
		t.Errorf("the collector of %q has %v; want 40 iterations", service, names)
	}
}

// A collector that is not there is told once, without what is secret, and in bounded time.
func TestPushToNobody(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", strings.Replace(server.URL, "http://", "http://me:canary-4711@", 1))
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=canary-4711")
	m := telemetry.New(nil)
	push, err := m.Push(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	run(t, m, nil)
	if err := push.Close(t.Context()); err == nil || strings.Contains(err.Error(), "canary") {
		t.Errorf("push to nobody: %v; want an error without what is secret", err)
	}
	t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
	if _, err := m.Push(t.Context()); err == nil || !strings.Contains(err.Error(), "expected http/protobuf") {
		t.Errorf("push by grpc: %v", err)
	}
	t.Setenv("OTEL_SDK_DISABLED", "true")
	if push, err := m.Push(t.Context()); push != nil || err != nil {
		t.Errorf("push that is disabled: %v, %v", push, err)
	}
}
