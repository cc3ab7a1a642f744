package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/store"
	"github.com/pacenote/pacenote/reports"
)

func (h *archive) showCommand() *cobra.Command {
	var feature bool
	command := &cobra.Command{
		Use: "show [ID...]", Short: "Show runs as text; the newest one if no id is given",
		ValidArgsFunction: h.completing(20),
		RunE: h.over(func(ctx context.Context, cmd *cobra.Command, words []string) error {
			list, err := h.find(ctx, orLast(words))
			if err != nil {
				return err
			}
			results, err := h.results(ctx, list)
			if err != nil {
				return err
			}
			if feature {
				for _, r := range results {
					fmt.Fprintln(cmd.OutOrStdout(), reports.Block(r.Source))
				}
				return nil
			}
			return reports.Text(cmd.OutOrStdout(), results...)
		}),
	}
	command.Flags().BoolVar(&feature, "feature", false, "show the text of the feature as it was then")
	return command
}

func orLast(words []string) []string {
	if len(words) == 0 {
		return []string{"last"}
	}
	return words
}

// results are what was found in some runs.
func (h *archive) results(ctx context.Context, list []store.Run) (results []*harness.Result, err error) {
	for _, run := range list {
		r, err := h.Result(ctx, run.ID)
		if err != nil {
			return nil, err
		}
		results = append(results, r)
	}
	return results, nil
}

func (h *archive) reportCommand() *cobra.Command {
	var out, format string
	forms := map[string]reports.Report{"html": reports.HTML, "text": reports.Text, "junit": reports.JUnit, "json": reports.JSON}
	command := &cobra.Command{
		Use: "report [ID...]", Short: "Write the page of runs anew; of the newest run of go test, if no id is given",
		Example:           "  pacenote runs report\n  pacenote runs report last~1 -o before.html",
		ValidArgsFunction: h.completing(20),
		RunE: h.over(func(ctx context.Context, cmd *cobra.Command, words []string) error {
			report, ok := forms[format]
			if !ok {
				return fmt.Errorf("--format: %w", harness.Unknown("form", format, []string{"html", "text", "junit", "json"}))
			}
			list, err := h.find(ctx, orLast(words))
			if err == nil && len(words) == 0 {
				list, err = h.session(ctx, list[0])
			}
			if err != nil {
				return err
			}
			results, err := h.results(ctx, list)
			if err != nil {
				return err
			}
			if out == "-" || out == "" && format != "html" {
				return report(cmd.OutOrStdout(), results...)
			}
			path, err := writeFile(cmp.Or(out, "page.html"), func(w io.Writer) error { return report(w, results...) })
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "page: %s\n", path)
			return err
		}),
	}
	command.Flags().StringVarP(&out, "output", "o", "", "`file` to write, - for stdout; page.html if it is a page")
	command.Flags().StringVar(&format, "format", "html", "html, text, junit or json")
	return command
}

// session are the runs of one go test, in the order in which they began.
func (h *archive) session(ctx context.Context, of store.Run) ([]store.Run, error) {
	if of.Session == "" {
		return []store.Run{of}, nil
	}
	list, err := h.Runs(ctx, store.Filter{Session: of.Session})
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	return list, err
}

// writeFile writes a file whole or not at all, and returns its absolute path.
func writeFile(name string, write func(io.Writer) error) (path string, err error) {
	if path, err = filepath.Abs(name); err != nil {
		return "", err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".pacenote-*")
	if err != nil {
		return "", err
	}
	defer os.Remove(file.Name())
	if err := write(file); err != nil {
		file.Close()
		return "", err
	}
	if err := file.Chmod(0o644); err != nil {
		return "", err
	}
	if err := file.Close(); err != nil {
		return "", err
	}
	return path, os.Rename(file.Name(), path)
}
