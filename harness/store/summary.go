package store

import (
	"context"
	"database/sql"

	"github.com/pacenote/pacenote/harness"
)

// summarize writes the figures of all series of a result anew.
func summarize(ctx context.Context, tx *sql.Tx, run string, r *harness.Result) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM summary WHERE run = $1`, run); err != nil {
		return err
	}
	insert, err := tx.PrepareContext(ctx, `INSERT INTO summary (run, workload, part, series, succeeded, failed, aborted, mean, deviation, p50, p90, p95, p99, p99_9, slowest)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING`)
	if err != nil {
		return err
	}
	defer insert.Close()
	view := func(v *harness.View) error {
		series := []*harness.Series{&v.Iterations}
		for _, list := range [][]harness.Series{v.Actions, v.Routes} {
			for i := range list {
				series = append(series, &list[i])
			}
		}
		for _, x := range series {
			d := &x.Success
			_, err := insert.ExecContext(ctx, run, storable(v.Workload), storable(v.Part), storable(x.Name), d.Count, x.Failure.Count, x.Aborted, int64(d.Mean()), int64(d.Deviation()),
				int64(d.Percentile(50)), int64(d.Percentile(90)), int64(d.Percentile(95)), int64(d.Percentile(99)), int64(d.Percentile(99.9)), int64(d.Max))
			if err != nil {
				return err
			}
		}
		return nil
	}
	for i := range r.Workloads {
		v := &r.Workloads[i].View
		views := []*harness.View{v}
		for _, parts := range [][]harness.View{v.Phases, v.Mix} {
			for i := range parts {
				views = append(views, &parts[i])
			}
		}
		for _, v := range views {
			if err := view(v); err != nil {
				return err
			}
		}
	}
	return nil
}
