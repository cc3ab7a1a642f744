package harness

import (
	"context"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// An alarm waits for moments more precisely than the runtime's timers do: an idle runtime waits in steps of a millisecond,
// but a timer of the kernel that it reads like a socket wakes it at once. It is for one goroutine.
type alarm struct {
	ctx    context.Context
	file   *os.File
	fd     int
	forget func() bool
	buffer [8]byte
}

// newAlarm makes an alarm whose waiting ends with the context.
func newAlarm(ctx context.Context) (*alarm, error) {
	fd, err := unix.TimerfdCreate(unix.CLOCK_MONOTONIC, unix.TFD_NONBLOCK|unix.TFD_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("make a timer: %w", err)
	}
	a := &alarm{ctx: ctx, file: os.NewFile(uintptr(fd), "timer"), fd: fd}
	a.forget = context.AfterFunc(ctx, func() { _ = a.file.SetReadDeadline(time.Unix(1, 0)) })
	return a, nil
}

// sleep waits for d, or until the context is done, and returns its cause.
func (a *alarm) sleep(d time.Duration) error {
	if d <= 0 {
		return context.Cause(a.ctx)
	}
	when := unix.ItimerSpec{Value: unix.NsecToTimespec(int64(d))}
	if err := unix.TimerfdSettime(a.fd, 0, &when, nil); err != nil {
		return Sleep(a.ctx, d)
	}
	if _, err := a.file.Read(a.buffer[:]); err != nil {
		return context.Cause(a.ctx)
	}
	return nil
}

func (a *alarm) close() {
	a.forget()
	a.file.Close()
}
