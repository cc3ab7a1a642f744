package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/features/catalogue"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios"
)

func scenariosCommand() *cobra.Command {
	c := &cobra.Command{Use: "scenarios", Short: "List scenarios, search them, or show one"}
	c.AddCommand(&cobra.Command{
		Use:   "list",
		Short: "List all scenarios",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return list(c, scenarios.All()) },
	}, &cobra.Command{
		Use:               "show NAME",
		Short:             "Show what a scenario does, its arguments, its actions, what it needs, and a feature to paste",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeScenario,
		RunE: func(c *cobra.Command, args []string) error {
			e, err := scenarios.All().Find(args[0])
			for _, u := range scenarios.NotCovered() {
				if u.Name == args[0] {
					err = fmt.Errorf("%s of Rally's is not in the catalogue: %s", u.Name, u.Reason)
				}
			}
			if err != nil {
				return err
			}
			return show(c, e)
		},
	}, &cobra.Command{
		Use:   "search WORD...",
		Short: "List the scenarios that have all the words in their name, sentence, arguments, actions or needs",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			found := search(scenarios.All(), strings.Fields(strings.ToLower(strings.Join(args, " "))))
			if len(found) == 0 {
				return nothingFound(args)
			}
			return list(c, found)
		},
	}, &cobra.Command{
		Use:   "sentences",
		Short: "List the sentences that a feature composes scenarios of",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return sentences(c)
		},
	})
	c.AddCommand(recordCommand())
	return c
}

func completeScenario(_ *cobra.Command, args []string, _ string) (names []string, _ cobra.ShellCompDirective) {
	if len(args) == 0 {
		for _, e := range scenarios.All() {
			names = append(names, e.Name+"\t"+e.Doc)
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func list(c *cobra.Command, entries harness.Catalogue) error {
	w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	for _, e := range entries {
		fmt.Fprintf(w, "%s\t%s\n", e.Name, e.Doc)
	}
	return w.Flush()
}

// search returns the entries that have all the words, which are in lower case: first those that have them in their names.
func search(all harness.Catalogue, words []string) harness.Catalogue {
	var named, others harness.Catalogue
	for _, e := range all {
		text := []string{e.Name, e.Doc}
		s := e.New()
		for _, a := range harness.Arguments(s) {
			text = append(text, a.Name, a.Help)
		}
		text = append(text, actionsOf(s)...)
		text = append(text, harness.ServicesOf(s)...)
		switch {
		case containsAll(e.Name, words):
			named = append(named, e)
		case containsAll(strings.Join(text, "\n"), words):
			others = append(others, e)
		}
	}
	return append(named, others...)
}

func containsAll(text string, words []string) bool {
	text = strings.ToLower(text)
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// nothingFound names the nearest word that would find something.
func nothingFound(words []string) error {
	var known []string
	for _, e := range scenarios.All() {
		known = append(known, e.Name)
		known = append(known, strings.FieldsFunc(e.Name, func(r rune) bool { return r == '.' || r == '_' })...)
	}
	for _, word := range words {
		if len(search(scenarios.All(), []string{strings.ToLower(word)})) == 0 {
			if near := harness.Nearest(word, known); near != "" {
				return fmt.Errorf("no scenario has %q: did you mean %q?", word, near)
			}
			return fmt.Errorf("no scenario has %q: pacenote scenarios list shows them all", word)
		}
	}
	return fmt.Errorf("no scenario has all of %s", strings.Join(words, ", "))
}

func actionsOf(s any) []string {
	if a, ok := s.(harness.Actor); ok {
		return a.Actions()
	}
	return nil
}

// needs are what a scenario asks of a cloud and of a benchmark, in words.
func needs(s any) []string {
	var all []string
	if c, ok := s.(harness.Consumer); ok {
		for _, service := range c.Services() {
			all = append(all, "the service "+service)
		}
	}
	for _, m := range harness.MicroversionsOf(s) {
		all = append(all, "microversion "+m.Version+" of "+m.Service)
	}
	if b, ok := s.(harness.Bringer); ok {
		for _, f := range b.Fixtures() {
			if name := harness.FixtureName(f); name != "sweep" {
				all = append(all, name)
			}
		}
	}
	return all
}

// note is the help of an argument with what else there is to say.
func note(a harness.Argument) string {
	switch {
	case a.Required && a.Value == "":
		return a.Help + " (required)"
	case a.Value != "":
		return fmt.Sprintf("%s (%s if it is not given)", a.Help, a.Value)
	}
	return a.Help
}

func show(c *cobra.Command, e harness.Entry) error {
	w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	s := e.New()
	fmt.Fprintf(w, "%s: %s\n", e.Name, e.Doc)
	if list := harness.Arguments(s); len(list) > 0 {
		fmt.Fprintln(w, "\narguments:")
		for _, a := range list {
			fmt.Fprintf(w, "  %s\t%s\t%s\n", a.Name, a.Type, note(a))
		}
	}
	for _, part := range []struct {
		title string
		lines []string
	}{{"actions", actionsOf(s)}, {"needs, which it brings if a feature says nothing of them", needs(s)}} {
		if len(part.lines) > 0 {
			fmt.Fprintf(w, "\n%s:\n  %s\n", part.title, strings.Join(part.lines, "\n  "))
		}
	}
	if sample := catalogue.Sample(e.Name); sample != "" {
		fmt.Fprintf(w, "\nas a feature:\n\n%s", sample)
	}
	return w.Flush()
}

func sentences(c *cobra.Command) error {
	w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	for _, v := range scenarios.Verbs() {
		fmt.Fprintf(w, "%s\t%s\n", v.Sentence(), v.Doc)
		for _, a := range harness.Arguments(v.New()) {
			fmt.Fprintf(w, "    %s\t%s, %s\n", a.Name, a.Type, note(a))
		}
	}
	return w.Flush()
}
