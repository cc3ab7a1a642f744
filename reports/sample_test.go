package reports_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// hostile is text that tries to become part of the page, in the two ways that are known to work on others.
const hostile = `</script><img src=x onerror=alert(1)> __f__alert(1)__f__`

// sample is a run of four benchmarks: one that passed in a rehearsal, one that broke a promise, and one that failed and
// is hostile in every text.
func sample() []*harness.Result {
	return []*harness.Result{stormSample(), breachedSample(), hostileSample(), loadsSample()}
}

// loadsSample is a run of two loads: a mix with a warm-up and a cool-down, and an open one that was late and skipped starts,
// because of the generator.
func loadsSample() *harness.Result {
	part := func(name string, seed uint64, iterations int, create, remove string) harness.View {
		v := drive(drill{users: 10, iterations: iterations, median: 500 * time.Millisecond, spread: 0.3, seed: seed, create: create, remove: remove}).View
		v.Part = name
		return v
	}
	mix := drive(drill{users: 10, iterations: 800, median: 500 * time.Millisecond, spread: 0.3, seed: 5, create: "nova.list_servers", remove: "glance_v2.list_images"})
	took := mix.Elapsed
	mix.View = part("", 7, 600, "nova.list_servers", "glance_v2.list_images")
	mix.Elapsed, mix.SteadyFrom, mix.SteadyTo = took, 8*time.Second, took-4*time.Second
	steady := mix.View
	steady.Part = harness.Steady
	mix.Phases = []harness.View{part(harness.WarmUp, 6, 130, "nova.list_servers", "glance_v2.list_images"), steady, part(harness.CoolDown, 8, 70, "nova.list_servers", "glance_v2.list_images")}
	mix.Mix = []harness.View{part("GlanceImages.list_images", 9, 450, "glance_v2.list_images", "glance_v2.get_image"), part("NovaServers.list_servers", 10, 150, "nova.list_servers", "nova.show_server")}
	mix.Workload, mix.Scenario, mix.Load = "readers", "a mix of reading", "10 users for 45s"
	mix.Levels = []harness.Level{{Promise: "p95 < 2s over any 10s", Seen: "1.2s", Kept: true}}

	open := drive(drill{users: 10, iterations: 300, median: 1300 * time.Millisecond, spread: 0.2, seed: 11, create: "nova.boot_server", remove: "nova.delete_server"})
	open.Workload, open.Scenario, open.Open, open.Begun = "writers", "NovaServers.boot_and_delete_server", true, 5*time.Second
	open.Load = "20 iterations per second for 40s, at most 10 in flight, late ones skipped"
	open.Lateness = harness.Distribution{}
	for i := range open.Iterations.Ended() {
		open.Lateness.Add(time.Duration(i) * 4 * time.Millisecond)
		open.Generator.Lateness.Add(time.Duration(i) * 300 * time.Microsecond)
	}
	open.Timeline.Buckets = append(make([]harness.Bucket, open.Begun/open.Timeline.Width), open.Timeline.Buckets...)
	for i := range open.Timeline.Buckets[8:] {
		open.Timeline.Buckets[8+i].Skipped = int64(i % 25)
		open.Skipped += int64(i % 25)
	}
	open.Generator.Bound, open.Generator.BoundReason = true, "one of twenty starts was more than 86ms late although a user was free: use a larger machine, or a lower rate"
	open.Levels = []harness.Level{{Promise: "mean < 1s", Seen: "1.33s", Reason: "mean is 1.33s, promised < 1s, after 300 iterations"}}

	r := result("Readers and writers", harness.Bound, mix)
	r.Workloads = append(r.Workloads, open)
	for i := range r.Workloads {
		g := &r.Workloads[i].Generator
		g.CPU, g.Memory, g.Retries = 0.83, 180e6, 12
	}
	all := part("", 12, 1100, "a", "b")
	all.Skipped, all.Elapsed = open.Skipped, max(took, open.Begun+open.Elapsed)
	r.Overall = &all
	r.Error = "the generator was the limit: " + open.Generator.BoundReason
	return r
}

