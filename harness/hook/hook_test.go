package hook_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/hook"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/keystone"
)

// Toxiproxy leaves some goroutines behind when connections end while its toxics change.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/Shopify/toxiproxy/v2/toxics.(*ToxicStub).Run"))
}

// run has a hook fire at the begin of a load that goes on until it is over.
func run(t *testing.T, h harness.Hook) (*harness.Result, error) {
	t.Helper()
	return harness.Lab{}.Run(t.Context(), harness.Benchmark{
		Name: "x", Hooks: []harness.Hook{h},
		Workloads: []harness.Workload{{
			Scenario: harness.ScenarioFunc(func(ctx context.Context, _ *harness.Iteration) error { return harness.Sleep(ctx, 10*time.Millisecond) }),
			Load:     load.Constant{Duration: 500 * time.Millisecond}, SLA: []harness.Check{},
		}},
	})
}

func TestCommand(t *testing.T) {
	file := filepath.Join(t.TempDir(), "broken")
	result, err := run(t, harness.Hook{Do: hook.Command{Args: []string{"sh", "-c", "echo broken; touch " + file}, Undo: []string{"rm", file}}})
	if err != nil || result.Fired[0].Said != "broken\n" {
		t.Errorf("Run = %v, fired %+v; want what it said", err, result.Fired)
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("it was not undone: %v", err)
	}

	charts := `{"additive": [{"title": "sockets", "chart_plugin": "Lines", "data": [["open", 5], ["closed", 7]]}], "complete": []}`
	result, err = run(t, harness.Hook{Do: hook.Command{Args: []string{"echo", charts}}})
	if f := result.Fired[0]; err != nil || f.Said != "" || len(f.Output.Additive) != 1 || f.Output.Additive[0].Values[1].Number != 7 {
		t.Errorf("Run = %v, fired %+v; want the charts", err, f)
	}
	_, err = run(t, harness.Hook{Do: hook.Command{Args: []string{"echo", `{"additive": [{"titel": "sockets"}]}`}}})
	if err == nil || !strings.Contains(err.Error(), "additive chart 1") {
		t.Errorf("Run = %v, want what is wrong with the chart", err)
	}

	_, err = run(t, harness.Hook{Do: hook.Command{Args: []string{"sh", "-c", "echo no such service >&2; exit 5"}}})
	if want := "sh: exit status 5: no such service"; err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("Run = %v, want %q", err, want)
	}

	result, err = run(t, harness.Hook{Do: hook.Command{Args: []string{"there-is-no-such-command"}}})
	if err == nil || result.Verdict != harness.Broken || len(result.Workloads) != 0 {
		t.Errorf("Run = %v, %s; want it to be refused before the load", err, result.Verdict)
	}
}

func TestCall(t *testing.T) {
	var got []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.Method+" "+r.URL.Path+" "+r.Header.Get("Authorization"))
		if r.URL.Path == "/refuse" {
			w.WriteHeader(http.StatusTeapot)
		}
		fmt.Fprint(w, "as you like")
	}))
	t.Cleanup(func() {
		server.Close()
		http.DefaultClient.CloseIdleConnections()
	})
	result, err := run(t, harness.Hook{Do: hook.Call{
		URL: server.URL + "/stop?key=hush", UndoURL: server.URL + "/start", UndoMethod: "PUT", Header: http.Header{"Authorization": {"me"}},
	}})
	if want := "[POST /stop me PUT /start me]"; err != nil || fmt.Sprint(got) != want {
		t.Errorf("Run = %v, it sent %v; want %s", err, got, want)
	}
	if f := result.Fired[0]; f.Said != "as you likeas you like" || strings.Contains(f.Hook, "hush") {
		t.Errorf("fired %+v, want what was answered, and no query", f)
	}
	_, err = run(t, harness.Hook{Do: hook.Call{URL: server.URL + "/refuse"}})
	if err == nil || !strings.HasSuffix(err.Error(), "answered 418 I'm a teapot") {
		t.Errorf("Run = %v, want the answer", err)
	}
	if err := (hook.Call{URL: "keystone:5000"}).Validate(); err == nil {
		t.Error("an URL without http was taken")
	}
}

