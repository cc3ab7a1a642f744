package harness

import "context"

// A Verb is something that a user does, and that a [Composition] is made of: "boots a server", "attaches VOLUME to SERVER".
type Verb struct {
	Form  string // words in capitals stand for things that there must be by then, by their kinds
	Makes string // the kind of what it makes, such as "server"; "" for nothing that can be referred to
	Ends  bool   // the first thing of the form is gone afterwards
	Doc   string // one sentence
	New   func() Doer
}

// A Doer does what a verb says. An instance is a struct whose fields are its arguments, as those of a [Scenario]; it may be
// a [Validator], an [Actor], a [Consumer], a [Bringer] and a [DoerPreparer]. Do is called by many goroutines at once. It
// returns the id of what it made.
type Doer interface {
	Do(ctx context.Context, it *Iteration, with Things) (made string, err error)
}

// A DoerPreparer is a doer that has to look something up before it is done for the first time, as a [Preparer] has.
type DoerPreparer interface {
	Prepare(ctx context.Context, w *World) (Doer, error)
}

// A Referrer is a doer whose arguments refer to things, as texts for [Things.Expand].
type Referrer interface {
	References() []string
}

// NewDoer makes doers of a type, whose arguments begin with those of a value.
func NewDoer[T any, P interface {
	*T
	Doer
}](defaults T) func() Doer {
	return func() Doer {
		d := defaults
		return P(&d)
	}
}

// A Deed is a doer without arguments.
type Deed struct {
	Does   []string // the actions that it is timed as
	Asks   []string // services
	Brings []Fixture
	Run    func(ctx context.Context, it *Iteration, with Things) (made string, err error)
}

// Do calls Run.
func (d Deed) Do(ctx context.Context, it *Iteration, with Things) (string, error) {
	return d.Run(ctx, it, with)
}

// Actions are what it does.
func (d Deed) Actions() []string { return d.Does }

// Services are those that it asks.
func (d Deed) Services() []string { return d.Asks }

// Fixtures are those that it brings.
func (d Deed) Fixtures() []Fixture { return d.Brings }

// Things are what an iteration of a [Composition] has made so far.
type Things struct {
	made  []string // ids, by step
	with  []int    // steps that made what the sentence names, in its order
	names map[string]int
}

// Len is how many things the sentence names.
func (t Things) Len() int { return len(t.with) }

// ID is the id of the i-th thing that the sentence names, counted from 0.
func (t Things) ID(i int) string { return t.made[t.with[i]] }

// Expand replaces the names of things in a text, in braces as in {web}, by their ids.
func (t Things) Expand(text string) string {
	return braced.ReplaceAllStringFunc(text, func(name string) string {
		if i, ok := t.names[name[1:len(name)-1]]; ok {
			return t.made[i]
		}
		return name
	})
}

// Sentence is how the verb is written in a feature: its form, with the name that what it makes may have.
func (v Verb) Sentence() string {
	if v.Makes != "" {
		return v.Form + ` ["NAME"]`
	}
	return v.Form
}
