package harness

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"
	"time"
)

// An alarm does not ring early, and not again; its context wakes it, for good.
func TestAlarm(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	a, err := newAlarm(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	for _, d := range []time.Duration{1, time.Microsecond, 300 * time.Microsecond, 3 * time.Millisecond, 0, -time.Second} {
		began := time.Now()
		if err := a.sleep(d); err != nil || time.Since(began) < d {
			t.Errorf("sleep(%v): %v after %v", d, err, time.Since(began))
		}
	}
	cause := errors.New("enough")
	woken := make(chan error)
	go func() { woken <- a.sleep(time.Hour) }()
	cancel(cause)
	if err := <-woken; err != cause {
		t.Errorf("sleep: %v; want the cause of the context", err)
	}
	if err := a.sleep(time.Hour); err != cause {
		t.Errorf("sleep after the end: %v; want the cause of the context", err)
	}
}

// An alarm that is closed leaves no file open.
func TestAlarmLeavesNoFile(t *testing.T) {
	before, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skipf("cannot count open files: %v", err)
	}
	for range 50 {
		a, err := newAlarm(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_ = a.sleep(time.Microsecond)
		a.close()
	}
	after, _ := os.ReadDir("/proc/self/fd")
	if len(after) > len(before)+10 {
		t.Errorf("%d files are open; were %d", len(after), len(before))
	}
}

// BenchmarkAlarm is how late a start is that waits half a millisecond, by the alarm and by the runtime's timer.
func BenchmarkAlarm(b *testing.B) {
	a, err := newAlarm(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	defer a.close()
	for _, bb := range []struct {
		name  string
		sleep func(time.Duration) error
	}{{"alarm", a.sleep}, {"timer", func(d time.Duration) error { return Sleep(context.Background(), d) }}} {
		b.Run(bb.name, func(b *testing.B) {
			const wait = 500 * time.Microsecond
			late := make([]time.Duration, 0, b.N)
			for range b.N {
				began := time.Now()
				if err := bb.sleep(wait); err != nil {
					b.Fatal(err)
				}
				late = append(late, time.Since(began)-wait)
			}
			slices.Sort(late)
			b.ReportMetric(float64(late[len(late)/2].Nanoseconds())/1e3, "late-p50-us")
			b.ReportMetric(float64(late[len(late)*99/100].Nanoseconds())/1e3, "late-p99-us")
		})
	}
}
