package keystone_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/keystone"
)

// BenchmarkTokens asks a real keystone for tokens with 20 users: by net/http and one typed decode, by the call that the
// scenario makes in a bare loop, and by the harness. It needs PACENOTE_CLOUD, and wants -benchtime 1000x -count 6.
func BenchmarkTokens(b *testing.B) {
	name := os.Getenv("PACENOTE_CLOUD")
	if name == "" {
		b.Skip("PACENOTE_CLOUD names no cloud to ask")
	}
	config, err := cloud.Load(name)
	if err != nil {
		b.Fatal(err)
	}
	c, err := cloud.Open(config)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(c.Close)
	if err := c.Admin().Authenticate(b.Context()); err != nil {
		b.Fatal(err)
	}
	const users = 20
	b.Run("http", func(b *testing.B) {
		client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: users}}
		a := config.Auth
		body, _ := json.Marshal(map[string]any{"auth": map[string]any{
			"identity": map[string]any{"methods": []string{"password"}, "password": map[string]any{"user": map[string]any{
				"name": a.Username, "domain": map[string]any{"name": a.UserDomainName}, "password": string(a.Password)}}},
			"scope": map[string]any{"project": map[string]any{"name": a.ProjectName, "domain": map[string]any{"name": a.ProjectDomainName}}}}})
		loop(b, users, func() error {
			response, err := client.Post(c.AuthURL()+"/auth/tokens", "application/json", strings.NewReader(string(body)))
			if err != nil {
				return err
			}
			defer response.Body.Close()
			var reply struct {
				Token struct {
					User struct{ ID, Name string }
				}
			}
			return json.NewDecoder(response.Body).Decode(&reply)
		})
	})
	run := func(b *testing.B, s harness.Scenario, l load.Load) *harness.Result {
		result, err := harness.Lab{Cloud: c}.Run(context.Background(), harness.Benchmark{
			Fixtures:  []harness.Fixture{fixtures.Users{Projects: 2, PerProject: 10}},
			Workloads: []harness.Workload{{Scenario: s, Load: l}},
		})
		if err != nil {
			b.Fatal(err)
		}
		return result
	}
	b.Run("loop", func(b *testing.B) { run(b, bare{b: b}, load.Serial{}) })
	b.Run("harness", func(b *testing.B) {
		result := run(b, keystone.Authenticate{}, load.Constant{Users: min(users, b.N), Iterations: b.N})
		report(b, result.Workloads[0].Elapsed)
	})
}

func report(b *testing.B, took time.Duration) {
	b.ReportMetric(float64(took.Nanoseconds())/float64(b.N), "ns/op")
	b.ReportMetric(float64(b.N)/took.Seconds(), "tokens/s")
}

// bare is the bare loop as a scenario that runs once, so that its users are of the same kind.
type bare struct {
	b     *testing.B
	users []*cloud.User
}

func (s bare) Prepare(_ context.Context, w *harness.World) (harness.Scenario, error) {
	s.users = w.Users()
	return s, nil
}

func (s bare) Run(context.Context, *harness.Iteration) error {
	began := time.Now()
	var turn atomic.Int64
	loop(s.b, len(s.users), func() error {
		_, err := s.users[turn.Add(1)%int64(len(s.users))].NewToken(context.Background())
		return err
	})
	report(s.b, time.Since(began))
	return nil
}

func loop(b *testing.B, users int, call func() error) {
	var group sync.WaitGroup
	var next atomic.Int64
	for range users {
		group.Go(func() {
			for next.Add(1) <= int64(b.N) {
				if err := call(); err != nil {
					b.Error(err)
				}
			}
		})
	}
	group.Wait()
}
