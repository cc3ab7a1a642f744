package keystone

import (
	"context"

	"github.com/pacenote/pacenote/harness"
)

// Verbs are those of this package.
func Verbs() []harness.Verb {
	return []harness.Verb{
		{Form: "authenticates", Doc: "ask for a token", New: harness.NewDoer(harness.Deed{
			Does: Authenticate{}.Actions(), Asks: Authenticate{}.Services(), Brings: Authenticate{}.Fixtures(),
			Run: func(ctx context.Context, it *harness.Iteration, _ harness.Things) (string, error) {
				return "", Authenticate{}.Run(ctx, it)
			}})},
	}
}
