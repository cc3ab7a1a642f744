package harness

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// keptWhole is how many durations of a population are kept for exact percentiles of any kind. Of larger populations,
// a second reading makes [Percentiles] exact, and the others come from the sketch.
const keptWhole = 1 << 20

// settle computes the outcomes of all workloads from what is retained now, and from that alone.
func (r *run) settle(elapsed time.Duration) ([]Outcome, error) {
	s := make([]*settlement, len(r.loads))
	recorded := r.recorded() // decides only how fine the timelines are
	for i, w := range r.loads {
		s[i] = newSettlement(w, elapsed, recorded[i])
		s[i].pool.whole = r.whole
		if !r.stop.at.IsZero() {
			s[i].stopped = r.stop.at.Sub(r.begin)
		}
	}
	size := r.retained.written() // more may come between the readings
	if err := r.retained.each(size, func(x *record) { s[x.workload].add(x) }); err != nil {
		return nil, err
	}
	again := false
	for _, x := range s {
		again = x.pool.settle() || again
	}
	if again {
		for _, x := range s {
			x.pool.pass = 2
		}
		if err := r.retained.each(size, func(x *record) { s[x.workload].addDurations(x) }); err != nil {
			return nil, err
		}
		for _, x := range s {
			x.pool.pick()
		}
	}
	outcomes := make([]Outcome, len(s))
	for i, x := range s {
		outcomes[i] = x.outcome(r.retained.names)
	}
	return outcomes, nil
}

// A settlement is the outcome of a workload in the making.
type settlement struct {
	out      Outcome
	stopped  time.Duration // when the stop was known
	pool     pool
	actions  []*Series // by id; nil for one of another workload
	routes   []*Series
	failures map[failureKey]*Failure
	timeline *timeline
}

type failureKey struct {
	class   string
	action  int32
	outline string
}

func newSettlement(w *Workload, elapsed time.Duration, recorded int64) *settlement {
	s := &settlement{stopped: math.MaxInt64, failures: make(map[failureKey]*Failure), timeline: newTimeline(elapsed, recorded)}
	s.pool.members = make(map[*Distribution]*population)
	plan := w.load().Plan()
	s.out = Outcome{
		View:     View{Workload: w.name(), Final: true, Elapsed: elapsed},
		Scenario: scenarioName(w.Scenario), Arguments: Arguments(w.Scenario),
		Load: w.load().String(), Open: plan.Open, Users: plan.Users,
	}
	return s
}

func (s *settlement) add(r *record) {
	s.out.Started++
	if r.start > s.stopped {
		s.out.AfterStop++
	}
	s.out.Idle += r.idle
	if r.renewed > 0 {
		s.out.Renewals++
		s.out.RenewalAge += r.renewed
	}
	s.addDurations(r)
	if r.outcome == failed {
		s.fail(r)
	}
	for i := range r.calls {
		c := &r.calls[i]
		g := &s.out.Generator
		g.Calls++
		g.BytesIn += c.in
		g.BytesOut += c.out
		if c.reused {
			g.Reused++
		}
	}
	s.timeline.add(r)
}

// addDurations is what both readings do.
func (s *settlement) addDurations(r *record) {
	s.pool.add(&s.out.Lateness, r.start-r.due)
	s.pool.count(&s.out.Iterations, r.service(), r.outcome, r.waited, r.last)
	if r.outcome == succeeded {
		s.pool.add(&s.out.Response, r.response())
	}
	for i := range r.actions {
		a := &r.actions[i]
		s.pool.count(at(&s.actions, a.id), a.duration, a.outcome(r), a.waited, a.last)
	}
	for i := range r.calls {
		c := &r.calls[i]
		s.pool.count(at(&s.routes, c.route), c.duration, c.outcome(r), 0, 0)
	}
}

// outcome of a call: a 4xx or 5xx answer, or none, is a failure.
func (c *callRecord) outcome(r *record) outcomeKind {
	switch {
	case c.status >= 400 && c.status != 404, c.status == 0 && r.outcome != aborted:
		return failed
	case c.status == 0:
		return aborted
	}
	return succeeded
}

func at(list *[]*Series, id int32) *Series {
	for int(id) >= len(*list) {
		*list = append(*list, nil)
	}
	if (*list)[id] == nil {
		(*list)[id] = new(Series)
	}
	return (*list)[id]
}

func (s *settlement) fail(r *record) {
	key := failureKey{r.class, r.action, outline(r.message)}
	f := s.failures[key]
	if f == nil {
		f = &Failure{Class: r.class}
		s.failures[key] = f
	}
	f.Count++
	if f.Count == 1 || r.number < f.Iteration {
		f.Iteration, f.At, f.Message, f.RequestID = r.number, r.end, r.message, r.request
	}
}

// mostFailures is how many groups of failures a result shows; the rest is one group.
const mostFailures = 50

func (s *settlement) outcome(n *names) Outcome {
	out := s.out
	paths := n.actions.since(0)
	name := func(list []*Series, names []string) (series []Series) {
		for id, x := range list {
			if x != nil {
				x.Name = names[id]
				series = append(series, *x)
			}
		}
		sortSeries(series)
		return series
	}
	out.Actions = name(s.actions, paths)
	out.Routes = name(s.routes, n.routes.since(0))
	for key, f := range s.failures {
		if key.action >= 0 {
			f.Action = paths[key.action]
		}
		out.Failures = append(out.Failures, *f)
	}
	slices.SortFunc(out.Failures, func(a, b Failure) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Iteration, b.Iteration), cmp.Compare(a.Class, b.Class), cmp.Compare(a.Message, b.Message))
	})
	if len(out.Failures) > mostFailures {
		rest := Failure{Class: "others"}
		for _, f := range out.Failures[mostFailures:] {
			rest.Count += f.Count
		}
		out.Failures = append(out.Failures[:mostFailures:mostFailures], rest)
	}
	out.Timeline = s.timeline.cut(paths)
	return out
}