func stormSample() *harness.Result {
	o := drive(drill{users: 20, iterations: 2000, median: 4200 * time.Millisecond, spread: 0.18, seed: 1, create: "nova.boot_server", remove: "nova.delete_server"})
	o.Workload, o.Scenario = "NovaServers.boot_and_delete_server", "NovaServers.boot_and_delete_server"
	o.Load = "20 users, 2000 iterations"
	o.Arguments = []harness.Argument{
		{Name: "flavor", Type: "string", Help: "flavor to boot: name or id", Value: "m1.tiny", Required: true},
		{Name: "image", Type: "string", Help: "image to boot from: name, id or regular expression", Value: "cirros", Required: true},
		{Name: "min_sleep", Type: "duration", Help: "shortest idle time between boot and deletion"},
	}
	o.Levels = []harness.Level{
		{Promise: "failure rate <= 1%", Seen: "0%", Kept: true, Headroom: &harness.Headroom{Bound: 0.01}},
		{Promise: "p95 of nova.boot_server < 8s", Seen: "4.6s", Kept: true, Headroom: &harness.Headroom{Seen: 4.6, Bound: 8}},
	}
	o.Projects, o.Hosts = places("project", 4, &o), places("compute", 3, &o)
	r := result("Boot storm: twenty users boot and delete servers", harness.Passed, o)
	r.Rehearsal, r.Tags = true, []string{"nova", "smoke"}
	r.Description = "A new region takes a storm of boots from twenty tenants before it takes customers."
	r.Source = `Feature: Boot storm
  A new region takes a storm of boots from twenty tenants before it takes customers.

  Scenario: twenty users boot and delete servers
    Given 4 projects with 5 users each
    And a network in every project
    And the run is cancelled unless
      | failure rate             | <= 1%  |
      | p95 of nova.boot_server  | < 8s   |
    When 20 users run "NovaServers.boot_and_delete_server" 2000 times with
      | flavor | m1.tiny |
      | image  | cirros  |
    Then the run completes
    And nothing is left behind
`
	return r
}

func breachedSample() *harness.Result {
	o := drive(drill{users: 40, until: 64 * time.Second, iterations: 2000, median: 2700 * time.Millisecond, spread: 0.22, slower: 0.019, failing: 0.012, seed: 2,
		create: "cinder.create_volume", remove: "cinder.delete_volume"})
	o.Workload, o.Scenario = "CinderVolumes.create_and_delete_volume", "CinderVolumes.create_and_delete_volume"
	o.Load, o.Open = "12 iterations per second for 5m0s, at most 40 in flight", true
	o.Arguments = []harness.Argument{{Name: "size", Type: "whole number", Help: "size of the volume in GB", Value: "1", Required: true}}
	seen := o.Iterations.Success.Percentile(95).Round(10 * time.Millisecond)
	reason := fmt.Sprintf("p95 of the iteration is %v, promised < 8s, after %d iterations", seen, o.Iterations.Ended())
	o.Breach = &harness.Breach{Level: "p95 of the iteration < 8s", Reason: reason, At: o.Elapsed - 50*time.Millisecond, Iterations: o.Iterations.Ended(), Aborted: o.Iterations.Aborted}
	o.Levels = []harness.Level{
		{Promise: "failure rate <= 5%", Seen: fmt.Sprintf("%.1f%%", 100*o.Iterations.FailureRate()), Kept: true},
		{Promise: "p95 of the iteration < 8s", Seen: seen.String(), Reason: reason, Headroom: &harness.Headroom{Seen: seen.Seconds(), Bound: 8}},
		{Promise: "slowest cinder.delete_volume < 30s", Seen: "3.1s", Kept: true, Headroom: &harness.Headroom{Seen: 3.1, Bound: 30}},
	}
	r := result("Volume mill at twelve a second", harness.Breached, o)
	r.Error = "the run was cancelled: " + reason
	r.Tags = []string{"cinder"}
	r.Troubles = []string{"remove networks: gave up on a router after 3 attempts: http 409: ports are still in use"}
	return r
}

