// Package harnesstest runs one scenario once, in a unit test: with the engine that runs it in a benchmark, but without
// load, and on a cloud that is a function.
//
//	func TestGreet(t *testing.T) {
//		cloud := harnesstest.Cloud(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
//			io.WriteString(w, `{"servers": []}`) // the answer to every call but those for tokens
//		}))
//		outcome, err := harnesstest.Once(t, cloud, nova.ListServers{})
//		if err != nil {
//			t.Fatal(err)
//		}
//		if s, ok := outcome.Series("nova.list_servers"); !ok || s.Success.Count != 1 {
//			t.Errorf("actions %v; want nova.list_servers once", outcome.Names())
//		}
//	}
//
// Nothing needs a socket, so all of it works within a testing/synctest bubble, where waiting takes no time.
package harnesstest

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// Once sets the fixtures up (those that s brings, then fs), runs one iteration of s, and removes everything. A nil c is
// for scenarios that need no cloud.
//
// The error is that of the iteration, as s returned it; a panic is a [*harness.PanicError], a failed it.Expect a
// [*harness.AssertionError]. The outcome holds its actions, routes and failures; matchers of package sla judge it.
// Whatever is wrong around the iteration ends the test: a missing argument, a fixture that fails, a clean-up that fails,
// something left behind.
//
// Without a fixture that gives users, the iteration's User is the administrator of c.
func Once(t testing.TB, c *cloud.Cloud, s harness.Scenario, fs ...harness.Fixture) (*harness.Outcome, error) {
	t.Helper()
	for _, a := range harness.Arguments(s) { // the engine sees those of the probe, which has none
		if a.Required && a.Value == "" {
			t.Fatalf("harnesstest.Once(%T): argument %s is missing: %s", s, a.Name, a.Help)
		}
	}
	p := &probe{Scenario: s}
	if c != nil {
		fs = append([]harness.Fixture{administrator{}}, fs...)
	}
	result, err := harness.Lab{Cloud: c}.Run(t.Context(), harness.Benchmark{
		Name: t.Name(), Fixtures: fs, Workloads: []harness.Workload{{Scenario: p, SLA: []harness.Check{}}},
	})
	if err != nil {
		t.Fatalf("harnesstest.Once(%T): %v", s, err)
	}
	for _, trouble := range result.Troubles {
		t.Errorf("harnesstest.Once(%T): %s", s, trouble)
	}
	if p.exited {
		t.FailNow() // the scenario did so, in a goroutine that was not the test's
	}
	return &result.Workloads[0], p.err
}

// A probe is a scenario that remembers how it went.
type probe struct {
	harness.Scenario
	err    error
	exited bool
}

// Name is that of the scenario.
func (p *probe) Name() string {
	if n, ok := p.Scenario.(harness.ScenarioName); ok {
		return n.Name()
	}
	return strings.TrimLeft(fmt.Sprintf("%T", p.Scenario), "*")
}

// Run runs the scenario.
func (p *probe) Run(ctx context.Context, it *harness.Iteration) error {
	p.exited = true
	defer func() {
		switch v := recover().(type) {
		case nil:
			return
		case *harness.AssertionError:
			p.err = v
		default:
			p.err = &harness.PanicError{Value: v, Stack: debug.Stack()}
		}
		p.exited = false
		panic(p.err)
	}()
	p.err = p.Scenario.Run(ctx, it)
	p.exited = false
	return p.err
}

// Validate asks the scenario, if it can be wrong.
func (p *probe) Validate() error {
	if v, ok := p.Scenario.(harness.Validator); ok {
		return v.Validate()
	}
	return nil
}

// Fixtures are those that the scenario brings.
func (p *probe) Fixtures() []harness.Fixture {
	if b, ok := p.Scenario.(harness.Bringer); ok {
		return b.Fixtures()
	}
	return nil
}

// Prepare lets the scenario look up what its arguments name.
func (p *probe) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	if s, ok := p.Scenario.(harness.Preparer); ok {
		prepared, err := s.Prepare(ctx, w)
		if err == nil && prepared == nil {
			err = errors.New("Prepare returned no scenario")
		}
		if err != nil {
			return nil, err
		}
		p.Scenario = prepared
	}
	return p, nil
}

// The administrator is the user of the iterations, until another fixture gives others.
type administrator struct{}

func (administrator) String() string { return "administrator" }

func (administrator) Setup(_ context.Context, w *harness.World) error {
	if len(w.Users()) == 0 {
		w.SetUsers([]*cloud.User{w.Cloud.Admin()}, harness.Random)
	}
	return nil
}

// A FixtureFunc is a function as a fixture: the one-off state of the world of one test. Its name in the sections of a
// run is "function".
type FixtureFunc func(ctx context.Context, w *harness.World) error

// Setup calls f.
func (f FixtureFunc) Setup(ctx context.Context, w *harness.World) error { return f(ctx, w) }

// String is "function".
func (f FixtureFunc) String() string { return "function" }
