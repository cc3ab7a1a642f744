package store

import (
	"context"
	"errors"
	"time"
)

// write does what it is told, one call after another, and says once a second which runs go on.
func (s *Store) write() {
	defer close(s.ended)
	ctx := context.Background()
	beat := time.NewTicker(time.Second)
	defer beat.Stop()
	s.encoder = newEncoder()
	for {
		select {
		case f, ok := <-s.calls:
			if !ok {
				return
			}
			s.done <- f(ctx)
		case <-beat.C:
			for run := range s.open {
				// An error here is one that the next segment has, too.
				_, _ = s.db.ExecContext(ctx, `UPDATE run SET beat = $1 WHERE id = $2`, micros(time.Now()), run)
			}
		}
	}
}

var errClosed = errors.New("the history of runs is closed")

// do has the writer call f, and waits. Its channels were made outside of whatever bubble the caller is in.
func (s *Store) do(f func(context.Context) error) error {
	s.one.Lock()
	defer s.one.Unlock()
	if s.closed {
		return errClosed
	}
	s.calls <- f
	return <-s.done
}

func micros(t time.Time) int64 { return t.UnixMicro() }
