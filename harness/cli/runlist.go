package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/harness/store"
	"github.com/pacenote/pacenote/reports"
)

func (h *archive) listCommand() *cobra.Command {
	var filter store.Filter
	var since, until string
	var ids, asJSON bool
	command := &cobra.Command{
		Use: "list", Short: "List runs, the newest first", Args: cobra.NoArgs,
		Example: "  pacenote runs list --tag smoke --since 7d\n  pacenote runs list --name 'boot storm' --verdict failed --ids-only",
		RunE: h.over(func(ctx context.Context, cmd *cobra.Command, _ []string) (err error) {
			now := time.Now()
			if filter.Since, err = moment("--since", since, now); err != nil {
				return err
			}
			if filter.Until, err = moment("--until", until, now); err != nil {
				return err
			}
			list, err := h.Runs(ctx, filter)
			switch {
			case err != nil:
				return err
			case ids:
				for _, r := range list {
					fmt.Fprintln(cmd.OutOrStdout(), r.ID)
				}
				return nil
			case asJSON:
				return listJSON(cmd.OutOrStdout(), list)
			}
			return listText(cmd.OutOrStdout(), list, now, h.Location())
		}),
	}
	flags := command.Flags()
	flags.StringVar(&filter.Name, "name", "", "only benchmarks whose name has this `text` in it")
	flags.StringArrayVar(&filter.Tags, "tag", nil, "only runs with this `tag`; with each of several")
	flags.StringVar(&filter.Verdict, "verdict", "", "only runs that ended so: passed, failed, breached, interrupted, running, …")
	flags.StringVar(&since, "since", "", "only runs that began at this `time` or later: 7d, 36h, yesterday, 2026-11-01")
	flags.StringVar(&until, "until", "", "only runs that began before this `time`")
	flags.IntVarP(&filter.Limit, "limit", "n", 50, "at most so many; 0 is all")
	flags.BoolVar(&ids, "ids-only", false, "print ids alone, a line each")
	flags.BoolVar(&asJSON, "json", false, "print JSON")
	command.MarkFlagsMutuallyExclusive("ids-only", "json")
	return command
}

func listText(out io.Writer, list []store.Run, now time.Time, where string) error {
	if len(list) == 0 {
		_, err := fmt.Fprintf(out, "There is no such run in %s.\n", where)
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tWHEN\tVERDICT\tBENCHMARK\tWHERE\tITERATIONS\tFAILED\tP95\tTAGS")
	for _, r := range list {
		p95 := "-"
		if r.P95 > 0 {
			p95 = reports.Duration(r.P95)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t%s\n", r.ID, humanize.RelTime(r.Started, now, "ago", "from now"), verdictOf(r), shorten(r.Name, 60),
			place(r), humanize.Comma(r.Iterations), r.Failed, p95, strings.Join(r.Tags, " "))
	}
	return w.Flush()
}

// verdictOf is how a run ended, in words.
func verdictOf(r store.Run) string {
	if r.Expected {
		return r.Verdict + " (as expected)"
	}
	return r.Verdict
}

// place is where a run took place, in words.
func place(r store.Run) string {
	switch {
	case r.Rehearsal:
		return "rehearsal"
	case r.Cloud == "":
		return "-"
	case r.Region != "":
		return r.Cloud + "/" + r.Region
	}
	return r.Cloud
}

// shorten cuts a text after n runes, and takes out what would move a cursor.
func shorten(text string, n int) string {
	runes := []rune(reports.Line(text))
	if len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return string(runes)
}

// A listed run is as runs list --json writes it.
type listed struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Started    time.Time `json:"started"`
	Seconds    float64   `json:"duration_seconds"`
	Verdict    string    `json:"verdict"`
	Expected   bool      `json:"expected"`
	Rehearsal  bool      `json:"rehearsal"`
	Tags       []string  `json:"tags"`
	Cloud      string    `json:"cloud"`
	Region     string    `json:"region"`
	Version    string    `json:"pacenote_version"`
	Revision   string    `json:"revision"`
	Scenario   string    `json:"scenario"`
	Load       string    `json:"load"`
	Iterations int64     `json:"iterations"`
	Failed     int64     `json:"failed"`
	P95        float64   `json:"p95_seconds"`
	Session    string    `json:"session"`
	Bytes      int64     `json:"bytes"`
}

func listJSON(out io.Writer, list []store.Run) error {
	all := []listed{}
	for _, r := range list {
		all = append(all, listed{
			r.ID, r.Name, r.Started.UTC(), r.Took.Seconds(), r.Verdict, r.Expected, r.Rehearsal, append([]string{}, r.Tags...), r.Cloud, r.Region,
			r.Version, r.Revision, r.Scenario, r.Load, r.Iterations, r.Failed, r.P95.Seconds(), r.Session, r.Bytes,
		})
	}
	e := json.NewEncoder(out)
	e.SetIndent("", " ")
	return e.Encode(all)
}
