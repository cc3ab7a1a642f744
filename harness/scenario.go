package harness

import "context"

// A Scenario is what one user does once. An instance is a struct whose fields are its arguments. Run is called by many
// goroutines at once, so it must not write to the fields.
//
// An error makes the iteration a failed one, and so does a panic. What Run times with [Iteration.Time] becomes the
// actions of the result.
type Scenario interface {
	Run(ctx context.Context, it *Iteration) error
}

// ScenarioFunc is a function as a [Scenario].
type ScenarioFunc func(ctx context.Context, it *Iteration) error

// Run calls f.
func (f ScenarioFunc) Run(ctx context.Context, it *Iteration) error { return f(ctx, it) }

// An Actor is a scenario that says beforehand which actions it can produce, as their paths ("boot", "boot[wait]").
// With it, a service level on an action that can never happen is refused before the run.
type Actor interface {
	Actions() []string
}

// A Validator is a scenario, a load or a fixture that can be wrong. It is asked before the cloud is touched.
type Validator interface {
	Validate() error
}

// A Bringer is a scenario or a fixture that needs fixtures: Rally's default contexts, and the order of all. Each is set up
// before what needs it. One of the same type that the benchmark has takes its place.
type Bringer interface {
	Fixtures() []Fixture
}

// A Preparer is a scenario that has to look something up before it runs, such as the id of an image. Prepare is called
// once, when the fixtures are set up and before the load begins, and returns the scenario to run. An error is that of a
// bad argument.
type Preparer interface {
	Prepare(ctx context.Context, w *World) (Scenario, error)
}

// An Entry is a scenario of a catalogue: it can be asked for by name, and its arguments set by name.
type Entry struct {
	Name string          // "NovaServers.boot_and_delete_server"
	Doc  string          // one sentence
	New  func() Scenario // a pointer to a new struct, whose fields hold the defaults
}

// NewEntry is the scenario of a type, whose defaults are those of a value.
func NewEntry[T any, P interface {
	*T
	Scenario
}](name, doc string, defaults T) Entry {
	return Entry{Name: name, Doc: doc, New: func() Scenario {
		s := defaults
		return P(&s)
	}}
}

// A Catalogue is a list of scenarios.
type Catalogue []Entry

// Find returns the entry of a name. The error of an unknown name suggests the nearest one.
func (c Catalogue) Find(name string) (Entry, error) {
	names := make([]string, len(c))
	for i, e := range c {
		if e.Name == name {
			return e, nil
		}
		names[i] = e.Name
	}
	return Entry{}, Unknown("scenario", name, names)
}