func hostileSample() *harness.Result {
	o := drive(drill{users: 8, iterations: 640, median: 90 * time.Millisecond, spread: 0.5, failing: 0.11, seed: 3,
		create: "keystone.create_user " + hostile, remove: "keystone.delete_user"})
	o.Workload, o.Scenario = hostile, "KeystoneBasic.create_delete_user "+hostile
	o.Load = "8 users, 640 iterations " + hostile
	o.Routes[0].Name = "identity GET /v3/users/" + hostile
	o.Arguments = []harness.Argument{{Name: hostile, Type: hostile, Help: hostile, Value: hostile}}
	o.Levels = []harness.Level{
		{Promise: "failure rate <= 5% " + hostile, Seen: "9.1% " + hostile, Reason: "the failure rate is 9.1%, promised <= 5%, after 640 iterations " + hostile},
		{Promise: "mean of the iteration < 1s", Seen: "102ms", Kept: true},
	}
	failed := o.Iterations.Failure.Count
	o.Failures = []harness.Failure{
		{Class: "http 500", Action: o.Actions[0].Name, Count: failed - 9, Iteration: 17, At: 1200 * time.Millisecond, RequestID: "req-0e1c5b1e-6ad4-4b43-9f0e-3c9b8b1c7f11",
			Message: "POST /v3/users: 500: {\"error\": {\"message\": \"An unexpected error prevented the server from fulfilling your request.\", \"code\": 500}} " + hostile},
		{Class: "timeout " + hostile, Action: hostile, Count: 6, Iteration: 101, At: 5 * time.Second, RequestID: hostile, Message: "the iteration was cancelled after 1s, its time-out"},
		{Class: "panic", Count: 3, Iteration: 333, At: 6 * time.Second, Message: "panic: runtime error: index out of range [3] with length 3\n\ngoroutine 88 [running]:\n\tscenario.go:42 +0x1d\x1b[31mred\x00"},
	}
	for i := range o.Timeline.Buckets {
		if b := &o.Timeline.Buckets[i]; b.Failed > 0 {
			b.Classes = []harness.ClassCount{{Class: "http 500", Count: b.Failed}, {Class: hostile, Count: 1}}
		}
	}
	o.Timeline.Slowest[0].Action = hostile
	o.Calls[0].Action, o.Calls[0].Name = hostile, "identity GET /v3/users/"+hostile
	o.Projects, o.Hosts = places(hostile, 2, &o), places(hostile, 2, &o)
	o.Generator.Bound, o.Generator.BoundReason = true, "it used 97 % of its CPU: use fewer users or more cores "+hostile
	o.Breach = &harness.Breach{Level: hostile, Reason: hostile, At: time.Second, Iterations: 100, Aborted: 1}
	r := result("Users come and go "+hostile, harness.Failed, o)
	r.ID, r.Description, r.Tags, r.Source = hostile, hostile, []string{hostile}, "Feature: "+hostile+"\n"
	r.Error, r.Troubles, r.Folder = hostile, []string{hostile}, "/tmp/"+hostile
	r.Leftovers = []harness.Resource{{Kind: "server " + hostile, ID: hostile, Name: hostile}}
	r.Environment = harness.Environment{Cloud: hostile, AuthURL: hostile, Region: hostile, Services: []string{hostile}, Version: hostile, Go: hostile, Machine: hostile}
	r.Sections = append(r.Sections, harness.Section{Name: hostile, Start: r.Sections[2].Start, Duration: time.Second, Error: hostile})
	return r
}

