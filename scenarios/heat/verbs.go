package heat

import (
	"context"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// Verbs are those of this package.
func Verbs() []harness.Verb {
	return []harness.Verb{
		{Form: "creates a stack", Makes: "stack", Doc: "create a stack and wait until it is complete", New: harness.NewDoer(creating{})},
		{Form: "updates STACK", Doc: "make a stack what another template says, and wait until it is complete", New: harness.NewDoer(updating{})},
		{Form: "deletes STACK", Ends: true, Doc: "delete a stack and wait until it is gone", New: deed("heat.delete_stack",
			func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", called(with.ID(0)).remove(ctx, it)
			})},
		{Form: "lists stacks", Doc: "list the stacks of the project", New: deed("heat.list_stacks",
			func(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
				_, err := list(ctx, it)
				return "", err
			})},
	}
}

func deed(action string, run func(context.Context, *harness.Iteration, harness.Things) (string, error)) func() harness.Doer {
	return harness.NewDoer(harness.Deed{Does: []string{action}, Asks: asUser{}.Services(), Brings: asUser{}.Fixtures(), Run: run})
}

// called is the stack of a thing's id, which is what heat's API has in its paths: its name and its own id.
func called(id string) (s stack) {
	s.name, s.id, _ = strings.Cut(id, "/")
	return s
}

// creating creates a stack.
type creating struct {
	asUser
	Template
}

// Actions is that of the creation.
func (creating) Actions() []string { return []string{"heat.create_stack"} }

// Prepare reads the template.
func (c creating) Prepare(ctx context.Context, w *harness.World) (harness.Doer, error) {
	err := c.read(ctx, w, "template_path")
	return c, err
}

// Do creates it.
func (c creating) Do(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
	s, err := c.create(ctx, it)
	return s.name + "/" + s.id, err
}

// updating updates a stack.
type updating struct {
	asUser
	Template
}

// Actions is that of the update.
func (updating) Actions() []string { return []string{"heat.update_stack"} }

// Prepare reads the template.
func (u updating) Prepare(ctx context.Context, w *harness.World) (harness.Doer, error) {
	err := u.read(ctx, w, "template_path")
	return u, err
}

// Do updates it.
func (u updating) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
	return "", u.update(ctx, it, called(with.ID(0)))
}
