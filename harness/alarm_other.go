//go:build !linux

package harness

import (
	"context"
	"errors"
	"time"
)

// An alarm waits for moments more precisely than the runtime's timers do, where the system can.
type alarm struct{}

func newAlarm(context.Context) (*alarm, error) {
	return nil, errors.New("only Linux has the timers for it")
}

func (*alarm) sleep(time.Duration) error { return nil }

func (*alarm) close() {}
