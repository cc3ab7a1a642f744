package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/rallyresult"
	"github.com/pacenote/pacenote/harness/store"
	"github.com/pacenote/pacenote/reports"
)

// An exported run is a result, and its iterations.
type exported struct {
	id      string
	result  *harness.Result
	records iter.Seq2[*harness.Record, error]
}

// exporters write runs in the forms of --format.
var exporters = map[string]func(w io.Writer, runs []exported) error{
	"json":       func(w io.Writer, runs []exported) error { return reports.JSON(w, resultsOf(runs)...) },
	"junit":      func(w io.Writer, runs []exported) error { return reports.JUnit(w, resultsOf(runs)...) },
	"html":       func(w io.Writer, runs []exported) error { return reports.HTML(w, resultsOf(runs)...) },
	"text":       func(w io.Writer, runs []exported) error { return reports.Text(w, resultsOf(runs)...) },
	"bench":      func(w io.Writer, runs []exported) error { return reports.Benchfmt(w, resultsOf(runs)...) },
	"csv":        one(reports.IterationsCSV),
	"csv-action": one(reports.ActionsCSV),
	"csv-call":   one(reports.CallsCSV),
	"rally":      func(w io.Writer, runs []exported) error { return rallyresult.Export(w, rallyOf(runs)...) },
	"elastic":    func(w io.Writer, runs []exported) error { return rallyresult.Elastic(w, rallyOf(runs)...) },
}

func resultsOf(runs []exported) (list []*harness.Result) {
	for _, r := range runs {
		list = append(list, r.result)
	}
	return list
}

func rallyOf(runs []exported) (list []rallyresult.Run) {
	for _, r := range runs {
		list = append(list, rallyresult.Run{Result: r.result, Records: r.records})
	}
	return list
}

// one is an exporter of a single run.
func one(f func(io.Writer, *harness.Result, iter.Seq2[*harness.Record, error]) error) func(io.Writer, []exported) error {
	return func(w io.Writer, runs []exported) error {
		if len(runs) != 1 {
			return fmt.Errorf("%d runs: expected one, whose rows these are", len(runs))
		}
		return f(w, runs[0].result, runs[0].records)
	}
}

func (h *archive) exportCommand() *cobra.Command {
	var format, out string
	forms := append(slices.Sorted(maps.Keys(exporters)), "parquet")
	command := &cobra.Command{
		Use: "export [ID...]", Short: "Write runs in other forms: " + strings.Join(forms, ", "),
		Long: `Write runs in other forms; the newest one, if no id is given.

  json         all figures (the schema is reports/schema.json)    junit       a test case each
  html, text   as runs report and show                            bench       Go's benchmark format, for benchstat
  csv          a row an iteration; csv-action, csv-call: a row an action, an HTTP call; of one run
  parquet      iterations.parquet, actions.parquet and calls.parquet in the folder -o; of one run
  rally        the JSON report of OpenStack Rally, which rally task import and rally task report read
  elastic      the file for bulk indexing of Rally's exporter to Elasticsearch`,
		Example:           "  pacenote runs export last --format rally -o results.json\n  pacenote runs export 1a2b --format parquet -o iterations/",
		ValidArgsFunction: h.completing(100),
		RunE: h.over(func(ctx context.Context, cmd *cobra.Command, words []string) error {
			runs, err := h.find(ctx, orLast(words))
			if err != nil {
				return err
			}
			if format == "parquet" {
				return h.parquet(ctx, cmd.OutOrStdout(), runs, out)
			}
			export := exporters[format]
			if export == nil {
				return fmt.Errorf("--format: %w", harness.Unknown("form", format, forms))
			}
			list, err := h.exported(ctx, runs)
			if err != nil {
				return err
			}
			if out == "" || out == "-" {
				b := bufio.NewWriter(cmd.OutOrStdout())
				if err := export(b, list); err != nil {
					return err
				}
				return b.Flush()
			}
			path, err := writeFile(out, func(w io.Writer) error { return export(w, list) })
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.ErrOrStderr(), "%s written to %s\n", many(len(list), "run"), path)
			return err
		}),
	}
	command.Flags().StringVarP(&out, "output", "o", "", "`file` to write, or folder of parquet; stdout without it")
	command.Flags().StringVarP(&format, "format", "f", "json", strings.Join(forms, ", "))
	_ = command.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(forms, cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that there is not
	return command
}

func (h *archive) exported(ctx context.Context, runs []store.Run) (list []exported, err error) {
	for _, run := range runs {
		r, err := h.Result(ctx, run.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, exported{run.ID, r, h.Records(ctx, run.ID)})
	}
	return list, nil
}

func (h *archive) parquet(ctx context.Context, out io.Writer, runs []store.Run, folder string) error {
	if len(runs) != 1 {
		return fmt.Errorf("%d runs: expected one", len(runs))
	}
	folder = cmp.Or(folder, runs[0].ID)
	if err := h.Parquet(ctx, runs[0].ID, folder); err != nil {
		return err
	}
	path, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: iterations.parquet, actions.parquet, calls.parquet\n", path)
	return err
}

func (h *archive) importCommand() *cobra.Command {
	var tags []string
	command := &cobra.Command{
		Use: "import FILE...", Short: "Keep results of OpenStack Rally: its JSON reports, new or old", Args: cobra.MinimumNArgs(1),
		Long: `Keep results of OpenStack Rally, as rally task report --json or rally task results wrote them: a run for each workload, with all of its
iterations. What is there already is left out.`,
		Example: "  pacenote runs import results.json --tag rally",
		RunE: h.over(func(ctx context.Context, cmd *cobra.Command, files []string) error {
			for _, tag := range tags {
				if !tagPattern.MatchString(tag) {
					return fmt.Errorf("tag %q: expected a word of letters, digits and . _ : / = -", tag)
				}
			}
			var errs []error
			for _, file := range files {
				if err := h.importFile(ctx, cmd.OutOrStdout(), file, tags); err != nil {
					errs = append(errs, fmt.Errorf("%s: %w", file, err))
				}
			}
			return errors.Join(errs...)
		}),
	}
	command.Flags().StringArrayVar(&tags, "tag", nil, "`tag` that the runs get")
	return command
}

func (h *archive) importFile(ctx context.Context, out io.Writer, name string, tags []string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	list, err := rallyresult.Import(file)
	if err != nil {
		return err
	}
	for _, x := range list {
		known, err := h.Runs(ctx, store.Filter{ID: x.Result.ID})
		if err != nil {
			return err
		}
		if slices.ContainsFunc(known, func(r store.Run) bool { return r.Name == x.Result.Name && r.Started.Equal(x.Result.Started) }) {
			fmt.Fprintf(out, "%s  %s: is there already\n", x.Result.ID, shorten(x.Result.Name, 60))
			continue
		}
		x.Result.Tags = append(x.Result.Tags, tags...)
		run, err := h.Save(ctx, x.Result, x.Records.Seq())
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s  %s, %s, %s\n", run.ID, shorten(run.Name, 60), many(int(run.Iterations), "iteration"), run.Verdict)
	}
	return nil
}
