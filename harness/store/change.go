package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// Save keeps a result that comes from elsewhere, with its iterations; nil is none. Its time is that of the result.
func (s *Store) Save(ctx context.Context, r *harness.Result, records iter.Seq[*harness.Record]) (Run, error) {
	k := &keeping{store: s}
	err := s.do(func(ctx context.Context) (err error) {
		if k.run, err = s.begin(ctx, r, r.Started); err != nil {
			return err
		}
		if records != nil {
			if err := k.take(ctx, records); err != nil {
				return err
			}
		}
		return s.end(ctx, k.run, r)
	})
	if err != nil {
		return Run{}, s.wrap("keep run "+r.ID, err)
	}
	return s.Find(ctx, k.run)
}

// Tag gives a run tags, and takes others away.
func (s *Store) Tag(ctx context.Context, id string, add, remove []string) error {
	return s.wrap("tag run "+id, s.inTx(ctx, func(tx *sql.Tx) error {
		for _, tag := range remove {
			if _, err := tx.ExecContext(ctx, `DELETE FROM tag WHERE run = $1 AND tag = $2`, id, tag); err != nil {
				return err
			}
		}
		return addTags(ctx, tx, id, add)
	}))
}

func addTags(ctx context.Context, tx *sql.Tx, id string, tags []string) error {
	for _, tag := range tags {
		if _, err := tx.ExecContext(ctx, `INSERT INTO tag (run, tag) VALUES ($1, $2) ON CONFLICT DO NOTHING`, id, storable(tag)); err != nil {
			return err
		}
	}
	return nil
}

// Delete forgets runs, and gives their room on the disk back.
func (s *Store) Delete(ctx context.Context, ids ...string) error {
	err := s.wrap("delete runs", s.inTx(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, `DELETE FROM run WHERE id = $1`, id); err != nil {
				return err
			}
		}
		return nil
	}))
	if err != nil || s.server {
		return err
	}
	// What cannot be given back now, as others read, is used again.
	_, _ = s.db.ExecContext(ctx, `PRAGMA incremental_vacuum`)
	_, _ = s.db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return nil
}

// Check asks the database whether it is whole, and reads every segment.
func (s *Store) Check(ctx context.Context) error {
	if !s.server {
		var said string
		if err := s.db.QueryRowContext(ctx, `PRAGMA integrity_check`).Scan(&said); err != nil {
			return s.wrap("check", err)
		}
		if said != "ok" {
			return fmt.Errorf("%s is damaged: %s", s.where, strings.TrimSpace(said))
		}
	}
	list, err := s.Runs(ctx, Filter{})
	if err != nil {
		return err
	}
	for _, r := range list {
		for _, err := range s.Records(ctx, r.ID) {
			if err != nil {
				return err
			}
		}
	}
	return nil
}
