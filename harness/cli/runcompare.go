package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/history"
	"github.com/pacenote/pacenote/harness/store"
	"github.com/pacenote/pacenote/reports"
)

func (h *archive) compareCommand() *cobra.Command {
	var form form
	var fail bool
	command := &cobra.Command{
		Use: "compare OLD [NEW]", Short: "Hold a run against an earlier one: what has changed, and is no chance", Args: cobra.RangeArgs(1, 2),
		Long: `Hold a run against an earlier one: what has changed, and is no chance. Without NEW it is the newest run of the same benchmark.

With --session, all benchmarks of the go test that the runs were part of are compared, by their names.`,
		Example:           "  pacenote runs compare last~1 last\n  pacenote runs compare 1a2b --html compare.html --fail",
		ValidArgsFunction: h.completing(2),
	}
	var session bool
	command.RunE = h.over(func(ctx context.Context, cmd *cobra.Command, words []string) error {
		list, err := h.differences(ctx, cmd.ErrOrStderr(), words, session)
		if err != nil {
			return err
		}
		bench := func(w io.Writer, list ...*history.Difference) error {
			var results []*harness.Result
			for _, d := range list {
				results = append(results, d.Old, d.New)
			}
			return reports.Benchfmt(w, results...)
		}
		err = writeForm(cmd, &form, list, reports.CompareText, reports.CompareHTML, reports.CompareJSON, bench)
		if err == nil && fail {
			return worse(list)
		}
		return err
	})
	form.flags(command, "bench")
	command.Flags().BoolVar(&session, "session", false, "compare all benchmarks of the two runs of go test")
	command.Flags().BoolVar(&fail, "fail", false, "exit with 1 if something is slower or fails more often")
	return command
}

// worse is an error if something is.
func worse(list []*history.Difference) error {
	for _, d := range list {
		for _, r := range d.Found() {
			if r.Worse() {
				return errors.New("something is worse")
			}
		}
	}
	return nil
}

// differences compares two runs, or those of their sessions that have the same name.
func (h *archive) differences(ctx context.Context, note io.Writer, words []string, session bool) ([]*history.Difference, error) {
	runs, err := h.find(ctx, words)
	if err != nil {
		return nil, err
	}
	if len(runs) == 1 {
		newer, err := h.Runs(ctx, store.Filter{Name: runs[0].Name, Since: runs[0].Started})
		if err != nil {
			return nil, err
		}
		newer = slices.DeleteFunc(newer, func(r store.Run) bool { return r.ID == runs[0].ID || r.Name != runs[0].Name })
		if len(newer) == 0 {
			return nil, fmt.Errorf("run %s is the newest one of %q: name another to compare it with", runs[0].ID, runs[0].Name)
		}
		runs = append(runs, newer[0])
	}
	if !session {
		results, err := h.results(ctx, runs)
		if err != nil {
			return nil, err
		}
		return []*history.Difference{history.Compare(results[0], results[1])}, nil
	}
	older, err := h.session(ctx, runs[0])
	if err != nil {
		return nil, err
	}
	newer, err := h.session(ctx, runs[1])
	if err != nil {
		return nil, err
	}
	var list []*history.Difference
	for _, n := range newer {
		i := slices.IndexFunc(older, func(o store.Run) bool { return o.Name == n.Name })
		if i < 0 {
			fmt.Fprintf(note, "%s is only in the newer one\n", shorten(n.Name, 60))
			continue
		}
		results, err := h.results(ctx, []store.Run{older[i], n})
		if err != nil {
			return nil, err
		}
		list = append(list, history.Compare(results[0], results[1]))
	}
	for _, o := range older {
		if !slices.ContainsFunc(newer, func(n store.Run) bool { return n.Name == o.Name }) {
			fmt.Fprintf(note, "%s is only in the older one\n", shorten(o.Name, 60))
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("the runs of go test of %s and %s have no benchmark in common", runs[0].ID, runs[1].ID)
	}
	return list, nil
}

func (h *archive) trendCommand() *cobra.Command {
	var form form
	var filter store.Filter
	command := &cobra.Command{
		Use: "trend [NAME]", Short: "Show benchmarks over time: figures, edits, change points", Args: cobra.MaximumNArgs(1),
		Long:    "Show benchmarks over time: figures, edits, change points; those whose name has NAME in it, or all that ran more than once.",
		Example: "  pacenote runs trend 'boot storm'\n  pacenote runs trend --html trend.html --tag nightly",
	}
	command.RunE = h.over(func(ctx context.Context, cmd *cobra.Command, words []string) error {
		if len(words) == 1 {
			filter.Name = words[0]
		}
		runs, err := h.Runs(ctx, filter)
		if err != nil {
			return err
		}
		results, err := h.results(ctx, runs)
		if err != nil {
			return err
		}
		list := history.TrendOf(results)
		if len(words) == 0 {
			list = slices.DeleteFunc(list, func(t *history.Trend) bool { return len(t.Points) < 2 })
		}
		if len(list) == 0 {
			return fmt.Errorf("there is no trend in %s: no such benchmark came to its end twice", h.Location())
		}
		return writeForm(cmd, &form, list, reports.TrendText, reports.TrendHTML, reports.TrendJSON, nil)
	})
	form.flags(command)
	command.Flags().StringArrayVar(&filter.Tags, "tag", nil, "only runs with this `tag`; with each of several")
	command.Flags().StringVar(&filter.Cloud, "cloud", "", "only runs on the cloud of this `name`")
	command.Flags().IntVarP(&filter.Limit, "limit", "n", 1000, "of so many runs at most, the newest")
	return command
}

// A form is how something is shown: as text, unless it is said.
type form struct {
	html        string
	json, bench bool
}

func (f *form) flags(command *cobra.Command, more ...string) {
	flags := command.Flags()
	flags.StringVar(&f.html, "html", "", "write a page to this `file`")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	names := []string{"html", "json"}
	if slices.Contains(more, "bench") {
		flags.BoolVar(&f.bench, "bench", false, "print Go's benchmark format of both, for benchstat -col run")
		names = append(names, "bench")
	}
	command.MarkFlagsMutuallyExclusive(names...)
}

// writeForm writes a list in the form that was asked for.
func writeForm[T any](cmd *cobra.Command, f *form, list []T, text, html, json, bench func(io.Writer, ...T) error) error {
	out := cmd.OutOrStdout()
	switch {
	case f.json:
		return json(out, list...)
	case f.bench:
		return bench(out, list...)
	case f.html == "":
		return text(out, list...)
	}
	path, err := writeFile(f.html, func(w io.Writer) error { return html(w, list...) })
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "page: %s\n", path)
	return err
}
