package reports

import (
	"encoding/json"
	"io"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// JSON writes a [Document].
func JSON(w io.Writer, results ...*harness.Result) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(NewDocument(results...))
}

// NewDocument puts results into the form of the JSON report.
func NewDocument(results ...*harness.Result) Document {
	d := Document{Pacenote: Version, Results: []Run{}}
	for _, r := range results {
		d.Results = append(d.Results, newRun(r))
	}
	return d
}

func newRun(r *harness.Result) Run {
	e := &r.Environment
	run := Run{
		ID: r.ID, Name: r.Name, Description: r.Description, Tags: r.Tags, Verdict: string(r.Verdict), Expected: r.Expected, Why: why(r),
		Rehearsal: r.Rehearsal, Error: r.Error, Seed: r.Seed, Seconds: length(r).Seconds(), Source: r.Source,
		Environment: Place{e.Cloud, e.AuthURL, e.Region, e.Services, versions(e), e.Version, e.Revision, e.Go, e.Machine},
		Troubles:    r.Troubles,
	}
	if r.Rehearsal {
		run.Note = simulated
	}
	if !r.Started.IsZero() {
		run.Started = r.Started.UTC().Format(time.RFC3339)
	}
	for _, s := range r.Sections {
		run.Sections = append(run.Sections, Section{s.Name, s.Start.Seconds(), s.Duration.Seconds(), s.Error})
	}
	for _, f := range r.Fired {
		run.Fired = append(run.Fired, Fired{f.Hook, f.Number, f.Why, f.From.Seconds(), f.To.Seconds(), f.Said, f.Error, f.Output.Additive, f.Output.Complete})
	}
	for _, l := range r.Leftovers {
		run.Leftovers = append(run.Leftovers, Leftover(l))
	}
	for i := range r.Workloads {
		run.Workloads = append(run.Workloads, newWorkload(&r.Workloads[i]))
	}
	if r.Overall != nil {
		all := newDivision(r.Overall, r.Overall.Elapsed)
		run.Overall = &all
	}
	return run
}

// versions are the versions of the services by their types.
func versions(e *harness.Environment) (list map[string]string) {
	for _, v := range e.Versions {
		if v.Version != "" {
			if list == nil {
				list = make(map[string]string)
			}
			list[v.Type] = strings.TrimSpace(v.Version + " " + v.Highest)
		}
	}
	return list
}

func newDivision(v *harness.View, took time.Duration) Division {
	d := Division{
		Name: v.Part, Seconds: took.Seconds(), Skipped: v.Skipped,
		Iterations: newPopulation(&v.Iterations), Response: newDurations(&v.Response), Lateness: newDurations(&v.Lateness),
	}
	for i := range v.Actions {
		d.Actions = append(d.Actions, newPopulation(&v.Actions[i]))
	}
	d.Values = newValues(v.Measures)
	return d
}

