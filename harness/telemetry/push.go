package telemetry

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	prometheusbridge "go.opentelemetry.io/contrib/bridges/prometheus"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"

	"github.com/pacenote/pacenote/harness"
)

// A Push sends metrics to a collector, as often as OTEL_METRIC_EXPORT_INTERVAL says, and at its end.
type Push struct {
	provider *metric.MeterProvider
	mu       sync.Mutex
	trouble  error
}

// Wanted tells whether the environment names a collector of metrics.
func Wanted() bool {
	if strings.EqualFold(os.Getenv("OTEL_SDK_DISABLED"), "true") || strings.EqualFold(os.Getenv("OTEL_METRICS_EXPORTER"), "none") {
		return false
	}
	return os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || os.Getenv("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT") != ""
}

// Push begins to send, by OTLP over HTTP, to where the standard OTEL_* variables say; it is nil if they name no collector. A collector
// that cannot be reached is no error but a trouble, which Close tells. Virtual time must not have begun.
func (m *Metrics) Push(ctx context.Context) (*Push, error) {
	if !Wanted() {
		return nil, nil
	}
	for _, name := range []string{"OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"} {
		if p := os.Getenv(name); p != "" && p != "http/protobuf" {
			return nil, fmt.Errorf("%s=%s: expected http/protobuf", name, p)
		}
	}
	exporter, err := otlpmetrichttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("push metrics: %w", err)
	}
	about, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "pacenote"), attribute.String("service.version", harness.Version())),
		resource.WithHost(), resource.WithFromEnv())
	if err != nil && about == nil {
		return nil, fmt.Errorf("push metrics: %w", err)
	}
	p := new(Push)
	otel.SetErrorHandler(otel.ErrorHandlerFunc(p.fail))
	reader := metric.NewPeriodicReader(exporter, metric.WithProducer(prometheusbridge.NewMetricProducer(prometheusbridge.WithGatherer(m.registry))))
	p.provider = metric.NewMeterProvider(metric.WithReader(reader), metric.WithResource(about))
	return p, nil
}

// fail keeps the first thing that went wrong.
func (p *Push) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.trouble == nil {
		p.trouble = err
	}
}

// patience is how long the last push may take.
const patience = 10 * time.Second

// Close sends what has not been sent, and returns what went wrong first, ever. A nil Push has nothing to do.
func (p *Push) Close(ctx context.Context) error {
	if p == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := p.provider.Shutdown(ctx)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err = errors.Join(p.trouble, err); err != nil {
		return fmt.Errorf("push metrics: %w", err)
	}
	return nil
}
