package harness

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// keptWhole is how many durations of a population are kept for exact percentiles of any kind. Of larger populations,
// further readings make [Percentiles] exact, and the others come from the sketch.
const keptWhole = 1 << 16

// settled is what the retained iterations say.
type settled struct {
	outcomes []Outcome
	overall  *View           // nil if there is one workload
	slid     []map[int]Level // by workload and check: of those that judge windows
}

// settle computes the outcomes of all workloads from what is retained now, and from that alone: from the iterations that
// had ended at a time since the load began.
func (r *run) settle(elapsed, until time.Duration) (settled, error) {
	s := make([]*settlement, len(r.drives))
	pool := &pool{whole: r.whole}
	recorded := r.recorded() // decides only how fine the timelines are
	for i, d := range r.drives {
		s[i] = newSettlement(d, pool, elapsed, recorded[i], &r.names)
		if !r.stop.at.IsZero() {
			s[i].stopped = r.stop.at.Sub(r.begin)
		}
	}
	var overall *tally
	if len(s) > 1 {
		overall = &tally{pool: pool, view: View{Final: true, Elapsed: elapsed}}
	}
	size := r.retained.written() // more may come between the readings
	for again := true; again; {
		first := pool.pass == 0
		err := r.retained.each(size, func(x *record) {
			if x.end > until {
				return
			}
			if steady := s[x.workload].add(x, first); steady && overall != nil {
				overall.add(x)
			}
		})
		if err != nil {
			return settled{}, err
		}
		again = pool.next()
	}
	var result settled
	for _, x := range s {
		out, slid := x.outcome(&r.names)
		result.outcomes, result.slid = append(result.outcomes, out), append(result.slid, slid)
	}
	if overall != nil {
		result.overall = overall.done(&r.names)
	}
	return result, nil
}

// A tally is a [View] in the making.
type tally struct {
	pool    *pool
	closed  bool // nothing is late, and responses are services
	view    View
	actions []*Series // by id; nil for one of another workload
	routes  []*Series
	classes map[string]int64
	starts  starts
	added   []*Sample // by id of the measure
}

// add counts r in, at every reading.
func (t *tally) add(r *record) {
	if t.pool.pass == 0 {
		t.once(r)
	}
	if r.outcome == skipped {
		return
	}
	if !t.closed {
		t.pool.add(&t.view.Lateness, r.start-r.due)
		if r.outcome == succeeded {
			t.pool.add(&t.view.Response, r.response())
		}
	}
	t.pool.count(&t.view.Iterations, r.service(), r.outcome, r.waited, r.last)
	for i := range r.actions {
		a := &r.actions[i]
		t.pool.count(at(&t.actions, a.id), a.duration, a.outcome(r), a.waited, a.last)
	}
	for i := range r.calls {
		c := &r.calls[i]
		t.pool.count(at(&t.routes, c.route), c.duration, c.outcome(r), 0, 0)
	}
	if t.pool.pass == 0 && r.outcome == succeeded {
		t.keep(r)
	}
}

