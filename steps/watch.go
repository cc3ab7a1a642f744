package steps

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/telemetry"
	"github.com/pacenote/pacenote/reports/live"
)

// An address is the value of -live: of the flag alone it is "true".
type address string

func (a *address) String() string     { return string(*a) }
func (a *address) Set(v string) error { *a = address(v); return nil }
func (a *address) IsBoolFlag() bool   { return true }

// A watch is what others see of a session that goes on: the live page, and metrics. The zero value shows nothing.
type watch struct {
	metrics *telemetry.Metrics // nil if nobody wants them
	push    *telemetry.Push
	server  *live.Server // nil if -live was not given
}

// watch begins to show the session to whoever wants to see it.
func (s *Session) watch(ctx context.Context, w io.Writer) (x watch, err error) {
	wanted := s.serve != "" && s.serve != "false"
	if !wanted && !telemetry.Wanted() {
		return x, nil
	}
	x.metrics = telemetry.New(&s.live)
	if x.push, err = x.metrics.Push(ctx); err != nil {
		return x, err
	}
	if !wanted {
		return x, nil
	}
	if s.store == "off" {
		return x, fmt.Errorf("-live shows what is kept of a run, and no runs are: -store=off or PACENOTE_STORE=off")
	}
	x.server, err = live.Listen(string(s.serve), live.Source{Results: s.Results, Running: s.history.running, Status: s.live.Status, Metrics: x.metrics.Handler()})
	if err != nil {
		return x, err
	}
	fmt.Fprintf(w, "live: %s\n", x.server.URL())
	if x.server.Open() {
		fmt.Fprintln(w, "live: whoever can reach this address can read it")
	}
	return x, nil
}

// close ends what watch has begun. What went wrong with metrics is told, and is no failure.
func (x *watch) close() {
	if x.server != nil {
		if err := x.server.Close(); err != nil {
			fmt.Fprintln(os.Stderr, "pacenote: -live:", err)
		}
	}
	if err := x.push.Close(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "pacenote:", err)
	}
}

var _ harness.Sink = (*telemetry.Metrics)(nil)
