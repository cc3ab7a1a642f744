package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/cleanup"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/journal"
	"github.com/pacenote/pacenote/steps"
)

func fixturesCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "fixtures",
		Short: "Make fixtures that outlive their benchmark, show them, take them down",
		Long: `Make fixtures that outlive their benchmark, show them, take them down.

FILE is a feature with a Background of Givens, and nothing else; its name without the ending is that of the fixtures.
A benchmark begins on them with: Given the fixtures "NAME". What is needed for that, passwords included, is kept below
~/.local/state/pacenote (PACENOTE_STATE), for its owner alone.`,
	}
	var on string
	up := &cobra.Command{
		Use: "up FILE", Short: "Make the fixtures of a file", Args: cobra.ExactArgs(1),
		RunE: interruptible(func(ctx context.Context, out io.Writer, file string) error { return raise(ctx, out, file, on) }),
	}
	up.Flags().StringVar(&on, "cloud", "", "on the cloud of this `name` in clouds.yaml; else the one that OS_CLOUD or the OS_* variables say")
	show := &cobra.Command{
		Use: "show [NAME]", Short: "Show the fixtures that there are, and what the cloud has of them", Args: cobra.MaximumNArgs(1),
		RunE: interruptible(showSets),
	}
	down := &cobra.Command{
		Use: "down NAME", Short: "Remove fixtures: by their name, or their file's", Args: cobra.ExactArgs(1),
		RunE: interruptible(takeDown),
	}
	command.AddCommand(up, show, down)
	return command
}

// interruptible is a command of at most one argument that an interrupt ends in order.
func interruptible(f func(ctx context.Context, out io.Writer, argument string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		return f(ctx, cmd.OutOrStdout(), strings.Join(args, ""))
	}
}

func openCloud(name string) (*cloud.Cloud, error) {
	config, err := cloud.Load(name)
	if err != nil {
		return nil, err
	}
	return cloud.Open(config)
}

func raise(ctx context.Context, out io.Writer, file, on string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	list, err := steps.ParseSet(file, text)
	if err != nil {
		return err
	}
	shelf, name := fixtures.DefaultShelf(), steps.SetName(file)
	folder, err := shelf.Folder(name)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(folder, journal.Name)); err == nil {
		return fmt.Errorf("the fixtures %q are there, or were begun: pacenote fixtures show %s, or down %s", name, name, name)
	}
	c, err := openCloud(on)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	began := time.Now()
	lab := harness.Lab{Cloud: c, Files: os.DirFS(filepath.Dir(file)), Folder: folder, Log: slog.Default()}
	set, err := lab.Raise(ctx, name, list)
	if err != nil {
		return errors.Join(err, forget(folder))
	}
	if err := shelf.Save(set); err != nil {
		return fmt.Errorf("keep the fixtures: %w; pacenote fixtures down %s removes them", err, name)
	}
	fmt.Fprintf(out, "fixtures %s on %s, made in %v:\n", name, set.Cloud, time.Since(began).Round(time.Millisecond))
	for _, words := range set.Fixtures {
		fmt.Fprintf(out, "  %s\n", words)
	}
	fmt.Fprintf(out, "begin a benchmark with: Given the fixtures %q\n", name)
	return nil
}

// forget removes the folder of a set of which nothing was made, or nothing is left.
func forget(folder string) error {
	j, err := journal.Open(filepath.Join(folder, journal.Name))
	switch {
	case os.IsNotExist(err):
		return os.RemoveAll(folder)
	case err != nil:
		return err
	}
	gone := !j.Gone.IsZero()
	if err := j.Close(false); err != nil || !gone {
		return err
	}
	return os.RemoveAll(folder)
}

// made is a set as its journal knows it.
type made struct {
	name, folder string
	journal      *journal.Journal
	owner        cleanup.Owner
}

// find reads the journal of a set and opens its cloud.
func find(name string) (*made, error) {
	shelf := fixtures.DefaultShelf()
	name = steps.SetName(name)
	folder, err := shelf.Folder(name)
	if err != nil {
		return nil, err
	}
	j, err := journal.Open(filepath.Join(folder, journal.Name))
	if os.IsNotExist(err) {
		names, _ := shelf.Names()
		return nil, harness.Unknown("fixtures", name, names)
	}
	if err != nil {
		return nil, fmt.Errorf("fixtures %s: %w", name, err)
	}
	m := &made{name: name, folder: folder, journal: j}
	c, err := openCloud(j.Cloud)
	if err == nil && c.AuthURL() != j.AuthURL {
		err = fmt.Errorf("they are on %s, and the cloud %s is %s now", j.AuthURL, j.Cloud, c.AuthURL())
	}
	if err == nil {
		m.owner = cleanup.Owner{Cloud: c, Mark: j.Mark, Touched: j.Touched}
		if j.Existing != nil {
			m.owner.Users, err = existingUsers(c, j)
		}
	}
	if err != nil {
		_ = j.Close(false)
		return nil, fmt.Errorf("fixtures %s: %w", name, err)
	}
	return m, nil
}

func (m *made) close(gone bool) error {
	m.owner.Cloud.Close()
	return m.journal.Close(gone)
}

func showSets(ctx context.Context, out io.Writer, name string) error {
	names := []string{name}
	if name == "" {
		var err error
		if names, err = fixtures.DefaultShelf().Names(); err != nil {
			return err
		}
	}
	if len(names) == 0 {
		fmt.Fprintln(out, "there are no fixtures: pacenote fixtures up FILE makes some")
	}
	for _, name := range names {
		if err := showSet(ctx, out, name); err != nil {
			return err
		}
	}
	return nil
}

func showSet(ctx context.Context, out io.Writer, name string) error {
	m, err := find(name)
	if err != nil {
		return err
	}
	defer m.close(false)
	list, err := m.owner.List(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "fixtures %s on %s, made %s, marked %s: %s\n", m.name, m.journal.Cloud,
		m.journal.Started.Local().Format("2006-01-02 15:04:05"), strings.TrimSuffix(m.journal.Mark, "-"), many(len(list), "resource"))
	if _, err := fixtures.DefaultShelf().Load(m.name); err != nil {
		fmt.Fprintln(out, "  they were begun, and never finished: take them down")
	}
	var kinds []string
	count := make(map[string]int)
	for _, r := range list {
		if count[r.Kind]++; count[r.Kind] == 1 {
			kinds = append(kinds, r.Kind)
		}
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		fmt.Fprintf(out, "  %4d  %s\n", count[kind], kind)
	}
	return nil
}

func takeDown(ctx context.Context, out io.Writer, name string) error {
	m, err := find(name)
	if err != nil {
		return err
	}
	if _, err := fixtures.DefaultShelf().Load(m.name); err != nil { // who made them died over it
		if err := settle(ctx, out, m.journal, settled); err != nil {
			_ = m.close(false)
			return err
		}
	}
	began := time.Now()
	n, err := m.owner.Remove(ctx)
	if err == nil {
		var left []harness.Resource
		if left, err = m.owner.List(ctx); len(left) > 0 {
			err = &harness.LeakError{Leftovers: left}
		}
	}
	if err != nil {
		_ = m.close(false)
		return err
	}
	if err := m.close(true); err != nil {
		return err
	}
	fmt.Fprintf(out, "fixtures %s: %s removed in %v\n", m.name, many(n, "resource"), time.Since(began).Round(time.Millisecond))
	return os.RemoveAll(m.folder)
}
