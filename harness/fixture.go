package harness

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/journal"
)

// A Fixture is a state of the world to start from. An instance is a struct literal. Setup registers the removal of each
// thing before or as it makes it, so that a set-up that fails half-way is removed like a whole one.
type Fixture interface {
	Setup(ctx context.Context, w *World) error
}

// A Checker is a fixture that can find out beforehand that it cannot be set up: by asking the cloud, but without making
// anything. All fixtures of a run are asked before the first one is set up.
type Checker interface {
	Check(ctx context.Context, w *World) error
}

// FixtureName is what a fixture says of itself, or its type.
func FixtureName(f Fixture) string {
	if s, ok := f.(fmt.Stringer); ok {
		return s.String()
	}
	name := fmt.Sprintf("%T", f)
	return strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
}

// A World is what fixtures build on. Its methods are safe for concurrent use.
type World struct {
	Cloud    *cloud.Cloud        // nil if the lab has none
	Owner    string              // the mark that the name of everything created begins with: "pacenote-1a2b3c4d-"
	StandIns []cloud.Credentials // in a rehearsal, who stands for existing users; nil otherwise
	files    fs.FS
	seed     uint64

	rehearsal bool
	simulator Simulator

	fixtures []Fixture // of the run, in order
	loads    []*Workload
	checking bool
	looked   map[*Workload]Scenario // what they are when they have looked up what they name

	journal *journal.Writer
	live    *liveRun

	mu       sync.Mutex
	users    []*cloud.User
	choice   Choice
	slots    map[any]any
	named    []published
	imported map[string]json.RawMessage
	cleanups []removal // run in the opposite order
	proofs   []proof   // run after them
}

// published is what a slot with a name holds.
type published struct {
	name  string
	value func() any
}

type removal struct {
	what string
	do   func(context.Context) error
}

type proof func(context.Context) ([]Resource, error)

// Parallel is how many things of a kind fixtures create or remove at a time: as Rally does.
const Parallel = 20

// Name returns a name for something that a fixture creates: the owner's mark and what it is.
func (w *World) Name(what string) string { return w.Owner + what }

// Touched tells whether the run asked a service to make something at a route, such as "/servers"; "" is any.
func (w *World) Touched(service, route string) bool { return w.journal.Touched(service, route) }

// Existing keeps in the journal of the run where the existing users are listed that it has in place of users of its own.
func (w *World) Existing(from []string) error { return w.journal.Existing(from) }

// Cleanup registers the removal of something that was, or is about to be, created. Removals run last in, first out,
// whatever happened, on a context that no breach, interrupt or deadline has cancelled.
func (w *World) Cleanup(what string, remove func(context.Context) error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cleanups = append(w.cleanups, removal{what, remove})
}

// Prove registers a look for what is left after all removals. What it finds is the run's leak.
func (w *World) Prove(look func(context.Context) ([]Resource, error)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.proofs = append(w.proofs, look)
}

// Each is [Each], at most [Parallel] at a time, and tells those who look on how many are done.
func (w *World) Each(ctx context.Context, n int, f func(ctx context.Context, i int) error) error {
	if ctx.Value(insideEach{}) != nil { // a part of something that is counted as a whole
		return Each(ctx, n, Parallel, f)
	}
	var done atomic.Int64
	w.live.step(0, n)
	return Each(context.WithValue(ctx, insideEach{}, true), n, Parallel, func(ctx context.Context, i int) error {
		err := f(ctx, i)
		w.live.step(int(done.Add(1)), n)
		return err
	})
}

type insideEach struct{}

// A Slot is a typed place for what a fixture publishes and scenarios read: a package-level variable.
//
//	var Networks = &harness.Slot[[]Network]{Name: "networks"}
//
// The pointer is the key, the type parameter is the schema. What is published under a name can outlive its benchmark, as
// JSON: see [Lab.Raise].
type Slot[T any] struct {
	Name string
}

// Put publishes v in w.
func (s *Slot[T]) Put(w *World, v T) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.slots == nil {
		w.slots = make(map[any]any)
	}
	if _, again := w.slots[s]; !again && s.Name != "" {
		w.named = append(w.named, published{s.Name, func() any { return w.slots[s] }})
	}
	w.slots[s] = v
}

// In returns what was published in w, or, under the slot's name, in the set that w imported. ok is false if nothing was.
func (s *Slot[T]) In(w *World) (v T, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if v, ok = w.slots[s].(T); ok || s.Name == "" {
		return v, ok
	}
	text, ok := w.imported[s.Name]
	if !ok || json.Unmarshal(text, &v) != nil {
		return v, false
	}
	if w.slots == nil {
		w.slots = make(map[any]any)
	}
	w.slots[s] = v
	return v, true
}

// Of returns what was published in the world of it. ok is false if nothing was.
func (s *Slot[T]) Of(it *Iteration) (v T, ok bool) { return s.In(it.world) }
