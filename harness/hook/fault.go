package hook

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Fault has a service of the simulated cloud misbehave.
type Fault harness.Fault

var (
	_ harness.Action    = Fault{}
	_ harness.Arranger  = Fault{}
	_ harness.Validator = Fault{}
)

// String says what it does: "identity answers 503".
func (f Fault) String() string {
	who := f.Service
	if who == "" {
		who = "every service"
	}
	if f.Share > 0 {
		who += fmt.Sprintf(", for %.4g%% of the requests,", 100*f.Share)
	}
	switch {
	case f.Reset:
		return who + " resets connections"
	case f.Status > 0:
		return fmt.Sprintf("%s answers %d", who, f.Status)
	}
	return fmt.Sprintf("%s answers %v later", who, f.Delay)
}

// Validate refuses a fault that does nothing.
func (f Fault) Validate() error {
	switch {
	case f.Status == 0 && !f.Reset && f.Delay <= 0:
		return errors.New("expected a status, a reset or a delay")
	case f.Status != 0 && (f.Status < 400 || f.Status > 599):
		return fmt.Errorf("status %d: expected one from 400 to 599", f.Status)
	case !(f.Share >= 0 && f.Share <= 1):
		return fmt.Errorf("a share of %v: expected 0 to 1", f.Share)
	}
	return nil
}

// Arrange refuses a cloud that is not simulated.
func (f Fault) Arrange(_ context.Context, w *harness.World) error {
	if w.Simulator() == nil {
		return fmt.Errorf("only a simulated cloud can be told that %s: use a command, a call or the network", f)
	}
	return nil
}

// Do begins the fault.
func (f Fault) Do(_ context.Context, firing *harness.Firing) error {
	end, err := firing.World.Simulator().Misbehave(harness.Fault(f))
	if err != nil {
		return err
	}
	firing.Undo(f.String(), func(context.Context) error {
		end()
		return nil
	})
	return nil
}

// Stop is a fault that no service answers for a while: its connections are reset.
func Stop(service string) Fault { return Fault{Service: service, Reset: true} }

// Delay is a fault that a service answers so much later.
func Delay(service string, by time.Duration) Fault { return Fault{Service: service, Delay: by} }
