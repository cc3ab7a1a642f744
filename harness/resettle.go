package harness

import (
	"context"
	"fmt"
	"iter"
	"math"
	"time"

	"github.com/pacenote/pacenote/harness/load"
)

// Resettle computes the figures of a run from its iterations alone: of one that was interrupted, or was made by another tool. begun
// is as [Sink] is told it: what each workload was to do, in the order to which the records' numbers of workloads refer. The
// records are read once. The result is begun with figures, exact like those of any other run; it has no verdict.
func Resettle(begun *Result, records iter.Seq[*Record]) (*Result, error) {
	b := Benchmark{Name: begun.Name, Seed: begun.Seed}
	for i := range begun.Workloads {
		b.Workloads = append(b.Workloads, retold(&begun.Workloads[i]))
	}
	r := newRun(Lab{}, &b)
	var err error
	if r.retained, err = retain("", false, &r.names); err != nil {
		return nil, err
	}
	defer r.retained.close()
	for i, w := range r.loads {
		r.drives = append(r.drives, newDrive(r, i, w))
	}
	elapsed, err := r.recount(records)
	if err != nil {
		return nil, err
	}
	settled, err := r.settle(elapsed, math.MaxInt64)
	if err != nil {
		return nil, err
	}
	result := *begun
	result.Workloads, result.Overall = settled.outcomes, settled.overall
	for i := range result.Workloads {
		out, was := &result.Workloads[i], &begun.Workloads[i]
		out.Scenario, out.Arguments, out.Load, out.Point, out.Open, out.Users = was.Scenario, was.Arguments, was.Load, was.Point, was.Open, was.Users
		out.View.Final = true
	}
	return &result, nil
}

// recount retains records as if they took place, and returns when the last of them ended.
func (r *run) recount(records iter.Seq[*Record]) (elapsed time.Duration, err error) {
	var c codec
	var block []byte
	var one record
	last := make([]time.Duration, len(r.drives))
	for x := range records {
		if x.Workload < 0 || x.Workload >= len(r.drives) || x.Part < 0 || x.Part >= r.drives[x.Workload].parts {
			return 0, fmt.Errorf("iteration %d is of workload %d, part %d, which there is not", x.Number, x.Workload, x.Part)
		}
		r.names.unread(x, &one)
		block = c.append(block, &one)
		r.shards[0].counts[x.Workload][one.outcome]++
		last[x.Workload] = max(last[x.Workload], x.End)
		if len(block) > flushAt {
			r.retained.write(block)
			block, c = block[:0], codec{}
		}
	}
	r.retained.write(block)
	for i, d := range r.drives {
		d.took.Store(int64(max(last[i], 1)))
		elapsed = max(elapsed, last[i])
	}
	return elapsed, r.retained.error()
}

// unread is what [recordNames.read] has read.
func (n *names) unread(x *Record, r *record) {
	actions, calls, added := r.actions[:0], r.calls[:0], r.added[:0]
	*r = record{
		workload: x.Workload, part: x.Part, number: x.Number, due: x.Due, start: x.Start, end: x.End, own: x.Own, idle: x.Idle, renewed: x.Renewed,
		waited: x.Waited, last: x.Last, outcome: outcomeKind(x.Outcome), class: x.Class, message: x.Message, request: x.RequestID, action: -1, shown: x.Shown,
	}
	if x.Action != "" {
		r.action = n.actions.id(x.Action)
	}
	if x.Project != "" {
		r.project = n.projects.id(x.Project) + 1
	}
	if x.Host != "" {
		r.host = n.hosts.id(x.Host) + 1
	}
	for i := range x.Actions {
		a := &x.Actions[i]
		actions = append(actions, actionRecord{id: n.actions.id(a.Path), failed: a.Failed, start: a.Start, duration: a.Duration, waited: a.Waited, last: a.Last})
	}
	for i := range x.Calls {
		c := &x.Calls[i]
		call := callRecord{action: -1, route: n.routes.id(c.Route), status: c.Status, start: c.Start, ttfb: c.FirstByte, duration: c.Duration, in: c.In, out: c.Out, reused: c.Reused, retry: c.Retry}
		if c.Action != "" {
			call.action = n.actions.id(c.Action)
		}
		calls = append(calls, call)
	}
	for _, v := range x.Added {
		list, err := n.added(&Chart{Title: v.Title, Values: []Value{{v.Name, v.Value}}})
		if err == nil {
			added = append(added, list...)
		}
	}
	r.actions, r.calls, r.added = actions, calls, added
}

// retold is a workload of which it is known what it was.
func retold(o *Outcome) Workload {
	w := Workload{Name: o.Workload, Load: toldLoad{o}, Scenario: toldScenario(o.Scenario)}
	if len(o.Mix) > 0 {
		var mix Mix
		for i := range o.Mix {
			mix = append(mix, Portion{Name: o.Mix[i].Part, Scenario: toldScenario(o.Mix[i].Part)})
		}
		w.Scenario = mix
	}
	return w
}

// A toldScenario is the name of a scenario that was run elsewhere.
type toldScenario string

func (s toldScenario) Name() string                        { return string(s) }
func (toldScenario) Run(context.Context, *Iteration) error { return nil }

// A toldLoad is a load that was made elsewhere.
type toldLoad struct{ outcome *Outcome }

func (l toldLoad) Plan() load.Plan                      { return load.Plan{Users: l.outcome.Users, Open: l.outcome.Open} }
func (l toldLoad) Next(load.Turn) (time.Duration, bool) { return 0, false }
func (l toldLoad) String() string                       { return l.outcome.Load }
