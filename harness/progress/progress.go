// Package progress shows how a run goes on: bars on a terminal, plain lines elsewhere.
//
// The terminal is that of standard output, or, where go test has put a pipe in its place, the one that the process
// belongs to. Where there is none, as in CI, a line says every ten seconds how things are, and one when they change.
package progress

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/pacenote/pacenote/harness"
)

// A Display shows the status of a [harness.Live] until it is stopped. Written to after that, it shows the text on the
// terminal, if that is not where standard output goes anyway.
type Display struct {
	live *harness.Live
	tty  *os.File // nil if there is none
	own  bool     // tty is not standard output
	stop chan struct{}
	done sync.WaitGroup
}

// Start shows live from now on.
func Start(live *harness.Live) *Display {
	d := &Display{live: live, stop: make(chan struct{})}
	if term.IsTerminal(int(os.Stdout.Fd())) {
		d.tty = os.Stdout
	} else if tty, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0); err == nil && os.Getenv("CI") == "" {
		d.tty, d.own = tty, true
	}
	d.done.Go(func() {
		if d.tty != nil {
			bars(live, d.tty, d.stop)
		} else {
			Lines(live, os.Stdout, 10*time.Second, d.stop)
		}
	})
	return d
}

// Stop ends the display and waits for its last line. A second call has no effect.
func (d *Display) Stop() {
	select {
	case <-d.stop:
	default:
		close(d.stop)
		d.done.Wait()
	}
}

// Write shows text on the terminal that standard output does not reach; elsewhere it does nothing.
func (d *Display) Write(text []byte) (int, error) {
	if d.own {
		d.tty.Write(text) // nobody is there to be told that it cannot be shown
	}
	return len(text), nil
}

// sampling is how often the status is looked at.
const sampling = 200 * time.Millisecond

// Lines writes a line when the section of a run changes to or from its load, and every so often, until stop is closed.
// What a run came to is in its summary.
func Lines(live *harness.Live, w io.Writer, every time.Duration, stop <-chan struct{}) {
	tick := time.NewTicker(sampling)
	defer tick.Stop()
	var last harness.Status
	var said time.Time
	for {
		select {
		case <-stop:
			return
		case now := <-tick.C:
			s, ok := live.Status()
			if !ok || s.Ended {
				continue
			}
			changed := s.Benchmark != last.Benchmark || (s.Phase == "load") != (last.Phase == "load")
			if changed || now.Sub(said) >= every {
				fmt.Fprintln(w, Line(s))
				said, last = now, s
			}
		}
	}
}

// Line is a status in one line.
func Line(s harness.Status) string {
	line := s.Benchmark
	if s.Rehearsal {
		line = "REHEARSAL " + line
	}
	if s.Phase != "load" {
		return line + ": " + phase(s)
	}
	for _, p := range s.Workloads {
		ended := p.Succeeded + p.Failed + p.Aborted
		line += fmt.Sprintf(": %d", ended)
		if p.Planned > 0 {
			line += fmt.Sprintf(" of %d", p.Planned)
		}
		line += fmt.Sprintf(" iterations, %d failed, %d in flight, %v", p.Failed, p.InFlight(), p.Elapsed.Round(time.Second))
	}
	return line
}

// phase is what is done, and how much of it.
func phase(s harness.Status) string {
	if s.Of == 0 {
		return s.Phase
	}
	return fmt.Sprintf("%s (%d of %d)", s.Phase, s.Done, s.Of)
}
