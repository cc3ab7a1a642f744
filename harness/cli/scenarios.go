package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios"
)

func scenariosCommand() *cobra.Command {
	c := &cobra.Command{Use: "scenarios", Short: "List scenarios, or show one"}
	c.AddCommand(&cobra.Command{
		Use:   "list",
		Short: "List all scenarios",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
			for _, e := range scenarios.All() {
				fmt.Fprintf(w, "%s\t%s\n", e.Name, e.Doc)
			}
			return w.Flush()
		},
	}, &cobra.Command{
		Use:   "show NAME",
		Short: "Show what a scenario does, its arguments and its actions",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			e, err := scenarios.All().Find(args[0])
			if err != nil {
				return err
			}
			return show(c, e)
		},
	})
	c.AddCommand(recordCommand())
	return c
}

func show(c *cobra.Command, e harness.Entry) error {
	w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	s := e.New()
	fmt.Fprintf(w, "%s: %s\n", e.Name, e.Doc)
	if list := harness.Arguments(s); len(list) > 0 {
		fmt.Fprintln(w, "\narguments:")
		for _, a := range list {
			note := a.Help
			if a.Required {
				note += " (required)"
			}
			if a.Value != "" {
				note += fmt.Sprintf(" (%s if it is not given)", a.Value)
			}
			fmt.Fprintf(w, "  %s\t%s\t%s\n", a.Name, a.Type, note)
		}
	}
	if actor, ok := s.(harness.Actor); ok && len(actor.Actions()) > 0 {
		fmt.Fprintln(w, "\nactions:")
		for _, action := range actor.Actions() {
			fmt.Fprintf(w, "  %s\n", action)
		}
	}
	return w.Flush()
}
