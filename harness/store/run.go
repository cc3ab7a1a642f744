package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Verdicts of runs that have not come to their end.
const (
	Running     = string(harness.Running)
	Interrupted = string(harness.Interrupted)
)

// A Run is what a list shows of a run.
type Run struct {
	ID         string
	Name       string
	Started    time.Time // by the wall clock, also of a rehearsal
	Took       time.Duration
	Verdict    string // [Running], [Interrupted], or another [harness.Verdict]
	Expected   bool   // the verdict is what the author asked for
	Rehearsal  bool
	Tags       []string
	Cloud      string
	Region     string
	Version    string // of Pacenote
	Revision   string // of whoever declares the benchmarks
	Scenario   string // of all workloads
	Load       string
	Iterations int64
	Failed     int64
	P95        time.Duration // of the slowest workload
	Session    string        // runs of one process have the same
	Bytes      int64         // that are kept of it
}

// A Filter says which runs are wanted. The zero value wants all.
type Filter struct {
	ID           string   // or the beginning of one
	Name         string   // text in the benchmark's name, in either case
	Tags         []string // all of them
	Since, Until time.Time
	Verdict      string
	Cloud        string
	Session      string
	Limit        int // 0 is none
	Skip         int // of those that are wanted, the newest
}

// where are the conditions of a filter in SQL, and their values. What only the process of a run knows is left out.
func (f *Filter) where() (text string, values []any) {
	var all []string
	add := func(condition string, value any) {
		values = append(values, value)
		all = append(all, strings.ReplaceAll(condition, "?", "$"+strconv.Itoa(len(values))))
	}
	if f.ID != "" {
		add("substr(id, 1, length(?)) = ?", f.ID)
	}
	if f.Name != "" {
		add("lower(name) LIKE ? ESCAPE '!'", "%"+likeText(strings.ToLower(f.Name))+"%")
	}
	for _, tag := range f.Tags {
		add("EXISTS (SELECT 1 FROM tag WHERE tag.run = run.id AND tag.tag = ?)", tag)
	}
	if !f.Since.IsZero() {
		add("began >= ?", nanos(f.Since))
	}
	if !f.Until.IsZero() {
		add("began < ?", nanos(f.Until))
	}
	switch f.Verdict {
	case "":
	case Running:
		all = append(all, "verdict = ''")
	case Interrupted:
		add("(verdict = '' OR verdict = ?)", Interrupted)
	default:
		add("verdict = ?", f.Verdict)
	}
	if f.Cloud != "" {
		add("cloud = ?", f.Cloud)
	}
	if f.Session != "" {
		add("session = ?", f.Session)
	}
	if len(all) == 0 {
		return "", nil
	}
	return " WHERE " + strings.Join(all, " AND "), values
}

// likeText makes text of a pattern stand for itself.
func likeText(text string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(text)
}

const runColumns = `id, name, began, took, verdict, expected, rehearsal, cloud, region, version, revision, scenario, load, iterations, failed, p95, session, host, pid, born, beat,
	(SELECT coalesce(sum(length(iteration_rows) + length(action_rows) + length(call_rows)), 0) FROM segment WHERE segment.run = run.id)
		+ (SELECT coalesce(sum(length(image)), 0) FROM result WHERE result.run = run.id)`

// Runs lists runs, the newest first.
func (s *Store) Runs(ctx context.Context, f Filter) (list []Run, err error) {
	defer func() { err = s.wrap("list runs", err) }()
	where, values := f.where()
	rows, err := s.db.QueryContext(ctx, `SELECT `+runColumns+` FROM run`+where+` ORDER BY began DESC, id DESC`, values...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	now := time.Now()
	skip := f.Skip
	for rows.Next() && (f.Limit == 0 || len(list) < f.Limit) {
		var r Run
		var began, took, p95, beat int64
		var expected, rehearsal int
		var p process
		if err := rows.Scan(&r.ID, &r.Name, &began, &took, &r.Verdict, &expected, &rehearsal, &r.Cloud, &r.Region, &r.Version, &r.Revision, &r.Scenario, &r.Load,
			&r.Iterations, &r.Failed, &p95, &r.Session, &p.host, &p.pid, &p.born, &beat, &r.Bytes); err != nil {
			return nil, err
		}
		r.Started, r.Took, r.P95 = time.Unix(0, began), time.Duration(took), time.Duration(p95)
		r.Expected, r.Rehearsal = expected != 0, rehearsal != 0
		if r.Verdict == "" {
			r.Verdict = Interrupted
			if p.alive(time.Unix(0, beat), now) {
				r.Verdict = Running
			}
			r.Took = time.Unix(0, beat).Sub(r.Started)
		}
		if f.Verdict != "" && r.Verdict != f.Verdict {
			continue
		}
		if skip--; skip >= 0 {
			continue
		}
		list = append(list, r)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	rows.Close()
	for i := range list {
		if list[i].Tags, err = s.tags(ctx, list[i].ID); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Find finds the run that a word names: an id, the only one with that beginning, "last", or "last~2": the one two before that.
func (s *Store) Find(ctx context.Context, word string) (Run, error) {
	if rest, ok := strings.CutPrefix(word, "last"); ok && (rest == "" || rest[0] == '~') {
		n := 0
		if rest != "" {
			var err error
			if n, err = strconv.Atoi(rest[1:]); err != nil || n < 0 {
				return Run{}, fmt.Errorf("run %q: expected last, or last~1 for the one before", word)
			}
		}
		list, err := s.Runs(ctx, Filter{Limit: 1, Skip: n})
		if err == nil && len(list) == 0 {
			err = fmt.Errorf("run %q: there are not so many in %s", word, s.where)
			if n == 0 {
				err = fmt.Errorf("there are no runs in %s", s.where)
			}
		}
		if err != nil {
			return Run{}, err
		}
		return list[0], nil
	}
	if word == "" {
		return Run{}, errors.New("run \"\": expected an id, or last")
	}
	list, err := s.Runs(ctx, Filter{ID: word, Limit: 1000})
	if err != nil {
		return Run{}, err
	}
	for _, r := range list {
		if r.ID == word {
			return r, nil
		}
	}
	switch len(list) {
	case 0:
		return Run{}, s.unknown(ctx, word)
	case 1:
		return list[0], nil
	}
	var means []string
	for _, r := range list[:min(len(list), 5)] {
		means = append(means, fmt.Sprintf("%s (%s)", r.ID, r.Name))
	}
	return Run{}, fmt.Errorf("run %q means %d runs: %s …: give more of the id", word, len(list), strings.Join(means, ", "))
}

func (s *Store) unknown(ctx context.Context, word string) error {
	rows, err := s.db.QueryContext(ctx, `SELECT id FROM run ORDER BY began DESC LIMIT 10000`)
	if err != nil {
		return s.wrap("find the run", err)
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return s.wrap("find the run", err)
		}
		ids = append(ids, id)
	}
	return fmt.Errorf("%s: %w", s.where, harness.Unknown("run", word, ids))
}

func (s *Store) wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s in %s: %w", what, s.where, plain(err))
}

func (s *Store) tags(ctx context.Context, run string) (list []string, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT tag FROM tag WHERE run = $1`, run)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var tag string
		if err := rows.Scan(&tag); err != nil {
			return nil, err
		}
		list = append(list, tag)
	}
	slices.Sort(list)
	return list, rows.Err()
}
