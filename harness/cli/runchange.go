package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/harness/store"
)

// tagPattern is what a tag may be: a word that needs no quotes in a shell.
var tagPattern = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._:/=-]{0,63}$`)

func (h *archive) tagCommand() *cobra.Command {
	var remove []string
	command := &cobra.Command{
		Use: "tag ID [TAG...]", Short: "Give a run tags, or take them away with --remove", Args: cobra.MinimumNArgs(1),
		Example:           "  pacenote runs tag last release-1.4 nightly\n  pacenote runs tag 1a2b --remove nightly",
		ValidArgsFunction: h.completing(1),
		RunE: h.over(func(ctx context.Context, cmd *cobra.Command, words []string) error {
			if len(words) == 1 && len(remove) == 0 {
				return errors.New("expected a tag after the id, or --remove TAG")
			}
			for _, tag := range words[1:] {
				if !tagPattern.MatchString(tag) {
					return fmt.Errorf("tag %q: expected a word of letters, digits and . _ : / = -", tag)
				}
			}
			run, err := h.Find(ctx, words[0])
			if err != nil {
				return err
			}
			if err := h.Tag(ctx, run.ID, words[1:], remove); err != nil {
				return err
			}
			if run, err = h.Find(ctx, run.ID); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", run.ID, orDash(strings.Join(run.Tags, " ")))
			return err
		}),
	}
	command.Flags().StringArrayVar(&remove, "remove", nil, "`tag` to take away")
	return command
}

func (h *archive) deleteCommand() *cobra.Command {
	var yes bool
	command := &cobra.Command{
		Use: "delete ID...", Short: "Delete runs, after asking", Args: cobra.MinimumNArgs(1),
		Example:           "  pacenote runs delete 1a2b3c4d\n  pacenote runs delete --yes $(pacenote runs list --until 90d -n 0 --ids-only)",
		ValidArgsFunction: h.completing(100),
		RunE: h.over(func(ctx context.Context, cmd *cobra.Command, words []string) error {
			list, err := h.find(ctx, words)
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			var ids []string
			for _, r := range list {
				ids = append(ids, r.ID)
				fmt.Fprintf(out, "%s  %s, %s, %s\n", r.ID, shorten(r.Name, 60), humanize.RelTime(r.Started, time.Now(), "ago", "from now"), verdictOf(r))
				if r.Verdict == store.Running {
					return fmt.Errorf("run %s goes on", r.ID)
				}
			}
			if !yes && !agreed(cmd.InOrStdin(), out, "Delete "+many(len(ids), "run")) {
				return errors.New("nothing was deleted")
			}
			if err := h.Delete(ctx, ids...); err != nil {
				return err
			}
			_, err = fmt.Fprintf(out, "%s deleted\n", many(len(ids), "run"))
			return err
		}),
	}
	command.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return command
}

// agreed asks whether to do something.
func agreed(in io.Reader, out io.Writer, what string) bool {
	fmt.Fprintf(out, "%s? [y/N] ", what)
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil {
		fmt.Fprintln(out, "\nnobody answered: --yes does not ask")
	}
	answer := strings.ToLower(strings.TrimSpace(line))
	return answer == "y" || answer == "yes"
}
