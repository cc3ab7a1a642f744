package harness_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// render is all that a result says.
func render(t *testing.T, r *harness.Result) string {
	t.Helper()
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.Write(text)
	for i := range r.Workloads {
		o := &r.Workloads[i]
		for _, list := range [][]harness.Series{{o.Iterations}, o.Actions, o.Routes} {
			for _, x := range list {
				for _, p := range harness.Percentiles {
					fmt.Fprintln(&b, x.Name, p, x.Success.Percentile(p), x.Success.Exact(p), x.Failure.Percentile(p), x.Success.Deviation())
				}
				for d, n := range x.Success.Buckets() {
					fmt.Fprintln(&b, d, n)
				}
			}
		}
	}
	return b.String()
}

// random does what the draws of its iteration say: several actions, polling, idling, calls, failures.
func random(ctx context.Context, it *harness.Iteration) error {
	r := it.Rand("what")
	draw := func(most time.Duration) time.Duration { return time.Duration(r.Int64N(int64(most))) }
	if err := it.Idle(ctx, draw(s)); err != nil {
		return err
	}
	for range 1 + r.IntN(3) {
		name := fmt.Sprintf("action of %s", it.User)
		err := it.Time(ctx, name, func(ctx context.Context) error {
			until, fails := time.Now().Add(draw(5*s)), r.IntN(20)
			compute, err := it.User.Compute(ctx)
			if err != nil {
				return err
			}
			if _, err := cloud.List[harness.Resource](ctx, compute, compute.ServiceURL("servers"), "servers"); err != nil {
				return err
			}
			if err := it.Wait(ctx, it.Name(), 0, func(context.Context) (bool, error) { return time.Now().After(until), nil }); err != nil {
				return err
			}
			switch fails {
			case 0:
				return errors.New("no")
			case 1:
				panic("oops")
			case 2:
				it.Expect(1).To(Equal(2))
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// The same seed gives the same result to the last figure, whatever the goroutines did; another seed gives another one.
func TestSameSeedSameResult(t *testing.T) {
	for _, tt := range []struct {
		what   string
		loads  []load.Load
		levels []harness.Check
	}{
		{"closed", []load.Load{load.Constant{Users: 7, Iterations: 150}}, nil},
		{"closed by duration", []load.Load{load.Constant{Users: 7, Duration: 2 * time.Minute}}, nil},
		{"open and closed", []load.Load{load.Limit{Load: load.Rate{PerSecond: 3, Duration: time.Minute}, Users: 8}, load.Constant{Users: 3, Iterations: 50}}, nil},
		{"breach", []load.Load{load.Constant{Users: 7, Iterations: 1000}}, []harness.Check{sla.After(100, sla.Slowest(sla.Iteration, BeNumerically("<", 14*s)))}},
	} {
		run := func(seed uint64) (text string) {
			synctest.Test(t, func(t *testing.T) {
				c := harnesstest.Cloud(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					time.Sleep(ms)
					_, _ = w.Write([]byte(`{"servers": []}`))
				}))
				b := harness.Benchmark{Name: "it", Seed: seed, Fixtures: []harness.Fixture{people(2, 3, harness.Random)}}
				for i, l := range tt.loads {
					b.Workloads = append(b.Workloads, harness.Workload{
						Name: fmt.Sprint("workload ", i), Scenario: harness.ScenarioFunc(random), Load: l, SLA: tt.levels, Timeout: time.Minute,
					})
				}
				result, err := harness.Lab{Cloud: c, Rehearsal: true}.Run(t.Context(), b)
				if result == nil {
					t.Fatal(err)
				}
				text = render(t, result)
			})
			return text
		}
		first := run(1)
		for range 2 {
			if again := run(1); again != first {
				t.Errorf("%s: two runs of the same seed differ: %s", tt.what, difference(first, again))
			}
		}
		if run(2) == first {
			t.Errorf("%s: runs of two seeds are alike", tt.what)
		}
	}
}

func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d: %.500q and %.500q", i+1, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

// people is a fixture of users that exist without being created.
func people(projects, perProject int, choice harness.Choice) harness.Fixture {
	return recorder{name: "people", do: func(_ context.Context, w *harness.World) error {
		var users []*cloud.User
		for p := range projects {
			for u := range perProject {
				users = append(users, w.Cloud.User(cloud.Credentials{
					Username: fmt.Sprintf("%c%d", 'a'+p, u+1), Password: "secret", ProjectID: fmt.Sprint("project-", p), UserDomainID: "default",
				}))
			}
		}
		w.SetUsers(users, choice)
		return nil
	}}
}

// Round-robin takes the first user of each project, then the second of each; random draws for each iteration.
func TestChoiceOfUsers(t *testing.T) {
	users := func(choice harness.Choice, seed uint64, n int) []string {
		var mu sync.Mutex
		got := make([]string, n)
		synctest.Test(t, func(t *testing.T) {
			c := harnesstest.Cloud(t, http.NotFoundHandler())
			_, err := harness.Lab{Cloud: c}.Run(t.Context(), harness.Benchmark{
				Seed: seed, Fixtures: []harness.Fixture{people(3, 2, choice)},
				Workloads: []harness.Workload{{
					Load: load.Constant{Users: 5, Iterations: n},
					Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
						mu.Lock()
						defer mu.Unlock()
						got[it.Number-1] = it.User.Name()
						return nil
					}),
				}}})
			if err != nil {
				t.Error(err)
			}
		})
		return got
	}
	if got := strings.Join(users(harness.RoundRobin, 1, 8), " "); got != "a1 b1 c1 a2 b2 c2 a1 b1" {
		t.Errorf("round-robin took %s; want a1 b1 c1 a2 b2 c2 a1 b1", got)
	}
	a, b, other := users(harness.Random, 1, 600), users(harness.Random, 1, 600), users(harness.Random, 2, 600)
	if strings.Join(a, " ") != strings.Join(b, " ") || strings.Join(a, " ") == strings.Join(other, " ") {
		t.Error("random choices do not follow from the seed alone")
	}
	count := make(map[string]int)
	for _, u := range a {
		count[u]++
	}
	for u, n := range count {
		if n < 60 || n > 140 || len(count) != 6 {
			t.Errorf("user %s was chosen %d times of 600 among %d; want about 100 among 6", u, n, len(count))
		}
	}
	if none := users2(t); none != nil {
		t.Errorf("without users, an iteration has %v", none)
	}
}

func users2(t *testing.T) (u *cloud.User) {
	result, err := one(t, nil, func(_ context.Context, it *harness.Iteration) error { u = it.User; return nil })
	must(t, result, err)
	return u
}

func TestChoiceUnmarshal(t *testing.T) {
	for _, tt := range []struct {
		text string
		want harness.Choice
		err  string
	}{
		{"random", harness.Random, ""}, {"round-robin", harness.RoundRobin, ""}, {"round_robin", harness.RoundRobin, ""},
		{"randon", 0, `unknown choice of users "randon": did you mean "random"?`},
	} {
		var c harness.Choice
		err := c.UnmarshalText([]byte(tt.text))
		if c != tt.want || fmt.Sprint(err) != first(tt.err, "<nil>") {
			t.Errorf("UnmarshalText(%q): %v, %v; want %v, %q", tt.text, c, err, tt.want, tt.err)
		}
	}
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// Own gives each virtual user one that it keeps.
func TestOwnUsers(t *testing.T) {
	var mu sync.Mutex
	count := make(map[string]int)
	synctest.Test(t, func(t *testing.T) {
		_, err := harness.Lab{Cloud: harnesstest.Cloud(t, http.NotFoundHandler())}.Run(t.Context(), harness.Benchmark{
			Fixtures: []harness.Fixture{people(3, 2, harness.Own)},
			Workloads: []harness.Workload{{Load: load.Constant{Users: 5, PerUser: 4}, Scenario: harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
				mu.Lock()
				count[it.User.Name()]++
				mu.Unlock()
				return harness.Sleep(ctx, time.Duration(it.Number)*time.Millisecond)
			})}}})
		if err != nil {
			t.Error(err)
		}
	})
	if want := map[string]int{"a1": 4, "b1": 4, "c1": 4, "a2": 4, "b2": 4}; !maps.Equal(count, want) {
		t.Errorf("iterations by user: %v; want %v", count, want)
	}
}