// authenticate asks a simulated keystone on a port for tokens, and gives what became of it.
func authenticate(t *testing.T, hooks ...harness.Hook) *harness.Result {
	t.Helper()
	sim := simcloud.New(simcloud.Config{})
	server, err := sim.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	c, err := cloud.Open(cloud.Config{Auth: cloud.Credentials{
		AuthURL: sim.AuthURL(), Username: "admin", Password: simcloud.Password, UserDomainName: "Default", ProjectName: "admin", ProjectDomainName: "Default",
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	result, err := harness.Lab{Cloud: c}.Run(t.Context(), harness.Benchmark{
		Name: "x", Hooks: hooks, Fixtures: []harness.Fixture{asAdmin{}},
		Workloads: []harness.Workload{{Scenario: keystone.Authenticate{}, Load: load.Rate{PerSecond: 20, Duration: 3 * time.Second}, SLA: []harness.Check{}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// asAdmin has iterations run as the administrator.
type asAdmin struct{}

func (asAdmin) Setup(_ context.Context, w *harness.World) error {
	w.SetUsers([]*cloud.User{w.Cloud.Admin()}, harness.Random)
	return nil
}

// What is slow on the way is in the service time, and not in the lateness of starts.
func TestLatencyIsService(t *testing.T) {
	t.Parallel()
	out := &authenticate(t, harness.Hook{Do: hook.Network{Service: "identity", Latency: 300 * time.Millisecond}}).Workloads[0]
	service, late := out.Iterations.Success.Percentile(50), out.Lateness.Percentile(50)
	if service < 300*time.Millisecond || late > service/2 || out.Iterations.Failure.Count > 0 {
		t.Errorf("half of the services took %v, half of the starts were %v late, %d failed; want the 300 ms in the first alone", service, late, out.Iterations.Failure.Count)
	}
}

func TestSpoiltNetwork(t *testing.T) {
	for _, tt := range []struct {
		do     hook.Network
		failed bool
	}{
		{hook.Network{Reset: true}, true},
		{hook.Network{Service: "identity", Blackhole: true}, true},
		{hook.Network{Service: "identity", Bandwidth: 1000_000}, false},
	} {
		t.Run(tt.do.String(), func(t *testing.T) {
			t.Parallel()
			result := authenticate(t, harness.Hook{When: harness.Trigger{At: []time.Duration{time.Second}}, Do: tt.do, For: time.Second})
			out := &result.Workloads[0]
			if (out.Iterations.Failure.Count > 0) != tt.failed || out.Iterations.Success.Count == 0 {
				t.Errorf("%d failed and %d succeeded; want failures: %v\n%+v", out.Iterations.Failure.Count, out.Iterations.Success.Count, tt.failed, out.Failures)
			}
			for _, f := range out.Failures {
				if f.At < time.Second {
					t.Errorf("one failed %v into the load, before the hook fired: %+v", f.At, f)
				}
			}
			if last := out.Timeline.Buckets; last[len(last)-2].Failed > 0 {
				t.Errorf("it still failed at the end: %+v", last)
			}
		})
	}
}

func TestUnknownService(t *testing.T) {
	for _, tt := range []struct {
		do   harness.Action
		want string
	}{
		{hook.Network{Service: "identiti", Reset: true}, `unknown service "identiti": did you mean "identity"?`},
		{hook.Fault{Service: "identity", Status: 503}, "only a simulated cloud can be told"},
	} {
		sim := simcloud.New(simcloud.Config{})
		c, err := cloud.Open(cloud.Config{Transport: sim.Transport(), Auth: cloud.Credentials{AuthURL: sim.AuthURL(), Username: "admin", Password: simcloud.Password, UserDomainName: "Default", ProjectName: "admin", ProjectDomainName: "Default"}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = harness.Lab{Cloud: c}.Run(t.Context(), harness.Benchmark{
			Name: "x", Hooks: []harness.Hook{{Do: tt.do}}, Workloads: []harness.Workload{{Scenario: keystone.Authenticate{}}},
		})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Run(%v) = %v, want an error with %q", tt.do, err, tt.want)
		}
		c.Close()
	}
}

// Two hooks may do the same to one service at the same time.
func TestTheSameTwice(t *testing.T) {
	t.Parallel()
	slow := hook.Network{Service: "identity", Latency: 50 * time.Millisecond}
	result := authenticate(t,
		harness.Hook{Name: "first", Do: slow, For: 2 * time.Second},
		harness.Hook{Name: "second", When: harness.Trigger{At: []time.Duration{time.Second}}, Do: slow, For: 2 * time.Second})
	out := &result.Workloads[0]
	if n := out.Iterations.Failure.Count; n > 0 || out.Iterations.Success.Max < 100*time.Millisecond {
		t.Errorf("%d failed, the slowest took %v; want both latencies together", n, out.Iterations.Success.Max)
	}
}
