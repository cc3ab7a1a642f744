package harness

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	quoted = regexp.MustCompile(`"([^"]*)"`)
	naming = regexp.MustCompile(`^(.*) "([^"]*)"$`)
	braced = regexp.MustCompile(`\{[A-Za-z][\w -]*\}`)
)

// A Composer makes a [Composition], sentence by sentence:
//
//	boots a server "web"        makes a thing, and names it
//	attaches "data" to "web"    refers to things by their names
//	stops the server            refers to the latest of a kind
//
// The first error of a sentence says what was expected, and the nearest that there is.
type Composer struct {
	verbs  []Verb
	steps  []Step
	things []thing
}

type thing struct {
	name, kind string
	step       int // that made it
	ended      int // that ended it; 0 while it is there, since the first can end nothing
}

// NewComposer makes one that understands verbs.
func NewComposer(verbs []Verb) *Composer { return &Composer{verbs: verbs} }

// Add adds a sentence with the arguments of its doer.
func (c *Composer) Add(sentence string, arguments []Argument) error {
	verb, name, with, err := c.parse(sentence)
	if err != nil {
		return err
	}
	doer := verb.New()
	for _, a := range arguments {
		if err := SetArgument(doer, a.Name, a.Value); err != nil {
			return fmt.Errorf("%s: %w", sentence, err)
		}
	}
	return c.step(sentence, doer, verb, name, with)
}

// Run adds a whole scenario as a step.
func (c *Composer) Run(s Scenario) error {
	name := scenarioName(s)
	return c.step(`runs "`+name+`"`, whole{s}, Verb{}, "", nil)
}

func (c *Composer) step(sentence string, doer Doer, verb Verb, name string, with []int) error {
	step := Step{Sentence: sentence, Doer: doer, names: make(map[string]int)}
	for _, t := range c.things {
		if t.ended == 0 && t.name != "" {
			step.names[t.name] = t.step
		}
	}
	if err := validDoer(doer); err != nil {
		return fmt.Errorf("%s: %w", sentence, err)
	}
	if r, ok := doer.(Referrer); ok {
		for _, text := range r.References() {
			for _, word := range braced.FindAllString(text, -1) {
				if _, err := c.named(word[1 : len(word)-1]); err != nil {
					return fmt.Errorf("%s: %w", sentence, err)
				}
			}
		}
	}
	for _, i := range with {
		step.with = append(step.with, c.things[i].step)
	}
	if verb.Ends {
		c.things[with[0]].ended = len(c.steps)
	}
	if verb.Makes != "" {
		c.things = append(c.things, thing{name: name, kind: verb.Makes, step: len(c.steps)})
	}
	c.steps = append(c.steps, step)
	return nil
}

// Compose returns what was added so far, under a title.
func (c *Composer) Compose(title string) (Composition, error) {
	if len(c.steps) == 0 {
		return Composition{}, fmt.Errorf("%q does nothing: expected at least one sentence", title)
	}
	return Composition{Title: title, Steps: slices.Clone(c.steps)}, nil
}

// parse returns the verb of a sentence, the name that it gives, and the things that it names, in their order.
func (c *Composer) parse(sentence string) (verb Verb, name string, with []int, err error) {
	text := strings.Join(strings.Fields(sentence), " ")
	if m := naming.FindStringSubmatch(text); m != nil {
		form, with, err := c.resolve(m[1])
		if verb, ok := c.verb(form); err == nil && ok && verb.Makes != "" {
			if t, err := c.named(m[2]); err == nil {
				return Verb{}, "", nil, fmt.Errorf("%s: %q is a %s already: expected a name of its own", sentence, m[2], c.things[t].kind)
			}
			return verb, m[2], with, nil
		}
	}
	form, with, err := c.resolve(text)
	if err != nil {
		return Verb{}, "", nil, fmt.Errorf("%s: %w", sentence, err)
	}
	verb, ok := c.verb(form)
	if !ok {
		return Verb{}, "", nil, c.unknown(form)
	}
	return verb, "", with, nil
}

// resolve puts kinds in place of the things that a text names.
func (c *Composer) resolve(text string) (form string, with []int, err error) {
	for {
		start, end, i, err := c.reference(text)
		if err != nil || end == 0 {
			return text, with, err
		}
		text = text[:start] + strings.ToUpper(c.things[i].kind) + text[end:]
		with = append(with, i)
	}
}

// reference finds the first thing that a text refers to: by its name in quotes, or as the latest of its kind. The end is 0 if
// there is none.
func (c *Composer) reference(text string) (start, end, index int, err error) {
	start = len(text)
	at := quoted.FindStringIndex(text)
	if at != nil {
		start = at[0]
	}
	for i, t := range slices.Backward(c.things) {
		phrase := "the " + t.kind
		j := strings.Index(text, phrase)
		if t.ended == 0 && j >= 0 && j < start && !letter(text[j+len(phrase):]) {
			start, end, index = j, j+len(phrase), i
		}
	}
	if end > 0 || at == nil {
		return start, end, index, nil
	}
	index, err = c.named(text[at[0]+1 : at[1]-1])
	return at[0], at[1], index, err
}

// letter tells whether a text goes on within a word.
func letter(text string) bool { return text != "" && text[0] != ' ' }

// named is the thing of a name.
func (c *Composer) named(name string) (int, error) {
	var known []string
	for i, t := range slices.Backward(c.things) {
		switch {
		case t.name != name:
			if t.ended == 0 && t.name != "" {
				known = append(known, t.name)
			}
		case t.ended > 0:
			return 0, fmt.Errorf("%q is gone since step %d, %s", name, t.ended+1, c.steps[t.ended].Sentence)
		default:
			return i, nil
		}
	}
	return 0, Unknown("thing", name, known)
}

// verb is the one of a form.
func (c *Composer) verb(form string) (Verb, bool) {
	i := slices.IndexFunc(c.verbs, func(v Verb) bool { return v.Form == form })
	if i < 0 {
		return Verb{}, false
	}
	return c.verbs[i], true
}

// unknown is the error for a form that no verb has.
func (c *Composer) unknown(form string) error {
	known := make([]string, len(c.verbs))
	for i, v := range c.verbs {
		known[i] = v.Form
	}
	return Unknown("sentence", form, known)
}

// validDoer finds what is wrong with the arguments of a doer.
func validDoer(d Doer) error {
	errs := []error{missing(d)}
	if v, ok := d.(Validator); ok {
		errs = append(errs, v.Validate())
	}
	return errors.Join(errs...)
}
