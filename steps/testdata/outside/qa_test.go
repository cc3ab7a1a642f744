// Package qa_test is all that a repository of features needs: its features, one test file, and its own scenarios, if it
// has any.
package qa_test

import (
	"context"
	"flag"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios"
	"github.com/pacenote/pacenote/steps"
)

var session = steps.New(flag.CommandLine)

func TestMain(m *testing.M) { session.Main(m) }

func TestFeatures(t *testing.T) {
	session.Features(t, append(scenarios.All(), harness.Entry{
		Name: "Greetings.greet", Doc: "greet somebody", New: func() harness.Scenario { return &Greet{Whom: "you"} },
	}))
}

// Greet greets somebody.
type Greet struct {
	Whom string        `arg:"whom" help:"who is greeted"`
	Wait time.Duration `arg:"wait" help:"before the greeting"`
}

func (Greet) Actions() []string { return []string{"greet"} }

func (g Greet) Run(ctx context.Context, it *harness.Iteration) error {
	return it.Time(ctx, "greet", func(ctx context.Context) error {
		it.Expect(g.Whom).NotTo(harnessEmpty{})
		return harness.Sleep(ctx, g.Wait)
	})
}

// harnessEmpty is a matcher of one's own.
type harnessEmpty struct{}

func (harnessEmpty) Match(actual any) (bool, error)   { return actual == "", nil }
func (harnessEmpty) FailureMessage(any) string        { return "somebody is there" }
func (harnessEmpty) NegatedFailureMessage(any) string { return "nobody is there" }
