package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/cleanup"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/journal"
)

// Remains are what a run has left.
type remains struct {
	owner   cleanup.Owner
	journal *journal.Journal // nil if there is none here
	story   string
	left    []harness.Resource
}

// Finds are the dead runs, and the marks of those that are to be let alone.
type finds struct {
	journals []*journal.Journal
	remains  []*remains
	alone    []string
	others   int // runs without a journal, let alone
	closed   []*journal.Journal
}

func (f *finds) close() {
	for _, j := range f.journals {
		if !slices.Contains(f.closed, j) {
			_ = j.Close(false)
		}
	}
}

// done keeps that nothing is left of a run.
func (f *finds) done(r *remains) error {
	f.closed = append(f.closed, r.journal)
	return r.journal.Close(true)
}

// dead reads the journals below folders and keeps those of dead runs.
func (s *sweeper) dead(folders []string) (*finds, error) {
	if len(folders) == 0 {
		folders = []string{"."}
	}
	f := new(finds)
	for _, folder := range folders {
		if _, err := os.Stat(folder); err != nil {
			return nil, err
		}
		paths, err := journal.Find(folder)
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			if err := s.read(f, path); err != nil {
				f.close()
				return nil, err
			}
		}
	}
	return f, nil
}

func (s *sweeper) read(f *finds, path string) error {
	j, err := journal.Open(path)
	if errors.Is(err, journal.ErrRuns) {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if j, err = journal.Parse(path, text); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s goes on: let alone\n", strings.TrimSuffix(j.Mark, "-"))
		f.alone = append(f.alone, j.Mark)
		return nil
	}
	if err != nil {
		return err
	}
	f.journals = append(f.journals, j)
	if j.Set != "" {
		f.alone = append(f.alone, j.Mark)
	}
	return nil
}

// look asks the clouds what there is.
func (s *sweeper) look(ctx context.Context, f *finds) error {
	known := slices.Clone(f.alone)
	for _, j := range f.journals {
		known = append(known, j.Mark)
		if !j.Gone.IsZero() || j.Set != "" || s.mark != "" && j.Mark != s.mark+"-" || s.cloud != "" && j.Cloud != s.cloud {
			continue
		}
		c, err := s.open(j.Cloud)
		if err != nil {
			return fmt.Errorf("%s: %w", j.Path, err)
		}
		if c.AuthURL() != j.AuthURL {
			return fmt.Errorf("%s: the run was on %s, and the cloud %s is %s now", j.Path, j.AuthURL, j.Cloud, c.AuthURL())
		}
		r := &remains{journal: j, story: fmt.Sprintf("%q of %s", j.Benchmark, j.Started.Local().Format("2006-01-02 15:04:05"))}
		r.owner = cleanup.Owner{Cloud: c, Mark: j.Mark, Touched: j.Touched}
		if j.Existing != nil {
			if r.owner.Users, err = existingUsers(c, j); err != nil {
				return fmt.Errorf("%s: %w", j.Path, err)
			}
		}
		if err := settle(ctx, s.out, j, s.settle); err != nil {
			return err
		}
		if r.left, err = r.owner.List(ctx); err != nil {
			return err
		}
		if len(r.left) == 0 {
			if err := f.done(r); err != nil {
				return err
			}
			continue
		}
		f.remains = append(f.remains, r)
	}
	if s.cloud == "" {
		return nil
	}
	return s.lookFor(ctx, f, known)
}

// lookFor asks the cloud for marks without a journal.
func (s *sweeper) lookFor(ctx context.Context, f *finds, known []string) error {
	c, err := s.open(s.cloud)
	if err != nil {
		return err
	}
	owner := cleanup.Owner{Cloud: c}
	token, err := c.Admin().Token(ctx)
	if err != nil {
		return err
	}
	if !slices.Contains(token.Roles, "admin") {
		owner.Users = []*cloud.User{c.Admin()}
	}
	marks, err := owner.Marks(ctx)
	if err != nil {
		return err
	}
	for _, mark := range marks {
		if slices.Contains(known, mark) || s.mark != "" && mark != s.mark+"-" {
			continue
		}
		r := &remains{owner: owner, story: "a run without a journal here"}
		r.owner.Mark = mark
		if r.left, err = r.owner.List(ctx); err != nil {
			return err
		}
		if s.all || s.mark != "" {
			f.remains = append(f.remains, r)
			continue
		}
		f.others++
		s.show(r)
		fmt.Fprintln(s.out, "  let alone: it may be going on elsewhere; --all or --mark removes it")
	}
	return nil
}

// existingUsers are those of a run, from where they were listed. A file is looked for beside the journal, and in the folders
// above it.
func existingUsers(c *cloud.Cloud, j *journal.Journal) ([]*cloud.User, error) {
	var users []*cloud.User
	for _, from := range j.Existing {
		folder := "."
		if name, ok := strings.CutPrefix(from, "file "); ok {
			at, err := filepath.Abs(filepath.Dir(j.Path))
			if err != nil {
				return nil, err
			}
			for at != filepath.Dir(at) {
				if _, err := os.Stat(filepath.Join(at, name)); err == nil {
					break
				}
				at = filepath.Dir(at)
			}
			folder = at
		}
		list, err := fixtures.ExistingUsers(c, os.DirFS(folder), []string{from})
		if err != nil {
			return nil, err
		}
		for _, credentials := range list {
			users = append(users, c.User(credentials))
		}
	}
	return users, nil
}
