package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Result is what a run found. Of one that was interrupted, or goes on, it is made from the iterations that were kept.
func (s *Store) Result(ctx context.Context, id string) (r *harness.Result, err error) {
	defer func() { err = s.wrap("read run "+id, err) }()
	var image []byte
	var began, beat int64
	var verdict string
	var p process
	err = s.db.QueryRowContext(ctx, `SELECT image, began, beat, verdict, host, pid, born FROM run JOIN result ON result.run = run.id WHERE id = $1`, id).
		Scan(&image, &began, &beat, &verdict, &p.host, &p.pid, &p.born)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errors.New("there is no such run")
	}
	if err != nil {
		return nil, err
	}
	if r, err = decodeResult(image); err != nil {
		return nil, err
	}
	r.ID, r.Started = id, time.Unix(0, began) // those of a rehearsal are another one's, or in virtual time
	if r.Folder = ""; verdict != "" {
		return r, nil
	}
	return s.salvage(ctx, id, r, time.Unix(0, beat), p.alive(time.Unix(0, beat), time.Now()))
}

// salvage makes the result of a run that did not come to its end.
func (s *Store) salvage(ctx context.Context, id string, begun *harness.Result, heard time.Time, alive bool) (*harness.Result, error) {
	var broken error
	r, err := harness.Resettle(begun, func(yield func(*harness.Record) bool) {
		for record, err := range s.Records(ctx, id) {
			if err != nil {
				broken = err
				return
			}
			if !yield(record) {
				return
			}
		}
	})
	if err = errors.Join(err, broken); err != nil {
		return nil, err
	}
	if r.Verdict = harness.Running; alive {
		return r, nil
	}
	r.Verdict = harness.Interrupted
	r.Error = fmt.Sprintf("the run was interrupted: its process was last heard of %v after its beginning", heard.Sub(r.Started).Round(time.Millisecond))
	return r, nil
}

// Records are the iterations of a run, in the order in which they were kept. A record is the caller's until the next one comes.
// After an error there are no more.
func (s *Store) Records(ctx context.Context, id string) iter.Seq2[*harness.Record, error] {
	return func(yield func(*harness.Record, error) bool) {
		fail := func(err error) { yield(nil, s.wrap("read run "+id, err)) }
		keys, err := s.segments(ctx, id)
		if err != nil {
			fail(err)
			return
		}
		var x segment
		for _, k := range keys {
			if err := s.segment(ctx, id, k, &x); err != nil {
				fail(err)
				return
			}
			if !x.records(func(r *harness.Record) bool { return yield(r, nil) }) {
				return
			}
		}
	}
}

// segment reads one, into the memory that it has.
func (s *Store) segment(ctx context.Context, id string, k segmentKey, into *segment) error {
	var images [3][]byte
	err := s.db.QueryRowContext(ctx, `SELECT iteration_rows, action_rows, call_rows FROM segment WHERE run = $1 AND worker = $2 AND n = $3`, id, k.worker, k.n).
		Scan(&images[0], &images[1], &images[2])
	if err != nil {
		return err
	}
	return into.read(images)
}

type segmentKey struct {
	worker string
	n      int64
}

// segments are the keys of a run's segments, so that no statement is open while somebody works on one.
func (s *Store) segments(ctx context.Context, id string) (list []segmentKey, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT worker, n FROM segment WHERE run = $1 ORDER BY n, worker`, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var k segmentKey
		if err := rows.Scan(&k.worker, &k.n); err != nil {
			return nil, err
		}
		list = append(list, k)
	}
	return list, rows.Err()
}
