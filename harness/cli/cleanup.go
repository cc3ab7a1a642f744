package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/fixtures/cleanup"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

func cleanupCommand() *cobra.Command {
	var s sweeper
	command := &cobra.Command{
		Use:   "cleanup [FOLDER...]",
		Short: "Remove what runs that died have left in a cloud",
		Long: `Remove what runs that died have left in a cloud.

It looks for journals of runs below the folders, or else below the working directory, asks the cloud of each what is
there under the run's mark, shows it, and removes it when you agree. Runs that go on, and fixtures that are to stay, are
let alone. With --cloud it also shows what carries the mark of a run of which there is no journal here: of another
machine, or of a folder that is gone. Such a run may be going on; what it made is removed with --all, or --mark.`,
		RunE: func(cmd *cobra.Command, folders []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			s.in, s.out = cmd.InOrStdin(), cmd.OutOrStdout()
			return s.sweep(ctx, folders)
		},
	}
	flags := command.Flags()
	flags.StringVar(&s.cloud, "cloud", "", "only runs on the cloud of this `name` in clouds.yaml, and marks without a journal there")
	flags.StringVar(&s.mark, "mark", "", "only what carries this `mark`, such as pacenote-1a2b3c4d")
	flags.BoolVar(&s.all, "all", false, "with --cloud: also what carries the marks of runs without a journal here")
	flags.BoolVar(&s.yes, "yes", false, "do not ask")
	flags.DurationVar(&s.settle, "settle", settled, "look no sooner than this after a run's last request: services finish what they are at")
	return command
}

// A sweeper removes what dead runs have left.
type sweeper struct {
	cloud, mark string
	all, yes    bool
	settle      time.Duration
	in          io.Reader
	out         io.Writer
	opened      map[string]*cloud.Cloud
}

func (s *sweeper) sweep(ctx context.Context, folders []string) error {
	s.mark = strings.TrimSuffix(s.mark, "-")
	if s.mark != "" && cleanup.MarkOf(s.mark+"-") == "" {
		return fmt.Errorf("--mark %s: expected one such as pacenote-1a2b3c4d", s.mark)
	}
	if s.all && s.cloud == "" {
		return errors.New("--all: expected --cloud beside it: whose runs?")
	}
	s.opened = make(map[string]*cloud.Cloud)
	defer func() {
		for _, c := range s.opened {
			c.Close()
		}
	}()
	found, err := s.dead(folders)
	if err != nil {
		return err
	}
	defer found.close()
	if err := s.look(ctx, found); err != nil {
		return err
	}
	total := 0
	for _, r := range found.remains {
		total += len(r.left)
		s.show(r)
	}
	switch {
	case total == 0 && found.others > 0:
		fmt.Fprintln(s.out, "nothing else is left behind")
		return nil
	case total == 0:
		fmt.Fprintln(s.out, "nothing is left behind")
		return nil
	}
	if !s.yes && !agreed(s.in, s.out, "Remove "+many(total, "resource")) {
		return fmt.Errorf("nothing was removed: %d resources are left", total)
	}
	return s.remove(ctx, found)
}

// open opens the cloud of a name, once.
func (s *sweeper) open(name string) (*cloud.Cloud, error) {
	if c := s.opened[name]; c != nil {
		return c, nil
	}
	config, err := cloud.Load(name)
	if err != nil {
		return nil, err
	}
	c, err := cloud.Open(config)
	if err == nil {
		s.opened[name] = c
	}
	return c, err
}

// shown is how many resources of a run are named.
const shown = 20

func (s *sweeper) show(r *remains) {
	fmt.Fprintf(s.out, "%s on %s, %s: %s\n", strings.TrimSuffix(r.owner.Mark, "-"), r.owner.Cloud.Name(), r.story, many(len(r.left), "resource"))
	for _, one := range r.left[:min(len(r.left), shown)] {
		fmt.Fprintf(s.out, "  %-16s %s (%s)\n", one.Kind, one.Name, one.ID)
	}
	if n := len(r.left) - shown; n > 0 {
		fmt.Fprintf(s.out, "  and %d more\n", n)
	}
}

func many(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (s *sweeper) remove(ctx context.Context, found *finds) error {
	var errs []error
	for _, r := range found.remains {
		began := time.Now()
		n, err := r.owner.Remove(ctx)
		left, listed := r.owner.List(ctx)
		fmt.Fprintf(s.out, "%s: %s removed in %v\n", strings.TrimSuffix(r.owner.Mark, "-"), many(n, "resource"), time.Since(began).Round(time.Millisecond))
		if len(left) > 0 {
			err = errors.Join(err, &harness.LeakError{Leftovers: left})
		}
		if err = errors.Join(err, listed); err == nil && r.journal != nil {
			err = found.done(r)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
