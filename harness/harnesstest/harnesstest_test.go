package harnesstest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gophercloud/gophercloud/v2"
	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
)

// What the iteration returned is what the test gets, as it was.
func TestOnceReturnsTheErrorOfTheIteration(t *testing.T) {
	reason := errors.New("nobody at home")
	for _, tt := range []struct {
		what  string
		run   harness.ScenarioFunc
		good  func(error) bool
		class string
	}{
		{"nil", func(context.Context, *harness.Iteration) error { return nil }, func(err error) bool { return err == nil }, ""},
		{"an error", func(context.Context, *harness.Iteration) error { return reason }, func(err error) bool { return err == reason }, "error"},
		{"a panic", func(context.Context, *harness.Iteration) error { panic(reason) }, func(err error) bool {
			var p *harness.PanicError
			return errors.As(err, &p) && p.Value == reason && strings.Contains(string(p.Stack), "harnesstest_test.go")
		}, "panic"},
		{"an assertion", func(_ context.Context, it *harness.Iteration) error { it.Expect(1).To(Equal(2)); return nil }, func(err error) bool {
			var a *harness.AssertionError
			return errors.As(err, &a) && strings.Contains(a.Message, "to equal")
		}, "assertion"},
	} {
		outcome, err := harnesstest.Once(t, nil, tt.run)
		if !tt.good(err) {
			t.Errorf("Once of a scenario that ends in %s: error %v", tt.what, err)
		}
		class := ""
		if len(outcome.Failures) > 0 {
			class = outcome.Failures[0].Class
		}
		if class != tt.class || outcome.Started != 1 {
			t.Errorf("Once of a scenario that ends in %s: started %d, class %q; want 1, %q", tt.what, outcome.Started, class, tt.class)
		}
	}
}

// Calls are recorded under their action, and answers of the wrong kind are gophercloud's errors.
func TestOnceOnACloud(t *testing.T) {
	c := harnesstest.Cloud(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if token := r.Header.Get("X-Auth-Token"); !strings.HasPrefix(token, "token-") {
			t.Errorf("%s %s came with token %q", r.Method, r.URL, token)
		}
		http.Error(w, `{"computeFault": {"message": "tired"}}`, http.StatusServiceUnavailable)
	}))
	outcome, err := harnesstest.Once(t, c, ListServers{})
	if !gophercloud.ResponseCodeIs(err, http.StatusServiceUnavailable) {
		t.Errorf("Once: error %v; want one of status 503", err)
	}
	f := outcome.Failures
	if len(f) != 1 || f[0].Class != "http 503" || f[0].Action != "nova.list_servers" {
		t.Errorf("failures %+v; want one of class http 503 in nova.list_servers", f)
	}
	if len(outcome.Routes) != 1 || outcome.Routes[0].Name != "compute GET /servers" || outcome.Routes[0].Failure.Count != 1 {
		t.Errorf("routes %+v; want compute GET /servers, which failed once", outcome.Routes)
	}
}

// A developer's own round tripper breaks the connection off, or stands still: in virtual time that takes none.
func TestOnceOverAnOwnTransport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := harnesstest.CloudOver(t, harnesstest.Tokens(harnesstest.RoundTripFunc(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})))
		patient := harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
			ctx, cancel := context.WithTimeout(ctx, time.Hour)
			defer cancel()
			return ListServers{}.Run(ctx, it)
		})
		outcome, err := harnesstest.Once(t, c, patient)
		if !errors.Is(err, context.DeadlineExceeded) || outcome.Iterations.Failure.Max != time.Hour {
			t.Errorf("Once: error %v after %v; want a deadline after 1h", err, outcome.Iterations.Failure.Max)
		}
	})
}

// Aborting handlers are broken connections.
func TestHandlerThatAborts(t *testing.T) {
	c := harnesstest.Cloud(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	if _, err := harnesstest.Once(t, c, ListServers{}); err == nil || !strings.Contains(err.Error(), "unexpected EOF") {
		t.Errorf("Once on a cloud that aborts: error %v; want an unexpected EOF", err)
	}
}

type needy struct {
	Image string `arg:"image,required" help:"what to boot"`
}

func (needy) Run(context.Context, *harness.Iteration) error { return nil }

// prepared looks something up before it runs, and brings a fixture.
type prepared struct {
	log *[]string
	id  string
}

func (p prepared) Fixtures() []harness.Fixture {
	return []harness.Fixture{harnesstest.FixtureFunc(func(_ context.Context, w *harness.World) error {
		*p.log = append(*p.log, "set up")
		w.Cleanup("it", func(context.Context) error { *p.log = append(*p.log, "removed"); return nil })
		return nil
	})}
}

func (p prepared) Prepare(context.Context, *harness.World) (harness.Scenario, error) {
	*p.log = append(*p.log, "prepared")
	p.id = "7"
	return p, nil
}

func (p prepared) Run(context.Context, *harness.Iteration) error {
	*p.log = append(*p.log, "run with "+p.id)
	return nil
}

func TestOnceDoesAllThatARunDoes(t *testing.T) {
	var log []string
	if _, err := harnesstest.Once(t, nil, prepared{log: &log}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(log, ", "); got != "set up, prepared, run with 7, removed" {
		t.Errorf("Once did: %s", got)
	}
}

// A fake is a testing.TB that remembers how its test ended.
type fake struct {
	testing.TB
	said []string
}

func (f *fake) Helper() {}
func (f *fake) Errorf(format string, args ...any) {
	f.said = append(f.said, fmt.Sprintf(format, args...))
}
func (f *fake) Fatalf(format string, args ...any) { f.Errorf(format, args...); runtime.Goexit() }
func (f *fake) FailNow()                          { f.said = append(f.said, "FailNow"); runtime.Goexit() }

// What is wrong around the iteration ends the test.
func TestOnceEndsTheTest(t *testing.T) {
	nothing := harness.ScenarioFunc(func(context.Context, *harness.Iteration) error { return nil })
	fixture := func(f func(w *harness.World) error) []harness.Fixture {
		return []harness.Fixture{harnesstest.FixtureFunc(func(_ context.Context, w *harness.World) error { return f(w) })}
	}
	for _, tt := range []struct {
		scenario harness.Scenario
		fixtures []harness.Fixture
		want     string
	}{
		{scenario: needy{}, want: "argument image is missing: what to boot"},
		{scenario: nothing, fixtures: fixture(func(*harness.World) error { return errors.New("full") }), want: "set up function: full"},
		{scenario: nothing, fixtures: fixture(func(w *harness.World) error {
			w.Cleanup("it", func(context.Context) error { return errors.New("stuck") })
			return nil
		}), want: "remove it: stuck"},
		{scenario: nothing, fixtures: fixture(func(w *harness.World) error {
			w.Prove(func(context.Context) ([]harness.Resource, error) {
				return []harness.Resource{{Kind: "server", ID: "1", Name: "one"}}, nil
			})
			return nil
		}), want: `left behind: 1, the first of them the server "one"`},
		{scenario: harness.ScenarioFunc(func(context.Context, *harness.Iteration) error { runtime.Goexit(); return nil }), want: "FailNow"},
	} {
		f := &fake{TB: t}
		done := make(chan struct{})
		go func() {
			defer close(done)
			_, _ = harnesstest.Once(f, nil, tt.scenario, tt.fixtures...)
		}()
		<-done
		if said := strings.Join(f.said, "\n"); !strings.Contains(said, tt.want) {
			t.Errorf("Once(%T, %d fixtures) said %q; want %q", tt.scenario, len(tt.fixtures), said, tt.want)
		}
	}
}
