package nova_test

import (
	"context"
	"net/netip"
	"os"
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// BenchmarkHour rehearses an hour in which a hundred users boot and delete servers. One operation is the hour, with
// what sets the users up and removes them; calls/op and boots/op are all HTTP calls and all servers of it, cpu-s/op is the
// processor time of the process, cpu-ns/call the share of one call. The more servers a cloud builds at once, the more
// calls it gets: who waits long polls seldom.
func BenchmarkHour(b *testing.B) {
	for _, bb := range []struct {
		name   string
		config simcloud.Config
	}{
		{"as the real cloud", simcloud.Config{}},
		{"500000 calls", simcloud.Config{Builders: 8}},
		{"50000 boots", simcloud.Config{Builders: 100}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			var calls, boots int
			began := cpu()
			for range b.N {
				c := hour(b, bb.config)
				calls += c.Total(0)
				for _, r := range c.Requests {
					if r.Route == "/v2.1/servers" && r.Method == "POST" {
						boots += r.Count
					}
				}
			}
			used := cpu() - began
			b.ReportMetric(float64(calls)/float64(b.N), "calls/op")
			b.ReportMetric(float64(boots)/float64(b.N), "boots/op")
			b.ReportMetric(used.Seconds()/float64(b.N), "cpu-s/op")
			b.ReportMetric(float64(used)/float64(calls), "cpu-ns/call")
		})
	}
}

// BenchmarkStorm rehearses a boot storm: a thousand users of fifty projects boot fifty thousand servers, all of which are there
// at its end. One operation is the storm, with what sets it up and removes it all; servers/op is the most that there were.
func BenchmarkStorm(b *testing.B) {
	b.ReportAllocs()
	var most int
	began := cpu()
	for range b.N {
		rehearse(b, simcloud.Config{Builders: 1000}, harness.Benchmark{
			Name: "a storm",
			Seed: 1,
			Fixtures: []harness.Fixture{
				fixtures.Users{Projects: 50, PerProject: 20},
				fixtures.Networks{FirstCIDR: netip.MustParsePrefix("10.64.0.0/20")}, // room for a project's thousand
			},
			Workloads: []harness.Workload{{
				Scenario: nova.BootServer{Boot: nova.Boot{Image: "cirros", Flavor: "m1.tiny"}},
				Load:     load.Constant{Users: 1000, Iterations: 50_000},
			}},
		}, func(sim *simcloud.Cloud) { most = sim.Counts().Resources.Servers })
		if most != 50_000 {
			b.Fatalf("%d servers: want 50000", most)
		}
	}
	b.ReportMetric(float64(most), "servers/op")
	b.ReportMetric((cpu()-began).Seconds()/float64(b.N), "cpu-s/op")
}

// hour rehearses an hour as package steps does, and returns what the cloud was asked.
func hour(b *testing.B, config simcloud.Config) simcloud.Counts {
	return rehearse(b, config, harness.Benchmark{
		Name:     "an hour",
		Seed:     1,
		Fixtures: []harness.Fixture{fixtures.Users{Projects: 10, PerProject: 10}, fixtures.Networks{}},
		Workloads: []harness.Workload{{
			Scenario: nova.BootAndDeleteServer{Boot: nova.Boot{Image: "cirros", Flavor: "m1.tiny"}},
			Load:     load.Constant{Users: 100, Duration: time.Hour},
		}},
	}, func(*simcloud.Cloud) {})
}

// rehearse runs a benchmark on a cloud of its own, which it lets be looked at when the load is over, and returns what that was
// asked in all.
func rehearse(b *testing.B, config simcloud.Config, bench harness.Benchmark, look func(*simcloud.Cloud)) (counts simcloud.Counts) {
	config.Seed, config.Lockstep = 1, true
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(400)) // as a session has it
	}
	bubble(b, func(t *testing.T) {
		sim := simcloud.New(config)
		c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
		bench.Fixtures = append(bench.Fixtures, last{func() { look(sim) }})
		if _, err := (harness.Lab{Cloud: c, Rehearsal: true}).Run(t.Context(), bench); err != nil {
			t.Error(err)
		}
		counts = sim.Counts()
	})
	return counts
}

// last looks at the cloud before anything is removed.
type last struct{ look func() }

// Setup leaves the look to the clean-up, which goes backwards.
func (l last) Setup(_ context.Context, w *harness.World) error {
	w.Cleanup("look", func(context.Context) error { l.look(); return nil })
	return nil
}

// bubble runs f in virtual time, for which package testing wants a test.
func bubble(b *testing.B, f func(*testing.T)) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	ran := false
	ok := testing.RunTests(func(_, _ string) (bool, error) { return true, nil }, []testing.InternalTest{{Name: b.Name(), F: func(t *testing.T) {
		if !ran { // RunTests heeds -count, which has been heeded for the benchmark
			ran = true
			runtime.GOMAXPROCS(1)
			synctest.Test(t, f)
		}
	}}})
	if !ok {
		b.FailNow()
	}
}

// cpu is the processor time that this process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // it has no way to fail
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
