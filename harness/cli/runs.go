package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/harness/store"
)

func runsCommand() *cobra.Command {
	h := new(archive)
	command := &cobra.Command{
		Use: "runs", Short: "List the runs that were kept, show, compare, export, import and delete them",
		Long: `List the runs that were kept, show, compare, export, import and delete them.

Runs are kept in one file, or in the PostgreSQL database that a URL names: that of --store, of PACENOTE_STORE, or
.pacenote/results.db beside the go.mod. An id may be shortened as long as it is clear; "last" is the newest run, "last~1"
the one before.`,
	}
	command.PersistentFlags().StringVar(&h.url, "store", "", "`file`, or URL of a PostgreSQL database, that keeps the runs")
	command.AddCommand(
		h.listCommand(), h.showCommand(), h.reportCommand(), h.rerunCommand(), h.compareCommand(), h.trendCommand(),
		h.tagCommand(), h.deleteCommand(),
	)
	return command
}

// An archive is the store that the commands are about.
type archive struct {
	url string
	*store.Store
}

// over makes a command's function of one that needs the store, and ends at an interrupt.
func (h *archive) over(f func(ctx context.Context, cmd *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) (err error) {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		if h.Store, err = store.Open(ctx, h.url); err != nil {
			return err
		}
		defer func() { err = cmp.Or(err, h.Close()) }()
		return f(ctx, cmd, args)
	}
}

// find finds the runs that some words name.
func (h *archive) find(ctx context.Context, words []string) (list []store.Run, err error) {
	for _, word := range words {
		run, err := h.Find(ctx, word)
		if err != nil {
			return nil, err
		}
		list = append(list, run)
	}
	return list, nil
}

// completing suggests ids, as many as a command takes; none if the store cannot be opened.
func (h *archive) completing(most int) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		s, err := store.Open(context.Background(), h.url)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer s.Close()
		list, _ := s.Runs(context.Background(), store.Filter{Limit: 100})
		words := []cobra.Completion{cobra.CompletionWithDesc("last", "the newest run")}
		for _, r := range list {
			words = append(words, cobra.CompletionWithDesc(r.ID, fmt.Sprintf("%s, %s", r.Name, r.Verdict)))
		}
		return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}
