package steps

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// compositions are the phrases of scenarios that a feature makes itself.
func compositions() []Phrase {
	return []Phrase{
		{`Given`, `"NAME" is a user who (TABLE)`, `^"([^"]*)" is (?:a user|users|somebody) who$`,
			"a scenario made of single sentences, a row each, whose other cells are arguments, as | boots a server \"web\" | flavor=m1.tiny | image=cirros |; it runs, and is in mixes, by this name. \"pacenote scenarios sentences\" lists them",
			func(b *bench) any { return b.composed }},
	}
}

var runsScenario = regexp.MustCompile(`^runs "([^"]*)"$`)

// composed gives a scenario made of sentences a name.
func (b *bench) composed(name string, rows *table) error {
	make := func() (harness.Composition, error) { return b.compose(name, rows) }
	if _, err := make(); err != nil {
		return fmt.Errorf("%q: %w", name, err)
	}
	return b.define(harness.Entry{Name: name, Doc: "a scenario of this feature", New: func() harness.Scenario {
		s, _ := make() // which went well once
		return &s
	}})
}

func (b *bench) compose(name string, rows *table) (harness.Composition, error) {
	c := harness.NewComposer(b.verbs)
	for i, row := range cellsOf(rows) {
		if err := b.sentence(c, row); err != nil {
			return harness.Composition{}, fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	return c.Compose(name)
}

// sentence adds a row to a composition.
func (b *bench) sentence(c *harness.Composer, row []string) error {
	var arguments []harness.Argument
	for _, cell := range row[1:] {
		name, value, ok := strings.Cut(cell, "=")
		switch {
		case ok:
			arguments = append(arguments, harness.Argument{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
		case strings.TrimSpace(cell) != "":
			return fmt.Errorf("%s: %q: expected an argument as name=value", row[0], cell)
		}
	}
	m := runsScenario.FindStringSubmatch(strings.TrimSpace(row[0]))
	if m == nil {
		return c.Add(row[0], arguments)
	}
	entry, err := b.catalogue.Find(m[1])
	if err != nil {
		return err
	}
	s, err := instance(entry, arguments)
	if err != nil {
		return fmt.Errorf("%s: %w", row[0], err)
	}
	return c.Run(s)
}