func result(name string, v harness.Verdict, o harness.Outcome) *harness.Result {
	load := 6 * time.Second
	return &harness.Result{
		ID: "5e0f3a91", Name: name, Seed: 42, Verdict: v, Workloads: []harness.Outcome{o},
		Started: time.Date(2026, 7, 29, 14, 2, 11, 0, time.UTC),
		Environment: harness.Environment{
			Cloud: "staging", AuthURL: "https://identity.staging.example.org/v3", Region: "RegionOne", Version: "0.1.0", Go: "go1.26.0",
			Services: []string{"compute", "identity", "image", "network", "volumev3"}, Machine: "linux/amd64, 8 cores",
		},
		Sections: []harness.Section{
			{Name: "set up users", Duration: 2100 * time.Millisecond},
			{Name: "set up networks", Start: 2100 * time.Millisecond, Duration: 3900 * time.Millisecond},
			{Name: "load", Start: load, Duration: o.Elapsed},
			{Name: "remove networks", Start: load + o.Elapsed, Duration: 5200 * time.Millisecond},
			{Name: "remove users", Start: load + o.Elapsed + 5200*time.Millisecond, Duration: 1400 * time.Millisecond},
		},
	}
}

// A drill is how a workload of the sample goes.
type drill struct {
	users, iterations int
	median            time.Duration
	spread            float64       // of the logarithm
	slower            float64       // growth of the median a second
	failing           float64       // share of failures
	until             time.Duration // when it is cancelled; zero for never
	seed              uint64
	create, remove    string // the actions of an iteration
}

// drive plays users that iterate one after another, and counts what a workload counts.
func drive(d drill) harness.Outcome {
	rnd := rand.New(rand.NewPCG(d.seed, 0))
	o := harness.Outcome{Users: d.users, Started: int64(d.iterations)}
	names := []string{d.create, d.create + "[request]", d.create + "[wait_for_status]", d.remove}
	shares := []float64{.78, .17, .6, .2}
	for _, name := range names {
		o.Actions = append(o.Actions, harness.Series{Name: name})
	}
	type end struct {
		at, took time.Duration
		ok       bool
	}
	var ends []end
	var aborted []time.Duration
	free := make([]time.Duration, d.users)
	for range d.iterations {
		user := slices.Index(free, slices.Min(free))
		start := free[user]
		took := time.Duration(float64(d.median) * math.Exp(d.spread*rnd.NormFloat64()+d.slower*start.Seconds()))
		if rnd.IntN(200) == 0 {
			took *= 2
		}
		if d.until > 0 && start+took > d.until {
			o.Iterations.Aborted++
			aborted = append(aborted, start)
			o.Actions[0].Aborted++
			o.Actions[2].Aborted++
			if int(o.Iterations.Aborted) == d.users {
				break
			}
			free[user] = math.MaxInt64
			continue
		}
		ok := rnd.Float64() >= d.failing
		late := time.Duration(rnd.ExpFloat64() * float64(300*time.Microsecond))
		for i, share := range shares {
			s, part := &o.Actions[i], time.Duration(share*float64(took))
			switch {
			case ok:
				s.Success.Add(part)
			case i < 3:
				s.Failure.Add(part)
			}
			if ok && i%2 == 0 {
				s.Waited.Add(time.Duration(.5 * float64(took)))
				s.Last.Add(took / 20)
			}
		}
		if ok {
			o.Iterations.Success.Add(took)
			o.Response.Add(took + late)
		} else {
			o.Iterations.Failure.Add(took)
		}
		o.Lateness.Add(late)
		free[user] = start + took
		ends = append(ends, end{start + took, took, ok})
	}
	o.Final, o.Elapsed, o.Started = true, d.until, o.Iterations.Ended()+o.Iterations.Aborted
	if d.until == 0 {
		o.Elapsed = slices.Max(free)
	}
	width := time.Second
	for o.Elapsed/width > 240 {
		width *= 2
	}
	if o.Elapsed < 30*time.Second {
		width = 100 * time.Millisecond
	}
	cells := make([]harness.Distribution, o.Elapsed/width+1)
	o.Timeline = harness.Timeline{Width: width, Buckets: make([]harness.Bucket, len(cells))}
	for _, e := range ends {
		b := &o.Timeline.Buckets[e.at/width]
		o.Timeline.Buckets[(e.at-e.took)/width].Started++
		if e.ok {
			cells[e.at/width].Add(e.took)
		} else {
			b.Failed++
		}
	}
	for _, start := range aborted {
		o.Timeline.Buckets[start/width].Started++
	}
	var in int64
	for i := range cells {
		b, c := &o.Timeline.Buckets[i], &cells[i]
		b.Succeeded, b.Mean, b.P50, b.P95, b.Min, b.Max = c.Count, c.Mean(), c.Percentile(50), c.Percentile(95), c.Min, c.Max
		b.P90, b.P99 = c.Percentile(90), c.Percentile(99)
		dwell(&o, b, c, time.Duration(i)*width)
		in += b.Started - b.Succeeded - b.Failed
		b.InFlight = in
	}
	for i, part := range []string{"[request]", "[wait_for_status]", ""} {
		s := harness.Series{Name: []string{"POST /v1/things", "GET /v1/things/{id}", "DELETE /v1/things/{id}"}[i]}
		for range d.iterations {
			s.Success.Add(time.Duration(rnd.ExpFloat64() * float64(40*time.Millisecond)))
		}
		o.Calls = append(o.Calls, harness.Calls{Action: []string{d.create, d.create, d.remove}[i] + part, Series: s})
	}
	for i, name := range []string{"POST /v1/things", "GET /v1/things/{id}", "DELETE /v1/things/{id}"} {
		s := harness.Series{Name: name}
		for range d.iterations * []int{1, 9, 1}[i] {
			s.Success.Add(time.Duration(rnd.ExpFloat64() * float64(40*time.Millisecond)))
		}
		o.Routes = append(o.Routes, s)
	}
	if n := o.Iterations.Failure.Count; n > 0 {
		o.Failures = []harness.Failure{{Class: "error state", Action: d.create, Count: n, Iteration: 71, At: 4 * time.Second,
			Message: "the volume went into ERROR: no valid host was found", RequestID: "req-5dd3a1f0-4a84-41c2-b47e-3f1c54e5a6aa"}}
	}
	o.Generator = harness.Generator{CPU: .11, GC: .03, Dials: int64(d.users), Reused: int64(11*d.iterations - d.users), Calls: int64(11 * d.iterations), BytesIn: 18_200_000, BytesOut: 3_100_000}
	return o
}

