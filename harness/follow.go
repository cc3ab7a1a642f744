package harness

import (
	"errors"
	"strings"
	"sync"
)

// A follower reads what has been retained and gives it to the sinks, in a goroutine of its own, so that a slow one holds up
// nothing but the end of the run.
type follower struct {
	run     *run
	intakes []Intake
	least   int64 // bytes that are worth a call
	poke    chan struct{}
	done    chan struct{}

	read  int64 // of the file
	names recordNames
	mu    sync.Mutex
	err   error
}

// atOnce is how many bytes the sinks are given at once in virtual time, whose seconds are too short to be worth it.
const atOnce = 1 << 20

func newFollower(r *run) *follower {
	f := &follower{run: r, least: 1, read: int64(len(magic))}
	if r.lab.Virtual {
		f.least = atOnce
	}
	return f
}

// beginSinks tells all sinks that a run begins. If one refuses it, those before it are told that it is over.
func (r *run) beginSinks() error {
	if len(r.lab.Sinks) == 0 {
		return nil
	}
	begun := r.result
	for i, w := range r.loads {
		plan := w.load().Plan()
		begun.Workloads = append(begun.Workloads, Outcome{
			View: View{Workload: w.name()}, Scenario: scenarioName(w.Scenario), Arguments: Arguments(w.Scenario), Point: w.Point,
			Load: w.load().String(), Open: plan.Open, Users: plan.Users,
		})
		for _, part := range partsOf(w.Scenario) {
			begun.Workloads[i].Mix = append(begun.Workloads[i].Mix, View{Workload: w.name(), Part: part})
		}
	}
	for _, sink := range r.lab.Sinks {
		intake, err := sink.Begin(&begun)
		if err != nil {
			begun.Verdict, begun.Error = verdict(err), err.Error()
			return errors.Join(err, r.follower.end(&begun))
		}
		r.follower.intakes = append(r.follower.intakes, intake)
	}
	return nil
}

// start begins to follow a load.
func (f *follower) start() {
	if len(f.intakes) == 0 {
		return
	}
	f.poke, f.done = make(chan struct{}, 1), make(chan struct{})
	go func() {
		defer close(f.done)
		for range f.poke {
			f.take(f.least)
		}
		f.take(1)
	}()
}

// more says that there is more.
func (f *follower) more() {
	select {
	case f.poke <- struct{}{}:
	default: // it is told already, or there is nobody to tell
	}
}

// stop waits until all that is retained has been given.
func (f *follower) stop() {
	if f.poke != nil {
		close(f.poke)
		<-f.done
	}
}

// take gives the sinks what is new, if there is at least so much.
func (f *follower) take(least int64) {
	size := f.run.retained.written()
	if size-f.read < least || f.error() != nil {
		return
	}
	from := f.read
	f.read = size
	for _, intake := range f.intakes {
		var damaged error
		err := guard(func() error {
			return intake.Take(func(yield func(*Record) bool) { damaged = f.records(from, size, yield) })
		})
		if err = errors.Join(err, damaged); err != nil {
			f.mu.Lock()
			f.err = errors.Join(f.err, err)
			f.mu.Unlock()
		}
	}
}

// error is what a sink had to say against more.
func (f *follower) error() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

func (f *follower) records(from, to int64, yield func(*Record) bool) error {
	var out Record
	enough := false
	return f.run.retained.between(from, to, func(r *record) {
		if !enough {
			f.names.read(r, &out, &f.run.names)
			enough = !yield(&out)
		}
	})
}

// end gives the sinks the result, and returns what they had to say.
func (f *follower) end(result *Result) error {
	var errs []error
	for _, intake := range f.intakes {
		errs = append(errs, guard(func() error { return intake.End(result) }))
	}
	return errors.Join(errs...)
}

// recordNames are the names that records have numbers for, as far as they are known.
type recordNames struct {
	actions, routes, projects, hosts []string
	measures                         [][2]string
	charts                           []string
}

// read makes a public record of r.
func (n *recordNames) read(r *record, out *Record, all *names) {
	actions, calls, added := out.Actions[:0], out.Calls[:0], out.Added[:0]
	*out = Record{
		Workload: r.workload, Part: r.part, Number: r.number, Due: r.due, Start: r.start, End: r.end, Own: r.own,
		Idle: r.idle, Renewed: r.renewed, Waited: r.waited, Last: r.last, Outcome: Ending(r.outcome),
		Class: r.class, Message: r.message, RequestID: r.request, Shown: r.shown,
		Action: name(&n.actions, &all.actions, r.action), Project: name(&n.projects, &all.projects, r.project-1), Host: name(&n.hosts, &all.hosts, r.host-1),
	}
	for i := range r.actions {
		a := &r.actions[i]
		actions = append(actions, RecordedAction{name(&n.actions, &all.actions, a.id), a.start, a.duration, a.waited, a.last, a.failed})
	}
	for i := range r.calls {
		c := &r.calls[i]
		calls = append(calls, RecordedCall{
			name(&n.actions, &all.actions, c.action), name(&n.routes, &all.routes, c.route), c.status, c.start, c.ttfb, c.duration, c.in, c.out, c.reused, c.retry,
		})
	}
	for _, a := range r.added {
		for int(a.measure) >= len(n.measures) {
			title, name, _ := strings.Cut(all.measures.name(int32(len(n.measures))), "\x00")
			n.measures = append(n.measures, [2]string{title, name})
		}
		m := &n.measures[a.measure]
		added = append(added, RecordedValue{m[0], m[1], a.value, name(&n.charts, &all.charts, a.chart)})
	}
	out.Actions, out.Calls, out.Added = actions, calls, added
}

// name is that of a number; "" of one below zero.
func name(known *[]string, all *register, id int32) string {
	if id < 0 {
		return ""
	}
	if int(id) >= len(*known) {
		*known = all.since(0)
	}
	return (*known)[id]
}
