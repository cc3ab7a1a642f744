package cloud

import (
	"io"
	"time"
)

// What is read of a reply that its reader did not want to the end, so that its connection can serve again.
const (
	drainBytes = 256 << 10
	drainTime  = 100 * time.Millisecond
)

// Read reads the reply's body, and ends the call at its end.
func (x *exchange) Read(p []byte) (int, error) {
	n, err := x.body.Read(p)
	x.in.Add(int64(n))
	switch {
	case err == io.EOF:
		x.finish(nil)
	case err != nil:
		err = because(x.ctx, err)
		x.finish(err)
	}
	return n, err
}

// Close reads what is left, if that is little and comes soon, and ends the call.
func (x *exchange) Close() error {
	if !x.finished.Load() && x.ctx.Err() == nil {
		timer := time.AfterFunc(drainTime, func() { _ = x.body.Close() })
		n, _ := io.Copy(io.Discard, io.LimitReader(x.body, drainBytes))
		timer.Stop()
		x.in.Add(n)
	}
	err := x.body.Close()
	x.finish(nil)
	return err
}