// once counts what the first reading is enough for.
func (t *tally) once(r *record) {
	t.starts.add(r)
	if r.outcome == skipped {
		t.view.Skipped++
	}
	if r.outcome == failed {
		if t.classes == nil {
			t.classes = make(map[string]int64)
		}
		t.classes[r.class]++
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

// done is the view.
func (t *tally) done(n *names) *View {
	if i := &t.view.Iterations; t.closed {
		t.view.Response = i.Success
		t.view.Lateness = zeros(i.Ended() + i.Aborted)
	}
	t.view.Classes = classesOf(t.classes)
	t.view.Achieved = t.starts.achieved()
	if !t.closed {
		t.view.Asked = t.starts.asked()
	}
	t.view.Actions = named(t.actions, n.actions.since(0))
	t.view.Routes = named(t.routes, n.routes.since(0))
	t.view.Measures = t.measures(n)
	return &t.view
}

func named(list []*Series, names []string) (series []Series) {
	for id, x := range list {
		if x != nil {
			x.Name = names[id]
			series = append(series, *x)
		}
	}
	sortSeries(series)
	return series
}

// A settlement is the outcome of a workload in the making.
type settlement struct {
	drive    *drive
	out      Outcome
	stopped  time.Duration // when the stop was known
	main     *tally        // of the steady phase
	phases   []*tally      // the others, and the same one
	mix      []*tally
	projects []*Series // by number, as the next one
	hosts    []*Series
	calls    calls
	own      Distribution // lateness of which no user was the reason
	pool     *pool
	failures map[failureKey]*Failure
	timeline *timeline
	outputs  *outputs
	replay   *replay // nil if no check judges windows
	course   *course // nil if no hook fired
}

type failureKey struct {
	class   string
	action  int32
	outline string
}

func newSettlement(d *drive, p *pool, elapsed time.Duration, recorded int64, n *names) *settlement {
	w := d.workload
	s := &settlement{
		drive: d, pool: p, stopped: math.MaxInt64, failures: make(map[failureKey]*Failure), timeline: newTimeline(elapsed, recorded),
	}
	s.timeline.open, s.calls = d.plan.Open, make(calls)
	s.outputs = newOutputs(s.timeline)
	s.out = Outcome{
		Scenario: scenarioName(w.Scenario), Arguments: Arguments(w.Scenario),
		Point: w.Point, Load: d.load.String(), Open: d.plan.Open, Begun: d.begun, Users: d.plan.Users,
	}
	of := func(part string) *tally {
		return &tally{pool: p, closed: !d.plan.Open, view: View{Workload: w.name(), Part: part, Final: true, Elapsed: d.elapsed(elapsed), Span: d.span(1, elapsed)}}
	}
	s.main = of("")
	if w.phased() {
		s.out.SteadyFrom, s.out.SteadyTo = d.steady[0], min(d.steady[1], d.begun+d.elapsed(elapsed))
		for phase, name := range phaseNames {
			s.phases = append(s.phases, of(name))
			s.phases[phase].view.Span = d.span(phase, elapsed)
		}
		s.phases[1] = s.main
	}
	for _, name := range partsOf(w.Scenario) {
		s.mix = append(s.mix, of(name))
	}
	if len(d.run.hooks.ended) > 0 {
		s.course = newCourse(elapsed)
	}
	if slices.ContainsFunc(w.SLA, slides) && d.climb == nil {
		s.replay = newReplay(d, n)
	}
	return s
}

// add counts r in, and tells whether it is of the steady phase. All that needs no second reading is counted in the first.
func (s *settlement) add(r *record, first bool) (steady bool) {
	phase := 1
	if s.phases != nil {
		phase = s.drive.phase(r)
		if phase != 1 {
			s.phases[phase].add(r)
		}
	}
	if phase == 1 {
		s.main.add(r)
		if s.mix != nil {
			s.mix[r.part].add(r)
		}
		if first {
			place(&s.projects, r.project, r)
			place(&s.hosts, r.host, r)
			s.calls.add(r)
		}
	}
	if s.drive.plan.Open && r.outcome != skipped && r.due+r.own >= r.start {
		s.pool.add(&s.own, r.own)
	}
	if first {
		s.once(r)
	}
	return phase == 1
}

func (s *settlement) once(r *record) {
	s.timeline.add(r)
	if s.course != nil {
		s.course.add(r)
	}
	s.outputs.add(r)
	if r.outcome == skipped {
		return
	}
	s.out.Started++
	if r.start > s.stopped {
		s.out.AfterStop++
	}
	s.out.Idle += r.idle
	if r.renewed > 0 {
		s.out.Renewals++
		s.out.RenewalAge += r.renewed
	}
	if r.outcome == failed {
		s.fail(r)
	}
	g := &s.out.Generator
	for i := range r.calls {
		c := &r.calls[i]
		g.Calls++
		g.BytesIn += c.in
		g.BytesOut += c.out
		g.Reused += bit(c.reused)
		g.Retries += bit(c.retry)
		g.Throttled += bit(c.status == 429 || c.status == 503)
	}
	if s.replay != nil {
		s.replay.add(r)
	}
}

func (s *settlement) fail(r *record) {
	key := failureKey{r.class, r.action, outline(r.message)}
	f := s.failures[key]
	if f == nil {
		if len(s.failures) >= mostOutlines {
			key = failureKey{class: "others", action: -1}
			if f = s.failures[key]; f != nil {
				f.Count++
				return
			}
		}
		f = &Failure{Class: key.class}
		s.failures[key] = f
	}
	f.Count++
	if f.Count == 1 || r.number < f.Iteration {
		f.Iteration, f.At, f.Message, f.RequestID = r.number, r.end, r.message, r.request
	}
}

// mostFailures is how many groups of failures a result shows; the rest is one group. mostOutlines is how many are told
// apart until then.
const (
	mostFailures = 50
	mostOutlines = 5000
)

func (s *settlement) outcome(n *names) (Outcome, map[int]Level) {
	out := s.out
	out.View = *s.main.done(n)
	for phase, p := range s.phases {
		if s.drive.workload.has(phase) {
			view := *p.done(n)
			view.Part = phaseNames[phase]
			out.Phases = append(out.Phases, view)
		}
	}
	for _, p := range s.mix {
		out.Mix = append(out.Mix, *p.done(n))
	}
	out.Projects, out.Hosts = places(s.projects, n.projects.since(0)), places(s.hosts, n.hosts.since(0))
	out.Calls = s.calls.cut(n)
	out.Generator.Lateness = s.own
	paths := n.actions.since(0)
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
	if s.course != nil {
		out.Impacts = s.course.impacts(s.drive.run.hooks.ended)
	}
	out.Outputs = s.outputs.cut(n, &out.View)
	if s.replay == nil {
		return out, nil
	}
	return out, s.replay.levels()
}
