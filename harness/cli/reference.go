package cli

import (
	"fmt"
	"strings"

	"github.com/pacenote/pacenote/features/catalogue"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios"
)

// reference is the catalogue as a document in Markdown.
func reference() string {
	var b strings.Builder
	all := scenarios.All()
	fmt.Fprintf(&b, "# The catalogue\n\n%d scenarios, with the names, arguments and actions of OpenStack Rally's. This file is made by `make golden`; "+
		"`pacenote scenarios search WORD` finds one, `pacenote scenarios show NAME` prints what is here.\n\n", len(all))
	family := ""
	for _, e := range all {
		name, _, _ := strings.Cut(e.Name, ".")
		if name != family {
			fmt.Fprintf(&b, "[%s](#%s) ", name, strings.ToLower(name))
			family = name
		}
	}
	b.WriteString("[Not covered](#not-covered) [Sentences](#sentences)\n")
	family = ""
	for _, e := range all {
		if name, _, _ := strings.Cut(e.Name, "."); name != family {
			fmt.Fprintf(&b, "\n## %s\n", name)
			family = name
		}
		refer(&b, e)
	}
	b.WriteString("\n## Not covered\n\nScenarios of Rally's that are not here, and why.\n\n| scenario | why not |\n|---|---|\n")
	for _, u := range scenarios.NotCovered() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", u.Name, u.Reason)
	}
	b.WriteString("\n## Sentences\n\nA feature composes scenarios of these (`\"NAME\" is a user who`). Words in capitals stand for things that were made before: " +
		"by their names in quotes, or the latest of a kind, as in \"stops the server\".\n\n| sentence | what it does | arguments |\n|---|---|---|\n")
	for _, v := range scenarios.Verbs() {
		var arguments []string
		for _, a := range harness.Arguments(v.New()) {
			arguments = append(arguments, fmt.Sprintf("`%s` %s, %s", a.Name, a.Type, cell(note(a))))
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", cell(v.Sentence()), cell(v.Doc), strings.Join(arguments, "<br>"))
	}
	return b.String()
}

// refer writes one scenario.
func refer(b *strings.Builder, e harness.Entry) {
	s := e.New()
	fmt.Fprintf(b, "\n### %s\n\n%s.\n", e.Name, strings.ToUpper(e.Doc[:1])+e.Doc[1:])
	if list := harness.Arguments(s); len(list) > 0 {
		b.WriteString("\n| argument | type | |\n|---|---|---|\n")
		for _, a := range list {
			fmt.Fprintf(b, "| `%s` | %s | %s |\n", a.Name, a.Type, cell(note(a)))
		}
	}
	if actions := actionsOf(s); len(actions) > 0 {
		fmt.Fprintf(b, "\nActions: `%s`\n", strings.Join(actions, "`, `"))
	}
	if needs := needs(s); len(needs) > 0 {
		fmt.Fprintf(b, "\nNeeds: %s\n", strings.Join(needs, ", "))
	}
	if sample := catalogue.Sample(e.Name); sample != "" {
		fmt.Fprintf(b, "\n```gherkin\n%s```\n", sample)
	}
}

// cell is text in a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
