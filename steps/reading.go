package steps

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/cucumber/godog"

	"github.com/pacenote/pacenote/harness"
)

// match tells whether text is the phrase.
func (p Phrase) match(text string) bool { return regexp.MustCompile(p.Pattern).MatchString(text) }

// hasTable tells whether a table follows the phrase.
func (p Phrase) hasTable() bool { return strings.HasSuffix(p.Form, "(TABLE)") }

func find(vocabulary []Phrase, text string) (p Phrase, ok bool) {
	for _, p := range vocabulary {
		if p.match(text) {
			return p, true
		}
	}
	return p, false
}

// read looks a scenario of a feature through before its first step: phrases that nobody knows, tables that are missing or
// that nobody reads, and an order in which a step would come too late. before is how many steps come before the first Then.
func read(vocabulary []Phrase, steps []*godog.Step) (before int, err error) {
	var wrong []string
	runs, judged := false, false
	for _, step := range steps {
		p, ok := find(vocabulary, step.Text)
		if !ok {
			wrong = append(wrong, unknownPhrase(vocabulary, step.Text))
			continue
		}
		if trouble := misplaced(vocabulary, p, step); trouble != "" {
			wrong = append(wrong, trouble)
		}
		switch {
		case p.Kind == "Then":
			judged = true
		case judged:
			wrong = append(wrong, fmt.Sprintf("%q comes after a Then: the load runs when all has been said about it; another run is another scenario of the feature", step.Text))
		default:
			before++
			runs = runs || p.Kind == "When"
		}
	}
	if len(wrong) > 0 {
		return 0, fmt.Errorf("%s\n(pacenote steps lists all phrases)", strings.Join(wrong, "\n"))
	}
	if !runs {
		return 0, errors.New("nothing is run: there is no When")
	}
	return before, nil
}

// misplaced says what is wrong with the table of a step, or "".
func misplaced(vocabulary []Phrase, p Phrase, step *godog.Step) string {
	a := step.Argument
	switch {
	case a != nil && a.DocString != nil:
		return fmt.Sprintf("%q: text follows it, which nobody reads", step.Text)
	case p.hasTable() && a == nil:
		return fmt.Sprintf("%q: expected a table in the lines below it", step.Text)
	case !p.hasTable() && a != nil:
		for _, word := range []string{" with", " of"} {
			if _, ok := find(vocabulary, step.Text+word); ok {
				return fmt.Sprintf("%q: a table follows it, which nobody reads: did you mean %q?", step.Text, step.Text+word)
			}
		}
		return fmt.Sprintf("%q: a table follows it, which nobody reads", step.Text)
	}
	return ""
}

var (
	quoted    = regexp.MustCompile(`"[^"]*"`)
	durations = regexp.MustCompile(`\b(\d+(\.\d+)?(h|m|s|ms|us|µs|ns))+\b`)
	numbers   = regexp.MustCompile(`\b\d+(\.\d+)?\b`)
)

// unknownPhrase suggests the nearest one. It compares with what varies taken out of the text.
func unknownPhrase(vocabulary []Phrase, text string) string {
	var forms []string
	for _, p := range vocabulary {
		forms = append(forms, strings.TrimSuffix(p.Form, " (TABLE)"))
	}
	for _, s := range shapes() {
		forms = append(forms, s.form+" with")
	}
	plain := numbers.ReplaceAllString(durations.ReplaceAllString(quoted.ReplaceAllString(text, `"SCENARIO"`), "DURATION"), "N")
	if near := harness.Nearest(plain, forms); near != "" {
		return fmt.Sprintf("unknown phrase %q: did you mean `%s`?", text, near)
	}
	return fmt.Sprintf("unknown phrase %q", text)
}
