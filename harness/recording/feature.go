package recording

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/pacenote/pacenote/harness"
)

// Options are what a recording does not tell.
type Options struct {
	Name       string // of the recording, for the feature's comment
	Image      string // file below the features whose data stands in for that of images; "" is files/tiny.img
	Users      int    // 0 is 1
	Iterations int    // 0 is 1
}

// A Feature is what a recording became.
type Feature struct {
	Options  Options
	Calls    int // of the recording
	Steps    []Step
	Networks bool           // its servers need networks
	Paused   time.Duration  // in all
	Notes    map[string]int // what is not as it was, with how often
	Required []string       // what has to be in the cloud, such as image cirros
}

// A Step is a sentence.
type Step struct {
	Sentence  string
	Arguments []harness.Argument
	Place     string // of the call that it was
}

// Compose makes a feature of calls. The error is that nothing is left of them.
func Compose(calls []Call, o Options) (Feature, error) {
	o.Users, o.Iterations, o.Image = cmp.Or(o.Users, 1), cmp.Or(o.Iterations, 1), cmp.Or(o.Image, "files/tiny.img")
	f := transcribe(calls, o).feature
	f.Options, f.Calls = o, len(calls)
	if len(f.Steps) == 0 {
		var why []string
		for _, what := range leftOut {
			if n := f.Notes[what]; n > 0 {
				why = append(why, fmt.Sprintf("%s: %d", what, n))
			}
		}
		return f, fmt.Errorf("%s: nothing is left of its calls (%s)", o.Name, strings.Join(why, "; "))
	}
	return f, nil
}

// Check sees that verbs know every sentence of the feature.
func (f Feature) Check(verbs []harness.Verb) error {
	c := harness.NewComposer(verbs)
	for _, s := range f.Steps {
		if err := c.Add(s.Sentence, s.Arguments); err != nil {
			return fmt.Errorf("%s: %w", s.Place, err)
		}
	}
	_, err := c.Compose(title)
	return err
}

const title = "somebody who was recorded"

// Write writes the feature in Gherkin, with a comment about what is not as it was.
func (f Feature) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# %d calls of %s became %d sentences", f.Calls, comment(path.Base(f.Options.Name)), len(f.Steps))
	if f.Paused > 0 {
		fmt.Fprintf(b, ", of which the pauses take %v", f.Paused)
	}
	b.WriteString(".\n")
	f.tell(b, "Left out of the recording", leftOut)
	f.tell(b, "In the feature, but not as it was", changed)
	if len(f.Required) > 0 {
		b.WriteString("#\n# There has to be in the cloud, for every user of the run to see:\n")
		for _, what := range f.Required {
			fmt.Fprintf(b, "#   %s\n", comment(what))
		}
	}
	b.WriteString("#\n# Whoever was recorded may have had roles that the users of a run do not have: a call that needs them will fail.\n")
	fmt.Fprintf(b, "Feature: A recording\n\n  Scenario: what was recorded\n    Given 1 project with %d %s each\n", f.Options.Users, plural(f.Options.Users, "user"))
	if f.Networks {
		b.WriteString("    And a network in every project\n")
	}
	fmt.Fprintf(b, "    And %q is a user who\n", title)
	f.table(b)
	run := "users run"
	if f.Options.Users == 1 {
		run = "user runs"
	}
	fmt.Fprintf(b, "    When %d %s %q %d %s\n    Then the run completes\n    And nothing is left behind\n",
		f.Options.Users, run, title, f.Options.Iterations, plural(f.Options.Iterations, "time"))
	return b.Flush()
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// tell writes how often something is so.
func (f Feature) tell(w io.Writer, head string, list []string) {
	for _, what := range list {
		if f.Notes[what] == 0 {
			continue
		}
		if head != "" {
			fmt.Fprintf(w, "#\n# %s:\n", head)
			head = ""
		}
		fmt.Fprintf(w, "#   %4d  %s\n", f.Notes[what], what)
	}
}

// table writes the sentences, all rows as wide as the widest, as Gherkin wants it.
func (f Feature) table(w io.Writer) {
	var widths []int
	rows := make([][]string, len(f.Steps))
	for i, s := range f.Steps {
		rows[i] = []string{cell(s.Sentence)}
		for _, a := range s.Arguments {
			rows[i] = append(rows[i], cell(a.Name+"="+a.Value))
		}
		for len(widths) < len(rows[i]) {
			widths = append(widths, 0)
		}
		for j, text := range rows[i] {
			widths[j] = max(widths[j], min(len([]rune(text)), 40)) // a longer one juts out
		}
	}
	for _, row := range rows {
		io.WriteString(w, "      |")
		for j, width := range widths {
			text := ""
			if j < len(row) {
				text = row[j]
			}
			fmt.Fprintf(w, " %-*s |", width, text)
		}
		io.WriteString(w, "\n")
	}
}

// cell is a text as a cell of a table has it.
func cell(text string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", `\n`).Replace(text)
}

// comment is a text on one line.
func comment(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, text)
}