func newWorkload(o *harness.Outcome) Workload {
	g := &o.Generator
	w := Workload{
		Name: o.Workload, Scenario: o.Scenario, Load: o.Load, Open: o.Open, Users: o.Users, Seconds: o.Elapsed.Seconds(),
		Started: o.Started, AfterStop: o.AfterStop, Idle: o.Idle.Seconds(),
		Renewals: o.Renewals, RenewalAge: o.RenewalAge.Seconds(),
		Iterations: newPopulation(&o.Iterations), Response: newDurations(&o.Response), Lateness: newDurations(&o.Lateness),
		Begun: o.Begun.Seconds(), Skipped: o.Skipped,
		Generator: Generator{
			CPU: g.CPU, GC: g.GC, Lateness: newDurations(&g.Lateness), Memory: g.Memory, Calls: g.Calls, Retries: g.Retries, Throttled: g.Throttled,
			Dials: g.Dials, Reused: g.Reused, BytesIn: g.BytesIn, BytesOut: g.BytesOut, Bound: g.Bound, Reason: g.BoundReason,
		},
		Timeline: newTimeline(&o.Timeline), Point: newPoint(o.Point), Capacity: newCapacity(o.Capacity),
		Values: newValues(o.Measures), Output: newJSONOutput(o),
	}
	from, to := steady(o)
	if len(o.Phases) > 0 {
		w.SteadyFrom, w.SteadyTo = from.Seconds(), to.Seconds()
	}
	for i := range o.Phases {
		began, over := phase(o, o.Phases[i].Part)
		w.Phases = append(w.Phases, newDivision(&o.Phases[i], over-began))
	}
	for i := range o.Mix {
		w.Mix = append(w.Mix, newDivision(&o.Mix[i], to-from))
	}
	for _, a := range o.Arguments {
		if a.Value != "" {
			if w.Arguments == nil {
				w.Arguments = make(map[string]string)
			}
			w.Arguments[a.Name] = a.Value
		}
	}
	if b := o.Breach; b != nil {
		w.Breach = &Breach{b.Level, b.Reason, b.At.Seconds(), b.Iterations, b.Iteration, b.Aborted}
	}
	for i := range o.Impacts {
		x := &o.Impacts[i]
		w.Impacts = append(w.Impacts, Impact{
			x.Hook, x.Number, x.From.Seconds(), x.To.Seconds(), x.Before, x.Mean.Seconds(), x.Deviation.Seconds(),
			x.Recovered, x.Recovery.Seconds(), x.Downtime.Seconds(), x.Failing.Seconds(), x.Ended, x.Failed, x.Impaired.Seconds(), x.Degradation(),
		})
	}
	for _, l := range o.Levels {
		w.Levels = append(w.Levels, newLevel(&l))
	}
	for i := range o.Actions {
		w.Actions = append(w.Actions, newPopulation(&o.Actions[i]))
	}
	for i := range o.Routes {
		w.Routes = append(w.Routes, newPopulation(&o.Routes[i]))
	}
	for i := range o.Calls {
		w.Calls = append(w.Calls, Calls{o.Calls[i].Action, newPopulation(&o.Calls[i].Series)})
	}
	for i := range o.Projects {
		w.Projects = append(w.Projects, newPopulation(&o.Projects[i]))
	}
	for i := range o.Hosts {
		w.Hosts = append(w.Hosts, newPopulation(&o.Hosts[i]))
	}
	for _, f := range o.Failures {
		w.Failures = append(w.Failures, Failure{f.Class, f.Action, f.Count, f.Iteration, f.At.Seconds(), f.Message, f.RequestID})
	}
	return w
}

func newPopulation(s *harness.Series) Population {
	p := Population{Name: s.Name, Success: newDurations(&s.Success), Failure: newDurations(&s.Failure), Aborted: s.Aborted}
	if s.Last.Count > 0 {
		waited, last := newDurations(&s.Waited), newDurations(&s.Last)
		p.Waited, p.Last = &waited, &last
	}
	return p
}

func newDurations(x *harness.Distribution) Durations {
	if x.Count == 0 {
		return Durations{}
	}
	in := func(d time.Duration) *float64 {
		s := d.Seconds()
		return &s
	}
	return Durations{
		Count: x.Count, Min: in(x.Min), Mean: in(x.Mean()), Deviation: in(x.Deviation()),
		P50: in(x.Percentile(50)), P90: in(x.Percentile(90)), P95: in(x.Percentile(95)),
		P99: in(x.Percentile(99)), P999: in(x.Percentile(99.9)), Max: in(x.Max), Exact: x.Exact(95),
	}
}

func newTimeline(t *harness.Timeline) *Timeline {
	if len(t.Buckets) == 0 {
		return nil
	}
	out := &Timeline{Width: t.Width.Seconds()}
	for i := range t.Buckets {
		out.Parts = append(out.Parts, newPart(&t.Buckets[i]))
	}
	for _, d := range t.Rows {
		out.Rows = append(out.Rows, d.Seconds())
	}
	for _, s := range t.Slowest {
		out.Slowest = append(out.Slowest, Slow{s.Iteration, s.At.Seconds(), s.Took.Seconds(), s.Action})
	}
	return out
}

func newPart(b *harness.Bucket) Part {
	p := Part{
		Started: b.Started, Succeeded: b.Succeeded, Failed: b.Failed, Skipped: b.Skipped, InFlight: b.InFlight,
		P50: b.P50.Seconds(), P90: b.P90.Seconds(), P95: b.P95.Seconds(), P99: b.P99.Seconds(), Max: b.Max.Seconds(),
		Due: b.Due, Late: b.Late.Seconds(), Rows: b.Rows,
	}
	for _, c := range b.Classes {
		if p.Classes == nil {
			p.Classes = make(map[string]int64)
		}
		p.Classes[c.Class] = c.Count
	}
	return p
}