// places divides successes among places of which each is slower than the one before.
func places(name string, n int, o *harness.Outcome) (list []harness.Series) {
	for i := range n {
		s := harness.Series{Name: fmt.Sprintf("%s-%d", name, i+1)}
		for d := range o.Iterations.Success.Ranks(100) {
			s.Success.Add(d + time.Duration(i)*d/10)
		}
		if i == 1 {
			s.Failure.Add(time.Second)
		}
		list = append(list, s)
	}
	return list
}

// dwell fills in what else is kept of a part that begins at a time.
func dwell(o *harness.Outcome, b *harness.Bucket, c *harness.Distribution, from time.Duration) {
	if o.Timeline.Rows == nil {
		for d := 20 * time.Millisecond; d < 20*time.Second; d += d / 2 {
			o.Timeline.Rows = append(o.Timeline.Rows, d)
		}
	}
	b.Due, b.Late = b.Started, time.Duration(b.Started)*time.Millisecond
	if b.Failed > 0 {
		b.Classes = []harness.ClassCount{{Class: "error state", Count: b.Failed}}
	}
	if c.Count == 0 {
		return
	}
	b.Rows = make([]int64, len(o.Timeline.Rows))
	for d, n := range c.Buckets() {
		at, found := slices.BinarySearch(o.Timeline.Rows, d)
		if !found {
			at = max(at-1, 0)
		}
		b.Rows[at] += n
	}
	o.Timeline.Slowest = append(o.Timeline.Slowest, harness.Slow{Iteration: b.Started + int64(from/time.Second), At: from, Took: c.Max, Action: o.Actions[0].Name})
}
