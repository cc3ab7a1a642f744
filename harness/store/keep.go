package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// A keeping is a run that is being kept.
type keeping struct {
	store *Store
	run   string
	next  int64 // segment
}

// Begin begins to keep a run. See [harness.Sink].
func (s *Store) Begin(begun *harness.Result) (harness.Intake, error) {
	k := &keeping{store: s}
	err := s.do(func(ctx context.Context) (err error) {
		k.run, err = s.begin(ctx, begun, time.Now())
		if err == nil {
			s.open[k.run] = true
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("keep the run in %s: %w", s.where, plain(err))
	}
	return k, nil
}

// RunOf is the id that a run has in the history, given what Begin returned.
func RunOf(intake harness.Intake) string {
	if k, ok := intake.(*keeping); ok {
		return k.run
	}
	return ""
}

// begin adds a run, and returns its id.
func (s *Store) begin(ctx context.Context, begun *harness.Result, now time.Time) (id string, err error) {
	image, err := s.encoder.result(begun)
	if err != nil {
		return "", err
	}
	for taken := map[string]bool{}; ; taken[id] = true {
		added := false
		err = s.inTx(ctx, func(tx *sql.Tx) error {
			if err := marked(ctx, tx, begun.ID, taken); err != nil {
				return err
			}
			id = free(begun.ID, taken)
			row := rowOf(begun)
			result, err := tx.ExecContext(ctx, `INSERT INTO run (id, mark, session, name, began, took, verdict, expected, rehearsal, cloud, region, version, revision,
				scenario, load, iterations, failed, p95, host, pid, born, beat)
				VALUES ($1, $2, $3, $4, $5, 0, '', 0, $6, $7, $8, $9, $10, $11, $12, 0, 0, 0, $13, $14, $15, $16) ON CONFLICT (id) DO NOTHING`,
				id, begun.ID, s.session, storable(begun.Name), nanos(now), bit(begun.Rehearsal), storable(begun.Environment.Cloud), storable(begun.Environment.Region),
				storable(begun.Environment.Version), storable(begun.Environment.Revision), row.scenario, row.load, s.identity.host, s.identity.pid, s.identity.born, nanos(now))
			if err != nil {
				return err
			}
			if rows, err := result.RowsAffected(); err != nil || rows == 0 {
				return err // or another run has it
			}
			added = true
			if begun.Rehearsal { // its seed can make them again
				if _, err := tx.ExecContext(ctx, `DELETE FROM segment WHERE run IN (SELECT id FROM run WHERE mark = $1 AND rehearsal = 1 AND verdict <> '' AND id <> $2)`, begun.ID, id); err != nil {
					return err
				}
			}
			if err := addTags(ctx, tx, id, begun.Tags); err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, `INSERT INTO result (run, image) VALUES ($1, $2)`, id, image)
			return err
		})
		if err != nil || added {
			return id, err
		}
	}
}

// marked adds the ids of all runs whose results have the same one.
func marked(ctx context.Context, tx *sql.Tx, mark string, to map[string]bool) error {
	rows, err := tx.QueryContext(ctx, `SELECT id FROM run WHERE mark = $1`, mark)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return err
		}
		to[id] = true
	}
	return rows.Err()
}

// free is a mark, or the first of it with "-2", "-3" and so on that is not taken.
func free(mark string, taken map[string]bool) string {
	id := mark
	for n := 2; taken[id]; n++ {
		id = fmt.Sprintf("%s-%d", mark, n)
	}
	return id
}

// Take keeps some iterations. See [harness.Intake].
func (k *keeping) Take(records iter.Seq[*harness.Record]) error {
	err := k.store.do(func(ctx context.Context) error { return k.take(ctx, records) })
	if err != nil {
		return fmt.Errorf("keep the run in %s: %w", k.store.where, plain(err))
	}
	return nil
}

func (k *keeping) take(ctx context.Context, records iter.Seq[*harness.Record]) error {
	s := k.store
	return s.inTx(ctx, func(tx *sql.Tx) error {
		insert, err := tx.PrepareContext(ctx, `INSERT INTO segment (run, worker, n, iterations, actions, calls, iteration_rows, action_rows, call_rows)
			VALUES ($1, '', $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (run, worker, n) DO NOTHING`)
		if err != nil {
			return err
		}
		defer insert.Close()
		var total, failed int64
		flush := func() error {
			e := s.encoder
			if len(e.iterations.rows) == 0 {
				return nil
			}
			total += int64(len(e.iterations.rows))
			iterations, actions, calls := len(e.iterations.rows), len(e.actions.rows), len(e.calls.rows)
			images, err := e.images()
			if err != nil {
				return err
			}
			_, err = insert.ExecContext(ctx, k.run, k.next, iterations, actions, calls, images[0], images[1], images[2])
			k.next++
			return err
		}
		s.encoder.reset()
		for r := range records {
			if r.Outcome == harness.EndFailure {
				failed++
			}
			s.encoder.add(r)
			if len(s.encoder.iterations.rows) == segmentRows {
				if err := flush(); err != nil {
					return err
				}
			}
		}
		if err := flush(); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE run SET iterations = iterations + $1, failed = failed + $2, beat = $3 WHERE id = $4`, total, failed, nanos(time.Now()), k.run)
		return err
	})
}

// End keeps the result. It may be called again if the result has changed. See [harness.Intake].
func (k *keeping) End(r *harness.Result) error {
	err := k.store.do(func(ctx context.Context) error {
		delete(k.store.open, k.run)
		return k.store.end(ctx, k.run, r)
	})
	if err != nil {
		return fmt.Errorf("keep the run in %s: %w", k.store.where, plain(err))
	}
	return nil
}

// end keeps what is known at the end of a run.
func (s *Store) end(ctx context.Context, run string, r *harness.Result) error {
	image, err := s.encoder.result(r)
	if err != nil {
		return err
	}
	row := rowOf(r)
	return s.inTx(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `UPDATE run SET took = $1, verdict = $2, expected = $3, scenario = $4, load = $5, iterations = $6, failed = $7, p95 = $8, beat = $9 WHERE id = $10`,
			int64(row.took), string(r.Verdict), bit(r.Expected), row.scenario, row.load, row.iterations, row.failed, int64(row.p95), nanos(time.Now()), run)
		if err != nil {
			return err
		}
		if rows, err := result.RowsAffected(); err == nil && rows == 0 {
			return errors.New("somebody has deleted it")
		}
		if _, err := tx.ExecContext(ctx, `UPDATE result SET image = $1 WHERE run = $2`, image, run); err != nil {
			return err
		}
		return summarize(ctx, tx, run, r)
	})
}

// inTx does something whole or not at all.
func (s *Store) inTx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// A row is what a list shows of a result.
type row struct {
	took               time.Duration
	scenario, load     string
	iterations, failed int64
	p95                time.Duration
}

func rowOf(r *harness.Result) (x row) {
	for _, section := range r.Sections {
		x.took = max(x.took, section.Start+section.Duration)
	}
	var scenarios, loads []string
	for i := range r.Workloads {
		o := &r.Workloads[i]
		scenarios, loads = append(scenarios, o.Scenario), append(loads, o.Load)
		x.iterations += o.Iterations.Ended()
		x.failed += o.Iterations.Failure.Count
		x.p95 = max(x.p95, o.Iterations.Success.Percentile(95))
	}
	x.scenario, x.load = storable(strings.Join(scenarios, ", ")), storable(strings.Join(loads, ", "))
	return x
}

// storable is a text without what PostgreSQL refuses in one.
func storable(text string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", "\uFFFD"), "\uFFFD")
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
